"""Recording decisions: read back first, then final; what follows from them; corrections."""

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from members.models import Membership, Notice
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds
from tests.themetables.factories import BottleneckFactory, PillarFactory
from tests.themetables.plans.factories import PlanViewFactory, TableDecisionFactory, TablePlanFactory
from themetables.decisions import recording
from themetables.models import Bottleneck, BottleneckState, Outcome, TableDecision, TablePlan, ThemeTable

pytestmark = pytest.mark.django_db

FILLED = {"outcome": "continue", "reason": "De handreiking werkt.", "decided_on": "2026-12-08"}
FINAL = {"stap": "vastleggen"}


@pytest.fixture
def page(meeting, table):
    return f"/besluiten/bijeenkomsten/{meeting.pk}/kraamzorg/"


@pytest.fixture
def plan(table):
    return TablePlanFactory(table=table, submitted=True)


def test_decision_is_read_back_before_it_is_final(login, coordinator, page):
    client = login(coordinator)

    response = client.post(page, FILLED)

    assertContains(response, "Klopt dit besluit?")
    assertContains(response, "De handreiking werkt.")
    assertContains(response, "<dd>8 december 2026</dd>")
    assert not TableDecision.objects.exists()

    assertContains(client.post(page, FILLED | {"stap": "wijzigen"}), "De handreiking werkt.</textarea>")
    assert not TableDecision.objects.exists()

    decided = client.post(page, FILLED | FINAL)
    decision = TableDecision.objects.get()
    assertRedirects(decided, f"/besluiten/{decision.pk}/")
    assert (decision.outcome, decision.reason, str(decision.decided_on)) == tuple(FILLED.values())
    assert (decision.recorded_by, decision.plan) == (coordinator, None)


def test_form_begins_with_the_day_of_the_meeting(login, coordinator, page, meeting):
    assert login(coordinator).get(page).context["form"]["decided_on"].value() == meeting.held_on


def test_what_is_filled_in_is_judged_first(login, coordinator, page):
    response = login(coordinator).post(page, FILLED | FINAL | {"reason": "", "decided_on": "2026-12-10"})

    assert response.context["form"].errors.keys() == {"reason", "decided_on"}
    assertContains(response, "Deze dag komt nog.")


def test_words_that_were_kept_on_purpose_are_not_asked_about_again(login, coordinator, page):
    client = login(coordinator)
    words = FILLED | {"reason": "De moeder van Anna de Vries belde erover."}
    warned = client.post(page, words).context["form"].warning("reason")

    kept = words | {warned.choice: warned.keep}
    response = client.post(page, kept)

    assertContains(response, "Klopt dit besluit?")
    assertContains(response, f'<input type="hidden" name="{warned.choice}" value="{warned.keep}">')


def test_decision_closes_the_plan_and_what_comes_after_is_refused(login, coordinator, page, plan):
    view = PlanViewFactory(plan=plan)

    login(coordinator).post(page, FILLED | FINAL)

    plan.refresh_from_db()
    assert plan.decided_at == timezone.now()
    assert TableDecision.objects.get().plan == plan
    with pytest.raises(IntegrityError):
        type(view).objects.update(sentence="Te laat.")


def test_draft_is_not_what_was_decided_on(login, coordinator, page, table):
    TablePlanFactory(table=table)

    login(coordinator).post(page, FILLED | FINAL)

    assert (TableDecision.objects.get().plan, TablePlan.objects.get().decided_at) == (None, None)


def test_table_that_goes_on_takes_up_what_its_plan_names(login, coordinator, page, plan, table):
    waiting, solved = BottleneckFactory(state="agenda"), BottleneckFactory(state="solved")
    plan.bottlenecks.set([waiting, solved])

    login(coordinator).post(page, FILLED | FINAL)

    found = dict(Bottleneck.objects.values_list("pk", "state"))
    assert found == {waiting.pk: BottleneckState.TAKEN_UP, solved.pk: BottleneckState.SOLVED}
    waiting.refresh_from_db()
    assert waiting.table == table


