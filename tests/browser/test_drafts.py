"""What somebody types in a plan is there again in another window, before they saved it."""

from playwright.sync_api import expect

from members.models import User
from themetables.models import TablePlan, ThemeTable
from themetables.plans import keeping


def test_typed_text_goes_on_in_another_window(visit, world):
    lead = User.objects.get(email="trekker@demo.invalid")
    table = ThemeTable.objects.get(slug="kraamzorg")
    plan = keeping.begin(table, 2099, by=lead, now=lead.joined_at)
    path = f"{plan.get_absolute_url()}wijzigen/"
    first, second = (visit(viewport={"width": width, "height": 800}) for width in (1280, 360))

    first.log_in(lead)
    first.page.goto(path)
    first.page.get_by_label("Doel").fill("Elk gezin krijgt genoeg uren.")
    first.page.get_by_text("Je klad is bewaard om").wait_for()
    second.log_in(lead)
    second.page.goto(path)

    expect(second.page.get_by_label("Doel")).to_have_value("Elk gezin krijgt genoeg uren.")
    assert second.axe() == []
    assert second.overflow() <= 0
    second.page.get_by_role("button", name="Bewaar").click()
    second.page.wait_for_url(f"**{plan.get_absolute_url()}")
    assert TablePlan.objects.get(pk=plan.pk).goal == "Elk gezin krijgt genoeg uren."
