"""The page behind the link of an invitation."""

import datetime

import pytest
from django.urls import reverse

from members import joining
from members.models import Membership, User
from members.models.invitations import Invitation
from tests.members.factories import InvitationFactory, UserFactory


def path(token):
    return reverse("members:invitation_accept", args=[token])


@pytest.fixture
def invitation(circle, leadership):
    return InvitationFactory(
        token="briefje",
        circle=circle,
        invited_by=leadership.user,
        email="jikke@voorbeeld.invalid",
        message="Fijn als je komt <b>helpen</b>.",
    )


@pytest.fixture
def page(client):
    def _page(token="briefje"):
        response = client.get(path(token))
        return response.status_code, response.content.decode()

    return _page


def test_page_tells_who_invites_to_what(invitation, page):
    status, html = page()

    assert status == 200
    for told in [
        "Lieke Leider nodigt je uit",
        "jikke@voorbeeld.invalid",
        "Doe je mee in Coalitie Waadhoeke?",
        "partner",
        "Fijn als je komt &lt;b&gt;helpen&lt;/b&gt;.",
        'href="/privacy/"',
    ]:
        assert told in html


def test_page_without_an_inviter_still_invites(circle, page):
    InvitationFactory(token="briefje", circle=circle, invited_by=None, message="Kom erbij.")

    status, html = page()

    assert status == 200
    assert "Je bent uitgenodigd" in html
    assert "Kom erbij." in html


def test_looking_changes_nothing(invitation, client):
    client.get(path("briefje"))
    client.head(path("briefje"))

    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


def test_page_is_not_kept_by_the_browser(invitation, client):
    assert "no-store" in client.get(path("briefje")).headers["Cache-Control"]


def test_newcomer_gives_a_name_and_is_in(invitation, client):
    response = client.post(path("briefje"), {"name": "Jikke Jansen"})

    user = User.objects.get(email=invitation.email)
    assert response.headers["Location"] == reverse("account_choose")
    assert int(client.session["_auth_user_id"]) == user.pk
    assert (user.name, user.has_usable_password()) == ("Jikke Jansen", False)
    membership = user.memberships.get()
    assert (membership.circle, membership.role) == (invitation.circle, Membership.Role.MEMBER)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Dit veld is verplicht."),
        ("   ", "Dit veld is verplicht."),
        ("x" * 101, "niet meer dan 100 tekens"),
        ("Jikke\nBcc: iedereen@voorbeeld.invalid", "alleen letters, cijfers en leestekens"),
        ("Jikke\u202enesnaJ", "alleen letters, cijfers en leestekens"),
        ("Jikke\x00", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_wrong_name_is_explained_and_changes_nothing(invitation, client, name, sentence):
    response = client.post(path("briefje"), {"name": name})

    assert response.status_code == 200
    assert sentence in response.context["form"].errors["name"][0]
    assert not User.objects.filter(email=invitation.email).exists()


def test_hostile_name_stays_text(invitation, client):
    client.post(path("briefje"), {"name": "<script>x()</script> O'Brien"})

    html = client.get(reverse("members:profile_edit"), follow=True).content.decode()

    assert User.objects.get(email=invitation.email).name == "<script>x()</script> O'Brien"
    assert "<script>x()" not in html


def test_who_has_an_account_logs_in_first(invitation, client, page):
    UserFactory(email=invitation.email)

    status, html = page()
    answer = client.post(path("briefje"), {"name": "Een Ander"})

    assert status == 200
    assert f'href="{reverse("account_login", query={"next": path("briefje")})}"' in html
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert Invitation.objects.open(invitation.sent_at).count() == 1


def test_member_joins_with_one_button(invitation, login, said):
    user = UserFactory(email=invitation.email)
    client = login(user)

    before = client.get(path("briefje"))
    assert (before.status_code, user.memberships.count()) == (200, 0)
    response = client.post(path("briefje"), follow=True)

    assert said(response) == ["Je doet nu mee in Coalitie Waadhoeke."]
    assert response.redirect_chain[-1][0] == invitation.circle.get_absolute_url()
    assert user.memberships.get().role == Membership.Role.MEMBER


def test_invitation_of_somebody_else_says_so(invitation, login):
    other = UserFactory()
    client = login(other)

    for response in (client.get(path("briefje")), client.post(path("briefje"))):
        html = response.content.decode()
        assert response.status_code == 404
        assert "Deze uitnodiging is voor iemand anders" in html
        assert other.email in html
        assert invitation.email not in html
        assert reverse("account_logout") in html
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert other.memberships.count() == 0


def test_forged_link_is_explained(client, db):
    for response in (client.get(path("verzonnen")), client.post(path("verzonnen"), {"name": "X"})):
        assert response.status_code == 404
        assert "Deze uitnodiging kennen we niet" in response.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"expires_at": datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)}, "was geldig tot en met 1 maart 2026"),
        ({"withdrawn_at": datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)}, "is ingetrokken"),
        ({"accepted_at": datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)}, "op 1 maart 2026 aangenomen"),
    ],
)
def test_closed_invitation_says_why_and_what_to_do(client, circle, state, sentence):
    invitation = InvitationFactory(token="briefje", circle=circle, **state)

    for response in (client.get(path("briefje")), client.post(path("briefje"), {"name": "Jikke"})):
        html = " ".join(response.content.decode().split())
        assert response.status_code == 410
        assert sentence in html
        assert "Wat kun je doen?" in html
        assert reverse("members:accessrequest_create") in html
    assert not User.objects.filter(email=invitation.email).exists()


