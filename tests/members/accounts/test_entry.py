"""Entering right after accepting an invitation, without a password yet."""

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from members.accounts.entry import enter
from tests.members.factories import UserFactory


@pytest.fixture
def request_(rf, db):
    """A visitor's request as it reaches the page of an invitation."""
    request = rf.post("/uitnodiging/x/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        yield request


def test_newcomer_is_in_and_chooses_how_to_log_in(request_):
    person = UserFactory(factor=False)

    response = enter(request_, person)

    assert response.headers["Location"] == reverse("account_choose")
    assert request_.user == person


def test_address_of_a_newcomer_is_verified(request_):
    person = UserFactory(factor=False)
    EmailAddress.objects.all().delete()

    enter(request_, person)

    assert [*EmailAddress.objects.values_list("email", "primary", "verified")] == [(person.email, True, True)]


def test_address_that_was_there_is_no_longer_the_first(request_):
    person = UserFactory(factor=False)
    EmailAddress.objects.update(email="eerder@voorbeeld.invalid")

    enter(request_, person)

    assert EmailAddress.objects.get(primary=True).email == person.email


def test_invitation_is_no_way_around_a_second_factor(request_):
    response = enter(request_, UserFactory())

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert request_.user.is_anonymous
    assert AUTHENTICATION_METHODS_SESSION_KEY not in request_.session


def test_deactivated_person_does_not_enter(request_):
    response = enter(request_, UserFactory(factor=False, is_active=False))

    assert response.headers["Location"] == reverse("account_inactive")
    assert request_.user.is_anonymous
