"""Writing a plan together: saving, drafts, versions, submitting."""

import pytest
from django.http import QueryDict
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members import conflicts
from members.conflicts import SEEN
from members.models import Notice
from tests.coalitions.factories import CoalitionFactory
from tests.races import at_once
from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.factories import PlanViewFactory, TableDecisionFactory, TablePlanFactory
from themetables.models import PlanDraft, TablePlan
from themetables.models.plans import TEXTS
from themetables.plans import drafting, keeping
from themetables.plans.activity import last_changes
from themetables.plans.forms import PlanForm

PLAN = "/thematafels/kraamzorg/plan/2027/"
EDIT = f"{PLAN}wijzigen/"
KEEP = f"{PLAN}klad/"
SUBMIT = f"{PLAN}indienen/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(table):
    return TablePlanFactory(table=table)


def typed(client, **texts):
    """What the browser sends after somebody typed `texts` in the open form."""
    form = client.get(EDIT).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return values | texts


def test_saving_makes_a_version_that_says_what_changed(login, plan, sitter):
    client = login(sitter)

    response = client.post(EDIT, typed(client, goal="Nieuw doel.", costs="Veel."))

    assertRedirects(response, PLAN)
    plan.refresh_from_db()
    assert (plan.goal, plan.costs, plan.version, plan.changed_by) == ("Nieuw doel.", "Veel.", 2, sitter)
    newest = plan.versions.first()
    assert (newest.sentence, newest.goal, newest.is_draft) == ("Doel en kosten gewijzigd.", "Nieuw doel.", True)


def test_saving_nothing_new_makes_no_version(login, plan, sitter):
    client = login(sitter)

    client.post(EDIT, typed(client))

    assert plan.versions.count() == 1


def test_bottlenecks_of_the_table_and_of_the_agenda_can_be_chosen(login, table, plan, sitter):
    own = BottleneckFactory(state="taken_up", table=table, title="A")
    agenda = BottleneckFactory(state="agenda", title="B")
    chosen = BottleneckFactory(title="C")
    BottleneckFactory(title="D")
    plan.bottlenecks.add(chosen)
    client = login(sitter)

    offered = [*client.get(EDIT).context["form"].fields["bottlenecks"].queryset]
    client.post(EDIT, typed(client, bottlenecks=[own.pk, agenda.pk]))

    assert offered == [own, agenda, chosen]
    assert [*plan.bottlenecks.order_by("title")] == [own, agenda]
    assert [one["title"] for one in plan.versions.first().bottlenecks] == ["A", "B"]


def test_what_another_saved_in_the_meantime_stays(login, plan, sitter, lead):
    client = login(sitter)
    mine = typed(client, goal="Doel van Lieuwe.")
    save(plan, lead, planning="Planning van Trui.")

    client.post(EDIT, mine)

    plan.refresh_from_db()
    assert (plan.goal, plan.planning, plan.version) == ("Doel van Lieuwe.", "Planning van Trui.", 3)


def test_the_same_part_changed_by_two_asks_the_second(login, plan, sitter, lead):
    client = login(sitter)
    mine = typed(client, goal="Doel van Lieuwe.")
    save(plan, lead, goal="Doel van Trui.")

    response = client.post(EDIT, mine)

    assertContains(response, "Terwijl jij schreef, bewaarde Trui Trekstra")
    assertContains(response, "Doel van Lieuwe.")
    assert TablePlan.objects.get().goal == "Doel van Trui."


