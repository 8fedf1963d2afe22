"""Opening a round: everybody is asked once, whoever opens it and however often."""

import pytest
from django.utils import timezone

from members.models import Circle
from outbox.models import Email
from outbox.reading import read
from surveys import tasks
from surveys.models import Audience, Invitation, Listed, Mode, Round, Sheet
from surveys.sending import confirming, dispatching, opening
from surveys.sending.audience import Asked
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.races import at_once
from tests.surveys.rounds import DAY, coalition, draft, running


@pytest.fixture
def now():
    return timezone.now()


def confirmed(by, **said):
    round = draft(by, **said)
    return confirming.confirm(round, by=by, now=timezone.now(), reason="Omdat het nodig is.")


@pytest.mark.django_db
def test_a_joint_round_has_one_sheet_a_coalition_and_asks_all_its_people(coordinator, now):
    west, east = coalition("West", partners=2), coalition("Oost", partners=1)
    CircleFactory(name="Leeg", kind=Circle.Kind.COALITION)
    MembershipFactory(circle=CircleFactory(table=True))
    round = confirmed(coordinator, now=now)

    assert opening.open_due(now) == [round.pk]

    assert set(round.sheets.values_list("circle__name", flat=True)) == {"West", "Oost", "Leeg"}
    asked = Invitation.objects.filter(round=round)
    assert asked.filter(sheet__circle=west, circle=west).count() == 3
    assert asked.filter(sheet__circle=east, circle=east).count() == 2
    assert asked.count() == 5
    assert Round.objects.get(pk=round.pk).opened_at == now


@pytest.mark.django_db
def test_each_gets_a_sheet_of_their_own(coordinator):
    coalition("West", partners=2)

    round = running(coordinator, mode=Mode.EACH)

    assert round.sheets.count() == 3
    assert all(one.sheet.user_id == one.user_id for one in round.invitations.select_related("sheet"))


@pytest.mark.django_db
def test_without_a_name_nobody_has_a_sheet(coordinator):
    coalition("West", partners=5)

    round = running(coordinator, mode=Mode.ANONYMOUS)

    assert round.invitations.count() == 6
    assert not round.sheets.exists()


@pytest.mark.django_db
def test_who_is_in_two_circles_is_asked_once_through_the_one_they_lead(coordinator, now):
    west, east = coalition("West"), coalition("Oost")
    both = MembershipFactory(circle=east).user
    MembershipFactory(circle=west, user=both, leader=True)

    round = running(coordinator)

    assert round.invitations.get(user=both).circle == west


@pytest.mark.django_db
def test_who_left_or_cannot_log_in_is_not_asked(coordinator):
    west = coalition("West", partners=0)
    MembershipFactory(circle=west, ended=True)
    MembershipFactory(circle=west, user__is_active=False)
    CircleFactory(kind=Circle.Kind.COALITION, name="Voorbij", ended_on=timezone.localdate())

    round = running(coordinator)

    assert list(round.invitations.values_list("user__name", flat=True)) == ["Lieke Leider"]
    assert round.sheets.count() == 1


@pytest.mark.django_db
def test_everybody_of_the_network_is_asked_through_their_coalition(coordinator, member):
    west = coalition("West", partners=0)

    round = running(coordinator, mode=Mode.EACH, audience=Audience.NETWORK)

    circles = dict(round.invitations.values_list("user__email", "circle__name"))
    assert circles == {
        coordinator.email: "Netwerk",
        member.email: "Netwerk",
        west.memberships.get().user.email: "West",
    }


@pytest.mark.django_db
def test_only_the_chosen_circles_are_asked(coordinator):
    coalition("West")
    table = CircleFactory(table=True)
    person = MembershipFactory(circle=table).user

    round = running(coordinator, mode=Mode.EACH, audience=Audience.CIRCLES, circles=[table])

    assert list(round.invitations.values_list("user", flat=True)) == [person.pk]


