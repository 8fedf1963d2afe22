"""What a round, a sheet and an answer can never be: proved past every form and verb."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from members.models import Circle
from surveys.models import (
    Answer,
    AnswerTag,
    Assignment,
    Call,
    Invitation,
    Listed,
    Mode,
    OtherView,
    Remark,
    Round,
    Sheet,
    Step,
    Told,
)
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.surveys.factories import (
    AnswerFactory,
    FixedVersionFactory,
    InvitationFactory,
    RoundFactory,
    SheetFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


def refused(make, match):
    def and_look():
        make()
        connection.check_constraints()

    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        and_look()


def test_round_asks_what_is_fixed():
    refused(lambda: RoundFactory(instrument_version=VersionFactory()), "fixed version")


@pytest.mark.parametrize("change", [{"mode": Mode.EACH, "audience": "network"}, {"audience": "circles"}])
def test_confirmed_round_asks_the_same_in_the_same_way(change):
    one = RoundFactory(opened_at=None)

    refused(lambda: Round.objects.filter(pk=one.pk).update(**change), "asks what it asked")


def test_confirmed_round_keeps_its_questions():
    one, other = RoundFactory(), FixedVersionFactory()

    refused(lambda: Round.objects.filter(pk=one.pk).update(instrument_version=other), "asks what it asked")


def test_moment_of_opening_stays():
    one = RoundFactory()

    refused(lambda: Round.objects.filter(pk=one.pk).update(opened_at=None), "asks what it asked")


def test_draft_round_may_still_change():
    one = RoundFactory(confirmed_at=None, opened_at=None)

    assert Round.objects.filter(pk=one.pk).update(mode=Mode.EACH, audience="network") == 1


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"closes_at": timezone.now() - timedelta(days=9)}, "opens_before_closing"),
        ({"confirmed_at": None, "opened_at": timezone.now()}, "confirmed_then_opened"),
        ({"opened_at": None, "closed_at": timezone.now()}, "opened_then_closed"),
        ({"released_at": timezone.now()}, "closed_then_released"),
        ({"mode": Mode.JOINT, "audience": "network"}, "joint_is_of_circles"),
    ],
)
def test_moments_of_a_round_come_in_their_order(given, constraint):
    refused(lambda: RoundFactory(**given), constraint)


def test_sheet_has_the_mode_of_its_round():
    one = RoundFactory(mode=Mode.ANONYMOUS)

    refused(lambda: SheetFactory(round=one, mode=Mode.EACH), "mode_of_its_round")
    refused(lambda: InvitationFactory(round=one, mode=Mode.EACH), "mode_of_its_round")


def test_circle_fills_in_one_sheet_a_round():
    sheet = SheetFactory()

    refused(lambda: SheetFactory(round=sheet.round, circle=sheet.circle), "one_of_a_circle")


def test_person_is_asked_once_a_round():
    one = InvitationFactory()
    by_address = InvitationFactory(round=one.round, user=None, address="iemand@voorbeeld.invalid")

    refused(lambda: InvitationFactory(round=one.round, user=one.user), "once_a_person")
    refused(lambda: InvitationFactory(round=one.round, user=None, address=by_address.address), "once_an_address")


def test_sheet_without_a_name_has_no_person_and_no_moment():
    one = RoundFactory(mode=Mode.ANONYMOUS)

    for given in (
        {"user": UserFactory()},
        {"address": "iemand@voorbeeld.invalid"},
        {"submitted_at": timezone.now()},
        {"submitted_by": UserFactory()},
        {"extended_until": timezone.now()},
    ):
        refused(lambda given=given: SheetFactory(round=one, **given), "of_its_mode")


def test_answer_without_a_name_has_no_hand_and_no_moment():
    sheet = SheetFactory(round__mode=Mode.ANONYMOUS)

    for given in ({"changed_by": UserFactory()}, {"changed_at": timezone.now()}):
        refused(lambda given=given: AnswerFactory(sheet=sheet, **given), "no hand and no moment")
    assert AnswerFactory(sheet=sheet).pk
    assert AnswerFactory(changed_by=UserFactory(), changed_at=timezone.now()).pk


def test_invitation_to_an_anonymous_round_leads_to_no_sheet():
    one = RoundFactory(mode=Mode.ANONYMOUS)
    sheet = SheetFactory(round=one)

    refused(lambda: InvitationFactory(round=one, sheet=sheet), "without_sheet")
    refused(lambda: InvitationFactory(has_answered=True), "without_sheet")


def test_who_sees_which_sheet(coordinator, network):
    partner, outsider = MembershipFactory(circle__kind="coalition"), MembershipFactory(circle__kind="coalition").user
    joint = SheetFactory(circle=partner.circle)
    own = SheetFactory(round__mode=Mode.EACH, user=partner.user)
    nobodys = SheetFactory(round__mode=Mode.ANONYMOUS, circle=partner.circle)
    editor = MembershipFactory(circle=network, role="data").user

    assert set(Sheet.objects.visible_to(partner.user)) == {joint, own}
    assert set(Sheet.objects.editable_by(partner.user)) == {joint, own}
    assert not Sheet.objects.visible_to(outsider)
    assert set(Sheet.objects.visible_to(coordinator)) == set(Sheet.objects.visible_to(editor)) == {joint, own}
    assert not Sheet.objects.editable_by(coordinator)
    assert set(Sheet.objects.submitted()) == {nobodys}


def test_answers_and_invitations_go_with_their_sheet(coordinator):
    membership = MembershipFactory(circle__kind="coalition")
    answer = AnswerFactory(sheet__circle=membership.circle, sheet__submitted_at=timezone.now())
    invitation = InvitationFactory(round=answer.sheet.round, user=membership.user, sheet=answer.sheet)
    other = InvitationFactory()

    assert set(Answer.objects.visible_to(membership.user)) == {answer}
    assert set(Answer.objects.editable_by(membership.user)) == {answer}
    assert set(Answer.objects.submitted()) == {answer}
    assert set(Invitation.objects.visible_to(membership.user)) == {invitation}
    assert set(Invitation.objects.editable_by(coordinator)) == {invitation, other}
    assert not Invitation.objects.editable_by(membership.user)
    assert set(Invitation.objects.waiting()) == {other}


def test_member_sees_a_round_once_they_are_asked(coordinator):
    membership = MembershipFactory(circle__kind="coalition")
    joint = SheetFactory(circle=membership.circle).round
    asked = InvitationFactory(user=membership.user, round__mode=Mode.EACH).round
    InvitationFactory(user=membership.user, round__opened_at=None)
    RoundFactory()

    assert set(Round.objects.visible_to(membership.user)) == {joint, asked}
    assert Round.objects.visible_to(coordinator).count() == 4
    assert Round.objects.editable_by(coordinator).count() == 4
    assert not Round.objects.editable_by(membership.user)


def test_extension_is_the_deadline_that_counts():
    now = timezone.now()
    over = RoundFactory(opens_at=now - timedelta(days=9))
    late, extended = SheetFactory(round=over), SheetFactory(round=over, extended_until=now + timedelta(hours=1))
    running = SheetFactory()

    assert set(Sheet.objects.open_at(now)) == {extended, running}
    assert [one.is_open(now) for one in (late, extended, running)] == [False, True, True]
    assert set(Round.objects.running(now)) == {over, running.round}
    assert extended.closes_at == extended.extended_until
    assert late.closes_at == over.closes_at


def test_only_a_draft_is_a_draft():
    draft, one = RoundFactory(confirmed_at=None, opened_at=None), RoundFactory(mode=Mode.ANONYMOUS)

    assert list(Round.objects.drafts()) == [draft]
    assert (draft.is_draft, one.is_draft) == (True, False)
    assert (draft.is_joint, one.is_anonymous) == (True, True)


def test_only_the_coordinator_sees_who_was_phoned(coordinator):
    call = Call.objects.create(sheet=SheetFactory(), at=timezone.now(), outcome=Call.Outcome.REACHED)

    assert list(Call.objects.visible_to(coordinator)) == [call]
    assert not Call.objects.visible_to(UserFactory())
    assert str(call).endswith(": Gesproken")


def test_who_sees_the_sheet_sees_what_was_said_about_it():
    membership = MembershipFactory(circle__kind="coalition")
    answer = AnswerFactory(sheet__circle=membership.circle)
    said = Remark.objects.create(
        sheet=answer.sheet, question=answer.question, text="Eens?", by=membership.user, at=timezone.now()
    )

    assert list(Remark.objects.visible_to(membership.user)) == [said]
    assert not Remark.objects.visible_to(UserFactory())


def test_what_has_a_name_says_it():
    circle = CircleFactory(name="Coalitie Waadhoeke", kind=Circle.Kind.COALITION)
    answer = AnswerFactory(sheet__circle=circle, sheet__round__title="Coalitiescan 2027")
    invitation = InvitationFactory(round=answer.sheet.round, user=None, address="iemand@voorbeeld.invalid")
    reminder = answer.sheet.round.reminders.create(due_at=answer.sheet.round.closes_at)
    sealed = RoundFactory(title="Zonder naam", mode=Mode.ANONYMOUS).sealed.create(box="dicht")

    assert str(answer) == f"Coalitiescan 2027: Coalitie Waadhoeke: {answer.question}"
    assert str(invitation) == "Coalitiescan 2027: iemand@voorbeeld.invalid"
    assert str(reminder).startswith("Coalitiescan 2027, ")
    assert str(sealed) == "verzegelde lijst van Zonder naam"
    assert not answer.sheet.is_submitted
    part = {"sheet": answer.sheet, "question": answer.question}
    person = UserFactory(name="Lieke Leider")
    assert str(Assignment(**part, to=person)) == f"{answer.question}: Lieke Leider"
    assert str(Remark(**part, text="Eens?")) == "Eens?"
    assert str(OtherView(**part, by=person)) == f"{answer.question}: Lieke Leider"
    assert str(Step(sheet=answer.sheet, kind=Step.Kind.SUBMITTED)).startswith(f"{answer.sheet}: ")
    assert str(Listed(address="iemand@voorbeeld.invalid")) == "iemand@voorbeeld.invalid"
    assert str(AnswerTag(name="overdracht")) == "overdracht"
    assert str(Told(invitation=invitation)).startswith(str(invitation))
    assert SheetFactory(round__mode=Mode.ANONYMOUS).is_submitted
