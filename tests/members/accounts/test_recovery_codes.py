"""Recovery codes: shown once, downloaded, replaced."""

from django.test import Client
from django.urls import reverse

from tests.members.accounts.conftest import PASSWORD, activate_app
from tests.members.factories import UserFactory


def test_recovery_codes_are_shown_for_ten_minutes(client, half_way, wait):
    client.force_login(half_way)
    activate_app(client)
    wait(minutes=11)

    page = client.get(reverse("mfa_view_recovery_codes"))

    assert page.context["codes"] == []
    assert "nog 10 ongebruikte codes" in page.text
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404


def test_recovery_codes_are_shown_in_their_own_session_only(client, half_way):
    client.force_login(half_way)
    activate_app(client)
    other = Client()
    other.force_login(half_way)

    assert other.get(reverse("mfa_view_recovery_codes")).context["codes"] == []


def test_recovery_codes_can_be_downloaded(client, half_way):
    client.force_login(half_way)
    activate_app(client)

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response.headers["Content-Disposition"] == 'attachment; filename="herstelcodes-kansrijke-start.txt"'
    assert all(code in response.text for code in client.get(reverse("mfa_view_recovery_codes")).context["codes"])


def test_new_recovery_codes_replace_the_old(client, half_way):
    client.force_login(half_way)
    activate_app(client)
    old = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    asked = client.get(reverse("mfa_generate_recovery_codes")).headers["Location"]
    client.post(asked, {"password": PASSWORD})

    response = client.post(reverse("mfa_generate_recovery_codes"))

    new = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(new) == 10
    assert not set(new) & set(old)


def test_who_has_no_recovery_codes_sees_no_page(client, db):
    client.force_login(UserFactory())

    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
