""" "Ik ga weg", started for somebody else: by who leads the circle and by the coordinator."""

from django.urls import reverse

from members import joining
from members.models import Handover, Membership
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import MembershipFactory
from tests.members.handover.steps import START, answers, draft_page, finish, step


def test_leader_hands_over_for_somebody_of_the_circle(circle, leadership, partnership, leaving, today, owner_of):
    point = ActionPointFactory(circle=circle, owner=partnership.user)
    MembershipFactory(user=partnership.user)
    start = reverse("members:handover_start_for", args=[partnership.user.pk])

    page = leaving.get(start).text
    leaving.post(start, {"circles": [circle.pk], "leaves_on": today})
    finish(leaving, Handover.objects.get())

    # Only the circle that this leader leads.
    assert page.count('type="checkbox"') == 1
    assert owner_of(point) == leadership.user
    assert Email.objects.filter(to=partnership.user.email).get().subject.startswith("Je hoort niet meer")


def test_leader_hands_over_for_who_is_in_no_other_circle(
    circle, leadership, partnership, coordinator, leaving, today, owner_of
):
    point = ActionPointFactory(circle=circle, owner=partnership.user)
    organisation = OrganisationFactory(owner=partnership.user)

    response = leaving.post(
        f"/overdragen/voor/{partnership.user.pk}/", {"circles": [circle.pk], "leaves_on": today}, follow=True
    )
    finish(leaving, Handover.objects.get())

    assert "Wie neemt het over?" in response.text
    assert owner_of(point) == leadership.user
    organisation.refresh_from_db()
    assert organisation.owner == coordinator


def test_leader_of_another_circle_cannot(circle, partnership, login):
    stranger = MembershipFactory(leader=True).user

    assert login(stranger).get(f"/overdragen/voor/{partnership.user.pk}/").status_code == 404


def test_leader_cannot_start_what_the_person_started_already(circle, leadership, partnership, login, today):
    other = MembershipFactory(user=partnership.user).circle
    login(partnership.user).post(START, {"circles": [circle.pk, other.pk], "leaves_on": today})

    response = login(leadership.user).post(
        f"/overdragen/voor/{partnership.user.pk}/", {"circles": [circle.pk], "leaves_on": today}, follow=True
    )

    assert "Pier Partner is zelf al bezig met overdragen." in response.text


def test_who_started_and_leads_no_longer_cannot_go_on(circle, leadership, partnership, coordinator, leaving, today):
    leaving.post(f"/overdragen/voor/{partnership.user.pk}/", {"circles": [circle.pk], "leaves_on": today})
    draft = Handover.objects.get()
    MembershipFactory(circle=circle, leader=True)
    joining.change_role(leadership, Membership.Role.MEMBER, by=coordinator, on=today)

    assert leaving.get(step(draft, "divide")).status_code == 404


def test_coordinator_hands_over_for_who_is_gone_already(
    point, leadership, partnership, coordinator, login, today, owner_of
):
    Membership.objects.filter(pk=leadership.pk).update(until=today)
    client = login(coordinator)
    link = reverse("members:handover_start_for", args=[leadership.user.pk])

    assert link in client.get(leadership.user.get_absolute_url()).text
    client.post(link, {"circles": [point.circle.pk], "leaves_on": today})
    draft = Handover.objects.get()
    client.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    asked = client.get(step(draft, "note")).text
    client.post(step(draft, "note"), {"note": "Begin met de huisartsen."})
    looked = client.get(step(draft, "complete")).text
    finish(client, draft)

    assert owner_of(point) == partnership.user
    mail = Email.objects.filter(to=partnership.user.email).get()
    assert mail.subject == "Je hebt werk overgenomen van Lieke Leider"
    assert "heeft werk van Lieke Leider aan jou overgedragen." in mail.text
    # Who fills it in has no successor, and of the network as a whole there is nothing to hand over.
    assert "Wat moet de opvolger weten?" in asked
    assert "naar de opvolgers" in looked
    assert "je opvolger" not in asked + looked
    assert "Voor het hele netwerk" not in looked
    # Who is gone did not write it.
    assert "Het briefje van Lieke Leider" not in login(partnership.user).get(draft_page(draft)).text
