"""What was signed stays as it was, whoever asks: plain SQL gets no further than our own code."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from coalitions.models import Declaration, Signature, SignatureRequest
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


CHANGES = {
    "title": "Iets anders",
    "since": datetime.date(2025, 1, 1),
    "through": datetime.date(2027, 1, 1),
    "preamble": "Iets anders",
    "commitments": "Iets anders",
    "principles": "Iets anders",
    "number": 9,
    "code": "ANDERS",
    "sent_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
}


@pytest.mark.parametrize("column", CHANGES)
def test_signed_text_cannot_be_changed_in_the_database(column):
    signature = SignatureFactory()

    with pytest.raises(IntegrityError, match="keeps its text"):
        run(f"update coalitions_declaration set {column} = %s", CHANGES[column])

    with pytest.raises(IntegrityError, match="keeps its text"), transaction.atomic():
        Declaration.objects.update(**{column: CHANGES[column]})
    signature.refresh_from_db()
    assert signature.text_sha256 == Declaration.objects.get().text_sha256


@pytest.mark.parametrize("column", CHANGES)
def test_text_that_nobody_signed_can_be_changed(column):
    RequestFactory()

    assert run(f"update coalitions_declaration set {column} = %s", CHANGES[column]) == 1


@pytest.mark.parametrize("column", ["coalition_id", "previous_id"])
def test_signed_text_cannot_move_to_another_place(column):
    signature = SignatureFactory()
    other = DeclarationFactory()

    with pytest.raises(IntegrityError, match="keeps its text"):
        run(
            f"update coalitions_declaration set {column} = %s where id = %s",
            other.coalition_id if column == "coalition_id" else other.pk,
            signature.request.declaration_id,
        )


def test_what_happens_to_a_signed_declaration_can_be_written_down():
    signature = SignatureFactory()

    changed = run(
        "update coalitions_declaration set withdrawn_at = now(), withdrawal_reason = 'x', completed_at = now(),"
        " version = 2, owner_id = null, changed_at = now()"
    )

    assert changed == 1
    assert Signature.objects.get() == signature


@pytest.mark.parametrize(
    "sql",
    [
        "delete from coalitions_signature",
        "update coalitions_signature set name = 'Een ander'",
        "update coalitions_signature set text_sha256 = 'x'",
        "update coalitions_signature set signed_at = now()",
    ],
)
def test_signature_stays_as_it_was_set(sql):
    SignatureFactory()

    with pytest.raises(IntegrityError, match="stays as it was set"):
        run(sql)


def test_no_method_of_ours_removes_a_signature():
    signature = SignatureFactory()

    for remove in (signature.delete, Signature.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            remove()
    for model in (SignatureRequest, Declaration):
        with pytest.raises(ProtectedError):
            model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        run("delete from coalitions_signaturerequest; set constraints all immediate")
    assert Signature.objects.get() == signature


def test_signature_does_not_move_to_another_declaration():
    signature = SignatureFactory()
    other = DeclarationFactory()

    with pytest.raises(IntegrityError, match="cannot be moved"):
        run("update coalitions_signaturerequest set declaration_id = %s", other.pk)
    assert signature.request.declaration_id != other.pk


@pytest.mark.parametrize("column", ["withdrawn_at", "declined_at"])
def test_who_signed_cannot_be_taken_back(column):
    SignatureFactory()

    with pytest.raises(IntegrityError, match="taken back"):
        run(f"update coalitions_signaturerequest set {column} = now(), decline_reason = 'x'")


def test_address_of_who_signed_can_be_wiped():
    SignatureFactory()

    assert run("update coalitions_signaturerequest set email = '', wiped_at = now()") == 1


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: RequestFactory(withdrawn=True),
        lambda: RequestFactory(declined=True),
        lambda: RequestFactory(declaration=DeclarationFactory(withdrawn=True)),
        lambda: RequestFactory(declaration=DeclarationFactory(completed=True)),
        lambda: RequestFactory(declaration=DeclarationFactory()),
    ],
    ids=["not asked any more", "said no", "withdrawn", "completed", "concept"],
)
def test_nobody_signs_what_cannot_be_signed(request_of):
    request = request_of()

    with pytest.raises(IntegrityError, match="nobody may sign"):
        SignatureFactory(request=request)


def test_one_signs_once():
    signature = SignatureFactory()

    with pytest.raises(IntegrityError, match="request_id"):
        SignatureFactory(request=signature.request)


@pytest.mark.django_db
def test_signature_names_who_signed_and_for_whom():
    signature = SignatureFactory(name="Fenna Tekenaar", organisation_name="Kraamzorg De Proef")

    assert str(signature) == "Fenna Tekenaar (Kraamzorg De Proef)"
