"""The door of the symposium without a network: two phones, the same people, one with a wrong clock. Nobody is lost."""

import datetime
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import expect

from symposium.entrance.views import doors
from symposium.models import Door, Edition, Presence, Registration
from tests.browser import camera
from tests.members.factories import UserFactory
from tests.symposium.entrance.conftest import make_day
from tests.symposium.factories import RegistrationFactory, SeatFactory

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def day(visit):  # after `visit`: the world is there first
    Edition.objects.filter(held_on__year=timezone.localdate().year).delete()
    made = make_day(timezone.localdate())
    for name in ("Bauke Bedacht", "Corrie Cijfer"):
        SeatFactory(registration=RegistrationFactory(edition=made.edition, name=name), session=made.workshop)
    return made


@pytest.fixture
def network(monkeypatch):
    """Whether the portal is reached.

    Chromium gives a page that was just opened its network for a moment, whatever it was told. What a phone sends then
    is turned away here, so that nothing depends on that moment.
    """
    reached = SimpleNamespace(is_there=True)
    answer = doors._answer
    monkeypatch.setattr(
        doors, "_answer", lambda *given: answer(*given) if reached.is_there else HttpResponse(status=503)
    )
    return reached


def phone(visit, day, network, **context):
    """A phone that opened the door once with a network, and lost it since."""
    window = visit(**PHONE, **context)
    window.page.goto(day.path())
    window.page.get_by_text("Deze pagina werkt nu ook zonder verbinding.").wait_for()
    network.is_there = False
    window.context.set_offline(True)
    # Also a page that is opened anew: a phone forgets what is not in sight.
    window.page.reload()
    return window


def find_network(window, network):
    network.is_there = True
    window.context.set_offline(False)
    window.page.reload()


def check_in(window, name):
    window.page.locator(f'[data-ks-name="{name}"] button').click()
    window.page.get_by_text(f"{name}: is binnen.").wait_for()


def test_two_phones_without_a_network_lose_nobody_and_count_nobody_twice(visit, day, network):
    first, second = phone(visit, day, network), phone(visit, day, network)
    second.context.clock.set_fixed_time(datetime.datetime(2024, 2, 29, 3, 0, tzinfo=datetime.UTC))

    check_in(first, "Anna de Proef")
    check_in(first, "Bauke Bedacht")
    first.page.get_by_label("Naam", exact=True).fill("Wietske Inloop")
    first.page.get_by_role("button", name="Schrijf in en check in").click()
    check_in(second, "Anna de Proef")
    second.page.get_by_role("link", name="Hechting").click()
    check_in(second, "Corrie Cijfer")
    second.page.get_by_label("Code van het ticket").fill(day.anna.ticket.lower())
    second.page.get_by_role("button", name="Check in", exact=True).click()

    expect(first.page.locator("[data-ks-waiting]")).to_contain_text("Nog niet verstuurd: 3.")
    expect(first.page.locator('[data-ks-name="Anna de Proef"] button')).to_be_hidden()
    assert Presence.objects.count() == 0
    # Closed and opened again without a network: it is still there.
    second.page.reload()
    expect(second.page.locator("[data-ks-waiting]")).to_contain_text("Nog niet verstuurd: 3.")
    assert second.overflow() <= 0
    assert second.axe() == []

    for window in (first, second):
        find_network(window, network)
        expect(window.page.locator("[data-ks-waiting]")).to_have_text("")

    found = Presence.objects.values_list("registration__name", "session__title")
    assert sorted(found, key=str) == [
        ("Anna de Proef", "Hechting"),
        ("Anna de Proef", None),
        ("Bauke Bedacht", None),
        ("Corrie Cijfer", "Hechting"),
        ("Corrie Cijfer", None),
        ("Wietske Inloop", None),
    ]
    assert Registration.objects.filter(name="Wietske Inloop").count() == 1
    # The clock of the second phone stands in another year; what it told is of today.
    moments = Presence.objects.values_list("scanned_at", flat=True)
    assert {timezone.localdate(moment) for moment in moments} == {day.edition.held_on}


