"""What the tests of the coalition's side share: a leader who is logged in, and the way to their pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import SignatureRequest
from tests.coalitions.factories import CoalitionFactory
from tests.conftest import PortalClient


@pytest.fixture
def coalition(leader):
    return CoalitionFactory(circle=leader.memberships.get().circle, name="Waadhoeke", slug="waadhoeke")


@pytest.fixture
def client(leader, coalition):
    client = PortalClient()
    client.force_login(leader)
    return client


def url(name, thing):
    if isinstance(thing, SignatureRequest):
        return reverse(f"coalitions:{name}", args=[thing.declaration.coalition.slug, thing.pk])
    return reverse(f"coalitions:{name}", args=[thing.coalition.slug, thing.pk])


def overview(coalition):
    return reverse("coalitions:declaration_list", args=[coalition.slug])


def fill_in(client, path, **changes):
    """Send the form of a page as it stands there, with changes."""
    form = client.get(path).context["form"]
    values = {field.html_name: field.value() for field in form}
    return client.post(path, {name: value for name, value in values.items() if value is not None} | changes)


def ago(**parts):
    return timezone.now() - datetime.timedelta(**parts)
