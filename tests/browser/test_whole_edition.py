"""An edition from the call to the slides, by the people who walk it; and the other way to give out places."""

import datetime
import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from outbox.models import Email
from outbox.reading import read
from surveys.answering import links as invitations
from surveys.models import Invitation
from surveys.tasks import run_rounds
from symposium.afterwards import thanking
from symposium.models import Edition, Presence, Registration
from symposium.registering import links
from symposium.seats import lapsing
from symposium.tasks import allocate_waiting
from tests.browser.conftest import Visit, go
from tests.library.files import image
from tests.symposium.factories import EditionFactory, RegistrationFactory, SessionFactory, TimeSlotFactory

PHONE = {"width": 360, "height": 740}
SOON = datetime.timedelta(days=7)


@pytest.fixture
def window(browser, live_server, transactional_db):
    """A window without the demo behind it: what is there, these people made."""
    opened = []

    def open_window(user=None, **viewport):
        opened.append(Visit(browser, live_server.url, viewport=viewport or {"width": 1280, "height": 900}))
        if user:
            opened[-1].log_in(user)
        return opened[-1]

    yield open_window
    for one in opened:
        assert (one.problems, one.overflow() <= 0) == ([], True)
        one.context.close()


def fill(page, button, **fields):
    """Fill in a form by the names of its fields, and press."""
    for name, value in fields.items():
        field = page.locator(f'[name="{name}"]')
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    go(page.get_by_role("button", name=button, exact=True))


def register(page, year, name):
    """As somebody of the field, with the code from the mail; return who that is."""
    email = f"{name.lower()}@veld.invalid"
    page.goto(f"/symposium/{year}/")
    page.get_by_role("link", name="Meld je aan").click()
    fill(page, "Stuur mij een code", name=name, email=email, organisation="De Proef")
    text = read(bytes(Email.objects.filter(to=email).latest("pk").mime)).text
    fill(page, "Meld me aan", code=re.findall(r"^(\d{6})$", text, re.MULTILINE)[0])
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Dag {name}")
    return Registration.objects.get(email=email)


def said(page):
    return expect(page.get_by_role("main"))


def make(office, desk, year):
    """The call, a proposal, and the programme that comes of it: one workshop with one place."""
    today = timezone.localdate().isoformat()
    office.goto(f"/symposium/{year}/oproep/instellen/")
    fill(office, "Bewaar", call_opens_on=today, call_closes_on=today)
    desk.goto(f"/symposium/{year}/")
    desk.get_by_role("link", name="Stel een workshop voor").click()
    desk.goto(f"/symposium/{year}/oproep/voorstel/")
    fields = {"title": "Huilen mag", "summary": "We oefenen.", "for_whom": "kraamverzorgenden"}
    fill(desk, "Dien je voorstel in", **fields, speakers="Sanne Proef, De Proef, sanne@veld.invalid")
    office.goto(f"/symposium/{year}/zalen/nieuw/")
    fill(office, "Bewaar", name="Aula", capacity="20")
    office.goto(f"/symposium/{year}/tijdvakken/nieuw/")
    fill(office, "Bewaar", title="Ronde 1", starts="10:00", ends="11:00")
    office.goto(f"/symposium/{year}/voorstellen/")
    office.get_by_role("link", name="Huilen mag").click()
    office.get_by_role("link", name="Neem op in het programma").click()
    fill(office, "Ja, neem op", capacity="1")
    session = Edition.objects.get(year=year).sessions.get()
    office.goto(f"/symposium/sessie/{session.pk}/plaatsen/")
    slot, room = session.edition.slots.get(), session.edition.rooms.get()
    fill(office, "Zet hier", slot=str(slot.pk), room=str(room.pk))
    office.goto(f"/symposium/{year}/programma/publiceren/")
    go(office.get_by_role("button", name="Ja, publiceer"))
    office.goto(f"/symposium/{year}/aanmelden-instellen/")
    fill(office, "Bewaar", registration_opens_at=f"{today}T00:00")
    return session


def held(edition, day):
    """Time goes by, for which there is no form: of an edition that people know, the year stays and the past too."""
    Edition.objects.filter(pk=edition.pk).update(held_on=day, year=day.year)
    return day.year


