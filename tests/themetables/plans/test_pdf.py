"""The plan as a PDF."""

import pytest
from pytest_django.asserts import assertContains

from tests.coalitions.factories import CoalitionFactory
from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.editing import PLAN
from tests.themetables.plans.factories import PlanViewFactory, TablePlanFactory
from themetables.models import TablePlan

pytestmark = pytest.mark.django_db


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
