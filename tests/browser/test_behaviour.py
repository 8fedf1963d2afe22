"""What the scripts of static/js promise, on the style page; and that the page does without them."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

STYLE = "/stijl/"


@pytest.fixture
def world(transactional_db, settings):
    """The style page needs nobody, so no network is made."""
    settings.DEMO = True


@pytest.fixture
def posts(visit):
    """Open the style page, answer what it posts, and count that."""
    page = visit().page
    found = []

    def answer(route):
        if route.request.method != "POST":
            return route.continue_()
        found.append(route.request.url)
        # No content: the browser stays here, as it does while a slow answer is on its way.
        return route.fulfill(status=204)

    page.route("**/stijl/**", answer)
    page.goto(STYLE)
    return page, found


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_second_click_sends_nothing_until_the_page_is_shown_again(posts):
    page, found = posts
    page.locator("[data-ks-dialog]").click()
    # Playwright itself would wait for a button that says it is busy; people do not.
    button = page.locator("#voorbeeldvraag button")

    for _ in range(2):
        button.click(force=True)
        page.wait_for_timeout(200)
    assert len(found) == 1
    assert button.get_attribute("aria-disabled") == "true"

    # What a browser does that kept the page and comes back to it; playwright's Chromium never keeps one.
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    button.click(force=True)
    page.wait_for_timeout(200)
    assert len(found) == 2


def test_error_summary_has_the_focus_and_leads_to_the_control(visit):
    page = visit().page
    page.goto(f"{STYLE}?fouten=1")

    assert page.evaluate("'ksErrorSummary' in document.activeElement.dataset")
    page.get_by_role("alert").get_by_role("link", name="Pijler").press("Enter")
    assert focused(page) == "id_pillar_0"
    assert page.locator("legend", has_text="Pijler").is_visible()


def test_question_opens_on_the_page_and_closes_by_escape_and_by_its_link(visit):
    page = visit().page
    page.goto(STYLE)
    opener, dialog = page.locator("[data-ks-dialog]"), page.get_by_role("dialog", name="Lidmaatschap beëindigen?")

    opener.click()
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert opener.evaluate("link => link === document.activeElement")
    opener.click()
    dialog.get_by_role("link", name="Nee, terug").click()
    assert not dialog.is_visible()


def test_navigation_opens_and_closes_on_a_phone_without_script(visit):
    page = visit(viewport={"width": 320, "height": 640}, java_script_enabled=False).page
    page.goto(STYLE)
    link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Start")

    assert not link.is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    assert link.is_visible()
    page.get_by_role("button", name="Sluit menu").click()
    assert not link.is_visible()


def test_account_menu_closes_by_escape_and_by_going_elsewhere(visit, member):
    client = Client()
    client.force_login(member)
    window = visit()
    window.context.add_cookies(
        [
            {
                "name": django_settings.SESSION_COOKIE_NAME,
                "value": client.cookies[django_settings.SESSION_COOKIE_NAME].value,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )
    page = window.page
    page.goto(STYLE)
    menu = page.locator("[data-ks-menu]")

    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("#id_name").focus()
    assert menu.get_attribute("open") is None


def test_copy_says_that_it_did(visit):
    window = visit(permissions=["clipboard-read", "clipboard-write"])
    window.page.goto(STYLE)

    window.page.get_by_role("button", name="Kopieer het adres van je agenda").click()

    window.page.get_by_text("Gekopieerd.").wait_for()
    assert window.page.evaluate("navigator.clipboard.readText()") == "https://portaal.voorbeeld/agenda/7f3c.ics"


def test_changed_filter_renews_the_list_and_keeps_the_focus(visit):
    page = visit().page
    page.goto(STYLE)
    page.evaluate("window.sameDocument = true")

    page.locator("#id_place").focus()
    page.locator("#id_place").select_option("ameland")
    page.wait_for_url("**/stijl/?place=ameland")

    assert page.evaluate("window.sameDocument") is True
    assert focused(page) == "id_place"
    page.locator(".ks-filters p[role=status]", has_text="3 mensen gevonden.").wait_for(state="attached")


def test_filter_works_without_script(visit):
    page = visit(java_script_enabled=False).page
    page.goto(STYLE)

    page.locator("#id_place").select_option("ameland")
    page.get_by_role("button", name="Toon").click()

    assert "place=ameland" in page.url


def test_style_page_is_accessible_with_errors_and_with_an_open_dialog(visit):
    window = visit(viewport={"width": 320, "height": 640}, color_scheme="dark")
    window.page.goto(f"{STYLE}?fouten=1")
    assert window.axe() == []

    window.page.locator("[data-ks-dialog]").click()

    assert window.axe() == []
    assert window.overflow() == 0


def test_controls_and_the_current_page_can_be_told_apart_in_forced_colours(visit):
    page = visit(forced_colors="active").page
    page.goto(STYLE)

    width = "element => getComputedStyle(element).borderBlockEndWidth"
    colour = "element => getComputedStyle(element).borderBlockEndColor"
    assert page.locator("#id_name").evaluate(width) == "2px"
    current, other = page.locator(".ks-tabs a").all()
    assert current.evaluate(colour) != other.evaluate(colour)


def test_text_twice_as_large_fits_on_a_phone(visit):
    window = visit(viewport={"width": 320, "height": 640})
    window.page.goto(f"{STYLE}?fouten=1")

    window.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert window.overflow() == 0


def test_question_that_depends_on_an_answer_appears_with_it(visit, coordinator):
    window = visit()
    window.log_in(coordinator)
    window.page.goto("/mededelingen/nieuw/")
    question = window.page.get_by_label("Welke kring")
    assert not question.is_visible()

    window.page.get_by_label("Alleen één kring").check()
    assert question.is_visible()

    window.page.get_by_label("Iedereen, ook zonder account").check()
    assert not question.is_visible()


def test_question_that_depends_on_an_answer_stands_there_without_script(visit, coordinator):
    window = visit(java_script_enabled=False)
    window.log_in(coordinator)
    window.page.goto("/mededelingen/nieuw/")

    assert window.page.get_by_label("Welke kring").is_visible()
