"""The whole loop, by the people who walk it: from what one coalition runs into to what a board reads about it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from members.models import User
from tests.browser.conftest import go
from tests.browser.test_journeys import PHONE
from tests.browser.test_journeys import shoot as shoot
from themetables.models import TablePlan

TITLE = "Nieuwkomers weten niet dat kraamzorg bestaat"
BLOCK = "Praatplaat kraamzorg in acht talen"
VIEW = "Dit hebben wij nodig."


@pytest.fixture
def enter(visit, world):
    """Open a window as somebody of the demo: by role in the world, or by name before the @."""

    def _enter(who, **context):
        user = world.users.get(who) or User.objects.get(email=f"{who}@demo.invalid")
        window = visit(**context)
        window.log_in(user)
        return window

    return _enter


def main(page):
    return page.get_by_role("main")


def name_bottleneck(page, *, title=TITLE):
    page.goto("/knelpunten/")
    main(page).get_by_role("link", name=re.compile("Noem een knelpunt")).first.click()
    page.get_by_label("Het knelpunt in één zin").fill(title)
    page.get_by_label("Wat gebeurt er?").fill(
        "Vrouwen die kort in Nederland zijn, vragen te laat of geen kraamzorg aan. Niemand legt uit wat het is."
    )
    press_on(page)
    page.wait_for_url(re.compile(r"/knelpunten/\d+/$"))
    return page.url


def press_on(page):
    """Once more when the page first shows what looks like it."""
    button = page.get_by_role("button", name=re.compile("Noem dit knelpunt|dit is een nieuw knelpunt"))
    go(button)
    if page.url.endswith("/nieuw/"):
        button.click()


def test_bottleneck_becomes_a_block_that_the_board_sees(enter, world, shoot):
    first, second = enter("leader"), enter("harmen.zogenaamdstra", viewport=PHONE)
    lead, coordinator, board = enter("trekker"), enter("coordinator"), enter("reader")

    where = name_bottleneck(first.page)
    shoot(first, "kringloop-1-genoemd")

    second.page.goto("/knelpunten/?orde=nieuwste")
    main(second.page).get_by_role("link", name=TITLE).first.click()
    go(main(second.page).get_by_role("button", name=re.compile("^Wij herkennen dit")).first)
    expect(main(second.page)).to_contain_text("Waadhoeke")
    shoot(second, "kringloop-2-herkend")

    table_takes_it_up(coordinator.page)
    year = table_plans(lead.page)
    shoot(lead, "kringloop-3-gepland")
    coalition_gives_its_view(first.page, year)
    lead_answers(lead.page)
    meeting_decides(coordinator.page, year)
    shoot(coordinator, "kringloop-4-besloten")
    table_delivers(lead.page)
    shoot(lead, "kringloop-5-geleverd")
    coalition_adopts(first.page, where)
    shoot(first, "kringloop-6-in-gebruik")

    page = board.page
    page.goto("/")
    main(page).get_by_role("link", name="Welke gemeente gebruikt welke bouwsteen?").click()
    main(page).get_by_role("link", name=BLOCK).first.click()
    chain = main(page).locator(".ks-chain__picture--wide")
    expect(chain.get_by_role("link", name=re.compile("^Knelpunt: .*herkend in 3 gemeenten"))).to_be_visible()
    expect(chain.get_by_role("link", name=re.compile(f"^Tafelplan: Plan {year}"))).to_be_visible()
    expect(chain.get_by_role("link", name=re.compile("^Besluit: Doorgaan"))).to_be_visible()
    expect(chain.get_by_role("link", name=re.compile("^In de praktijk: .*gebruikt het"))).to_be_visible()
    shoot(board, "kringloop-7-bestuurder")
    chain.get_by_role("link", name=re.compile(f"^Knelpunt: {TITLE}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.goto("/opbrengst/")
    expect(main(page).get_by_role("row", name=re.compile(f"^{BLOCK}"))).to_be_visible()
    shoot(board, "kringloop-8-opbrengst")


def follow(page, *links):
    """Click one link after another, as somebody does who was given no address."""
    for name in links:
        go(main(page).get_by_role("link", name=name).first)


def table_takes_it_up(page):
    page.goto("/knelpunten/?orde=nieuwste")
    follow(page, TITLE, "Wijzig de stand")
    page.get_by_role("radio", name="Opgepakt door tafel").check()
    page.get_by_label("Welke thematafel pakt het op?").select_option(label="Kraamzorg")
    go(main(page).get_by_role("button", name=re.compile("Bewaar")))
    expect(main(page)).to_contain_text("opgepakt door tafel")


def go_to_plan(page):
    """To the plan of the table that is open: the demo's own, or the one that was just begun."""
    page.goto("/thematafels/")
    follow(page, "Kraamzorg")
    main(page).get_by_role("link", name=re.compile(r"^Plan voor \d{4}$")).last.click()
    page.wait_for_url(re.compile(r"/plan/\d{4}/$"))
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def table_plans(page):
    if not TablePlan.objects.filter(table__slug="kraamzorg", decided_at=None).exists():
        page.goto("/thematafels/")
        follow(page, "Kraamzorg", "Plan")
        go(page.get_by_role("button", name="Begin met schrijven"))
    year = go_to_plan(page)
    follow(page, re.compile("^(Schrijf verder|Wijzig het plan)$"))
    for label in ("Aanleiding", "Doel", "Wat de tafel oplevert", "Planning"):
        page.get_by_label(label).first.fill("Een plaat die zonder woorden vertelt wat kraamzorg is.")
    page.get_by_label(TITLE).check()
    go(main(page).get_by_role("button", name="Bewaar"))
    expect(page).to_have_url(re.compile(rf"/plan/{year}/$"))
    submit = page.get_by_role("link", name="Dien het plan in")
    if submit.count():
        submit.click()
        go(page.get_by_role("button", name="Ja, dien in"))
    expect(main(page)).to_contain_text("ingediend", ignore_case=True)
    expect(main(page)).to_contain_text(TITLE)
    return year


