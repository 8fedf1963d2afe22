"""Two people in two windows change one agreement; the second sees both texts and chooses. Also without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import go
from tests.coalitions.agreements.factories import AgreementFactory


@pytest.mark.parametrize(("width", "scheme", "script"), [(1280, "light", True), (320, "dark", False)])
def test_second_person_sees_both_texts_and_chooses(visit, world, width, scheme, script):
    agreement = AgreementFactory(coalition=world.circle.coalition, adopted=True, owner=world.users["leader"])
    path = reverse("coalitions:agreement_edit", args=[agreement.coalition.slug, agreement.pk])
    windows = []
    for role in ("leader", "coordinator"):
        window = visit(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script)
        window.log_in(world.users[role])
        window.page.goto(path)
        windows.append(window.page)
    first, second = windows

    first.get_by_label("Wie doet wat").fill("De kraamzorg belt.")
    go(first.get_by_role("button", name="Bewaar"))
    second.get_by_label("Wie doet wat").fill("De huisarts belt.")
    go(second.get_by_role("button", name="Bewaar"))

    choice = second.get_by_role("group", name="Wie doet wat: welke tekst blijft?")
    expect(choice).to_contain_text("[weg: kraamzorg]")
    expect(choice).to_contain_text("[erbij: huisarts]")
    expect(second.get_by_role("textbox", name="Wie doet wat")).to_have_value("De huisarts belt.")
    assert window.overflow() <= 0
    if script:
        assert window.axe() == []
        expect(second.locator(".ks-error-summary")).to_be_focused()

    choice.get_by_label("Wat er nu staat. Mijn tekst vervalt.").check()
    go(second.get_by_role("button", name="Bewaar"))
    expect(second).not_to_have_url(re.compile(f"{path}$"))
    expect(second.locator("main")).to_contain_text("De kraamzorg belt.")
