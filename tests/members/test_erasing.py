"""Erasing an account: what is open goes to others, what is over stays without the name, or nothing happens at all."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actions.models import ActionPoint
from coalitions.models import Declaration
from library.models import Document
from members import erasing
from members.models import User
from tests.actions.factories import ActionPointFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle(coordinator):
    return CircleFactory()


@pytest.fixture
def leaver(circle):
    return MembershipFactory(circle=circle, leader=True, user__email="weg@voorbeeld.invalid").user


@pytest.fixture
def leader(circle):
    return MembershipFactory(circle=circle, leader=True).user


def erase(email="weg@voorbeeld.invalid"):
    out = StringIO()
    call_command("erase_account", email, stdout=out)
    return out.getvalue()


def test_account_is_gone_and_nothing_is_lost(circle, leaver, leader):
    still_open = ActionPointFactory(circle=circle, owner=leaver)
    done = ActionPointFactory(circle=circle, owner=leaver, done=True)
    document = DocumentFactory(circle=circle, owner=leaver)
    holds = DeclarationFactory(completed=True, owner=leaver, coalition__circle=circle)
    year = {"since": datetime.date(2024, 1, 1), "through": datetime.date(2024, 12, 31)}
    over = DeclarationFactory(completed=True, owner=leaver, **year)

    assert erase("Weg@voorbeeld.invalid") == "Het account is weg.\n"

    assert not User.objects.filter(email="weg@voorbeeld.invalid").exists()
    assert ActionPoint.objects.get(pk=still_open.pk).owner == leader
    assert ActionPoint.objects.get(pk=done.pk).owner is None
    assert Document.objects.get(pk=document.pk).owner == leader
    assert Declaration.objects.get(pk=holds.pk).owner == leader
    assert Declaration.objects.get(pk=over.pk).owner is None


def test_what_holds_on_to_the_account_is_named_and_nothing_happened(circle, leaver, leader, monkeypatch):
    ActionPointFactory(circle=circle, owner=leaver, done=True, what="Bel de huisartsen")
    still_open = ActionPointFactory(circle=circle, owner=leaver)
    monkeypatch.setattr(erasing, "_lettings_go", [])

    with pytest.raises(CommandError, match="Er is niets verwijderd.*actiepunt “Bel de huisartsen”"):
        erase()

    leaver.refresh_from_db()
    assert leaver.is_active
    assert ActionPoint.objects.get(pk=still_open.pk).owner == leaver


def test_unknown_address_is_said(db):
    with pytest.raises(CommandError, match="Er is geen account met dit adres"):
        erase()


def test_network_keeps_its_only_coordinator(coordinator):
    with pytest.raises(CommandError, match="de enige aanjager"):
        erase(coordinator.email)
    assert User.objects.coordinators(timezone.localdate()).get() == coordinator
