"""Inviting people from the page of a circle."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from members import joining
from members.models import Invitation, Membership
from tests.members.factories import CircleFactory, InvitationFactory, MembershipFactory, UserFactory


def create_path(circle):
    return reverse("members:invitation_create", args=[circle.slug])


@pytest.fixture
def invite(login, circle, leadership):
    """Fill in the form as the leader and return the response."""

    def _invite(addresses, role="member", message=""):
        data = {"addresses": addresses, "role": role, "message": message}
        return login(leadership.user).post(create_path(circle), data, follow=True)

    return _invite


def test_several_addresses_at_once(invite, circle, mailed, said):
    response = invite("Jikke@voorbeeld.invalid\n\n pier@voorbeeld.invalid ;\njikke@voorbeeld.invalid", message="Kom!")

    rows = circle.invitations.order_by("pk").values_list("email", "role", "message")
    assert list(rows) == [
        ("jikke@voorbeeld.invalid", "member", "Kom!"),
        ("pier@voorbeeld.invalid", "member", "Kom!"),
    ]
    assert said(response) == ["Uitgenodigd: jikke@voorbeeld.invalid, pier@voorbeeld.invalid. De mail is onderweg."]
    assert len(mailed()) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "jikke@voorbeeld.invalid, pier@voorbeeld.invalid",
        "jikke@voorbeeld.invalid;pier@voorbeeld.invalid;",
        "Jikke Proef <jikke@voorbeeld.invalid>; Pier <Pier@voorbeeld.invalid>",
        "jikke@voorbeeld.invalid, Proef, Pier <pier@voorbeeld.invalid>",
        '"Proef, Jikke" <jikke@voorbeeld.invalid>\nPier <pier@voorbeeld.invalid>',
    ],
)
def test_list_pasted_from_a_mail_is_understood(invite, circle, typed):
    invite(typed)

    assert list(circle.invitations.order_by("pk").values_list("email", flat=True)) == [
        "jikke@voorbeeld.invalid",
        "pier@voorbeeld.invalid",
    ]


def test_each_wrong_line_has_its_verdict_and_nothing_is_sent(invite, circle, partnership, mailed):
    InvitationFactory(circle=circle, email="al@voorbeeld.invalid")
    typed = f"goed@voorbeeld.invalid\ngeen adres\n{partnership.user.email}\nal@voorbeeld.invalid"

    response = invite(typed, message="Kom!")

    assert response.context["form"].errors["addresses"] == [
        "Regel 2: “geen adres” is geen e-mailadres.",
        f"Regel 3: {partnership.user.email} hoort al bij deze kring.",
        "Regel 4: al@voorbeeld.invalid is al uitgenodigd. Stuur die uitnodiging opnieuw vanaf de kring.",
    ]
    html = response.content.decode()
    assert "goed@voorbeeld.invalid\ngeen adres" in html
    assert "Kom!</textarea>" in html
    assert mailed() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Dit veld is verplicht."),
        (",\n;", "Vul minstens één e-mailadres in."),
        ("\n".join(f"a{n}@voorbeeld.invalid" for n in range(51)), "Dit zijn 51 adressen."),
        ("a" * 300 + "@voorbeeld.invalid", "is geen e-mailadres."),
        ("x" * 13_000, "niet meer dan 12800 tekens"),
        ("jikke@voorbeeld.invalid\x00", "Null-tekens zijn niet toegestaan."),
        ("jikke@voorbeeld.invalid <pier@voorbeeld.invalid>", "is geen e-mailadres."),
        ("<script>x()</script>", "is geen e-mailadres."),
    ],
)
def test_wrong_addresses_are_explained(invite, typed, sentence):
    response = invite(typed)

    assert sentence in response.context["form"].errors["addresses"][0]
    assert "<script>x()" not in response.content.decode()
    assert Invitation.objects.count() == 0


def test_fifty_addresses_fit(invite):
    invite("\n".join(f"a{n}@voorbeeld.invalid" for n in range(50)))

    assert Invitation.objects.count() == 50


def test_message_that_is_too_long_is_explained(invite):
    response = invite("jikke@voorbeeld.invalid", message="x" * 1001)

    assert "niet meer dan 1000 tekens" in response.context["form"].errors["message"][0]


@pytest.mark.parametrize("role", ["data", "reader", "baas", ""])
def test_role_that_is_not_offered_is_refused(invite, role):
    response = invite("jikke@voorbeeld.invalid", role=role)

    assert list(response.context["form"].errors) == ["role"]
    assert Invitation.objects.count() == 0


def test_roles_of_a_coalition(login, circle, leadership):
    form = login(leadership.user).get(create_path(circle)).context["form"]

    assert form.fields["role"].choices == [("leader", "coalitieleider"), ("member", "partner")]


def test_roles_of_the_network(login, network, coordinator):
    form = login(coordinator).get(create_path(network)).context["form"]

    assert form.fields["role"].choices == [
        ("leader", "aanjager"),
        ("data", "gegevensredacteur"),
        ("reader", "bestuurslezer"),
        ("member", "lid van het netwerk"),
    ]


def test_only_the_coordinator_invites_to_the_network(login, network, member, leader):
    assert login(member).post(create_path(network), {}).status_code == 403
    assert login(leader).post(create_path(network), {}).status_code == 404


def test_address_that_was_invited_a_moment_ago_is_told(invite, circle, leadership, said, monkeypatch):
    def refuse(email, *args, **kwargs):
        raise joining.AlreadyInvited(f"{email} is al uitgenodigd voor deze kring.")

    monkeypatch.setattr(joining, "invite", refuse)

    assert said(invite("jikke@voorbeeld.invalid")) == ["jikke@voorbeeld.invalid is al uitgenodigd voor deze kring."]


@pytest.fixture
def invitation(circle, leadership):
    sent_at = timezone.now() - datetime.timedelta(days=1)
    return InvitationFactory(circle=circle, email="jikke@voorbeeld.invalid", token="oud", sent_at=sent_at)


def act(client, verb, invitation):
    path = reverse(f"members:invitation_{verb}", args=[invitation.circle.slug, invitation.pk])
    return client.post(path, follow=True)


def test_resend_mails_a_new_link(login, leadership, invitation, mailed, said):
    client = login(leadership.user)

    first, second = act(client, "resend", invitation), act(client, "resend", invitation)

    assert said(first) == ["jikke@voorbeeld.invalid krijgt een nieuwe link. De oude link werkt niet meer."]
    assert said(second) == ["jikke@voorbeeld.invalid kreeg net al een nieuwe link."]
    assert len(mailed()) == 1
    assert client.get(reverse("members:invitation_accept", args=["oud"])).status_code == 404


def test_resend_of_a_used_invitation_is_refused(login, leadership, invitation, now, said):
    Invitation.objects.update(accepted_at=now)

    response = act(login(leadership.user), "resend", invitation)

    assert said(response) == ["Deze uitnodiging is al aangenomen of ingetrokken."]


def test_withdrawn_link_no_longer_works(login, client, leadership, invitation, said):
    login(leadership.user)

    first, second = act(client, "withdraw", invitation), act(client, "withdraw", invitation)

    assert said(first) == ["De uitnodiging voor jikke@voorbeeld.invalid is ingetrokken."]
    assert said(second) == ["De uitnodiging voor jikke@voorbeeld.invalid was al aangenomen of ingetrokken."]
    client.logout()
    assert client.get(reverse("members:invitation_accept", args=["oud"])).status_code == 410


@pytest.mark.parametrize("verb", ["resend", "withdraw"])
def test_invitations_are_the_leaders(client, login, circle, invitation, partnership, coordinator, member, verb):
    elsewhere = MembershipFactory(leader=True).user
    path = reverse(f"members:invitation_{verb}", args=[circle.slug, invitation.pk])

    assert client.post(path).status_code == 302
    for user, status in [(UserFactory(), 404), (member, 404), (partnership.user, 404), (elsewhere, 404)]:
        assert login(user).post(path).status_code == status
    assert login(coordinator).get(path).status_code == 405
    assert Invitation.objects.get().withdrawn_at is None
    assert login(coordinator).post(path).status_code == 302


def test_invitation_is_not_reached_by_way_of_another_circle(login, invitation):
    mine = MembershipFactory(leader=True)
    path = reverse("members:invitation_withdraw", args=[mine.circle.slug, invitation.pk])

    assert login(mine.user).post(path).status_code == 404


def test_role_of_the_invitation_becomes_the_role(invite, circle, client):
    invite("jikke@voorbeeld.invalid", role=Membership.Role.LEADER)
    invitation = Invitation.objects.get()
    joining.accept(invitation, name="Jikke Jansen", now=timezone.now())

    assert circle.memberships.get(user__name="Jikke Jansen").role == Membership.Role.LEADER


def test_unknown_circle_is_not_there(login, coordinator):
    CircleFactory()

    assert login(coordinator).get("/kringen/bestaat-niet/uitnodigen/").status_code == 404