def save(plan, by, **texts):
    row = TablePlan.objects.get(pk=plan.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save_version(by=by, now=row.changed_at)
    keeping.record(row, keeping.what_changed(list(texts)))


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing(network, table, sitter, lead, meeting_point, django_user_model):
    meeting_point(conflicts, "lock")

    assert sorted(saved_together(table, sitter, lead)) == ["Doel van Lieuwe.", "Planning van Trui."]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_them_would(network, table, sitter, lead, meeting_point, monkeypatch):
    monkeypatch.setattr(conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())
    meeting_point(conflicts, "lock")

    assert len(saved_together(table, sitter, lead)) == 1


def saved_together(table, sitter, lead):
    """Two people who opened the same text save another part of it; return what of it is in the plan."""
    plan = TablePlanFactory(table=table)

    def press(user, **texts):
        form = PlanForm(sent(plan, user, **texts), instance=TablePlan.objects.get(pk=plan.pk), by=user)
        return form.is_valid() and form.save_by(user, plan.changed_at)

    at_once(lambda: press(sitter, goal="Doel van Lieuwe."), lambda: press(lead, planning="Planning van Trui."))
    plan.refresh_from_db()
    return {plan.goal, plan.planning} & {"Doel van Lieuwe.", "Planning van Trui."}


def sent(plan, user, **texts):
    """What the browser sends of a form that was opened now."""
    seen = PlanForm(instance=TablePlan.objects.get(pk=plan.pk), by=user)
    data = QueryDict(mutable=True)
    data.update({name: seen[name].value() for name in (*TEXTS, SEEN)} | texts)
    return data


def test_draft_is_kept_beside_the_plan_and_found_again(login, plan, sitter, lead):
    client = login(sitter)
    data = typed(client, goal="Half geschre")

    response = client.post(KEEP, data)

    assert response.status_code == 200
    assert response.content.decode().startswith("Je klad is bewaard om ")
    assert TablePlan.objects.get().goal == plan.goal
    again = client.get(EDIT)
    assertContains(again, "Je gaat verder met je klad")
    assertContains(again, "Half geschre")
    assertContains(client.get(PLAN), "Je hebt nog een klad")
    assertNotContains(login(lead).get(EDIT), "Half geschre")


def test_two_people_have_a_draft_each(login, plan, sitter, lead):
    for person, text in ((sitter, "Van Lieuwe"), (lead, "Van Trui"), (lead, "Van Trui, verder")):
        client = login(person)
        client.post(KEEP, typed(client, goal=text))

    kept = [(draft.user, draft.data["goal"]) for draft in PlanDraft.objects.order_by("pk")]
    assert kept == [(sitter, "Van Lieuwe"), (lead, "Van Trui, verder")]


def test_draft_of_an_older_text_is_compared_when_it_is_saved(login, plan, sitter, lead):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Doel van Lieuwe."))
    save(plan, lead, goal="Doel van Trui.")

    response = client.post(EDIT, typed(client))

    assertContains(response, "Terwijl jij schreef, bewaarde Trui Trekstra")
    assert TablePlan.objects.get().goal == "Doel van Trui."


def test_saving_takes_the_draft_away(login, plan, sitter):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Half"))

    client.post(EDIT, typed(client, goal="Heel"))

    assert not PlanDraft.objects.exists()
    assertNotContains(client.get(EDIT), "Je gaat verder met je klad")


def test_draft_that_says_the_same_is_no_draft(login, plan, sitter):
    bottleneck = BottleneckFactory(state="agenda")
    client = login(sitter)

    client.post(KEEP, typed(client))
    assert drafting.find(plan, sitter) is None

    client.post(KEEP, typed(client, bottlenecks=[bottleneck.pk]))
    assert drafting.find(plan, sitter).data["bottlenecks"] == [str(bottleneck.pk)]
    assert client.get(EDIT).context["form"]["bottlenecks"].value() == [str(bottleneck.pk)]


def test_draft_is_thrown_away_on_demand(login, plan, sitter):
    client = login(sitter)
    client.post(KEEP, typed(client, goal="Half"))

    response = client.post(f"{KEEP}weg/")

    assertRedirects(response, EDIT)
    assert not PlanDraft.objects.exists()


def test_draft_longer_than_any_plan_is_refused(login, plan, sitter):
    client = login(sitter)

    response = client.post(KEEP, typed(client, goal="a" * 20_001))

    assert (response.status_code, response.content.decode()) == (400, "Dit is te lang om als klad te bewaren.")


def test_draft_with_a_strange_box_is_refused(login, plan, sitter):
    client = login(sitter)

    assert client.post(KEEP, typed(client, bottlenecks=["x"])).status_code == 400


def test_others_have_no_draft(login, plan, member):
    TablePlan.objects.update(submitted_at=plan.changed_at)

    assert login(member).post(KEEP, {}).status_code == 403
    assert login(member).get(EDIT).status_code == 403


def test_submitting_asks_the_coalitions(login, plan, lead, sitter, speaks_for):
    leader = speaks_for(CoalitionFactory())
    client = login(lead)
    page = client.get(SUBMIT)

    assertContains(page, "Ja, dien in")
    response = client.post(SUBMIT, {"version": page.context["form"]["version"].value()})

    assertRedirects(response, PLAN)
    plan.refresh_from_db()
    assert (plan.state, plan.submitted_by, plan.version) == ("submitted", lead, 2)
    assert [version.is_draft for version in plan.versions.all()] == [False, True]
    told = Notice.objects.get()
    assert (told.user, told.sentence, told.url) == (
        leader,
        "Tafel Kraamzorg vraagt de mening van jullie coalitie over het plan voor 2027.",
        PLAN,
    )
    assertContains(client.get(SUBMIT), "Dit plan is al ingediend.")


def test_member_of_the_table_does_not_submit(login, plan, sitter, member):
    assert login(sitter).get(SUBMIT).status_code == 403
    assert login(member).get(SUBMIT).status_code == 404


def test_coordinator_submits_where_a_lead_is_missing(login, plan, coordinator):
    login(coordinator).post(SUBMIT, {"version": plan.version})

    assert TablePlan.objects.get().submitted_by == coordinator


def test_unfinished_plan_is_not_submitted(login, table, lead):
    plan = TablePlanFactory(table=table, goal=" ", planning="")
    client = login(lead)

    assertContains(client.get(SUBMIT), "Vul eerst in: doel, planning.")
    response = client.post(SUBMIT, {"version": plan.version}, follow=True)

    assertContains(response, "Het plan is nog niet af. Vul eerst in: doel, planning.")
    assert TablePlan.objects.get().submitted_at is None


def test_text_that_nobody_read_is_not_submitted(login, plan, lead, sitter):
    save(plan, sitter, goal="Iets heel anders.")

    response = login(lead).post(SUBMIT, {"version": 1}, follow=True)

    assertContains(response, "Lieuwe Lidstra heeft het plan intussen gewijzigd.")


def test_plan_is_submitted_once(login, plan, lead):
    TablePlan.objects.update(submitted_at=plan.changed_at)

    response = login(lead).post(SUBMIT, {"version": 1}, follow=True)

    assertContains(response, "Dit plan is al ingediend, of de tafel is gestopt.")
    assert login(lead).post(SUBMIT, {}).status_code == 200


def test_submitted_plan_is_changed_by_the_lead_only(login, table, lead, sitter, speaks_for):
    plan = TablePlanFactory(table=table, submitted=True)
    view = PlanViewFactory(plan=plan)
    leader = speaks_for(view.coalition)
    client = login(lead)

    client.post(EDIT, typed(client, goal="Bijgesteld doel."))
    refused = login(sitter).get(EDIT, follow=True)

    assert TablePlan.objects.get().goal == "Bijgesteld doel."
    assert Notice.objects.get(user=leader).sentence.endswith("is gewijzigd nadat jullie je mening gaven.")
    assertContains(refused, "Het plan is ingediend. Alleen de trekker kan het nu nog wijzigen.")


def test_needed_parts_stay_in_a_submitted_plan(login, table, lead):
    TablePlanFactory(table=table, submitted=True)
    client = login(lead)

    response = client.post(EDIT, typed(client, goal=""))

    assert response.context["form"].errors.keys() == {"goal"}


def test_text_that_comes_after_the_decision_is_kept_on_the_page(login, plan, sitter):
    client = login(sitter)
    mine = typed(client, goal="Net te laat.")
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    response = client.post(EDIT, mine)

    assertContains(response, "Over dit plan is besloten. De tekst kan niet meer veranderen.")
    assertContains(response, "Net te laat.")
    assertNotContains(response, ">Bewaar<")
    assert TablePlan.objects.get().goal == plan.goal


def test_draft_after_the_decision_can_be_read_and_thrown_away(login, plan, sitter):
    client = login(sitter)
    mine = typed(client, goal="Net te laat.")
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    late = client.post(KEEP, mine)

    assert late.status_code == 409
    assertContains(client.get(EDIT), "Net te laat.")
    assertRedirects(client.post(f"{KEEP}weg/"), PLAN)
    assertRedirects(client.get(EDIT), PLAN)


def test_decision_between_opening_and_saving_is_seen_under_the_lock(plan, sitter):
    form = PlanForm(sent(plan, sitter, goal="Net te laat."), instance=TablePlan.objects.get(), by=sitter)
    assert form.is_valid()
    TablePlan.objects.update(submitted_at=plan.changed_at, decided_at=plan.changed_at)

    assert form.save_by(sitter, plan.changed_at) is None
    assert "besloten" in str(form.non_field_errors())


def test_plan_of_a_closed_table_does_not_change(login, plan, coordinator):
    client = login(coordinator)
    mine = typed(client, goal="Net te laat.")
    type(plan.table).objects.update(state="closed", closed_reason="Klaar.")

    assertContains(client.post(EDIT, mine), "Deze tafel is gestopt. Het plan kan niet meer veranderen.")
    assertContains(client.get(PLAN), "Deze tafel is gestopt")


def test_versions_stand_in_order_and_beside_each_other(login, plan, sitter):
    client = login(sitter)
    client.post(EDIT, typed(client, goal="Elk gezin krijgt de uren die nodig zijn, overal."))

    history = client.get(f"{PLAN}versies/")
    pair = client.get(f"{PLAN}versies/vergelijk/")

    assert [version.number for version in history.context["versions"]] == [2, 1]
    assertContains(pair, ", overal")
    assert [row.label for row in pair.context["rows"] if row.is_changed] == ["Doel"]
    assertContains(client.get(f"{PLAN}versies/2/"), "Dit is de nieuwste versie.")
    assertContains(client.get(f"{PLAN}versies/1/"), "Vergelijk met hoe het nu is")


def test_any_two_versions_are_compared(login, plan, sitter):
    for text in ("Twee", "Drie"):
        save(plan, sitter, goal=text)
    client = login(sitter)

    response = client.get(f"{PLAN}versies/vergelijk/?oud=3&nieuw=1")

    assert [version.number for version in response.context["pair"]] == [1, 3]
    assertContains(client.get(f"{PLAN}versies/vergelijk/?oud=9&nieuw=1"), "Er klopt iets niet")


def test_one_version_has_nothing_beside_it(login, plan, sitter):
    assertContains(login(sitter).get(f"{PLAN}versies/vergelijk/"), "Er valt nog niets te vergelijken")


def test_versions_of_the_draft_stay_at_the_table(login, plan, lead, member, coordinator):
    keeping.submit(plan, version=1, by=lead, now=plan.changed_at)

    assert [version.number for version in login(member).get(f"{PLAN}versies/").context["versions"]] == [2]
    assert login(member).get(f"{PLAN}versies/1/").status_code == 404
    assert login(coordinator).get(f"{PLAN}versies/1/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_same_number_of_questions(login, plan, sitter, django_assert_num_queries, count):
    for number in range(count):
        save(plan, sitter, goal=f"Doel {number}")
    client = login(sitter)

    # session, user, memberships; plan, versions; the rooms
    with django_assert_num_queries(6):
        client.get(f"{PLAN}versies/")


def test_pdf_holds_the_plan_and_the_views(login, table, member):
    plan = TablePlanFactory(table=table, submitted=True)
    plan.bottlenecks.add(BottleneckFactory())
    PlanViewFactory(plan=plan, answered=True)
    CoalitionFactory()

    response = login(member).get(f"{PLAN}pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="tafelplan-2027-kraamzorg.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_pdf_of_a_draft_is_made_too(login, plan, sitter):
    assert login(sitter).get(f"{PLAN}pdf/").content.startswith(b"%PDF-")


def test_pdf_that_would_be_too_long_is_not_made(login, plan, sitter):
    TablePlan.objects.update(costs="a" * 200_001)

    response = login(sitter).get(f"{PLAN}pdf/", follow=True)

    assertContains(response, "Dit plan is te lang voor een pdf.")


def test_plan_counts_as_activity_of_the_table(table, plan):
    assert last_changes([table.circle_id]) == {table.circle_id: plan.changed_at}


def test_models_have_a_name_in_the_log(table, plan, sitter):
    draft = drafting.keep(plan, sitter, {}, now=plan.changed_at)
    view = PlanViewFactory(plan__table=table, plan__year=2028, coalition__name="Waadhoeke")
    decision = TableDecisionFactory(table=table)

    named = [str(one) for one in (plan, plan.versions.get(), draft, view, decision, decision.meeting)]
    assert named == [
        "Plan 2027 van tafel Kraamzorg",
        "Versie 1",
        "Klad van Lieuwe Lidstra",
        "Waadhoeke: steun",
        "Tafel Kraamzorg: doorgaan",
        "Decemberbijeenkomst",
    ]