def test_table_that_stops_is_closed_with_the_reason(login, coordinator, page, plan, table):
    plan.bottlenecks.add(BottleneckFactory(state="agenda"))
    client = login(coordinator)
    stopping = FILLED | {"outcome": "stop", "reason": "Het werk is gedaan."}

    assertContains(client.post(page, stopping), "De tafel stopt met dit besluit.")
    client.post(page, stopping | FINAL)

    table.refresh_from_db()
    assert (table.state, table.closed_reason, str(table.closed_on)) == ("closed", "Het werk is gedaan.", "2026-12-08")
    assert Bottleneck.objects.get().state == BottleneckState.AGENDA


def test_everybody_of_table_and_coalitions_hears_of_it_once(login, coordinator, page, sitter, member):
    coalition = CoalitionFactory()
    leader = MembershipFactory(circle=coalition.circle, role=Membership.Role.LEADER).user
    MembershipFactory(circle=coalition.circle)
    both = MembershipFactory(circle=CoalitionFactory().circle, role=Membership.Role.LEADER).user
    MembershipFactory(circle=sitter.memberships.get().circle, user=both)

    login(coordinator).post(page, FILLED | FINAL)

    decision = TableDecision.objects.get()
    assert sorted(Notice.objects.values_list("user", flat=True)) == sorted([sitter.pk, leader.pk, both.pk])
    assert {(notice.sentence, notice.url) for notice in Notice.objects.all()} == {
        ("Besluit over tafel Kraamzorg: doorgaan. De handreiking werkt.", f"/besluiten/{decision.pk}/")
    }


def test_second_decision_in_one_meeting_is_refused_and_keeps_what_was_typed(login, coordinator, page, meeting, table):
    TableDecisionFactory(meeting=meeting, table=table)

    response = login(coordinator).post(page, FILLED | FINAL)

    assertContains(response, "Over deze tafel is in deze bijeenkomst al besloten.")
    assertContains(response, "De handreiking werkt.")
    assert TableDecision.objects.count() == 1


def test_closed_table_is_not_decided_on(login, coordinator, page, table):
    ThemeTable.objects.update(state="closed", closed_reason="Klaar.")

    assertContains(login(coordinator).post(page, FILLED | FINAL), "Deze tafel is al gestopt.")


