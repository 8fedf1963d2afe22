"""The views of coalitions on a plan, and the answers of its lead."""

import pytest
from django.http import QueryDict
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.conflicts import SEEN
from members.models import Notice
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds
from tests.themetables.plans.factories import PlanViewFactory, TablePlanFactory
from themetables.models import PlanView, TablePlan
from themetables.plans import forms
from themetables.plans.forms import ViewForm

pytestmark = pytest.mark.django_db

PLAN = "/thematafels/kraamzorg/plan/2027/"


@pytest.fixture
def plan(table):
    return TablePlanFactory(table=table, submitted=True)


@pytest.fixture
def waadhoeke():
    return CoalitionFactory(name="Waadhoeke", slug="waadhoeke")


@pytest.fixture
def speaker(waadhoeke, speaks_for):
    return speaks_for(waadhoeke, name="Harmen Hoekstra")


PAGE = f"{PLAN}mening/waadhoeke/"
ANSWER = f"{PAGE}antwoord/"
SAID = {"stance": "adjust", "sentence": "Begin in de dorpen."}


def typed(client, page, **values):
    form = client.get(page).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | values


def decide():
    TablePlan.objects.update(decided_at=timezone.now())


def test_coalition_gives_its_view(login, plan, lead, speaker, waadhoeke):
    client = login(speaker)

    response = client.post(PAGE, SAID)

    assertRedirects(response, PLAN)
    view = PlanView.objects.get()
    assert (view.coalition, view.stance, view.sentence) == (waadhoeke, "adjust", "Begin in de dorpen.")
    assert (view.given_by, view.plan_version) == (speaker, plan.version)
    told = Notice.objects.get()
    assert (told.user, told.url) == (lead, PLAN)
    assert told.sentence == "Waadhoeke gaf een mening over het plan voor 2027 van tafel Kraamzorg."


def test_view_is_changed_until_the_decision(login, plan, speaker, waadhoeke):
    PlanViewFactory(plan=plan, coalition=waadhoeke, given_by=speaker, answered=True)
    client = login(speaker)

    assertContains(client.get(PAGE), "Nu staat er wat Harmen Hoekstra op")
    client.post(PAGE, typed(client, PAGE, **SAID))

    view = PlanView.objects.get()
    assert (view.stance, view.sentence, view.is_answered) == ("adjust", "Begin in de dorpen.", False)
    assertContains(client.get(PLAN), "op de eerdere mening")


def test_view_needs_a_sentence(login, plan, speaker):
    response = login(speaker).post(PAGE, {"stance": "support", "sentence": ""})

    assert response.context["form"].errors.keys() == {"sentence"}
    assert not PlanView.objects.exists()


def test_partner_reads_and_does_not_speak(login, plan, waadhoeke, member):
    partner = MembershipFactory(circle=waadhoeke.circle).user

    assert login(partner).get(PAGE).status_code == 403
    assert login(member).post(PAGE, SAID).status_code == 403


def test_draft_asks_nobody(login, table, speaker, coordinator, waadhoeke):
    TablePlanFactory(table=table)

    assert login(speaker).get(PAGE).status_code == 404
    response = login(coordinator).post(PAGE, SAID)
    assertContains(response, "De tafel schrijft nog aan dit plan, en vraagt nog geen mening.")
    assert not PlanView.objects.exists()


def test_view_after_the_decision_is_refused_and_stays_on_the_page(login, plan, speaker):
    decide()

    response = login(speaker).post(PAGE, SAID)

    assertContains(response, "Over dit plan is al besloten.")
    assertContains(response, "Begin in de dorpen.")
    assertNotContains(response, ">Bewaar<")
    assert not PlanView.objects.exists()


def test_page_after_the_decision_shows_what_was_said(login, plan, speaker, waadhoeke):
    client = login(speaker)
    PlanViewFactory(plan=plan, coalition=waadhoeke, sentence="Goed plan.")
    decide()

    response = client.get(PAGE)

    assertContains(response, "Je kunt nu geen mening geven")
    assertContains(response, "Goed plan.")


def test_view_on_a_plan_of_a_closed_table_is_refused(login, plan, speaker):
    type(plan.table).objects.update(state="closed", closed_reason="Klaar.")

    assertContains(login(speaker).post(PAGE, SAID), "Deze tafel is gestopt. Een mening kan er niet meer bij.")


