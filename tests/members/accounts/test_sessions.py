"""How long somebody stays in, where else they are in, and what is left behind when they leave."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.accounts import sessions
from tests.members.accounts.conftest import PASSWORD
from tests.members.factories import MembershipFactory, UserFactory


def is_in(client):
    return "_auth_user_id" in client.session


def look(client):
    """Ask for any page and say whether that went as somebody who is in."""
    return client.get(reverse("mfa_index")).status_code == 200


@pytest.fixture
def person(db):
    return UserFactory(password=PASSWORD)


def test_member_who_was_away_for_eight_hours_logs_in_again(client, person, wait):
    client.force_login(person)
    wait(hours=8, minutes=1)

    response = client.get(reverse("mfa_index"), follow=True)

    assert response.redirect_chain == [(f"{reverse('account_login')}?next={reverse('mfa_index')}", 302)]
    assert "Je was lang weg." in response.text
    assert not is_in(client)


def test_member_may_be_away_for_a_working_day(client, person, wait):
    client.force_login(person)
    wait(hours=7, minutes=59)

    assert look(client)


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False)])
def test_coordinator_may_be_away_for_an_hour(client, coordinator, wait, minutes, stays):
    client.force_login(coordinator)
    wait(minutes=minutes)

    assert look(client) is stays


def test_staff_may_be_away_for_an_hour(client, db, wait):
    client.force_login(UserFactory(is_staff=True))
    wait(minutes=61)

    assert not look(client)


def test_who_keeps_going_stays_in(client, coordinator, wait):
    client.force_login(coordinator)
    for _ in range(4):
        wait(minutes=50)
        assert look(client)


def test_nobody_stays_in_for_more_than_twelve_hours(client, person, wait):
    client.force_login(person)
    for _ in range(3):
        wait(hours=3, minutes=59)
        stayed = look(client)
    wait(minutes=5)

    assert stayed
    assert not look(client)


def test_session_ends_with_the_browser(client, person, sign_in):
    response = sign_in(person)

    assert response.cookies["sessionid"]["max-age"] == ""
    assert response.cookies["sessionid"]["expires"] == ""


def test_login_changes_the_session_key(client, person, sign_in):
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    before = client.session.session_key

    sign_in(person)

    assert client.session.session_key != before


def test_pages_of_who_is_in_stay_out_of_every_cache(client, person):
    client.force_login(person)

    assert client.get(reverse("home")).headers["Cache-Control"] == "no-store"


def test_login_page_stays_out_of_every_cache(client, db):
    assert "no-store" in client.get(reverse("account_login")).headers["Cache-Control"]


def test_page_for_everybody_may_be_kept(client, db):
    assert "no-store" not in client.get(reverse("home")).headers.get("Cache-Control", "")


def test_logging_out_is_asked_first(client, person):
    client.force_login(person)

    page = client.get(reverse("account_logout"))

    assert "Wil je uitloggen?" in page.text
    assert is_in(client)


def test_logging_out_clears_what_the_browser_kept(client, person):
    client.force_login(person)

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Location"] == "/"
    assert not is_in(client)


@pytest.fixture
def elsewhere(person, sign_in, client):
    """The same person on a phone; then on the laptop of `client`."""
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"})
    phone.force_login(person)
    # The app's code works once, so the phone did not come in by the door; its row is what a login leaves.
    UserSession.objects.create(
        user=person,
        ip="192.0.2.7",
        session_key=phone.session.session_key,
        user_agent=phone.defaults["HTTP_USER_AGENT"],
    )
    sign_in(person)
    return phone


def test_own_sessions_are_listed(client, elsewhere):
    page = client.get(reverse("usersessions_list"))

    assert [session.device for session in page.context["sessions"]] == ["Chrome op Android", "Onbekend apparaat"]
    assert page.text.count("Hier ben je nu") == 1
    assert "192.0.2.7" in page.text


def test_sessions_of_others_are_not_listed(client, elsewhere):
    client.force_login(UserFactory())

    assert "192.0.2.7" not in client.get(reverse("usersessions_list")).text


def test_one_session_can_be_ended(client, elsewhere, person):
    phone = UserSession.objects.get(ip="192.0.2.7")

    response = client.post(reverse("session_end"), {"session": phone.pk}, follow=True)

    assert "Je bent daar uitgelogd." in response.text
    assert not is_in(elsewhere)
    assert is_in(client)


@pytest.mark.parametrize("session", ["", "0", "x"])
def test_ending_a_session_that_is_not_there_changes_nothing(client, elsewhere, session):
    client.post(reverse("session_end"), {"session": session})

    assert is_in(elsewhere)


def test_session_of_somebody_else_cannot_be_ended(client, elsewhere):
    phone = UserSession.objects.get(ip="192.0.2.7")
    client.force_login(UserFactory())

    client.post(reverse("session_end"), {"session": phone.pk})

    assert is_in(elsewhere)


def test_all_other_sessions_can_be_ended(client, elsewhere):
    response = client.post(reverse("usersessions_list"), follow=True)

    assert "Je bent overal elders uitgelogd." in response.text
    assert not is_in(elsewhere)
    assert is_in(client)


def test_list_says_when_somebody_was_last_seen(client, elsewhere, wait):
    before = UserSession.objects.get(session_key=client.session.session_key).last_seen_at
    wait(minutes=6)

    look(client)

    assert UserSession.objects.get(session_key=client.session.session_key).last_seen_at > before


def test_a_page_within_five_minutes_writes_nothing(client, coordinator, wait, django_assert_num_queries):
    client.force_login(coordinator)
    wait(minutes=4)

    with django_assert_num_queries(3):  # session, person with factor, their memberships
        client.get(reverse("account_logout"))


def test_changing_the_password_ends_the_other_sessions(client, elsewhere, person):
    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "tafellamp groente zwembad tand",
            "password2": "tafellamp groente zwembad tand",
        },
    )

    assert look(client)
    assert not look(elsewhere)


def test_password_is_not_changed_without_the_old_one(client, elsewhere, person):
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": "iets anders", "password1": "tafellamp groente zwembad", "password2": "zwembad"},
    )

    assert "Dit is niet je wachtwoord van nu." in response.text
    assert look(elsewhere)


def test_member_of_a_table_is_no_coordinator_for_the_clock(client, wait, db):
    client.force_login(MembershipFactory(leader=True).user)
    wait(minutes=61)

    assert look(client)


def test_session_without_moments_begins_now(client, db):
    """A login by another road than ours is timed from its first page on."""
    Client.force_login(client, UserFactory())

    client.get(reverse("home"))

    assert sessions.age(client.session, timezone.now()).total_seconds() < 60