def test_closed_invitation_is_closed_for_its_owner_too(login, circle):
    user = UserFactory()
    InvitationFactory(token="briefje", circle=circle, email=user.email, expired=True)

    assert login(user).post(path("briefje")).status_code == 410
    assert user.memberships.count() == 0


@pytest.fixture
def newcomer(invitation, client):
    """Accepted the invitation, and closed the window before choosing how to log in."""
    client.post(path("briefje"), {"name": "Jikke Jansen"})
    client.session.flush()
    client.cookies.clear()
    return User.objects.get(email=invitation.email)


def test_who_closed_the_window_can_go_on(newcomer, client, page):
    status, html = page()
    assert status == 200
    assert "Maak je account af" in html

    response = client.post(path("briefje"))

    assert response.headers["Location"] == reverse("account_choose")
    assert int(client.session["_auth_user_id"]) == newcomer.pk
    assert newcomer.memberships.count() == 1


def test_link_is_worth_nothing_once_there_is_a_password(newcomer, client, page):
    newcomer.set_password("een lang wachtwoord")
    newcomer.save()

    assert page()[0] == 410
    assert client.post(path("briefje")).status_code == 410
    assert "_auth_user_id" not in client.session


def test_link_is_worth_nothing_once_there_is_a_passkey(newcomer, client):
    newcomer.authenticator_set.create(type="webauthn", data={})

    assert client.post(path("briefje")).status_code == 410


def test_link_is_worth_nothing_once_it_expired(newcomer, client):
    Invitation.objects.update(expires_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC))

    assert client.post(path("briefje")).status_code == 410


def test_link_is_worth_nothing_once_the_address_changed(newcomer, client):
    newcomer.email = "nieuw@voorbeeld.invalid"
    newcomer.save()

    assert client.post(path("briefje")).status_code == 410


def test_owner_who_is_logged_in_is_told_it_was_used(invitation, client):
    client.post(path("briefje"), {"name": "Jikke Jansen"})

    assert client.get(path("briefje")).status_code in {302, 410}


def test_used_link_first_offers_to_log_in(newcomer, client, page):
    newcomer.set_password("briefje van de kraamzorg")
    newcomer.save()

    _, html = page()

    assert f'Was jij dat? <a href="{reverse("account_login")}">Log dan in</a>.' in html


def test_newcomer_who_lost_the_race_looks_again(invitation, client, monkeypatch):
    """Between looking and pressing, the address got an account."""

    def taken(*args, **kwargs):
        raise joining.AccountExists("bestaat al")

    monkeypatch.setattr(joining, "open_account", taken)

    response = client.post(path("briefje"), {"name": "Jikke Jansen"})

    assert response.headers["Location"] == path("briefje")


def test_member_who_lost_the_race_looks_again(invitation, login, monkeypatch):
    def closed(*args, **kwargs):
        raise joining.NotOpen("al gebruikt")

    monkeypatch.setattr(joining, "accept_as", closed)

    response = login(UserFactory(email=invitation.email)).post(path("briefje"))

    assert response.headers["Location"] == path("briefje")
