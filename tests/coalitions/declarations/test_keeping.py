"""What is kept about signers and for how long; who looks after a declaration; when something last happened."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from coalitions.declarations import activity, holdings, links, retention, rooms, waiting
from coalitions.models import Declaration, Signature, SignatureRequest, SigningCode
from coalitions.models.declarations import points
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def days(count):
    return NOW - datetime.timedelta(days=count)


def kept(request):
    request.refresh_from_db()
    return bool(request.email), bool(request.name), bool(request.decline_reason), bool(request.token_hash)


@pytest.mark.parametrize(
    "over",
    [
        lambda age: RequestFactory(
            declaration=DeclarationFactory(completed=True, completed_at=days(age), sent_at=days(99))
        ),
        lambda age: RequestFactory(declaration=DeclarationFactory(withdrawn=True, withdrawn_at=days(age))),
        lambda age: RequestFactory(declaration=DeclarationFactory(is_sent=True, through=days(age).date())),
        lambda age: RequestFactory(withdrawn_at=days(age)),
        lambda age: RequestFactory(expires_at=days(age + 30)),
    ],
    ids=["completed", "withdrawn", "period over", "taken off", "expired"],
)
def test_who_did_not_sign_is_wiped_thirty_days_after_the_end(over):
    gone, stays = over(31), over(28)

    retention.purge(NOW)
    again = retention.purge(NOW)

    assert kept(gone) == (False, False, False, False)
    assert gone.organisation_name
    assert kept(stays) == (True, True, False, True)
    assert again == {"unsigned": 0, "signed": 0, "codes": 0}


def test_reason_of_who_declined_goes_too():
    request = RequestFactory(declined=True, declaration=DeclarationFactory(withdrawn=True, withdrawn_at=days(31)))

    retention.purge(NOW)

    assert kept(request) == (False, False, False, False)
    assert request.declined_at


def test_who_signed_keeps_name_and_function_and_loses_the_address_after_a_year():
    # Long over, but signed: a year counts from the signature.
    declaration = DeclarationFactory(is_sent=True, through=days(100).date(), since=days(900).date())
    old = SignatureFactory(request__declaration=declaration, signed_at=days(366))
    young = SignatureFactory(request__declaration=declaration, signed_at=days(364))

    assert retention.purge(NOW)["signed"] == 1

    assert kept(old.request) == (False, True, False, False)
    assert kept(young.request) == (True, True, False, True)
    assert Signature.objects.filter(name=old.name, function=old.function).count() == 1


def test_codes_are_gone_after_a_day():
    request = RequestFactory()
    for age in (0.9, 1.1):
        SigningCode.objects.create(request=request, code_hash="x", name="X", text_sha256="y", sent_at=days(age))

    assert retention.purge(NOW)["codes"] == 1
    assert str(SigningCode.objects.get()).startswith("code van")


def test_link_is_worth_nothing_without_the_key_of_the_portal(settings):
    seed = links.new_seed()
    made = links.token(seed)

    settings.SECRET_KEY = "een andere sleutel"

    assert links.token(seed) != made
    assert made not in seed
    assert len(made) == 43


def test_what_is_not_done_or_holds_is_held_by_its_owner_and_moves_on():
    leader, next_leader = UserFactory.create_batch(2)
    draft = DeclarationFactory(owner=leader)
    holds = DeclarationFactory(owner=leader, completed=True)
    DeclarationFactory(owner=leader, completed=True, through=days(1).date())
    DeclarationFactory(owner=leader, withdrawn=True)
    source = holdings.DECLARATIONS

    held = source.held_by(leader)
    assert {(one.pk, one.circle) for one in held} == {(one.pk, one.coalition.circle) for one in (draft, holds)}
    assert {row["owner"] for row in source.holders()} == {leader.pk}
    source.move([one.pk for one in held], to=next_leader, by=leader, now=NOW)
    assert source.held_by(leader) == []


def test_who_looked_after_what_is_over_is_not_named(coordinator, login):
    withdrawn, over, holds = (
        DeclarationFactory(owner=coordinator, withdrawn=True),
        DeclarationFactory(owner=coordinator, completed=True, through=days(1).date()),
        DeclarationFactory(owner=coordinator, completed=True),
    )

    client = login(coordinator)
    named = ["Wie houdt dit bij" in client.get(one.get_absolute_url()).text for one in (withdrawn, over, holds)]
    assert named == [False, False, True]


def test_last_change_is_the_newest_of_all(django_assert_num_queries):
    signature = SignatureFactory(signed_at=days(1))
    quiet = DeclarationFactory(created_at=days(9))
    nothing = CircleFactory()
    circles = [signature.request.declaration.coalition.circle_id, quiet.coalition.circle_id, nothing.pk]

    with django_assert_num_queries(1):
        found = dict(activity.last_changes(circles))

    assert found == {circles[0]: days(1), circles[1]: days(9)}


def test_room_is_there_for_the_coalition_and_the_coordinator(coordinator, member):
    coalition = CoalitionFactory()
    partner = MembershipFactory(circle=coalition.circle).user

    assert rooms.declaration(coalition.circle, partner).label == "Verklaring"
    assert rooms.declaration(coalition.circle, coordinator)
    assert rooms.declaration(coalition.circle, member) is None
    assert rooms.declaration(CircleFactory(table=True), coordinator) is None


def test_nobody_waits_for_who_leads_nothing(member, leader):
    assert list(waiting.people_to_call(member, NOW.date())) == []
    assert list(waiting.people_to_call(leader, NOW.date())) == []


@pytest.mark.parametrize(
    ("since", "through", "said"),
    [
        ("2026-01-01", "2026-12-31", "in 2026"),
        ("2026-01-01", "2027-12-31", "van 2026 tot en met 2027"),
        ("2026-03-01", "2027-12-31", "van 1 maart 2026 tot en met 31 december 2027"),
    ],
)
def test_period_is_said_as_people_say_it(since, through, said):
    read = datetime.date.fromisoformat
    assert Declaration(since=read(since), through=read(through)).period == said


def test_points_lose_their_marks_and_empty_lines():
    assert points("- een\n\n  * twee\r\n• drie\n-\nvier - vijf") == ["een", "twee", "drie", "vier - vijf"]


def test_fingerprint_ignores_line_ends_and_nothing_else():
    declaration = DeclarationFactory()
    first = declaration.text_sha256

    declaration.preamble = declaration.preamble.replace("\n", "\r\n") + "\n"
    assert declaration.text_sha256 == first
    for field, other in [
        ("title", "Anders"),
        ("since", datetime.date(2025, 1, 1)),
        ("through", datetime.date(2098, 1, 1)),
        ("preamble", "Anders"),
        ("commitments", "Anders"),
        ("principles", "Anders"),
    ]:
        changed = Declaration.objects.get()
        setattr(changed, field, other)
        assert changed.text_sha256 != first


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Declaration, {"since": datetime.date(2100, 1, 1)}),
        (Declaration, {"code": None}),
        (Declaration, {"completed_at": days(99)}),
        (Declaration, {"withdrawn_at": NOW}),
        (SignatureRequest, {"declined_at": NOW}),
        (SignatureRequest, {"sent_at": None}),
        (SignatureRequest, {"email": ""}),
        (SignatureRequest, {"name": ""}),
    ],
)
def test_database_refuses_what_cannot_be(model, change):
    RequestFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_database_refuses_itself_as_previous_and_two_followers():
    declaration = DeclarationFactory(completed=True)
    DeclarationFactory(previous=declaration)

    for broken in (
        lambda: DeclarationFactory(previous=declaration),
        lambda: Declaration.objects.filter(pk=declaration.pk).update(previous=declaration),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


def test_one_address_is_asked_once_per_declaration():
    request = RequestFactory(email="Wie@voorbeeld.invalid")

    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFactory(declaration=request.declaration, email="wie@VOORBEELD.invalid")
    RequestFactory(declaration=request.declaration, email="wie@voorbeeld.invalid", withdrawn=True)
