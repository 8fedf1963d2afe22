"""The privacy guard on a whole page: what somebody posts, sees and posts again."""

import pytest
from django.urls import reverse

from community.models import Topic

pytestmark = pytest.mark.django_db

TEXT = "De moeder van Sem belde. De kraamzorg komt."


def post(client, **more):
    typed = {"title": "Kraamzorg", "visibility": "network", "text": TEXT}
    return client.post(reverse("community:announcement_create"), typed | more)


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


def test_announcement_about_a_family_waits_for_the_writer(client):
    response = post(client)

    assert response.status_code == 200
    assert TEXT in response.content.decode()
    assert "Toch bewaren zoals het er staat" in response.content.decode()
    assert not Topic.objects.exists()


def test_writer_saves_it_all_the_same(client):
    keep = post(client).context["form"].warning("text").keep

    post(client, **{"text-guard": keep})

    assert Topic.objects.get().opening.text == TEXT


def test_writer_takes_over_the_proposal(client):
    post(client, **{"text-guard": "take"})

    assert Topic.objects.get().opening.text == "De moeder van [naam weggelaten] belde. De kraamzorg komt."
