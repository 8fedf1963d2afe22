"""A plan that the network decided without: it comes too late, also when the two happen at once."""

import threading
from contextlib import suppress

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from members import conflicts
from tests.races import LONG, SHORT, at_once
from tests.themetables.plans.editing import SUBMIT
from tests.themetables.plans.factories import DecisionMeetingFactory, TableDecisionFactory, TablePlanFactory
from themetables.decisions import recording
from themetables.models import Outcome, TablePlan
from themetables.plans import closing, keeping

pytestmark = pytest.mark.django_db


def test_plan_comes_too_late_once_the_network_decided_without_it(login, table, plan, lead):
    TableDecisionFactory(table=table, outcome="continue")
    client = login(lead)

    response = client.post(SUBMIT, {"version": 1}, follow=True)

    assertContains(response, "Over tafel Kraamzorg is voor 2027 al besloten, zonder plan.")
    assertContains(response, "Te laat om in te dienen")
    assertNotContains(response, "Dien het plan in")
    assertNotContains(client.get(SUBMIT), "Ja, dien in")
    assert TablePlan.objects.get().submitted_at is None


def test_table_that_began_with_the_decision_still_submits_its_plan(login, table, plan, lead):
    TableDecisionFactory(table=table, outcome="new")

    login(lead).post(SUBMIT, {"version": 1})

    assert TablePlan.objects.get().submitted_by == lead


def test_decision_for_another_year_is_no_hindrance(login, table, plan, lead):
    TableDecisionFactory(table=table, meeting__year=2026)

    login(lead).post(SUBMIT, {"version": 1})

    assert TablePlan.objects.get().submitted_by == lead


def submitted_while_decided(table, lead):
    """Submit and decide at once; return whether the plan asks for views that nobody will weigh."""
    plan, meeting = TablePlanFactory(table=table), DecisionMeetingFactory()
    said = recording.Said(Outcome.CONTINUE, "Goed zo.", meeting.held_on)
    at_once(
        lambda: keeping.submit(plan, version=1, by=lead, now=timezone.now()),
        lambda: recording.record(meeting, table, said, by=lead, now=timezone.now()),
    )
    return TablePlan.objects.asking().exists()


@pytest.fixture
def looks_together(monkeypatch, request):
    """Submitting and deciding both wait after they looked at what the other wrote."""
    barrier = threading.Barrier(2)
    patience = LONG if request.node.name.startswith("test_without_") else SHORT

    def waiting(look):
        def waits(*args, **kwargs):
            answer = look(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(timeout=patience)
            return answer

        return waits

    for module, name in ((closing, "why_not_submitted"), (recording, "close_plan")):
        monkeypatch.setattr(module, name, waiting(getattr(module, name)))


@pytest.mark.django_db(transaction=True)
def test_submitted_and_decided_at_once_belong_together(network, table, lead, looks_together):
    assert not submitted_while_decided(table, lead)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_plan_would_be_forgotten(network, table, lead, looks_together, monkeypatch):
    monkeypatch.setattr(conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())

    assert submitted_while_decided(table, lead)
