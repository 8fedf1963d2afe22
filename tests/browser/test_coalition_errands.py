"""What a partner, a member and the coordinator come to a coalition's place for, each in a real browser."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionPoint
from coalitions.models import Organisation
from library.search import indexing
from tests.actions.factories import ActionPointFactory
from tests.browser.conftest import go
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import OrganisationFactory

PHONE = {"width": 360, "height": 740}
STEP = "Eén nummer voor iedereen die verwijst"


def main(page):
    return page.get_by_role("main")


def ago(**parts):
    return timezone.localdate() - datetime.timedelta(**parts)


def test_partner_finishes_what_is_late_and_says_that_an_agreement_holds(visit, world):
    partner, circle = world.users["partner"], world.circle
    ActionPointFactory(circle=circle, owner=partner, what="Bel de kraamzorg over de overdracht", due_on=ago(days=3))
    agreement = AgreementFactory(
        coalition=circle.coalition, title=STEP, adopted=True, owner=partner, review_on=ago(days=1)
    )
    window = visit(viewport=PHONE)
    window.log_in(partner)
    page = window.page

    page.goto("/")
    page.get_by_role("link", name=re.compile("Bel de kraamzorg over de overdracht")).click()
    page.get_by_role("link", name="Meld klaar").click()
    page.get_by_role("button", name="Meld klaar").click()  # too soon: nothing was typed
    expect(page.get_by_role("alert")).to_contain_text("resultaat")
    page.get_by_label("Wat is het resultaat?").fill("Zij bellen voortaan zelf in week 34.")
    page.get_by_role("button", name="Meld klaar").click()
    expect(main(page)).to_contain_text("Zij bellen voortaan zelf in week 34.")
    assert window.axe() == []

    page.goto("/klopt-dit-nog/")
    page.get_by_role("link", name=STEP).click()
    go(page.get_by_role("button", name="Ja, dit klopt nog"))
    expect(main(page).get_by_role("link", name=STEP)).to_have_count(0)
    assert window.overflow() <= 0
    agreement.refresh_from_db()
    assert agreement.review_on > timezone.localdate()
    assert ActionPoint.objects.get(what="Bel de kraamzorg over de overdracht").result


def test_what_is_looked_for_is_proposed_while_typing_and_escape_keeps_the_text(visit, world):
    OrganisationFactory(name="Boedelpunt De Proef", level="provincial")
    indexing.rebuild()
    member = visit()
    member.log_in(world.users["member"])
    page = member.page
    page.goto("/zoeken/")
    box = main(page).get_by_role("searchbox").first
    proposed = page.get_by_role("link", name="Boedelpunt De Proef")

    box.press_sequentially("boedelp")
    expect(proposed).to_be_visible()
    box.press("Escape")

    expect(proposed).to_have_count(0)
    expect(box).to_have_value("boedelp")
    box.press("Escape")  # with nothing to take away it does what a search box does
    expect(box).to_have_value("")


def test_member_finds_who_helps_and_suggests_what_is_better_known(visit, world):
    """Two steps: what and where. The suggestion goes to who leads the coalition there."""
    place = world.circle.coalition.municipality_places.first().municipality
    OrganisationFactory(
        name="Boedelpunt De Proef", offers="Hulp bij schulden", level="local", working_in=[place], phone=""
    )
    member = visit(viewport=PHONE)
    member.log_in(world.users["member"])
    page = member.page

    page.goto("/sociale-kaart/")
    page.get_by_label("Wat heb je nodig?").fill("schuld")
    page.get_by_label("Waar?").select_option(label=place.name)
    main(page).get_by_role("button", name="Zoek").click()
    main(page).get_by_role("link", name="Boedelpunt De Proef").click()
    page.get_by_role("link", name="Stel een wijziging voor").first.click()
    page.get_by_label("Telefoon").fill("0511 123 456")
    page.get_by_label("Waarom?").fill("Ik belde hen gisteren.")
    assert member.axe() == []
    go(main(page).get_by_role("button").last)
    expect(page).not_to_have_url(re.compile("/voorstel/$"))
    assert Organisation.objects.get(name="Boedelpunt De Proef").phone == ""

    leader = visit()
    leader.log_in(world.users["leader"])
    leader.page.goto("/sociale-kaart/voorstellen/")
    leader.page.get_by_role("link", name="Boedelpunt De Proef").click()
    leader.page.get_by_role("group", name=re.compile("^Telefoon")).get_by_label("Neem dit over").check()
    go(leader.page.get_by_role("button", name="Bewaar je besluit"))
    page.goto("/sociale-kaart/?zoek=boedelpunt")
    main(page).get_by_role("link", name="Boedelpunt De Proef").click()
    expect(main(page)).to_contain_text("0511 123 456")


def test_coordinator_sees_who_is_silent_and_keeps_a_note_that_nobody_else_reads(visit, world):
    window = visit()
    window.log_in(world.users["coordinator"])
    page = window.page

    page.goto("/overzicht/")
    assert window.axe() == []
    page.get_by_label("Let op").select_option("stil")
    page.get_by_role("button", name="Toon").click()
    expect(page).to_have_url(re.compile("let_op=stil"))
    silent = main(page).get_by_role("row").filter(has_text="stil").first
    silent.get_by_role("rowheader").get_by_role("link").click()
    page.get_by_label("Nieuwe notitie").fill("Ik bel hen in de week van 7 december.")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(main(page)).to_contain_text("Ik bel hen in de week van 7 december.")
    assert window.axe() == []

    for role in ("leader", "member", "reader"):
        other = visit()
        other.log_in(world.users[role])
        assert other.page.goto(page.url).status == 404
    with page.expect_download() as download:
        page.goto("/overzicht/")
        page.get_by_role("link", name="Download als CSV").click()
    with open(download.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().startswith("Coalitie;Gemeenten;Fase")