def coalition_gives_its_view(page, year):
    assert go_to_plan(page) == year
    follow(page, re.compile("^(Geef|Wijzig) de mening van"))
    page.get_by_role("radio", name="steun").check()
    page.get_by_role("textbox", name="Waarom").fill(VIEW)
    go(main(page).get_by_role("button", name="Bewaar"))
    expect(main(page)).to_contain_text(VIEW)


def lead_answers(page):
    go_to_plan(page)
    view = main(page).get_by_role("listitem").filter(has_text=VIEW)
    view.get_by_role("link", name=re.compile("antwoord", re.IGNORECASE)).click()
    main(page).get_by_role("textbox").first.fill("We beginnen bij jullie.")
    main(page).get_by_role("button", name="Bewaar").click()
    expect(main(page)).to_contain_text("We beginnen bij jullie.")


def meeting_decides(page, year):
    page.goto("/thematafels/")
    follow(page, "Besluiten", "Bereid een bijeenkomst voor")
    page.get_by_label("Titel").fill("Extra bijeenkomst")
    page.get_by_label("Over de plannen van welk jaar").fill(str(year))
    page.get_by_label("Datum").fill(timezone.localdate().isoformat())
    page.get_by_label("Plaats").fill("Grou")
    main(page).get_by_role("button", name="Bewaar").click()
    # What is decided about stands on the page: the plan, what coalitions think of it, and the bottleneck behind it.
    expect(main(page)).to_contain_text(VIEW)
    expect(main(page)).to_contain_text(TITLE)
    main(page).get_by_role("link", name=re.compile("^Leg het besluit vast over Kraamzorg")).click()
    page.get_by_role("radio", name="doorgaan", exact=True).check()
    page.get_by_role("textbox", name="Waarom").fill("Veel gemeenten herkennen dit.")
    page.get_by_role("button", name="Verder").click()
    go(page.get_by_role("button", name="Ja, leg vast"))
    expect(main(page)).to_contain_text("Veel gemeenten herkennen dit.")


def table_delivers(page):
    page.goto("/thematafels/")
    follow(page, "Kraamzorg")
    page.get_by_role("link", name="Bouwstenen", exact=True).last.click()
    follow(page, "Schrijf een bouwsteen")
    page.get_by_label("Titel").fill(BLOCK)
    page.get_by_label("Soort").select_option(label="handreiking")
    for label in ("In het kort", "Voor wie", "Hoe begin je? Stap 1", "Stap 2", "Stap 3", "Gezamenlijke tekst"):
        page.get_by_label(label).last.fill("Leg de plaat op tafel en vraag wat zij al weet.")
    page.get_by_label(TITLE).check()
    main(page).get_by_role("button", name="Bewaar").click()
    main(page).get_by_role("link", name=re.compile("^Publiceer")).first.click()
    go(main(page).get_by_role("button", name="Publiceer"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(BLOCK)


def coalition_adopts(page, where):
    """From the bottleneck that this coalition named: there is an answer to it now."""
    page.goto(where)
    expect(main(page)).to_contain_text("bouwsteen geleverd")
    chain = main(page).locator(".ks-chain__picture--wide")
    chain.get_by_role("link", name=re.compile(f"^Bouwsteen: {BLOCK}")).click()
    follow(page, "Kies wat jullie ermee doen")
    page.get_by_role("radio", name="gebruiken we").check()
    page.get_by_label("Sinds").fill(timezone.localdate().isoformat())
    go(main(page).get_by_role("button", name="Bewaar"))
    expect(main(page)).to_contain_text("gebruiken we", ignore_case=True)


def test_naming_and_recognising_go_with_the_keyboard_and_without_script(enter):
    """What one names at a desk with a keyboard, another recognises on a phone without JavaScript."""
    desk = enter("leader")
    page = desk.page
    page.goto("/knelpunten/nieuw/")
    tab_to(page, "Het knelpunt in één zin")
    page.keyboard.type("Verloskundigen zien te laat dat er schulden zijn")
    tab_to(page, "Wat gebeurt er?")
    page.keyboard.type("In de dorpen komt het pas op tafel als de baby er al is.")
    for _ in range(2):  # the second time when something looks like it
        tab_to_button(page, "Noem dit knelpunt|dit is een nieuw knelpunt")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if not page.url.endswith("/nieuw/"):
            break
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verloskundigen zien te laat")

    phone = enter("harmen.zogenaamdstra", viewport=PHONE, java_script_enabled=False)
    phone.page.goto(page.url)
    go(phone.page.get_by_role("button", name=re.compile("^Wij herkennen dit")).first)

    expect(main(phone.page)).to_contain_text("Waadhoeke")
    assert phone.overflow() <= 0


FOCUSED = "document.activeElement"


def tab_to(page, label):
    """Press Tab until the field with this label has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"[...({FOCUSED}.labels || [])].some(one => one.textContent.includes({label!r}))"):
            return
    pytest.fail(f"no field {label} in reach of the Tab key")


def tab_to_button(page, words):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches('button') && /{words}/.test({FOCUSED}.textContent)"):
            return
    pytest.fail(f"no button {words} in reach of the Tab key")
