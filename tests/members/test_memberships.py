"""Ending a membership and changing a role, on the page of a circle."""

import pytest
from django.urls import reverse

from members.models import Membership, User
from tests.conftest import PortalClient
from tests.members.factories import MembershipFactory, UserFactory

LIST = reverse("members:circle_list")


def text(response):
    return " ".join(response.content.decode().split())


def member_path(verb, membership):
    return reverse(f"members:membership_{verb}", args=[membership.circle.slug, membership.pk])


# Ending a membership


@pytest.mark.parametrize("verb", ["end", "role"])
def test_membership_is_managed_by_leader_and_coordinator(
    login, client, coordinator, member, circle, leadership, partnership, verb
):
    target = MembershipFactory(circle=circle)
    path = member_path(verb, target)
    elsewhere = MembershipFactory(leader=True).user

    assert client.get(path).status_code == 302
    for user, status in [
        (UserFactory(), 404),
        (member, 404),
        (elsewhere, 404),
        (partnership.user, 403),
        (leadership.user, 200),
        (coordinator, 200),
    ]:
        client = login(user)
        assert client.get(path).status_code == status
        if status != 200:
            assert client.post(path, {"role": "leader"}).status_code == status
    target.refresh_from_db()
    assert target.until is None


def test_partner_cannot_promote_themselves(login, partnership):
    response = login(partnership.user).post(member_path("role", partnership), {"role": "leader"})

    assert response.status_code == 403
    assert partnership.circle.memberships.filter(role=Membership.Role.LEADER).count() == 0


def test_membership_is_not_reached_by_way_of_another_circle(login, partnership):
    mine = MembershipFactory(leader=True)
    path = reverse("members:membership_end", args=[mine.circle.slug, partnership.pk])

    assert login(mine.user).post(path).status_code == 404


def test_leader_ends_a_membership_after_a_question(login, leadership, partnership, today, said):
    client = login(leadership.user)
    path = member_path("end", partnership)

    question = client.get(path)
    partnership.refresh_from_db()
    assert partnership.until is None
    assert "Hoort Pier Partner niet meer bij Coalitie Waadhoeke?" in text(question)
    first, second = client.post(path, follow=True), client.post(path, follow=True)

    partnership.refresh_from_db()
    assert partnership.until == today
    assert said(first) == ["Pier Partner hoort niet meer bij Coalitie Waadhoeke."]
    assert said(second) == ["Pier Partner hoort al niet meer bij Coalitie Waadhoeke."]
    assert "Dit lidmaatschap is al beëindigd" in text(client.get(path))


def test_end_takes_effect_in_every_open_session(circle, leadership, partnership):
    """Two browsers of one person; the leader ends the membership in a third."""
    phone, laptop, leader = PortalClient(), PortalClient(), PortalClient()
    phone.force_login(partnership.user)
    laptop.force_login(partnership.user)
    leader.force_login(leadership.user)
    path = circle.get_absolute_url()
    assert [browser.get(path).status_code for browser in (phone, laptop)] == [200, 200]

    leader.post(member_path("end", partnership))

    assert [browser.get(path).status_code for browser in (phone, laptop)] == [404, 404]
    assert phone.get(LIST).status_code == 404


def test_leaving_yourself(login, partnership, leadership, said):
    client = login(partnership.user)
    MembershipFactory(user=partnership.user)
    path = member_path("end", partnership)

    assert "Wil je Coalitie Waadhoeke verlaten?" in text(client.get(path))
    first, second = client.post(path, follow=True), client.post(path, follow=True)

    assert said(first) == ["Je hoort niet meer bij Coalitie Waadhoeke."]
    assert said(second) == ["Je hoort al niet meer bij Coalitie Waadhoeke."]
    assert first.redirect_chain[-1][0] == LIST


def test_last_leader_reads_what_happens_first(login, leadership, coordinator, mailed):
    client = login(leadership.user)
    path = member_path("end", leadership)

    unaware = client.post(path)
    assert unaware.status_code == 200
    assert "Daarna heeft deze kring geen leider meer" in text(unaware)
    assert "De aanjager krijgt daarvan bericht" in text(client.get(path))
    assert mailed() == []
    client.post(path, {"without_leader": "on"})

    leadership.refresh_from_db()
    assert leadership.until is not None
    assert mailed() == [(coordinator.email, "Coalitie Waadhoeke heeft geen leider meer")]
    assert "Zonder leider" in text(login(coordinator).get(LIST))


def test_last_coordinator_stays(login, coordinator, said):
    membership = coordinator.memberships.get()
    client = login(coordinator)

    assert "Het netwerk houdt altijd minstens één aanjager" in text(client.get(member_path("end", membership)))
    response = client.post(member_path("end", membership), {"without_leader": "on"}, follow=True)

    assert said(response) == ["Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager."]
    assert User.objects.get(pk=coordinator.pk).is_coordinator


# Changing a role


def test_leader_changes_a_role(login, circle, leadership, partnership, today, yesterday, said):
    Membership.objects.update(since=yesterday)

    response = login(leadership.user).post(member_path("role", partnership), {"role": "leader"}, follow=True)

    assert said(response) == ["Pier Partner is nu coalitieleider in Coalitie Waadhoeke."]
    rows = circle.memberships.filter(user=partnership.user).order_by("pk")
    assert list(rows.values_list("role", "since", "until")) == [
        ("member", yesterday, today),
        ("leader", today, None),
    ]


@pytest.mark.parametrize("role", ["", "data", "baas"])
def test_role_that_does_not_exist_here_is_refused(login, leadership, partnership, role):
    response = login(leadership.user).post(member_path("role", partnership), {"role": role})

    assert list(response.context["form"].errors) == ["role"]
    partnership.refresh_from_db()
    assert partnership.until is None


def test_last_leader_changes_role_only_after_a_question(login, leadership, said, circle):
    client = login(leadership.user)
    path = member_path("role", leadership)

    question = client.post(path, {"role": "member"})
    assert "Daarna heeft deze kring geen leider meer" in text(question)
    assert 'name="without_leader" value="on"' in text(question)
    assert '<input type="radio" name="role" value="member"' in text(question)
    response = client.post(path, {"role": "member", "without_leader": "on"}, follow=True)

    assert said(response) == ["Lieke Leider is nu partner in Coalitie Waadhoeke."]
    assert circle.memberships.get(until=None).role == Membership.Role.MEMBER


def test_last_coordinator_keeps_the_role(login, coordinator, said):
    membership = coordinator.memberships.get()

    response = login(coordinator).post(member_path("role", membership), {"role": "member"}, follow=True)

    assert said(response) == ["Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager."]


def test_role_of_who_left_stays_as_it_was(login, circle, leadership, said):
    left = MembershipFactory(circle=circle, ended=True)

    response = login(leadership.user).post(member_path("role", left), {"role": "leader"}, follow=True)

    assert said(response) == ["Dit lidmaatschap is al beëindigd."]
