"""What the scripts of static/js promise, on the style page; and that the page does without them."""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

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


def is_post(request):
    return request.method == "POST"


def test_second_click_sends_nothing_until_the_page_is_shown_again(posts):
    page, found = posts
    page.locator("[data-ks-dialog]").click()
    # Playwright itself would wait for a button that says it is busy; people do not.
    button = page.locator("#voorbeeldvraag button")

    with page.expect_request(is_post):
        button.click(force=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    page.evaluate("fetch(location.href).then(answer => answer.text())")  # would come after what the click had sent
    assert len(found) == 1

    # What a browser does that kept the page and comes back to it; playwright's Chromium never keeps one.
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    with page.expect_request(is_post):
        button.click(force=True)
    page.evaluate("fetch(location.href).then(answer => answer.text())")
    assert len(found) == 2


def test_error_summary_has_the_focus_and_leads_to_the_control(visit):
    page = visit().page
    page.goto(f"{STYLE}?fouten=1")

    expect(page.locator("[data-ks-error-summary]")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Pijler").press("Enter")
    expect(page.locator("#id_pillar_0")).to_be_focused()
    expect(page.locator("legend", has_text="Pijler")).to_be_in_viewport()


def test_question_opens_on_the_page_and_closes_by_escape_and_by_its_link(visit):
    page = visit().page
    page.goto(STYLE)
    opener, dialog = page.locator("[data-ks-dialog]"), page.get_by_role("dialog", name="Lidmaatschap beëindigen?")

    opener.click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    dialog.get_by_role("link", name="Nee, terug").click()
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{STYLE}$"))


def test_navigation_opens_and_closes_on_a_phone_without_script(visit):
    page = visit(viewport={"width": 320, "height": 640}, java_script_enabled=False).page
    page.goto(STYLE)
    link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Start")

    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(link).to_be_visible()
    page.get_by_role("button", name="Sluit menu").click()
    expect(link).to_be_hidden()


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
    expect(menu).to_have_js_property("open", True)
    page.keyboard.press("Escape")
    expect(menu).to_have_js_property("open", False)
    menu.locator("summary").click()
    expect(menu).to_have_js_property("open", True)
    page.locator("h1").click()
    expect(menu).to_have_js_property("open", False)
    menu.locator("summary").click()
    expect(menu).to_have_js_property("open", True)
    page.locator("#id_name").focus()
    expect(menu).to_have_js_property("open", False)


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
    expect(page.locator("#id_place")).to_be_focused()
    page.locator(".ks-filters p[role=status]", has_text="3 mensen gevonden.").wait_for(state="attached")


def test_filter_works_without_script(visit):
    page = visit(java_script_enabled=False).page
    page.goto(STYLE)

    page.locator("#id_place").select_option("ameland")
    page.get_by_role("button", name="Toon").click()

    expect(page).to_have_url(re.compile("place=ameland"))


def test_style_page_is_accessible_with_errors_and_with_an_open_dialog(visit):
    window = visit(viewport={"width": 320, "height": 640}, color_scheme="dark")
    window.page.goto(f"{STYLE}?fouten=1")
    assert window.axe() == []

    window.page.locator("[data-ks-dialog]").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()

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
    expect(question).to_be_hidden()

    window.page.get_by_label("Alleen één kring").check()
    expect(question).to_be_visible()

    window.page.get_by_label("Iedereen, ook zonder account").check()
    expect(question).to_be_hidden()


def test_question_that_depends_on_an_answer_stands_there_without_script(visit, coordinator):
    window = visit(java_script_enabled=False)
    window.log_in(coordinator)
    window.page.goto("/mededelingen/nieuw/")

    expect(window.page.get_by_label("Welke kring")).to_be_visible()


def test_who_leaves_a_half_written_text_is_asked_first(visit):
    page = visit().page
    page.goto("/meedoen/")
    box, elsewhere = (
        page.locator("textarea").first,
        page.get_by_role("contentinfo").get_by_role("link", name="Contact", exact=True),
    )
    page.on("dialog", lambda dialog: dialog.dismiss())

    elsewhere.click()
    expect(page).to_have_url(re.compile("/contact/$"))
    page.go_back()
    box.press_sequentially("Halverwege")
    with page.expect_event("dialog") as asked:
        elsewhere.click(no_wait_after=True)

    assert asked.value.type == "beforeunload"
    expect(box).to_have_value("Halverwege")
    expect(page).to_have_url(re.compile("/meedoen/$"))
