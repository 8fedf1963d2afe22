"""Choosing per circle how often mail comes."""

import pytest
from django.db import IntegrityError, transaction

from community.models import CircleFrequency
from community.topics import following
from tests.community.digests.conftest import MONDAY
from tests.members.factories import CircleFactory

PATH = "/gesprekken/mail/"


def test_every_circle_of_mine_is_asked_about(login, person, network):
    mine, followed = CircleFactory(name="Mijn tafel", table=True), CircleFactory(name="Gevolgd")
    CircleFactory(name="Niet van mij")
    anna = person("Anna", mine)
    following.follow(followed, by=anna, now=MONDAY)

    form = login(anna).get(PATH).context["form"]

    assert {field.label for field in form} == {"Netwerk", "Mijn tafel", "Gevolgd"}
    assert {field.value() for field in form} == {"as_all"}


def test_choice_is_kept_and_taken_back(login, anna, network):
    name, client = f"kring_{network.pk}", login(anna)

    response = client.post(PATH, {name: "weekly"}, follow=True)
    assert "Je keuze is bewaard." in response.content.decode()
    assert response.context["form"][name].value() == "weekly"
    client.post(PATH, {name: "never"})
    assert [str(row) for row in CircleFrequency.objects.all()] == ["Anna Lezer, Netwerk: nooit"]
    client.post(PATH, {name: "as_all"})
    assert not CircleFrequency.objects.exists()


def test_wrong_answer_is_said_at_the_field(login, anna, network):
    response = login(anna).post(PATH, {f"kring_{network.pk}": "soms"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [f"kring_{network.pk}"]


def test_who_has_no_circle_reads_what_to_do(login, stranger):
    assert login(stranger).get(PATH).status_code == 404


@pytest.mark.django_db
def test_database_refuses_at_once(anna, network):
    with pytest.raises(IntegrityError), transaction.atomic():
        CircleFrequency.objects.create(user=anna, circle=network, frequency="at_once")


@pytest.mark.parametrize("count", [1, 3])
def test_query_count(login, anna, django_assert_num_queries, count):
    for number in range(count):
        following.follow(CircleFactory(name=f"Gevolgd {number}"), by=anna, now=MONDAY)
    client = login(anna)

    # session, user, memberships, circles, choices
    with django_assert_num_queries(5):
        client.get(PATH)
