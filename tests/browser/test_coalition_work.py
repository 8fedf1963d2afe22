"""The work of a coalition in a real browser: hand over, plan, read in a file, compare."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionPoint
from coalitions.models import Organisation
from tests.actions.factories import ActionPointFactory
from tests.browser.conftest import go

PHONE = {"width": 360, "height": 740}
HEAD = "naam;soort;werkt;gemeenten;telefoon\n"
RIGHT = "Kraamzorg De Vaart;kraamzorg;lokaal;Waadhoeke;0517 123456\n"


def main(page):
    return page.get_by_role("main")


def test_leader_hands_over_and_the_successor_finds_it_back(visit, world):
    leader, successor = world.users["leader"], world.users["partner"]
    ActionPointFactory(circle=world.circle, owner=leader, what="Bel de huisartsen over verwijzen")
    window = visit(viewport=PHONE)
    window.log_in(leader)
    page = window.page

    page.goto("/overdragen/")
    for box in page.get_by_role("checkbox").all():
        box.set_checked(str(world.circle) in box.locator("xpath=..").inner_text())
    page.get_by_role("button", name="Verder").click()
    page.get_by_label(f"Wie neemt het over bij {world.circle}?").select_option(str(successor.pk))
    page.get_by_label("Deze persoon wordt ook coalitieleider").check()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_label("Wat moet je opvolger weten?").fill("Begin met de huisartsen.")
    go(page.get_by_role("button", name="Bewaar en ga verder"))
    assert window.axe() == []
    go(page.get_by_role("button", name="Draag alles over"))
    page.goto(world.circle.coalition.get_absolute_url())
    expect(page.get_by_role("link", name="Wijzig", exact=True)).to_have_count(0)  # no right remains

    other = visit()
    other.log_in(successor)
    other.page.goto("/")
    other.page.get_by_role("link", name=re.compile(f"Bekijk wat je overnam van {leader.shown_name}")).click()
    expect(main(other.page)).to_contain_text("Begin met de huisartsen.")
    assert other.axe() == []
    other.page.get_by_role("link", name="Bel de huisartsen over verwijzen").click()
    expect(main(other.page).get_by_role("link", name=successor.shown_name).first).to_be_visible()


def test_plan_is_kept_with_the_keyboard_alone(visit, world):
    window = visit()
    window.log_in(world.users["leader"])
    page = window.page

    def go_to(role, name):
        """Press Tab until this has the focus, as somebody without a mouse does."""
        page.wait_for_load_state()  # a script may still bring the focus somewhere
        wanted = main(page).get_by_role(role, name=name).first
        if page.evaluate("document.activeElement === document.body"):
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")  # straight to the content
        for _ in range(40):
            page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"geen weg naar {name} met Tab")

    page.goto(f"/werkagenda/{world.circle.slug}/")
    go_to("link", "Nieuw actiepunt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw actiepunt")
    go_to("textbox", "Wat")
    page.keyboard.type("Maak een folder over het huisbezoek")
    day = timezone.localdate() + datetime.timedelta(days=20)
    page.get_by_label("Uiterlijk").fill(str(day))  # which comes first, day or month, is the machine's
    go_to("button", "Zet op de werkagenda")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maak een folder over het huisbezoek")

    go_to("link", "Meld klaar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is dit klaar?")
    go_to("textbox", "Wat is het resultaat?")
    page.keyboard.press("Enter")  # too soon: nothing was typed
    expect(page.get_by_role("alert")).to_contain_text("resultaat")
    go_to("textbox", "Wat is het resultaat?")
    page.keyboard.type("De folder ligt bij alle praktijken.")
    page.keyboard.press("Enter")

    expect(main(page)).to_contain_text("De folder ligt bij alle praktijken.")
    point = ActionPoint.objects.get(what="Maak een folder over het huisbezoek")
    assert (point.due_on, point.result) == (day, "De folder ligt bij alle praktijken.")
    page.goto(f"/werkagenda/{world.circle.slug}/")
    over = page.locator("details.ks-over summary", has_text="Klaar")
    over.focus()
    page.keyboard.press("Enter")
    expect(main(page).get_by_role("link", name="Maak een folder over het huisbezoek")).to_be_visible()
    assert window.axe() == []


def test_file_with_wrong_rows_changes_nothing_and_the_right_one_comes_in(visit, world):
    window = visit()
    window.log_in(world.users["coordinator"])
    page = window.page
    before = Organisation.objects.count()

    def send(text):
        page.get_by_label("Kies een CSV-bestand").set_input_files(
            {"name": "sociale-kaart.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
        )
        page.get_by_role("button", name="Laat zien wat er verandert").click()

    page.goto("/sociale-kaart/importeren/")
    send(f"{HEAD}{RIGHT}Fout een;onzin;landelijk;;\nFout twee;ggz;lokaal;Nergensland;\n")
    faults = page.get_by_role("group", name="Fouten")
    expect(faults).to_contain_text("Regel 3")
    expect(faults).to_contain_text("Regel 4")
    expect(page.get_by_role("button", name="Neem dit over")).to_have_count(0)
    assert window.axe() == []
    assert Organisation.objects.count() == before

    page.get_by_role("link", name="Kies het verbeterde bestand").click()
    send(HEAD + RIGHT)
    expect(main(page)).to_contain_text("1 nieuw, 0 gewijzigd, 0 gelijk, 0 met een fout")
    assert Organisation.objects.count() == before
    go(page.get_by_role("button", name="Neem dit over"))

    page.goto("/sociale-kaart/?zoek=vaart")
    expect(main(page).get_by_role("link", name="Kraamzorg De Vaart")).to_be_visible()
    assert Organisation.objects.count() == before + 1


@pytest.mark.parametrize("script", [True, False])
def test_two_to_four_coalitions_stand_beside_each_other(visit, world, script):
    window = visit(java_script_enabled=script)
    window.log_in(world.users["member"])
    page = window.page

    page.goto("/afspraken/")
    page.get_by_role("link", name="Vergelijk coalities").click()
    page.get_by_label("Waadhoeke").check()
    page.get_by_role("button", name="Zet naast elkaar").click()
    expect(main(page)).to_contain_text("Je koos er 1. Kies twee, drie of vier coalities.")
    expect(page.get_by_label("Waadhoeke")).to_be_checked()
    page.get_by_label("Achtkarspelen").check()
    page.get_by_role("button", name="Zet naast elkaar").click()

    table = page.get_by_role("region", name="De verschillen per stap")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("columnheader").first).to_have_text("Stap")
    table.get_by_role("link", name="Verwijzen").click()
    expect(page.get_by_role("heading", name="Verwijzen", exact=True)).to_be_in_viewport()
    if script:
        assert window.axe() == []

    go(page.get_by_role("link", name="Kies andere coalities"))
    for name in ("Súdwest-Fryslân", "Ooststellingwerf"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Zet naast elkaar").click()
    expect(table.get_by_role("columnheader")).to_have_count(5)
    page.set_viewport_size({"width": 320, "height": 740})
    assert window.overflow() <= 0
