"""Every mail about people and circles, as somebody reads it."""

import re

import pytest

from members import emails
from members.models import Membership
from outbox.models import Category, Email
from outbox.reading import read
from tests.members.factories import AccessRequestFactory, InvitationFactory, MembershipFactory, UserFactory


@pytest.fixture
def sent():
    """Send a mail and return its row and what it says."""

    def _sent(message):
        message.send()
        row = Email.objects.latest("pk")
        return row, read(row.mime)

    return _sent


@pytest.fixture
def every_mail(circle, coordinator, now, today):
    """One of each, about people with awkward names."""
    anna = UserFactory(name="Anna <b>Vet</b> & Co")
    ended = MembershipFactory(circle=circle, user=anna, leader=True, ended=True)
    current = MembershipFactory(circle=circle, user=anna, since=today)
    asked = AccessRequestFactory(circle=circle, name="Jikke <i>Jansen</i>", reason="Vol & <u>dicht</u>")
    invitation = InvitationFactory(circle=circle, invited_by=anna, message="Kom je & neem <i>Jan</i> mee?")
    return {
        "invitation": emails.invitation(invitation, "briefje"),
        "invitation from nobody": emails.invitation(InvitationFactory(invited_by=None, message="Kom."), "briefje"),
        "membership_started": emails.membership_started(current, coordinator),
        "membership_started by nobody": emails.membership_started(current, None),
        "membership_ended": emails.membership_ended(ended),
        "role_changed": emails.role_changed(current),
        "circle_without_leader": emails.circle_without_leader(ended, to=coordinator),
        "access_requested": emails.access_requested(asked, to=coordinator),
        "access_declined": emails.access_declined(asked),
        "let_back_in": emails.let_back_in(anna, coordinator),
        "let_back_in on the server": emails.let_back_in(anna, None),
    }


def test_every_mail_reads_the_same_in_text_and_html(every_mail, sent):
    for message in every_mail.values():
        row, content = sent(message)

        link = re.search(r'class="action"><a href="(http[^"]+)"', content.html).group(1)
        assert link in content.text
        assert content.html.count("<h1>") == 1
        assert not re.search("<(b|i|u)>", content.html)
        assert "&lt;" not in content.text
        assert "&amp;" not in content.text
        assert "\n" not in row.subject
        assert not re.search(r"None|{{|{%", content.text + content.html + row.subject)


def test_categories_say_what_is_private(every_mail):
    private = {name for name, message in every_mail.items() if message.category.is_private}

    assert set(every_mail) - private == {"circle_without_leader", "access_requested"}
    assert every_mail["circle_without_leader"].category == Category.REQUEST
    assert every_mail["invitation"].category == Category.INVITATION


def test_only_mail_for_coordinators_can_be_turned_off(every_mail):
    with_a_way_out = {name for name, message in every_mail.items() if "List-Unsubscribe" in message.extra_headers}

    assert with_a_way_out == {"circle_without_leader", "access_requested"}


def test_invitation_holds_the_link_and_the_message(circle, leadership, sent):
    invitation = InvitationFactory(
        circle=circle, invited_by=leadership.user, message="Fijn als je komt.", role=Membership.Role.LEADER
    )

    row, content = sent(emails.invitation(invitation, "briefje"))

    assert row.subject == "Uitnodiging voor Coalitie Waadhoeke"
    assert "/uitnodiging/briefje/" in content.text
    assert (
        "Lieke Leider nodigt je uit om mee te doen als coalitieleider in de kring Coalitie Waadhoeke." in content.text
    )
    assert "Lieke Leider schrijft erbij:\n\nFijn als je komt." in content.text


def test_invitation_without_a_message_has_no_empty_quote(circle, sent):
    _, content = sent(emails.invitation(InvitationFactory(circle=circle), "briefje"))

    assert "blockquote" not in content.html
    assert "schrijft erbij" not in content.text


def test_hidden_surname_stays_hidden_in_mail(circle, sent):
    shy = UserFactory(name="Ytsje Geheim", shows_first_name_only=True)

    _, content = sent(emails.invitation(InvitationFactory(circle=circle, invited_by=shy), "briefje"))

    assert "Ytsje nodigt je uit" in content.text
    assert "Geheim" not in content.text + content.html


def test_coordinator_hears_once_about_one_request(coordinator, sent):
    asked = AccessRequestFactory()

    for _ in range(2):
        emails.access_requested(asked, to=coordinator).send()

    assert Email.objects.count() == 1
