"""One-click login exists only in a demo, on a seeded database, for invented people: each of the three counts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import DemoMark
from tests.members.factories import UserFactory


@pytest.fixture
def seeded(db):
    return DemoMark.objects.create(seeded_at=timezone.now())


@pytest.fixture
def demo_on(settings):
    settings.DEMO = True


@pytest.fixture
def coordinator(db):
    return UserFactory(email="aanjager@demo.invalid", name="Aafke Aanjager", is_demo=True, factor=False)


def one_click(client, person):
    return client.post(reverse("demo_login"), {"person": person.email})


def buttons(client):
    return client.get(reverse("account_login")).context["personas"]


def assert_is_impossible(client, person):
    assert one_click(client, person).status_code == 404
    assert "_auth_user_id" not in client.session
    assert buttons(client) == []


def test_demo_person_is_in_with_one_click(client, demo_on, seeded, coordinator):
    response = one_click(client, coordinator)

    assert response.headers["Location"] == reverse("home")
    assert client.get(reverse("home")).wsgi_request.user == coordinator


@pytest.mark.parametrize(("asked", "location"), [("/knelpunten/", "/knelpunten/"), ("https://elders.invalid/", "/")])
def test_demo_person_lands_on_the_page_they_asked_for(client, demo_on, seeded, coordinator, asked, location):
    page = client.get(reverse("account_login"), {"next": asked}).text
    response = client.post(reverse("demo_login"), {"person": coordinator.email, "next": asked})

    assert "alleen voor leden van het netwerk" in page
    assert response.headers["Location"] == location


def test_without_demo_mode_it_is_impossible(client, settings, seeded, coordinator):
    settings.DEMO = False

    assert_is_impossible(client, coordinator)


def test_without_the_mark_of_the_seed_it_is_impossible(client, demo_on, coordinator):
    assert_is_impossible(client, coordinator)


def test_as_somebody_real_it_is_impossible(client, demo_on, seeded):
    assert_is_impossible(client, UserFactory(email="aanjager@demo.invalid"))


def test_deactivated_demo_person_is_out(client, demo_on, seeded, coordinator):
    coordinator.is_active = False
    coordinator.save()

    assert_is_impossible(client, coordinator)


@pytest.mark.parametrize("person", ["", "0", "niemand@demo.invalid", "x\x00y"])
def test_nonsense_is_not_found(client, demo_on, seeded, person):
    assert client.post(reverse("demo_login"), {"person": person}).status_code == 404


def test_looking_is_not_logging_in(client, demo_on, seeded):
    assert client.get(reverse("demo_login")).status_code == 405


def test_demo_session_asks_no_second_factor_while_it_is_a_demo(client, demo_on, seeded, coordinator):
    one_click(client, coordinator)

    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.parametrize("missing", ["demo mode", "mark", "demo person"])
def test_demo_session_is_an_ordinary_one_outside_a_demo(client, settings, seeded, demo_on, coordinator, missing):
    one_click(client, coordinator)
    if missing == "demo mode":
        settings.DEMO = False
    elif missing == "mark":
        seeded.delete()
    else:
        coordinator.is_demo = False
        coordinator.save()

    response = client.get(reverse("mfa_index"))

    assert response.headers["Location"] == reverse("account_choose")


def test_demo_people_stand_in_the_order_of_their_part(client, demo_on, seeded):
    for name in ("epidemioloog", "lid", "aanjager", "bestuurder", "trekker", "coalitieleider"):
        UserFactory(email=f"{name}@demo.invalid", is_demo=True, factor=False)
    UserFactory(email="nog-iemand@demo.invalid", is_demo=True)

    found = [person.email.partition("@")[0] for person, _ in buttons(client)]

    assert found == ["aanjager", "coalitieleider", "trekker", "lid", "bestuurder", "epidemioloog"]


def test_login_page_shows_what_each_person_does(client, demo_on, seeded, coordinator):
    page = client.get(reverse("account_login")).text

    assert "Log in als Aafke Aanjager" in page
    assert "Coördineert het hele netwerk" in page
