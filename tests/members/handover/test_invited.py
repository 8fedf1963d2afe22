"""The successor has no account yet: somebody keeps everything until the invitation is accepted."""

import re

import pytest
from django.urls import reverse

from members import joining
from members.models import Handover, HandoverItem, Invitation
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.members.factories import InvitationFactory, MembershipFactory, UserFactory

ADDRESS = "opvolger@voorbeeld.invalid"


@pytest.fixture
def leaving(login, leadership):
    return login(leadership.user)


@pytest.fixture
def draft(leaving, circle, leadership, today):
    MembershipFactory(user=leadership.user)  # so that the draft has one circle
    leaving.post("/overdragen/", {"circles": [circle.pk], "leaves_on": today})
    return Handover.objects.get()


def divide(client, draft, **answers):
    part = draft.parts.get().pk
    data = {f"{name}_{part}": value for name, value in answers.items()}
    return client.post(reverse("members:handover_divide", args=[draft.pk]), data)


def finish(client, draft):
    return client.post(reverse("members:handover_complete", args=[draft.pk]), follow=True)


def test_kind_page_says_who_gets_the_rest(point, draft, leaving):
    divide(leaving, draft, successor="nieuw", invites=ADDRESS, role="on")

    page = leaving.get(reverse("members:handover_divide_kind", args=[draft.pk, draft.parts.get().pk, "actiepunten"]))

    assert f"Zoals de rest: wie je uitnodigt ({ADDRESS})" in page.text


@pytest.fixture
def invited(point, coordinator, draft, leaving):
    """The leader is gone; the successor was invited and did not answer yet."""
    divide(leaving, draft, successor="nieuw", invites=ADDRESS.upper(), role="on")
    finish(leaving, draft)
    return Invitation.objects.get(email=ADDRESS)


def sent(invitation):
    """The invitation as its link finds it."""
    token = re.search(r"/uitnodiging/([^/\s]+)/", str(Email.objects.get(to=invitation.email).mime)).group(1)
    return Invitation.objects.by_token(token).get()


def accept(invitation, now):
    return joining.open_account(sent(invitation), name="Nieuwe Opvolger", now=now)


def test_until_then_the_coordinator_keeps_it(invited, point, circle, coordinator, leadership, owner_of):
    assert owner_of(point) == coordinator
    assert invited.role == "leader"
    # Also the invitation itself is somebody's.
    assert invited.invited_by == coordinator
    assert set(HandoverItem.objects.filter(kind="actiepunten").values_list("waits_for", flat=True)) == {invited.pk}


def test_another_leader_keeps_it_when_there_is_one(point, coordinator, co_leadership, draft, leaving, owner_of):
    divide(leaving, draft, successor="nieuw", invites=ADDRESS, role="on")
    page = leaving.get(reverse("members:handover_complete", args=[draft.pk])).text
    finish(leaving, draft)

    assert "houdt Klaas Ook alles bij" in page
    assert owner_of(point) == co_leadership.user


def test_by_accepting_the_successor_gets_role_and_things(invited, point, circle, now, today, owner_of, roles, mailed):
    successor = accept(invited, now)

    assert owner_of(point) == successor
    assert roles(successor, today) == {circle: "leader"}
    assert (ADDRESS, "Lieke Leider heeft werk aan je overgedragen") in mailed()
    assert not HandoverItem.objects.filter(waits_for__isnull=False).exists()


def test_page_says_who_was_invited_until_they_accept(invited, coordinator, now, login):
    page = Handover.objects.get().get_absolute_url()
    says = f"{ADDRESS} kreeg een uitnodiging voor {invited.circle}"

    assert says in login(coordinator).get(page).text
    successor = accept(invited, now)
    assert says not in login(coordinator).get(page).text
    assert says not in login(successor).get(page).text


def test_successor_reads_the_note(invited, point, now, login):
    Handover.objects.update(note="Bel eerst de wethouder.")
    successor = UserFactory(email=ADDRESS)
    joining.accept_as(sent(invited), successor, now=now)

    page = login(successor).get(Handover.objects.get().get_absolute_url()).text

    assert "Bel eerst de wethouder." in page
    assert "Maak een folder" in page


def test_what_the_keeper_gave_away_meanwhile_stays_there(invited, point, circle, partnership, now, owner_of):
    other = ActionPointFactory(circle=circle, owner=partnership.user)
    point.owner = partnership.user
    point.save(update_fields=["owner"])

    accept(invited, now)

    assert owner_of(point) == owner_of(other) == partnership.user


def test_keeper_who_leaves_first_passes_it_on_and_it_still_arrives(
    invited, point, network, coordinator, now, today, owner_of
):
    second = MembershipFactory(circle=network, leader=True).user
    joining.end(coordinator.memberships.get(), by=coordinator, on=today)
    between = owner_of(point)

    successor = accept(invited, now)

    assert between == second
    assert owner_of(point) == successor


def test_expired_invitation_leaves_it_with_the_keeper(invited, point, coordinator, now, owner_of):
    joining.withdraw(invited, now=now)

    assert owner_of(point) == coordinator


def test_open_invitation_of_the_same_address_is_used(circle, point, coordinator, draft, leaving):
    waiting = InvitationFactory(circle=circle, email=ADDRESS)

    divide(leaving, draft, successor="nieuw", invites=ADDRESS, role="on")
    finish(leaving, draft)

    waiting.refresh_from_db()
    assert waiting.role == "leader"
    assert HandoverItem.objects.filter(waits_for=waiting).exists()


def test_without_the_role_the_successor_is_invited_as_a_member(point, coordinator, draft, leaving):
    divide(leaving, draft, successor="nieuw", invites=ADDRESS)
    finish(leaving, draft)

    assert Invitation.objects.get(email=ADDRESS).role == "member"


def test_who_is_in_the_circle_is_chosen_by_name(point, partnership, draft, leaving):
    page = divide(leaving, draft, successor="nieuw", invites=partnership.user.email).text

    assert "Deze persoon hoort al bij de kring. Kies de naam in de lijst." in page


@pytest.mark.parametrize("address", ["", "geen adres"])
def test_address_is_needed(point, draft, leaving, address):
    page = divide(leaving, draft, successor="nieuw", invites=address).text

    assert ("Vul het e-mailadres in van wie je uitnodigt." in page) == (address == "")
    assert not draft.parts.exclude(invites="").exists()


def test_who_joined_meanwhile_is_not_invited(point, circle, coordinator, draft, leaving, leadership, owner_of):
    divide(leaving, draft, successor="nieuw", invites=ADDRESS, role="on")
    MembershipFactory(circle=circle, user=UserFactory(email=ADDRESS))

    response = finish(leaving, draft)

    assert "hoort al bij deze kring" in response.text
    assert owner_of(point) == leadership.user


def test_who_may_not_invite_is_not_offered_it(circle, partnership, login, today):
    ActionPointFactory(circle=circle, owner=partnership.user)
    client = login(partnership.user)
    client.post("/overdragen/", {"circles": [circle.pk], "leaves_on": today})

    page = client.get(Handover.objects.get().get_absolute_url()).text

    assert "Iemand die nog geen account heeft" not in page


def test_invitation_without_a_handover_is_accepted_as_before(db, now):
    invitation = InvitationFactory()

    user = joining.open_account(invitation, name="Jikke Jansen", now=now)

    assert not HandoverItem.objects.filter(to=user).exists()
