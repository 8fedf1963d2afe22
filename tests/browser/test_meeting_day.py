"""The day of a meeting: the chair goes on at a desk, somebody follows on a phone, and minutes come of it."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionPoint
from tests.browser.conftest import Visit, go
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.members.factories import MembershipFactory

DECISION = "We bellen elke praktijk één keer per jaar."


@pytest.fixture
def windows(browser, live_server, transactional_db):
    """Two people of one coalition, without the whole demo around them."""
    lead = MembershipFactory(leader=True)
    people = [(lead.user, 1280), (MembershipFactory(circle=lead.circle).user, 360)]
    opened = []
    for user, width in people:
        opened.append(Visit(browser, live_server.url, viewport={"width": width, "height": 800}))
        opened[-1].log_in(user)
    yield lead.circle, *opened
    for one in opened:
        one.context.close()
        assert one.problems == []


def press(page, name, role="button"):
    page.get_by_role("main").get_by_role(role, name=name).first.click()


def test_chair_leads_and_a_phone_follows(windows):
    circle, desk, phone = windows
    meeting = MeetingFactory(circle=circle, days=0, title="Overleg")
    for title in ("Welkom", "Hoe verder?"):
        AgendaItemFactory(meeting=meeting, title=title, minutes=20)
    phone.page.clock.install()
    phone.page.goto(f"{meeting.get_absolute_url()}vandaag/")
    expect(phone.page.locator("#nu")).to_contain_text("Nog niet begonnen")

    chair = desk.page
    chair.goto(f"{meeting.get_absolute_url()}vandaag/")
    press(chair, "Begin: Welkom")
    press(chair, "Volgende: Hoe verder?")
    expect(chair.locator("[aria-current=step]")).to_contain_text("Hoe verder?")
    phone.page.clock.run_for(15_000)  # by itself, without anybody touching the phone
    expect(phone.page.locator("[aria-current=step]")).to_contain_text("Hoe verder?")
    assert phone.overflow() == 0

    press(chair, "Notities en besluiten", "link")
    press(chair, "Schrijf een besluit op bij Hoe verder?", "link")
    chair.get_by_label("Wat is er besloten?").fill(DECISION)
    press(chair, "Bewaar het besluit")
    press(chair, "Noteer bij Hoe verder?", "link")
    chair.get_by_label("Notities").fill("Iedereen vindt bellen beter dan mailen.")
    press(chair, "Bewaar")
    press(chair, "Zet een actiepunt op de werkagenda bij Hoe verder?", "link")
    chair.get_by_label("Wat", exact=True).fill("Maak de bellijst")
    chair.get_by_label("Uiterlijk").fill(str(timezone.localdate() + datetime.timedelta(days=20)))
    press(chair, "Zet op de werkagenda")
    expect(chair.get_by_role("heading", level=1)).to_have_text("Maak de bellijst")
    assert ActionPoint.objects.get().source_url.startswith(meeting.get_absolute_url())

    chair.goto(f"{meeting.get_absolute_url()}opschrijven/")
    assert desk.axe() == []
    press(chair, "Maak het verslag")
    expect(chair.get_by_label("Verslag")).to_have_value("**Hoe verder?**\n\nIedereen vindt bellen beter dan mailen.")
    go(chair.get_by_role("main").get_by_role("button", name="Bewaar").first)
    expect(chair.get_by_role("main")).to_contain_text("Maak de bellijst")
    phone.page.goto(meeting.get_absolute_url())
    expect(phone.page.get_by_role("main")).to_contain_text(DECISION)
    assert (phone.axe(), phone.overflow()) == ([], 0)