def test_two_leaders_of_one_coalition_choose(login, plan, speaker, waadhoeke, speaks_for):
    client = login(speaker)
    opened = typed(client, PAGE, stance="support", sentence="Mijn zin.")
    PlanViewFactory(plan=plan, coalition=waadhoeke, sentence="Haar zin.", stance="support")

    response = client.post(PAGE, opened)

    assertContains(response, "Hier staat intussen een andere tekst.")
    assertContains(response, "Mijn zin.")
    assert PlanView.objects.get().sentence == "Haar zin."


@pytest.mark.django_db(transaction=True)
def test_first_views_at_once_make_one_and_the_other_looks(network, plan, waadhoeke, speaker, meeting_point):
    meeting_point(forms.conflicts, "lock")

    outcomes = give_together(plan, waadhoeke, speaker)

    assert PlanView.objects.count() == 1
    assert sorted(str(outcome)[:27] for outcome in outcomes) == ["Iemand van je coalitie gaf ", "Waadhoeke: steun"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_refuses_the_second(
    network, plan, waadhoeke, speaker, meeting_point, monkeypatch
):
    monkeypatch.setattr(forms.conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())
    meeting_point(forms.ViewForm, "taken")

    outcomes = give_together(plan, waadhoeke, speaker)

    assert kinds(outcomes) == ["DatabaseError", "PlanView"]


def give_together(plan, coalition, speaker):
    def give(sentence):
        data = QueryDict(mutable=True)
        data.update({"stance": "support", "sentence": sentence})
        form = ViewForm(data, instance=PlanView(plan=TablePlan.objects.get(), coalition=coalition))
        assert form.is_valid()
        return form.save_by(speaker, timezone.now()) or form.non_field_errors()[0]

    return at_once(lambda: give("Mijn zin."), lambda: give("Haar zin."))


def test_decision_between_opening_and_giving_is_seen_under_the_lock(plan, waadhoeke, speaker):
    data = QueryDict(mutable=True)
    data.update(SAID)
    form = ViewForm(data, instance=PlanView(plan=plan, coalition=waadhoeke))
    assert form.is_valid()
    decide()

    assert form.save_by(speaker, timezone.now()) is None
    assert not PlanView.objects.exists()


def test_lead_answers_and_the_coalition_hears_of_it(login, plan, lead, waadhoeke, speaker):
    PlanViewFactory(plan=plan, coalition=waadhoeke)
    client = login(lead)

    response = client.post(ANSWER, typed(client, ANSWER, answer="Dat nemen we over."))

    assertRedirects(response, PLAN)
    view = PlanView.objects.get()
    assert (view.answer, view.answered_by, view.is_answered) == ("Dat nemen we over.", lead, True)
    told = Notice.objects.get()
    assert (told.user, told.sentence) == (
        speaker,
        "Tafel Kraamzorg antwoordde op jullie mening over het plan voor 2027.",
    )


def test_answer_is_to_the_view_that_was_read(login, plan, lead, waadhoeke, speaker):
    view = PlanViewFactory(plan=plan, coalition=waadhoeke)
    client = login(lead)
    opened = typed(client, ANSWER, answer="Dat nemen we over.")
    view.sentence, view.given_at = "Liever in de dorpen.", timezone.now()
    view.save()

    response = client.post(ANSWER, opened)

    assertContains(response, "De coalitie heeft haar mening intussen gewijzigd.")
    assertContains(response, "Liever in de dorpen.")
    assert PlanView.objects.get().answer == ""
    again = {name: response.context["form"][name].value() for name in ("answer", "of_view", SEEN)}
    assertRedirects(client.post(ANSWER, again), PLAN)


def test_only_the_lead_answers(login, plan, sitter, waadhoeke):
    PlanViewFactory(plan=plan, coalition=waadhoeke)

    assert login(sitter).get(ANSWER).status_code == 403


def test_answer_after_the_decision_is_refused_and_stays_on_the_page(login, plan, lead, waadhoeke):
    PlanViewFactory(plan=plan, coalition=waadhoeke)
    client = login(lead)
    opened = typed(client, ANSWER, answer="Net te laat.")
    decide()

    response = client.post(ANSWER, opened)

    assertContains(response, "Over dit plan is al besloten.")
    assertContains(response, "Net te laat.")
    assertContains(client.get(ANSWER), "Je kunt nu niet meer antwoorden")
