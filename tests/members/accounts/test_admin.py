"""The technical admin stands behind the same door as everything else."""

import pytest
from django.contrib import admin
from django.urls import reverse

from members.models import AccessRequest, Circle, Invitation, Membership, User
from tests.actions.factories import ActionPointFactory
from tests.members.accounts.conftest import PASSWORD
from tests.members.factories import (
    AccessRequestFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

INDEX = "/technisch-beheer/"


@pytest.fixture
def keeper(db):
    return UserFactory(is_staff=True, is_superuser=True)


def test_visitor_logs_in_by_the_one_door(client, db):
    response = client.get(INDEX, follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_admin_has_no_password_page_of_its_own(client, db):
    person = UserFactory(is_staff=True, password=PASSWORD)

    response = client.post(f"{INDEX}login/", {"username": person.email, "password": PASSWORD})

    assert response.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_coordinator_is_not_staff(client, coordinator):
    client.force_login(coordinator)

    assert client.get(INDEX, follow=True).status_code == 403


def test_staff_without_a_second_factor_sets_one_up_first(client, db):
    client.force_login(UserFactory(is_staff=True, factor=False))

    assert client.get(INDEX).headers["Location"] == reverse("account_choose")


def test_staff_with_a_second_factor_is_in(client, keeper):
    client.force_login(keeper)

    assert client.get(INDEX).status_code == 200


@pytest.mark.parametrize("model", [AccessRequest, Circle, Invitation, Membership, User])
def test_every_list_and_page_opens(client, keeper, model):
    AccessRequestFactory()
    InvitationFactory()
    MembershipFactory()
    client.force_login(keeper)
    name = model._meta.model_name

    listed = client.get(reverse(f"admin:members_{name}_changelist"))
    opened = client.get(reverse(f"admin:members_{name}_change", args=[model.objects.first().pk]))

    assert (listed.status_code, opened.status_code) == (200, 200)


@pytest.mark.parametrize("model", [AccessRequest, Invitation, User])
def test_what_comes_by_asking_is_not_added_here(client, keeper, model):
    client.force_login(keeper)

    assert client.get(reverse(f"admin:members_{model._meta.model_name}_add")).status_code == 403


def test_person_page_shows_no_password(client, keeper):
    client.force_login(keeper)

    page = client.get(reverse("admin:members_user_change", args=[keeper.pk]))

    assert "password" not in page.context["adminform"].form.fields


def change(client, user, **fields):
    values = {"name": user.name, "function": "", "organisation": "", **fields}
    return client.post(reverse("admin:members_user_change", args=[user.pk]), values)


def test_who_cannot_log_in_any_more_looks_after_nothing(client, keeper, leader, coordinator):
    point = ActionPointFactory(circle=leader.memberships.get().circle, owner=leader)
    client.force_login(keeper)

    change(client, leader)

    leader.refresh_from_db()
    point.refresh_from_db()
    assert not leader.is_active
    assert point.owner == coordinator


def test_only_coordinator_keeps_their_account(client, keeper, coordinator):
    client.force_login(keeper)

    page = change(client, coordinator).content.decode()
    deleted = client.post(reverse("admin:members_user_delete", args=[coordinator.pk]), {"post": "yes"})

    assert "Maak eerst iemand anders aanjager." in page
    assert deleted.status_code == 403
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_one_of_two_coordinators_can_be_stopped(client, keeper, coordinator, network):
    MembershipFactory(circle=network, leader=True)
    client.force_login(keeper)

    change(client, coordinator)

    coordinator.refresh_from_db()
    assert not coordinator.is_active


def test_membership_is_not_changed_or_removed_here(client, keeper):
    membership = MembershipFactory()
    client.force_login(keeper)
    page = reverse("admin:members_membership_change", args=[membership.pk])

    assert client.post(page, {"until": "2020-01-01"}).status_code == 403
    assert client.post(reverse("admin:members_membership_delete", args=[membership.pk])).status_code == 403


def test_admin_is_called_what_it_is():
    assert admin.site.site_header == "Technisch beheer"


def test_index_lists_nothing_that_lets_somebody_in(client, keeper):
    client.force_login(keeper)

    listed = {model["object_name"] for app in client.get(INDEX).context["app_list"] for model in app["models"]}

    assert listed & {"User", "Circle"} == {"User", "Circle"}
    assert not listed & {"Authenticator", "EmailAddress", "EmailConfirmation", "UserSession", "Session"}


@pytest.mark.parametrize("path", ["mfa/authenticator/", "mfa/authenticator/add/", "usersessions/usersession/"])
def test_pages_of_factors_and_sessions_are_gone(client, keeper, path):
    client.force_login(keeper)

    assert client.get(f"{INDEX}{path}").status_code == 404
