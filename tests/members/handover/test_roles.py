""" "Ik ga weg": what happens to the role of who leaves, and of who takes over."""

from django.utils import timezone

from members.handover import dividing, showing
from members.models import Handover, Membership
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import MembershipFactory
from tests.members.handover.steps import START, answers, finish, part_of, step


def test_what_belongs_to_the_network_goes_with_who_leaves_everything(
    circle, leadership, co_leadership, network, coordinator, draft, leaving
):
    organisation = OrganisationFactory(owner=leadership.user)
    part = draft.parts.get(circle=None)

    leaving.post(
        step(draft, "divide"),
        {f"successor_{part_of(draft, circle)}": co_leadership.user.pk, f"successor_{part.pk}": coordinator.pk},
    )
    finish(leaving, draft)

    organisation.refresh_from_db()
    assert organisation.owner == coordinator


def test_last_coordinator_cannot_leave(network, coordinator, login, today):
    client = login(coordinator)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    response = finish(client, draft)

    assert "Maak eerst iemand anders aanjager." in response.text
    assert Handover.objects.get().completed_at is None


def test_coordinator_hands_the_network_over_to_somebody_of_it(network, coordinator, member, login, today, roles):
    client = login(coordinator)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=member.pk, role="on"))
    finish(client, draft)

    assert roles(member, today) == {network: "leader"}
    assert roles(coordinator, today) == {}


def test_data_role_goes_to_the_successor(network, coordinator, member, login, today, roles):
    editor = MembershipFactory(circle=network, role=Membership.Role.DATA).user
    client = login(editor)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=member.pk, role="on"))
    page = client.get(step(draft, "complete")).text
    finish(client, draft)

    assert "De rol van gegevensredacteur" in page
    assert roles(member, today) == {network: "data"}


def test_coordinator_who_is_no_member_of_the_circle_can_take_it_over(
    circle, point, coordinator, draft, leaving, today, roles
):
    leaving.post(step(draft, "divide"), answers(draft, successor=coordinator.pk, role="on"))
    finish(leaving, draft)

    assert roles(coordinator, today)[circle] == "leader"


def test_who_leads_already_keeps_that_role(network, coordinator, login, today, roles):
    editor = MembershipFactory(circle=network, role=Membership.Role.DATA).user
    client = login(editor)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=coordinator.pk, role="on"))
    finish(client, draft)

    assert roles(coordinator, today) == {network: "leader"}


def test_member_without_anything_leaves_in_peace(circle, partnership, login, today):
    client = login(partnership.user)
    client.post(START, {"circles": [circle.pk], "leaves_on": today})
    draft = Handover.objects.get()

    divided = client.post(step(draft, "divide"), {})
    page = client.get(step(draft, "complete")).text
    finished = finish(client, draft).text

    assert divided.status_code == 302
    assert "er is niets over te dragen" in page
    assert "Er stond niets op naam." in finished


def test_who_had_no_role_leaves_none(circle, today):
    person, other = (MembershipFactory(circle=circle).user for _ in range(2))
    handover = dividing.start(person, [circle], leaves_on=today, by=person, now=timezone.now())
    handover.parts.update(successor=other, passes_role=True)

    assert showing.shares(handover) == []
