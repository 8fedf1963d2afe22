"""Entering without a password: just invited people."""

from django.urls import reverse

from tests.members.factories import UserFactory


def test_who_has_no_second_factor_is_led_to_choosing_one(client, db):
    client.force_login(UserFactory(factor=False))

    response = client.get(reverse("home"))

    assert response.headers["Location"] == reverse("account_choose")


def test_who_has_a_second_factor_gets_the_page(client, db):
    client.force_login(UserFactory())

    assert client.get(reverse("home")).status_code == 200