@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_once_make_one_decision(coordinator, meeting, table, meeting_point):
    meeting_point(recording, "locked")

    outcomes = record_together(coordinator, meeting, table)

    assert TableDecision.objects.count() == 1
    assert kinds(outcomes) == ["Refused", "TableDecision"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_refuses_the_second(coordinator, meeting, table, meeting_point, monkeypatch):
    monkeypatch.setattr(recording, "locked", lambda table: ThemeTable.objects.get(pk=table.pk))
    meeting_point(recording, "close_plan")

    outcomes = record_together(coordinator, meeting, table)

    assert kinds(outcomes) == ["DatabaseError", "TableDecision"]


def record_together(by, meeting, table):
    said = recording.Said(Outcome.CONTINUE, "Het werkt.", meeting.held_on)

    def record():
        return recording.record(meeting, table, said, by=by, now=timezone.now())

    return at_once(record, record)


@pytest.fixture
def decision(meeting, table):
    return TableDecisionFactory(meeting=meeting, table=table, reason="Verkeerd opgeschreven.")


def test_correction_stands_beside_the_first(login, coordinator, decision):
    client = login(coordinator)
    page = f"/besluiten/{decision.pk}/corrigeren/"
    assert client.get(page).context["form"]["reason"].value() == "Verkeerd opgeschreven."

    client.post(page, FILLED | FINAL | {"outcome": "adjust"})

    newer = TableDecision.objects.get(corrects=decision)
    assert [*TableDecision.objects.standing()] == [newer]
    assertContains(client.get(f"/besluiten/{decision.pk}/"), "Dit besluit is gecorrigeerd")
    assertNotContains(client.get(f"/besluiten/{decision.pk}/"), "Corrigeer dit besluit")
    assertContains(client.get(f"/besluiten/{newer.pk}/"), "Dit besluit corrigeert een eerder besluit")
    again = client.post(page, FILLED | FINAL)
    assertContains(again, "Dit besluit is al gecorrigeerd.")


def test_correction_is_told_as_one(login, coordinator, decision, sitter):
    login(coordinator).post(f"/besluiten/{decision.pk}/corrigeren/", FILLED | FINAL)

    assert Notice.objects.get(user=sitter).sentence.startswith("Gecorrigeerd besluit over tafel Kraamzorg: doorgaan.")


def test_stop_that_is_corrected_lets_the_table_go_on(login, coordinator, page, table):
    client = login(coordinator)
    client.post(page, FILLED | FINAL | {"outcome": "stop"})
    decision = TableDecision.objects.get()

    client.post(f"/besluiten/{decision.pk}/corrigeren/", FILLED | FINAL)

    table.refresh_from_db()
    assert (table.is_closed, TableDecision.objects.standing().get().outcome) == (False, "continue")


def test_correction_takes_the_plan_along_that_came_later(login, coordinator, decision, plan):
    login(coordinator).post(f"/besluiten/{decision.pk}/corrigeren/", FILLED | FINAL)

    assert TableDecision.objects.standing().get().plan == plan
    plan.refresh_from_db()
    assert plan.decided_at is not None


def test_plan_is_closed_once(login, coordinator, meeting, page, plan):
    client = login(coordinator)
    client.post(page, FILLED | FINAL)
    other = TableDecisionFactory(meeting__year=2027, table=plan.table)

    client.post(f"/besluiten/{other.pk}/corrigeren/", FILLED | FINAL)

    assert TableDecision.objects.filter(plan=plan).count() == 2


NEW = {
    "name": "Vaders in de eerste duizend dagen",
    "short_name": "Vaders",
    "goal": "Vaders doen mee vanaf het eerste gesprek.",
    "outcome": "new",
    "reason": "Zeven gemeenten lopen hiertegenaan.",
    "decided_on": "2026-12-08",
}


def test_new_table_begins_with_its_decision(login, coordinator, meeting):
    pillar = PillarFactory()
    bottleneck = BottleneckFactory(state="agenda", title="Vaders krijgen geen uitnodiging")
    BottleneckFactory()
    page = f"/besluiten/bijeenkomsten/{meeting.pk}/nieuwe-tafel/"
    client = login(coordinator)
    filled = NEW | {"pillars": [pillar.pk], "bottlenecks": [bottleneck.pk]}

    assert [*client.get(page).context["form"].fields["bottlenecks"].queryset] == [bottleneck]
    confirm = client.post(page, filled)
    assertContains(confirm, "Vaders krijgen geen uitnodiging")
    assertContains(confirm, "Met dit besluit begint de tafel")
    client.post(page, filled | FINAL)

    decision = TableDecision.objects.select_related("table").get()
    assert (decision.outcome, decision.table.short_name, str(decision.table.started_on)) == (
        "new",
        "Vaders",
        "2026-12-08",
    )
    assert [*decision.table.pillars.all()] == [pillar]
    bottleneck.refresh_from_db()
    assert (bottleneck.table, bottleneck.state) == (decision.table, BottleneckState.TAKEN_UP)


def test_decision_about_a_new_table_stays_one_or_stops_it(login, coordinator, table):
    decision = TableDecisionFactory(table=table, outcome="new")

    form = login(coordinator).get(f"/besluiten/{decision.pk}/corrigeren/").context["form"]

    assert [value for value, _ in form.fields["outcome"].choices] == ["new", "stop"]
