"""Two people in two windows change one agreement; the second sees both texts and chooses. Also without script."""

import pytest
from django.urls import reverse

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
    first.get_by_role("button", name="Bewaar").click()
    second.get_by_label("Wie doet wat").fill("De huisarts belt.")
    second.get_by_role("button", name="Bewaar").click()

    choice = second.get_by_role("group", name="Wie doet wat: welke tekst blijft?")
    assert "[weg: kraamzorg]" in choice.text_content()
    assert "[erbij: huisarts]" in choice.text_content()
    assert second.get_by_role("textbox", name="Wie doet wat").input_value() == "De huisarts belt."
    assert window.overflow() <= 0
    if script:
        assert window.axe() == []
        assert second.evaluate("document.activeElement.className") == "ks-error-summary"

    choice.get_by_label("Wat er nu staat. Mijn tekst vervalt.").check()
    second.get_by_role("button", name="Bewaar").click()
    assert "De kraamzorg belt." in second.locator("main").text_content()