def evaluate(office, phone, year):
    """Sent before it would go by itself, and answered without an account and without a name."""
    office.goto(f"/symposium/{year}/evaluatie/")
    said(office).to_contain_text("1 mens krijgt de evaluatie")
    office.get_by_role("button", name="Verstuur nu").click()
    said(office).to_contain_text("De evaluatie is verstuurd")
    run_rounds()
    phone.goto(invitations.url_of(Invitation.objects.get()).removeprefix(settings.BASE_URL))
    asked = phone.locator("[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in asked:
        phone.locator(f'[name="{name}"]').first.check()
    phone.get_by_role("button", name="Stuur in").click()
    said(phone).to_contain_text("Bedankt voor het invullen")


def share(page, session):
    """A speaker adds slides with the link from the mail of that morning."""
    speaker = session.speakers.get()
    thanking.thank_due(timezone.now() + datetime.timedelta(days=1))
    text = read(bytes(Email.objects.get(to=speaker.email).mime)).text
    page.goto(re.search(r"/symposium/spreker/\S+", text)[0])
    page.get_by_role("link", name=re.compile("Voeg dia's of aantekeningen toe")).click()
    page.locator("[name=file]").set_input_files({"name": "dia.png", "mimeType": "image/png", "buffer": image()})
    for name, value in (("kind", "slides"), ("licence", "share"), ("visibility", "public")):
        page.locator(f'[name="{name}"][value="{value}"]').check()
    fill(page, "Voeg toe", title="Zo huil je mee", maker="Sanne Proef")
    said(page).to_contain_text("Het bestand is aangekomen.")


def test_an_edition_is_made_filled_held_and_proven(window, coordinator, member):
    held_on = timezone.localdate() + SOON
    edition = EditionFactory(year=held_on.year, held_on=held_on, programme_published_at=None)
    office, desk = window(coordinator).page, window(member).page
    session = make(office, desk, edition.year)

    # The one place, those who wait for it, and what becomes of it when the first gives it back.
    first, second, third = (window(**PHONE).page for _ in range(3))
    anna, bea = register(first, edition.year, "Anna"), register(second, edition.year, "Bea")
    register(third, edition.year, "Cor")
    first.get_by_role("button", name="Kies Huilen mag").click()
    said(first).to_contain_text("Je hebt een plek bij “Huilen mag”")
    second.get_by_role("button", name="Kies Huilen mag").click()  # what it says was true when it was opened
    said(second).to_contain_text("Je staat op plek 1 van 1.")
    third.get_by_role("button", name="Kies Huilen mag").click()
    said(third).to_contain_text("Je staat op plek 2 van 2.")
    go(first.get_by_role("button", name=re.compile("Geef terug")))
    go(first.get_by_role("button", name="Ja, geef mijn plek terug"))  # it is full: somebody else gets it
    # The second lets it lapse and waits again; the third, to whom it passed on, stays away after all.
    lapsing.lapse_due(timezone.now() + datetime.timedelta(days=3))
    second.reload()
    go(second.get_by_role("button", name="Wachtlijst van Huilen mag"))
    third.reload()
    said(third).to_contain_text("Er is een plek voor je vrij")
    go(third.get_by_role("link", name="Meld je af"))
    go(third.get_by_role("button", name="Ja, meld me af"))
    said(third).to_contain_text("Je bent afgemeld")
    second.reload()
    second.get_by_role("button", name=re.compile("Bevestig")).click()
    said(second).to_contain_text("Je hebt een plek bij “Huilen mag”")

    year = held(edition, timezone.localdate())  # the day came: it is today
    office.goto(f"/symposium/{year}/ingang/nieuwe-link/")
    fill(office, "Maak de link", label="Hoofdingang")
    door = window(**PHONE).page
    door.goto(edition.doors.get().get_absolute_url())
    door.get_by_label("Code van het ticket").fill(bea.ticket)
    door.get_by_role("button", name="Check in", exact=True).click()
    door.get_by_text(re.compile("^Bea:? is binnen")).wait_for()  # first of the phone, then of the portal
    expect(door.locator("[data-ks-waiting]")).to_have_text("")
    assert [one.registration for one in Presence.objects.all()] == [bea]

    second.goto(f"/symposium/bewijs/{links.token(bea)}/")
    second.get_by_role("button", name="Maak mijn bewijs").click()
    with second.expect_download() as download:
        second.get_by_role("link", name="Download je bewijs (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    first.goto(f"/symposium/bewijs/{links.token(anna)}/")
    said(first).to_contain_text("Er is nog geen bewijs")
    assert session.seats.get().registration == bea

    # A day later: how was it, and the slides.
    year = held(edition, timezone.localdate() - datetime.timedelta(days=1))
    evaluate(office, second, year)
    session.refresh_from_db()
    share(window(**PHONE).page, session)
    first.goto(f"/symposium/{year}/")
    said(first).to_contain_text("Zo huil je mee")


def test_places_are_given_out_fairly_and_explained(window, coordinator):
    held_on = timezone.localdate() + SOON
    now = timezone.now()
    edition = EditionFactory(
        year=held_on.year,
        held_on=held_on,
        mode="fair",
        wishes_until=now + datetime.timedelta(hours=1),
        registration_opens_at=now - datetime.timedelta(days=1),
    )
    slot = TimeSlotFactory(edition=edition)
    for title in ("Rust", "Taal"):
        SessionFactory(edition=edition, slot=slot, title=title, capacity=1)
    office, phone = window(coordinator).page, window(**PHONE).page
    rival = RegistrationFactory(edition=edition, name="Rival")
    rust, taal = edition.sessions.order_by("title")
    rival.wishes.create(session=rust, slot=slot, rank=1)

    person = register(phone, edition.year, "Carla")
    phone.get_by_role("link", name="Geef je wensen op").click()
    fill(phone, "Bewaar mijn wensen", **{f"wens_{slot.pk}_1": str(rust.pk), f"wens_{slot.pk}_2": str(taal.pk)})
    said(phone).to_contain_text("Je wensen zijn bewaard.")
    office.goto(f"/symposium/{edition.year}/aanmelden-instellen/")
    past = timezone.localtime() - datetime.timedelta(minutes=5)
    fill(office, "Bewaar", wishes_until=past.strftime("%Y-%m-%dT%H:%M"))
    office.goto(f"/symposium/{edition.year}/verdeling/")
    office.get_by_role("link", name="Verdeel de plekken").click()
    go(office.get_by_role("button", name="Ja, verdeel en mail iedereen"))
    allocate_waiting()

    phone.goto(f"/symposium/mijn-dag/{links.token(person)}/")
    said(phone).to_contain_text(re.compile("Je kreeg je (eerste|tweede) wens"))
    office.reload()
    said(office).to_contain_text("Rust")
