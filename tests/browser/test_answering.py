"""A questionnaire is answered in a real browser: on a phone, by two at once, without a name, and without script."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from surveys.making import versions
from surveys.models import Answer, SealedSheet
from tests.surveys.factories import InvitationFactory, QuestionFactory, RoundFactory, SheetFactory, VersionFactory

PHONE = {"width": 320, "height": 740}


def asked(mode, world):
    version = VersionFactory()
    section = QuestionFactory(section__instrument_version=version, text="Hoe gaat het?", is_required=True).section
    QuestionFactory(section=section, kind="scale", text="Werken jullie samen?")
    versions.fix(version, by=world.users["coordinator"], now=timezone.now())
    return RoundFactory(instrument_version=version, mode=mode, title="Hoe staat het ervoor")


def test_alone_on_a_phone_what_is_typed_is_kept_and_taken_up_elsewhere(visit, world):
    sheet = SheetFactory(round=asked("each", world), user=world.users["member"])
    phone = visit(viewport=PHONE)
    phone.log_in(world.users["member"])
    page = phone.page
    page.goto("/")
    page.get_by_role("link", name=re.compile("De vragenlijst “Hoe staat het ervoor”")).click()
    page.get_by_label("Hoe gaat het?").fill("Best goed")
    expect(page.locator("[data-ks-kept]")).to_contain_text("Bewaard om")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Hoe gaat het?").fill("Heel goed")
    expect(page.locator("[data-ks-note]").first).to_be_empty()
    assert phone.axe() == []
    assert phone.overflow() <= 0

    laptop = visit(viewport={"width": 1280, "height": 800}, color_scheme="dark", java_script_enabled=False)
    laptop.log_in(world.users["member"])
    page = laptop.page
    page.goto(sheet.get_absolute_url())
    expect(page.get_by_label("Hoe gaat het?")).to_have_value("Heel goed")
    page.get_by_label("Hoe gaat het?").fill("Goed")
    page.get_by_label("grotendeels").check()
    page.get_by_role("button", name="Stuur in").click()
    expect(page.get_by_role("main")).to_contain_text("Bedankt voor het invullen")
    assert laptop.overflow() <= 0


def test_two_people_answer_one_question_and_both_answers_are_seen(visit, world):
    sheet = SheetFactory(round=asked("joint", world), circle=world.circle)
    windows = []
    for role, script in (("leader", True), ("partner", False)):
        window = visit(viewport={"width": 1280, "height": 800}, java_script_enabled=script)
        window.log_in(world.users[role])
        window.page.goto(sheet.get_absolute_url())
        windows.append(window)
    lead, partner = (window.page for window in windows)

    lead.get_by_label("Hoe gaat het?").fill("Van de leider")
    expect(lead.locator("[data-ks-kept]")).to_contain_text("Bewaard om")
    partner.get_by_label("Hoe gaat het?").fill("Van de partner")
    partner.get_by_role("button", name="Bewaar", exact=True).click()
    expect(partner.get_by_role("main")).to_contain_text("Van de leider")
    partner.get_by_label("Wij zijn het niet eens").check()
    partner.get_by_role("button", name="Bewaar", exact=True).click()
    expect(partner.get_by_role("main")).to_contain_text("Hier zijn jullie het niet eens.")

    lead.get_by_role("button", name="Stuur in").click()
    expect(lead.get_by_role("main")).to_contain_text("ziet het anders")
    expect(lead.get_by_role("main")).to_contain_text("Van de partner")
    assert windows[0].axe() == []
    assert list(Answer.objects.filter(sheet=sheet).values_list("value", flat=True)) == ["Van de leider"]


def test_without_a_name_on_a_phone(visit, world):
    one = asked("anonymous", world)
    InvitationFactory(round=one, user=world.users["member"])
    window = visit(viewport=PHONE, color_scheme="dark")
    window.log_in(world.users["member"])
    page = window.page

    page.goto(f"/enquetes/zonder-naam/{one.pk}/")
    page.get_by_label("Hoe gaat het?").fill("Dit zeg ik liever zonder naam")
    assert SealedSheet.objects.count() == 0
    assert window.axe() == []
    page.get_by_role("button", name="Stuur in").click()
    expect(page.get_by_role("main")).to_contain_text("Dit zeg ik liever zonder naam")

    assert SealedSheet.objects.count() == 1
    assert window.axe() == []
    assert window.overflow() <= 0
