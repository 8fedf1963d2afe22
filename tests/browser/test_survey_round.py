"""A round from beginning to end, by the people who walk it: sent, answered together, read, given back, acted upon."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionPoint
from surveys.answering import links
from surveys.making import versions
from surveys.models import Invitation, Round
from surveys.tasks import run_rounds
from tests.browser.conftest import go
from tests.browser.test_journeys import PHONE
from tests.surveys.factories import QuestionFactory, VersionFactory

TITLE = "Peiling van het najaar"
WORD = "Dank je wel. Hier gaan we in maart over door."
POINT = "Bel de huisartsen voor de zomer"


def main(page):
    return page.get_by_role("main")


def questionnaire(by):
    version = VersionFactory(instrument__title="Korte peiling")
    section = QuestionFactory(section__instrument_version=version, text="Wat ging goed?", is_required=True).section
    QuestionFactory(section=section, kind="ten", text="Welk cijfer geven jullie?", is_required=True)
    versions.fix(version, by=by, now=timezone.now())


def send(page, circle):
    page.goto("/enquetes/")
    page.get_by_role("link", name="Nieuwe ronde").click()
    page.get_by_label(re.compile("Korte peiling")).check()
    page.get_by_role("button", name="Verder: voor wie").click()
    page.get_by_label("De leden van kringen die je hieronder kiest").check()
    page.get_by_label(circle.name, exact=True).check()
    page.get_by_label(re.compile("Elke kring vult samen")).check()
    page.get_by_role("button", name="Verder naar tekst en datum").click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Gaat open op").fill(timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Verder naar nakijken").click()
    page.get_by_role("button", name="Zet klaar").click()
    # These people still wait for the results of the round that runs.
    page.get_by_label("Waarom vraag je nu al opnieuw?").fill("In maart is het te laat voor de begroting.")
    go(page.get_by_role("button", name="Zet klaar"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_round_is_sent_answered_read_given_back_and_acted_upon(visit, world):
    questionnaire(world.users["coordinator"])
    office = visit(viewport={"width": 1280, "height": 900})
    office.log_in(world.users["coordinator"])
    send(office.page, world.circle)
    run_rounds()
    one = Round.objects.get(title=TITLE)

    # The partner comes by the link in the mail, on a phone; the leader by the start page.
    invitation = Invitation.objects.get(round=one, user=world.users["partner"])
    phone = visit(viewport=PHONE, color_scheme="dark")
    phone.log_in(world.users["partner"])
    phone.page.goto(f"/enquetes/uitnodiging/{links.token(invitation)}/")
    phone.page.get_by_label("Wat ging goed?").fill("De overdracht.")
    expect(phone.page.locator("[data-ks-kept]")).to_contain_text("Bewaard om")
    assert phone.overflow() <= 0

    lead = visit(viewport={"width": 1280, "height": 900})
    lead.log_in(world.users["leader"])
    lead.page.goto("/")
    lead.page.get_by_role("link", name=re.compile(f"“{TITLE}”")).click()
    expect(lead.page.get_by_label("Wat ging goed?")).to_have_value("De overdracht.")
    lead.page.get_by_label("7", exact=True).check()
    lead.page.get_by_role("button", name="Stuur in").click()
    expect(main(lead.page)).to_contain_text("Bedankt voor het invullen")

    office.page.goto(one.get_absolute_url())
    expect(main(office.page)).to_contain_text("1 van 1 ingestuurd.")
    office.page.get_by_role("link", name="Sluit de ronde nu").click()
    go(office.page.get_by_role("button", name="Sluit de ronde"))
    office.page.get_by_role("link", name="Geef de resultaten terug").first.click()
    office.page.get_by_label("Jouw woord bij de resultaten").fill(WORD)
    office.page.get_by_role("button", name="Bewaar en bekijk wat zij lezen").click()
    office.page.get_by_role("button", name="Geef de resultaten terug").click()
    expect(main(office.page)).to_contain_text("De resultaten zijn teruggegeven.")
    assert office.axe() == []

    lead.page.goto(f"/enquetes/{one.pk}/resultaten/")
    expect(main(lead.page)).to_contain_text(WORD)
    expect(lead.page.get_by_label("Zet ernaast")).to_have_value(str(world.circle.pk))
    lead.page.get_by_text("Doe er iets mee").last.click()
    lead.page.get_by_role("link", name=re.compile("Zet een actiepunt")).last.click()
    lead.page.locator("[name=what]").fill(POINT)
    lead.page.locator("[name=due_on]").fill(timezone.localdate().isoformat())
    go(lead.page.get_by_role("button", name="Zet op de werkagenda"))
    point = ActionPoint.objects.get(what=POINT)
    assert point.source_url.startswith(f"/enquetes/{one.pk}/resultaten/#vraag-")
    lead.page.goto(point.source_url)
    expect(main(lead.page)).to_contain_text(POINT)
    assert lead.axe() == []
    assert [window.problems for window in (office, phone, lead)] == [[], [], []]