@pytest.mark.django_db
def test_pasted_addresses_become_people_where_they_are_known_and_then_go(coordinator):
    known = UserFactory(email="bekend@voorbeeld.invalid")
    gone = UserFactory(email="weg@voorbeeld.invalid", is_active=False)
    addresses = ["Bekend@voorbeeld.invalid", "nieuw@voorbeeld.invalid", "NIEUW@voorbeeld.invalid", gone.email]
    round = confirmed(coordinator, mode=Mode.ANONYMOUS, audience=Audience.LIST, addresses=addresses)
    assert Listed.objects.count() == 3

    opening.open_round(round.pk, now=timezone.now())

    assert set(round.invitations.values_list("user", "address")) == {
        (known.pk, ""),
        (None, "nieuw@voorbeeld.invalid"),
        (None, "weg@voorbeeld.invalid"),
    }
    assert not Listed.objects.exists()


@pytest.mark.django_db
def test_addresses_each_get_a_sheet(coordinator):
    round = running(coordinator, mode=Mode.EACH, audience=Audience.LIST, addresses=["a@voorbeeld.invalid"])

    assert round.sheets.get().address == "a@voorbeeld.invalid"
    assert Email.objects.get().to == "a@voorbeeld.invalid"


@pytest.mark.django_db
def test_nothing_opens_before_its_moment_or_unconfirmed(coordinator, now):
    coalition("West")
    later = confirmed(coordinator, opens_at=now + DAY)
    unready = draft(coordinator)

    assert opening.open_due(now) == []
    assert not opening.open_round(later.pk, now=now)
    assert not opening.open_round(unready.pk, now=now)
    assert not opening.open_round(0, now=now)
    assert not Sheet.objects.exists()
    assert opening.open_due(now + DAY) == [later.pk]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_open_it_once(network):
    by = MembershipFactory(circle=network, leader=True).user
    coalition("West", partners=3)
    round = confirmed(by)

    outcomes = at_once(*[lambda: opening.open_round(round.pk, now=timezone.now())] * 2)

    assert sorted(outcomes) == [False, True]
    assert round.invitations.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_at_once_mail_everybody_once(network, monkeypatch):
    by = MembershipFactory(circle=network, leader=True).user
    coalition("West", partners=9)
    round = confirmed(by)
    opening.open_round(round.pk, now=timezone.now())
    monkeypatch.setattr(dispatching, "BATCH", 2)

    counts = at_once(*[lambda: dispatching.queue_invitations(round.pk, now=timezone.now())] * 3)

    assert sum(counts) == 10
    assert Email.objects.count() == 10
    assert not round.invitations.filter(invited_at=None).exists()


@pytest.mark.django_db
def test_the_timetable_does_it_all(coordinator):
    coalition("West")
    round = confirmed(coordinator)

    tasks.run_rounds()
    tasks.run_rounds()

    assert round.invitations.filter(invited_at__isnull=False).count() == 2
    assert Email.objects.filter(category="survey").count() == 2
    assert dispatching.rounds_to_mail() == []


@pytest.mark.django_db
def test_a_batch_costs_the_same_number_of_statements_for_one_and_for_three(coordinator, django_assert_num_queries):
    for count in (1, 3):
        circle = coalition(f"West {count}", partners=count - 1)
        round = confirmed(coordinator, mode=Mode.EACH, audience=Audience.CIRCLES, circles=[circle])
        opening.open_round(round.pk, now=timezone.now())

        with django_assert_num_queries(5):  # savepoint, batch, mails, invited, release
            assert dispatching.queue_batch(round.pk, now=timezone.now()) == count


@pytest.mark.django_db
def test_what_the_invitation_says(coordinator):
    coalition("West", partners=0)

    running(coordinator, title="Coalitiescan najaar", intro="Het is weer zover.\n\nDoe je mee?", days=10)

    mail = Email.objects.get()
    assert mail.subject == "Coalitiescan najaar: wil je dit invullen?"
    assert mail.is_private
    assert mail.text == ""
    assert mail.urgency == 1  # a code to log in with goes first
    text = read(mail.mime).text
    assert "Dag Lieke Leider," in text
    assert "Doe je mee?" in text
    assert "Jullie vullen in West samen één lijst in." in text
    assert "/enquetes/" in text
    assert "ongeveer 1 minuut" in text
    assert "Je kreeg de resultaten" not in text


def test_somebody_who_is_asked_is_who_they_are():
    assert Asked(user_id=1) == Asked(user_id=1, circle_id=None, address="")