def test_who_went_in_and_is_refused_later_stays_in_sight_until_somebody_decides(visit, day, network):
    """No seat in that workshop, or a code that nobody has: the phone without a network does not know."""
    guest = RegistrationFactory(edition=day.edition, name="Gast Zonder Plek")
    window = phone(visit, day, network)
    page = window.page
    page.get_by_role("link", name="Hechting").click()
    said, failed = page.locator("[data-ks-said]"), page.locator("[data-ks-failed] li")
    for code in ("", guest.ticket, "ZZZZ-ZZZZ"):
        page.get_by_label("Code van het ticket").fill(code)
        page.get_by_role("button", name="Check in", exact=True).click()
        expect(said).to_contain_text(f"Code {code}: staat hier niet in de lijst" if code else "Typ de code, of kies")

    find_network(window, network)
    expect(failed).to_have_count(2)
    page.reload()

    expect(failed).to_have_count(2)
    expect(failed.nth(0)).to_contain_text("Gast Zonder Plek heeft geen plek in deze workshop.")
    expect(failed.nth(1)).to_contain_text("ZZZZ-ZZZZ: Deze code kennen we niet.")
    page.get_by_role("button", name="Wis de lijst van deze telefoon").click()
    expect(page.get_by_text("of op een besluit bovenaan deze pagina")).to_be_visible()
    assert window.axe() == []
    failed.nth(1).get_by_role("button", name="Klaar, haal weg").click()
    failed.get_by_role("button", name="Is binnen gelaten").click()
    expect(said).to_contain_text("Gast Zonder Plek is binnen.")
    expect(failed).to_have_count(0)
    assert Presence.objects.filter(registration=guest, session=day.workshop).exists()


def test_camera_reads_a_ticket(visit, day):
    Registration.objects.filter(pk=day.anna.pk).update(ticket=camera.TICKET)
    window = visit(**PHONE)
    window.page.goto(day.path())

    window.page.get_by_role("button", name="Scan met de camera").click()

    expect(window.page.locator("[data-ks-said]")).to_contain_text("Anna de Proef is binnen.")
    assert Presence.objects.get().registration == day.anna
    window.page.get_by_role("button", name="Stop de camera").click()
    expect(window.page.locator("[data-ks-camera]")).to_be_hidden()


def test_logging_out_sends_first_and_says_what_would_be_lost(visit, day, network):
    window = phone(visit, day, network)
    window.log_in(UserFactory())
    check_in(window, "Anna de Proef")
    window.context.set_offline(False)  # but what is sent still gets nowhere
    page = window.page

    page.goto("/uitloggen/")

    expect(page.locator("[data-ks-unsent]")).to_contain_text("Op dit apparaat staat nog 1 check-in")
    expect(page.get_by_role("button", name="Log toch uit en wis ze")).to_be_visible()
    assert window.axe() == []
    network.is_there = True
    page.get_by_role("button", name="Verstuur opnieuw").click()
    expect(page.locator("[data-ks-unsent]")).to_contain_text("Alles van de deur is verstuurd.")
    assert Presence.objects.get().registration == day.anna
    page.get_by_role("button", name="Log uit", exact=True).click()
    page.wait_for_url(f"{window.url}/")


def test_link_that_was_ended_loses_nothing_of_a_phone_without_a_network(visit, day, network):
    window = phone(visit, day, network)
    check_in(window, "Anna de Proef")
    day.door.revoke(now=timezone.now())
    find_network(window, network)
    expect(window.page.locator("[data-ks-waiting]")).to_contain_text("Nog niet verstuurd: 1.")
    expect(window.page.locator("[data-ks-said]")).to_contain_text("open die op deze telefoon")

    new = Door.objects.create(edition=day.edition, label="Nieuwe link", made_at=timezone.now())
    window.page.goto(new.get_absolute_url())

    expect(window.page.locator("[data-ks-waiting]")).to_have_text("")
    assert Presence.objects.get().registration == day.anna


def test_before_the_day_one_rehearses_also_without_a_network_and_nothing_is_kept(visit):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    Edition.objects.filter(year=tomorrow.year).delete()
    made = make_day(tomorrow)
    window = visit(**PHONE)
    window.page.goto(made.path())
    said = window.page.locator("[data-ks-said]")

    expect(window.page.locator("[data-ks-able]")).to_contain_text("kan onthouden wie je incheckt")
    window.page.get_by_label("Code van het ticket").fill("oefenen")
    window.page.get_by_role("button", name="Probeer").click()
    expect(said).to_contain_text("De oefencode is gelezen.")
    window.context.set_offline(True)
    window.page.get_by_label("Code van het ticket").fill(made.anna.ticket)
    window.page.get_by_role("button", name="Probeer").click()

    expect(said).to_contain_text("Er is een andere code gelezen.")
    expect(said).to_contain_text("(2 keer geoefend)")
    assert window.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('ks-door-'))") == []
    assert window.axe() == []
    assert Presence.objects.count() == 0
