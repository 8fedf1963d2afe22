"""Asking to be let in, and the coordinator's answer."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from members import requests
from members.models import AccessRequest, Invitation
from outbox.models import Email
from outbox.reading import read
from tests.members.factories import (
    AccessRequestFactory,
    CircleFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)

CREATE = reverse("members:accessrequest_create")
DONE = reverse("members:accessrequest_done")
LIST = reverse("members:accessrequest_list")


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def filled_in(circle):
    return {
        "name": "Jikke Jansen",
        "email": "Jikke@Voorbeeld.invalid",
        "organisation": "Praktijk Het Wad",
        "function": "verloskundige",
        "circle": circle.pk,
        "motivation": "Ik wil meedenken.",
    }


def test_request_waits_for_every_coordinator(client, coordinator, network, filled_in, circle, mailed):
    other = MembershipFactory(circle=network, leader=True).user

    response = client.post(CREATE, filled_in)

    assert response.headers["Location"] == DONE
    asked = AccessRequest.objects.get()
    assert (asked.name, asked.email, asked.circle) == ("Jikke Jansen", "jikke@voorbeeld.invalid", circle)
    assert (asked.outcome, asked.decided_at) == ("", None)
    assert mailed() == [
        (coordinator.email, "Nieuwe aanvraag van Jikke Jansen"),
        (other.email, "Nieuwe aanvraag van Jikke Jansen"),
    ]


def test_done_page_says_what_happens_next(client, db):
    assert "mailt je het antwoord" in text(client.get(DONE))


def test_answer_is_the_same_for_an_address_we_know(client, coordinator, filled_in, circle):
    MembershipFactory(circle=circle, user__email="jikke@voorbeeld.invalid")
    known = client.post(CREATE, filled_in)
    unknown = client.post(CREATE, {**filled_in, "email": "nieuw@voorbeeld.invalid"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert known.content == unknown.content
    assert AccessRequest.objects.count() == 2


def test_same_request_again_gets_the_same_answer_and_no_mail(client, coordinator, filled_in, mailed):
    answers = [client.post(CREATE, {**filled_in, "name": name}).headers["Location"] for name in ("Jikke", "Vals")]

    assert answers == [DONE, DONE]
    assert AccessRequest.objects.get().name == "Jikke"
    assert len(mailed()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Dit veld is verplicht."),
        ("name", "x" * 101, "niet meer dan 100 tekens"),
        ("name", "Jikke\r\nBcc: a@b.invalid", "alleen letters, cijfers en leestekens"),
        ("email", "geen adres", "Voer een geldig e-mailadres in."),
        ("email", "a" * 260 + "@voorbeeld.invalid", "tekens"),
        ("organisation", "", "Dit veld is verplicht."),
        ("organisation", "x" * 151, "niet meer dan 150 tekens"),
        ("function", "x\ny", "alleen letters, cijfers en leestekens"),
        ("circle", "", "Dit veld is verplicht."),
        ("circle", "999999", "Selecteer een geldige keuze"),
        ("circle", "1; DROP TABLE", "Selecteer een geldige keuze"),
        ("motivation", "", "Dit veld is verplicht."),
        ("motivation", "x" * 1001, "niet meer dan 1000 tekens"),
        ("motivation", "x\x00", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_wrong_field_is_explained_and_what_was_typed_stays(client, filled_in, field, typed, sentence):
    response = client.post(CREATE, {**filled_in, field: typed})

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][-1]
    assert form[field].value() == typed
    kept = "organisation" if field == "motivation" else "motivation"
    assert filled_in[kept] in text(response)
    assert AccessRequest.objects.count() == 0


def test_hostile_request_is_shown_as_text(client, login, coordinator, filled_in):
    client.post(CREATE, {**filled_in, "name": "<b>Jikke</b>", "motivation": "<script>x()</script>"})

    html = text(login(coordinator).get(LIST))

    assert "&lt;b&gt;Jikke&lt;/b&gt;" in html
    assert "<script>x()" not in html
    mail = read(Email.objects.get().mime)
    assert "<script>x()" in mail.text
    assert "<script>x()" not in mail.html


def test_circles_stand_under_their_heading(client, coordinator, circle):
    CircleFactory(table=True, name="Tafel Armoede")

    choices = client.get(CREATE).context["form"].fields["circle"].choices

    assert [(heading, [str(label) for _, label in group]) for heading, group in list(choices)[1:]] == [
        ("Coalities van gemeenten", ["Coalitie Waadhoeke"]),
        ("Thematafels", ["Tafel Armoede"]),
        ("Ik weet het niet, of iets anders", ["Netwerk"]),
    ]


def test_sixth_request_of_one_address_waits(client, coordinator, filled_in):
    circles = CircleFactory.create_batch(6)
    answers = [client.post(CREATE, {**filled_in, "circle": circle.pk}) for circle in circles]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Wacht een uur" in text(answers[-1])
    assert "Ik wil meedenken." in text(answers[-1])
    assert AccessRequest.objects.count() == 5


def test_eleventh_request_from_one_place_waits(client, filled_in):
    answers = [client.post(CREATE, {**filled_in, "email": f"a{n}@voorbeeld.invalid"}) for n in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    elsewhere = client.post(CREATE, {**filled_in, "email": "b@voorbeeld.invalid"}, REMOTE_ADDR="127.0.1.9")
    assert elsewhere.status_code == 302


def test_typing_errors_do_not_use_up_the_limit(client, filled_in):
    for _ in range(12):
        client.post(CREATE, {**filled_in, "name": ""})

    assert client.post(CREATE, filled_in).status_code == 302


# The coordinator


@pytest.fixture
def asked(circle):
    return AccessRequestFactory(circle=circle, name="Jikke Jansen", email="jikke@voorbeeld.invalid")


def path(verb, access_request):
    return reverse(f"members:accessrequest_{verb}", args=[access_request.pk])


def test_open_requests_come_first_and_oldest_on_top(login, coordinator, asked, now):
    older = AccessRequestFactory(created_at=now - datetime.timedelta(days=3), name="Eerder Gevraagd")
    declined = AccessRequestFactory(decided_at=now, outcome="declined", reason="Onbekend", decided_by=coordinator)
    approved = AccessRequestFactory(decided_at=now - datetime.timedelta(days=1), outcome="approved")

    response = login(coordinator).get(LIST)

    assert list(response.context["undecided"]) == [older, asked]
    assert list(response.context["decided"]) == [declined, approved]
    assert "Onbekend" in text(response)


def test_no_requests_says_what_to_do(login, coordinator):
    assert "Er wacht geen aanvraag" in text(login(coordinator).get(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_accessrequest_list_query_count(login, coordinator, django_assert_num_queries, now, count):
    AccessRequestFactory.create_batch(count)
    for _ in range(count):
        AccessRequestFactory(decided_at=now, outcome="approved", decided_by=UserFactory())
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships, undecided, decided
        client.get(LIST)


def test_approval_becomes_an_invitation(login, coordinator, asked, mailed, said):
    client = login(coordinator)

    first, second = (client.post(path("approve", asked), follow=True) for _ in range(2))

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.circle, invitation.role) == (asked.email, asked.circle, "member")
    assert invitation.invited_by == coordinator
    assert mailed() == [(asked.email, "Uitnodiging voor Coalitie Waadhoeke")]
    asked.refresh_from_db()
    assert (asked.outcome, asked.decided_by) == ("approved", coordinator)
    assert said(first) == ["Jikke Jansen krijgt een uitnodiging per mail."]
    assert said(second) == ["Over de aanvraag van Jikke Jansen was al beslist."]


def test_approval_of_who_was_invited_sends_the_invitation_again(coordinator, asked, now, mailed):
    InvitationFactory(email=asked.email, circle=asked.circle, sent_at=now - datetime.timedelta(days=1))

    assert requests.approve(asked, by=coordinator, now=now) is True

    assert Invitation.objects.get().sent_at == now
    assert mailed() == [(asked.email, "Uitnodiging voor Coalitie Waadhoeke")]


def test_approval_of_who_is_in_already_says_so(coordinator, asked, now, mailed):
    MembershipFactory(circle=asked.circle, user__email=asked.email)

    assert requests.approve(asked, by=coordinator, now=now) is True

    assert Invitation.objects.count() == 0
    assert mailed() == [(asked.email, "Je doet mee in Coalitie Waadhoeke")]


def test_decline_mails_the_reason(login, coordinator, asked, mailed, said):
    client = login(coordinator)
    assert "Wijs de aanvraag van Jikke Jansen af" in text(client.get(path("decline", asked)))

    data = {"reason": "We zijn al met <genoeg>."}
    first, second = (client.post(path("decline", asked), data, follow=True) for _ in range(2))

    asked.refresh_from_db()
    assert (asked.outcome, asked.reason, asked.decided_by) == ("declined", "We zijn al met <genoeg>.", coordinator)
    assert mailed() == [(asked.email, "Over je aanvraag bij Kansrijke Start Fryslân")]
    assert "We zijn al met <genoeg>." in read(Email.objects.get().mime).text
    assert said(first) == ["Jikke Jansen krijgt je reden per mail."]
    assert said(second) == ["Over de aanvraag van Jikke Jansen was al beslist."]
    assert "Over deze aanvraag is al beslist" in text(client.get(path("decline", asked)))


@pytest.mark.parametrize(("reason", "sentence"), [("", "verplicht"), ("  ", "verplicht"), ("x" * 1001, "1000 tekens")])
def test_decline_needs_a_reason(login, coordinator, asked, mailed, reason, sentence):
    response = login(coordinator).post(path("decline", asked), {"reason": reason})

    assert sentence in response.context["form"].errors["reason"][0]
    asked.refresh_from_db()
    assert asked.decided_at is None
    assert mailed() == []


def test_database_knows_no_decline_without_a_reason(asked, now):
    asked.outcome, asked.decided_at = "declined", now

    with pytest.raises(IntegrityError, match="members_accessrequest_declined_with_reason"):
        asked.save()


def test_requests_are_the_coordinators(client, login, member, leader, stranger, asked):
    for user in (None, stranger, member, leader):
        if user:
            login(user)
        expected = 404 if user else 302
        assert client.get(LIST).status_code == expected
        assert client.post(path("approve", asked)).status_code == expected
        assert client.post(path("decline", asked), {"reason": "Nee"}).status_code == expected
    asked.refresh_from_db()
    assert asked.decided_at is None


def test_approval_is_a_button_not_a_link(login, coordinator, asked):
    assert login(coordinator).get(path("approve", asked)).status_code == 405


def test_request_says_what_it_is(asked):
    assert str(asked) == "Jikke Jansen – Coalitie Waadhoeke"
