"""The data editor makes a questionnaire and tries it out, in a real browser."""

import re

from playwright.sync_api import expect

from members.models import User
from surveys.models import Question, Version
from tests.browser.conftest import go

PHONE = {"width": 360, "height": 740}


def add_question(page, kind, text, **more):
    page.get_by_role("link", name="Voeg een vraag toe").last.click()
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Vraag", exact=True).fill(text)
    for label, value in more.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name=text, exact=True)).to_be_visible()


def test_data_editor_makes_tries_and_fixes_a_questionnaire(visit, world):
    window = visit(viewport=PHONE)
    window.log_in(User.objects.get(email="epidemioloog@demo.invalid"))
    page = window.page

    page.goto("/enquetes/vragenlijsten/")
    page.get_by_role("link", name="Maak een vragenlijst").click()
    page.get_by_label("Naam", exact=True).fill("Wachttijden")
    page.get_by_label("Waarvoor").fill("Weten waar mensen wachten.")
    page.get_by_role("button", name="Verder naar de vragen").click()
    page.get_by_role("link", name="Voeg een onderdeel toe").click()
    page.get_by_label("Titel").fill("Wachten")
    page.get_by_role("button", name="Bewaar").click()
    add_question(page, "Lange tekst", "Waarop wacht je?")
    add_question(page, "Ja of nee", "Moet je wel eens wachten?")
    go(page.get_by_role("button", name=re.compile("Omhoog.*Moet je wel eens wachten")))
    page.get_by_role("link", name="Wanneer komt deze vraag? Waarop wacht je?").click()
    page.get_by_label("Wanneer komt deze vraag?").select_option(label="“ja”")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("main")).to_contain_text(
        "Komt alleen als het antwoord op “Moet je wel eens wachten?” “ja” is."
    )
    assert window.axe() == []
    assert window.overflow() <= 0

    page.get_by_role("link", name="Bekijk hoe het invullen gaat").click()
    why = page.get_by_label("Waarop wacht je?")
    expect(why).to_be_hidden()
    page.get_by_label("ja", exact=True).check()
    expect(why).to_be_visible()
    page.get_by_role("button", name="Probeer of het klopt").click()
    expect(page.get_by_role("main")).to_contain_text("er is niets bewaard")

    page.get_by_role("link", name="Terug naar de vragen").click()
    page.get_by_role("link", name="Stel versie 1 vast").click()
    page.get_by_role("button", name="Stel vast").click()
    expect(page.get_by_role("main")).to_contain_text("Versie 1, vastgesteld op")
    assert Version.objects.get(instrument__title="Wachttijden").frozen_at


def test_question_is_dragged_to_another_place(visit, world):
    window = visit()
    window.log_in(User.objects.get(email="epidemioloog@demo.invalid"))
    page = window.page
    draft = Version.objects.get(instrument__title="Meepraten van ervaringsdeskundigen")
    last = Question.objects.filter(section__instrument_version=draft).last()
    ranking = last.section.questions.first()

    page.goto(draft.instrument.get_absolute_url())

    def drag():
        page.locator(f"#vraag-{last.pk}").drag_to(
            page.locator(f"#vraag-{ranking.pk}"), target_position={"x": 20, "y": 5}
        )

    # What goes wrong is said, and the question is back where it stood.
    page.route("**/plek/", lambda route: route.fulfill(status=500))
    drag()
    expect(page.get_by_role("alert")).to_contain_text("Het verplaatsen is niet gelukt")
    expect(page.locator("[data-ks-section]").last.locator("h3").last).to_have_text(last.text)
    page.unroute("**/plek/")
    with page.expect_navigation():  # when the portal has it, the page is fetched anew
        drag()

    expect(page.locator("[data-ks-section]").last.locator("h3").first).to_have_text(last.text)
    assert list(last.section.questions.all()) == [last, ranking]
