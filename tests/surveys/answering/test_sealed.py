"""Without a name: nothing says whose answers are whose, and none is lost."""

import base64
import json
from collections import Counter

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from surveys.answering import boxes, sealed
from surveys.answering.filling import AlreadySubmitted, Closed, Incomplete
from surveys.models import Answer, Invitation, Round, SealedSheet, Sheet
from surveys.results import small_groups
from tests.members.factories import CircleFactory
from tests.races import at_once, kinds
from tests.surveys.factories import InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nameless(asking):
    def make(*kinds, people=1, required=(), **fields):
        one, questions = asking(*kinds, mode="anonymous", required=required, **fields)
        return one, questions, InvitationFactory.create_batch(people, round=one)

    return make


def test_answer_without_a_name_is_sealed(nameless, now):
    one, (question,), (invitation,) = nameless("short")
    Invitation.objects.update(circle=CircleFactory())
    invitation.refresh_from_db()

    sealed.submit_anonymous(invitation, {question.pk: "Geheim"}, now=now)

    box = SealedSheet.objects.get()
    assert (box.round, box.circle) == (one, invitation.circle)
    assert "Geheim" not in box.box
    assert Invitation.objects.get().has_answered
    assert (Sheet.objects.count(), Answer.objects.count()) == (0, 0)


def test_box_holds_no_moment(nameless, now):
    _, (question,), (invitation,) = nameless("short")

    sealed.submit_anonymous(invitation, {question.pk: "Geheim"}, now=now)

    assert base64.urlsafe_b64decode(SealedSheet.objects.get().box)[1:9] == bytes(8)


def test_who_answered_without_a_name_does_so_once(nameless, now):
    _, (question,), (invitation,) = nameless("short")
    sealed.submit_anonymous(invitation, {question.pk: "Eén"}, now=now)

    with pytest.raises(AlreadySubmitted):
        sealed.submit_anonymous(invitation, {question.pk: "Twee"}, now=now)

    assert SealedSheet.objects.count() == 1


def test_nothing_is_sealed_that_is_not_whole(nameless, now):
    _, (question,), (invitation,) = nameless("short", required=[0])

    with pytest.raises(Incomplete):
        sealed.submit_anonymous(invitation, {}, now=now)

    assert not Invitation.objects.get().has_answered


def test_nothing_is_sealed_after_closing(nameless, now):
    one, (question,), (invitation,) = nameless("short")

    with pytest.raises(Closed):
        sealed.submit_anonymous(invitation, {question.pk: "Laat"}, now=one.closes_at)


@transaction.atomic
def opened(one):
    held = Round.objects.select_for_update(no_key=True).get(pk=one.pk)
    count = sealed.open_boxes(held)
    Round.objects.filter(pk=one.pk).update(closed_at=timezone.now())
    return count


def test_boxes_are_opened_all_at_once(nameless, now):
    one, (question, number), invitations = nameless("short", "ten", people=6)
    for place, invitation in enumerate(invitations):
        sealed.submit_anonymous(invitation, {question.pk: f"Tekst {place}", number.pk: place}, now=now)

    assert opened(one) == 6

    assert SealedSheet.objects.count() == 0
    told = {sheet.pk: dict(sheet.answers.values_list("question_id", "value")) for sheet in one.sheets.all()}
    by_number = sorted(told.values(), key=lambda said: said[number.pk])
    assert by_number == [{question.pk: f"Tekst {place}", number.pk: place} for place in range(6)]
    assert set(Answer.objects.values_list("changed_by", "changed_at")) == {(None, None)}


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([6, 5], [6, 5]),
        # Who of the small circle answered is known: their sheet may not say of which circle it is.
        ([6, 5, 3, 2], [6, 5]),
        # One sheet without a circle, beside six with one, says it just as well.
        ([6, 1], []),
        ([7, 6, 1], [7]),
    ],
)
def test_sheet_of_a_small_circle_does_not_say_of_which(nameless, now, sizes, said):
    one, (number,), invitations = nameless("ten", people=sum(sizes))
    circles = [circle for size in sizes for circle in [CircleFactory()] * size]
    for invitation, circle in zip(invitations, circles, strict=True):
        invitation.circle = circle
        invitation.save()
        sealed.submit_anonymous(invitation, {number.pk: 7}, now=now)

    assert opened(one) == sum(sizes)

    written = Counter(one.sheets.values_list("circle", flat=True))
    unsaid = written.pop(None, 0)
    assert sorted(written.values(), reverse=True) == said
    assert unsaid == sum(sizes) - sum(said)
    assert unsaid == 0 or unsaid >= small_groups.LEAST


def test_order_of_the_sheets_is_of_chance(nameless, now, monkeypatch):
    """A list that is turned round stands in for chance: the order in which the boxes came is not kept."""
    one, (number,), invitations = nameless("ten", people=5)
    for place, invitation in enumerate(invitations):
        sealed.submit_anonymous(invitation, {number.pk: place}, now=now)
    there = [boxes.opened(box)[str(number.pk)] for box in SealedSheet.objects.all()]
    monkeypatch.setattr(
        sealed.secrets, "SystemRandom", lambda: type("Turned", (), {"shuffle": staticmethod(list.reverse)})
    )

    opened(one)

    written = list(Answer.objects.order_by("pk").values_list("value", flat=True))
    assert written == [answer.value for answer in Answer.objects.order_by("sheet_id")] == there[::-1]


def test_fewer_than_five_stay_closed(nameless, now):
    one, (question,), invitations = nameless("short", people=4)
    for invitation in invitations:
        sealed.submit_anonymous(invitation, {question.pk: "Geheim"}, now=now)

    assert opened(one) == 0

    assert (Sheet.objects.count(), SealedSheet.objects.count()) == (0, 4)


def test_nothing_in_the_rows_links_an_answer_to_a_person(nameless, now):
    """All columns of all rows that the answers of six people left: no name, no key and no moment of theirs."""
    one, (question,), invitations = nameless("ten", people=6)
    for place, invitation in enumerate(invitations):
        sealed.submit_anonymous(invitation, {question.pk: place}, now=now)
    opened(one)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM surveys_sheet s")
        sheets = [json.loads(row) for (row,) in cursor.fetchall()]
        cursor.execute("SELECT row_to_json(i)::text FROM surveys_invitation i")
        asked = [json.loads(row) for (row,) in cursor.fetchall()]

    kept = {name: {sheet[name] for sheet in sheets} for name in sheets[0] if name != "id"}

    assert all(len(found) == 1 for found in kept.values())
    assert {(row["has_answered"], row["sheet_id"]) for row in asked} == {(True, None)}


@pytest.mark.django_db(transaction=True)
def test_one_person_twice_at_once_is_one_box(nameless, now):
    _, (question,), (invitation,) = nameless("short")

    outcomes = at_once(*[lambda: sealed.submit_anonymous(invitation, {question.pk: "Eén"}, now=now) for _ in range(2)])

    assert kinds(outcomes) == ["AlreadySubmitted", "NoneType"]
    assert SealedSheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer_during_the_opening_is_in_time_or_refused(nameless, now):
    one, (question,), invitations = nameless("short", people=6)
    for invitation in invitations[:5]:
        sealed.submit_anonymous(invitation, {question.pk: "Eén"}, now=now)

    outcomes = at_once(
        lambda: opened(one), lambda: sealed.submit_anonymous(invitations[5], {question.pk: "Laat"}, now=now)
    )

    said_yes = outcomes[1] is None
    assert said_yes or isinstance(outcomes[1], Closed)
    assert Sheet.objects.count() == (6 if said_yes else 5)
    assert SealedSheet.objects.count() == 0


@pytest.fixture
def by_chance(monkeypatch):
    """Chance is what we say it is: `by_chance(order)` gets the boxes and puts them in order."""

    def chance(order):
        turned = type("Chance", (), {"shuffle": staticmethod(order)})
        monkeypatch.setattr(boxes.secrets, "SystemRandom", lambda: turned)

    return chance


def lie(number):
    """What each box holds, its key and its transaction, in the order in which the rows lie on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text FROM surveys_sealedsheet ORDER BY ctid")
        rows = cursor.fetchall()
    held = {box.pk: boxes.opened(box)[str(number.pk)] for box in SealedSheet.objects.all()}
    return [held[pk] for pk, _ in rows], {pk for pk, _ in rows}, {xmin for _, xmin in rows}


def six_answer(nameless, now):
    _, (number,), invitations = nameless("ten", people=6)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE surveys_sealedsheet")  # an empty file: rows lie as they are written
    keys = []
    for place, invitation in enumerate(invitations):
        sealed.submit_anonymous(invitation, {number.pk: place}, now=now)
        keys.append(lie(number)[1])
    return number, keys


def test_rows_lie_as_chance_put_them_not_as_they_came(nameless, now, by_chance):
    """Six answer one after another; a dump has rows in this order, a copy of the disk also their transactions."""
    by_chance(lambda written: written.sort(key=lambda box: min(boxes.opened(box).values()) in (1, 3, 5)))

    number, keys = six_answer(nameless, now)

    said, _, transactions = lie(number)
    assert [place % 2 for place in said] == [0, 0, 0, 1, 1, 1]
    assert len(transactions) == 1
    # Nor does a copy of before and one of after share a key of a row.
    assert not any(before & after for before, after in zip(keys, keys[1:], strict=False))


def test_without_the_shuffle_the_last_who_came_lies_first(nameless, now, by_chance):
    by_chance(lambda written: None)

    number, _ = six_answer(nameless, now)

    assert lie(number)[0][0] == 5


def test_in_a_large_round_so_many_are_written_anew(nameless, now, monkeypatch):
    monkeypatch.setattr(boxes, "AMONG", 3)

    number, keys = six_answer(nameless, now)

    assert sorted(lie(number)[0]) == list(range(6))
    assert len(keys[-1] - keys[-2]) == 4


def test_after_rotation_the_older_key_may_go(nameless, now, settings):
    new = Fernet.generate_key().decode()
    one, (number,), invitations = nameless("ten", people=6)
    for place, invitation in enumerate(invitations[:5]):
        sealed.submit_anonymous(invitation, {number.pk: place}, now=now)
    settings.FIELD_ENCRYPTION_KEYS = [new, *settings.FIELD_ENCRYPTION_KEYS]

    call_command("rotate_field_keys")
    settings.FIELD_ENCRYPTION_KEYS = [new]

    assert {base64.urlsafe_b64decode(box.box)[1:9] for box in SealedSheet.objects.all()} == {bytes(8)}
    sealed.submit_anonymous(invitations[5], {number.pk: 5}, now=now)
    assert opened(one) == 6
    assert sorted(Answer.objects.values_list("value", flat=True)) == list(range(6))


def test_rotation_with_no_box_does_nothing(db):
    assert boxes.rotate() == 0
