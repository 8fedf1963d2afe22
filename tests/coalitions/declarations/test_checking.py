"""Whoever holds the PDF can check it; whoever does not, learns nothing."""

import datetime
import io
import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from coalitions.declarations import document
from coalitions.declarations.checking import as_printed, check
from coalitions.declarations.sending import SIGNS, new_code
from coalitions.models import Declaration
from language import pdf
from tests.coalitions.declarations.factories import DeclarationFactory, RequestFactory, SignatureFactory

pytestmark = pytest.mark.django_db
CODE = "ABCDE-FGHJK-MNPQR-STUVW"
PAGE = "/verklaring-controleren/"


@pytest.fixture
def signature():
    return SignatureFactory(request__declaration__code=CODE, name="Fenna Tekenaar")


def ask(client, code=CODE):
    return client.get(PAGE, {"code": code})


def test_page_asks_for_the_code(client):
    page = client.get(PAGE).text

    assert "Controleer een intentieverklaring" in page
    assert "kennen we niet" not in page


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", ""), " ABCDE FGHJK\tMNPQR–STUVW "])
def test_code_is_found_however_it_was_typed(client, signature, typed):
    page = ask(client, typed).text

    assert "Deze verklaring is echt" in page
    assert "Fenna Tekenaar" in page
    assert signature.request.declaration.text_sha256 in page
    assert signature.request.email not in page


@pytest.mark.parametrize("typed", ["ABCDE-FGHJK-MNPQR-STUVX", "ABCDE", "x", "'; drop table", "%", "\u202e"])
def test_unknown_code_says_nothing_more(client, signature, typed):
    page = ask(client, typed).text

    assert "Deze code kennen we niet" in page
    assert "Fenna" not in page


def test_empty_code_is_a_fault(client, db):
    assert "Fout: " in ask(client, "").text
    assert "Fout: " in ask(client, "A" * 200).text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ({"is_sent": True}, "ligt nog ter ondertekening"),
        ({"completed": True}, "is echt en geldt"),
        ({"withdrawn": True}, "maar ingetrokken"),
        ({"completed": True, "through": datetime.date(2026, 2, 1)}, "de periode is voorbij"),
        ({"completed": True, "since": datetime.date(2090, 1, 1)}, "geldt nog niet"),
    ],
)
def test_state_is_told(client, kind, words):
    DeclarationFactory(**kind | {"code": CODE})

    page = ask(client).text

    assert words in page
    assert "<dt>Handtekeningen</dt><dd>0</dd>" in page


def test_replaced_one_says_so(client):
    old = DeclarationFactory(completed=True, code=CODE)
    DeclarationFactory(completed=True, previous=old, coalition=old.coalition)

    assert "maar vervangen" in ask(client).text


def test_one_that_is_followed_later_holds_until_then(client):
    old = DeclarationFactory(completed=True, code=CODE)
    DeclarationFactory(completed=True, previous=old, coalition=old.coalition, since=datetime.date(2090, 1, 1))

    assert "is echt en geldt" in ask(client).text


def test_text_that_was_tampered_with_is_found_out(client, signature):
    """Past our code, our forms and the trigger: somebody with the keys of the database."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table coalitions_declaration disable trigger coalitions_declaration_frozen")
        cursor.execute("update coalitions_declaration set principles = 'Iets anders.'")
        cursor.execute("alter table coalitions_declaration enable trigger coalitions_declaration_frozen")

    page = ask(client).text

    assert "Hier klopt iets niet" in page
    assert "is echt" not in page


def test_concept_has_no_code_to_be_found_by(client):
    DeclarationFactory()

    assert check("", on=timezone.localdate()) is None


def test_guessing_is_limited(client, signature, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"declaration_check": "2/h/ip"}

    statuses = [ask(client, typed).status_code for typed in ("A", "B", CODE)]

    assert statuses == [200, 200, 429]
    shown = ask(client).text
    assert "net heel vaak iets geprobeerd" in shown
    assert "Fenna" not in shown


def test_answer_is_not_kept_or_indexed(client, signature):
    response = ask(client)

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 3])
def test_answer_takes_the_same_queries_however_many_signed(client, count, django_assert_num_queries, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    declaration = DeclarationFactory(is_sent=True, code=CODE)
    for _ in range(count):
        SignatureFactory(request__declaration=declaration)

    with django_assert_num_queries(3):  # declaration, its followers, signatures
        ask(client)


def test_code_is_long_and_without_signs_that_look_alike():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(as_printed(code) == code and len(code) == 23 for code in codes)
    assert not set("".join(codes)) & set("01OIL")
    assert len(SIGNS) ** 20 > 2**98


def read(declaration):
    return PdfReader(io.BytesIO(document.as_pdf(declaration, now=timezone.now())))


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_pdf_holds_the_text_the_signatures_and_the_code(signature):
    declaration = Declaration.objects.get()

    reader = read(declaration)

    shown = words(reader)
    for expected in [
        declaration.title,
        "De eerste duizend dagen tellen.",
        "wij helpen elkaar",
        "Fenna Tekenaar",
        CODE,
    ]:
        assert expected in shown
    assert signature.organisation_name in shown
    assert signature.request.email not in shown
    assert reader.metadata.title == declaration.title
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True


def test_signature_stands_on_one_page(signature):
    data = document.contents(Declaration.objects.get(), timezone.now())
    lines = "verloskundige en teamleider in de hele regio, ook voor"
    data["signatures"] = [
        data["signatures"][0] | {"name": f"naam{number}", "function": f"{lines} eind{number}"} for number in range(60)
    ]

    pages = PdfReader(io.BytesIO(pdf.render(document.TEMPLATE, data, now=timezone.now()))).pages

    names, ends = (
        [set(re.findall(rf"{word}(\d+)", page.extract_text())) for page in pages] for word in ("naam", "eind")
    )
    assert names == ends
    assert len(set.union(*names)) == 60


def test_fingerprint_on_the_pdf_is_that_of_the_text(signature):
    declaration = Declaration.objects.get()

    assert declaration.text_sha256 in words(read(declaration)).replace(" ", "")


def test_qr_code_leads_to_the_check(signature):
    data = document.contents(Declaration.objects.get(), timezone.now())

    assert data["qr"].startswith("<?xml")
    assert data["check_page"].endswith(reverse("coalitions:declaration_check"))


def test_concept_as_pdf_says_so_and_has_no_code():
    shown = words(read(DeclarationFactory()))

    assert "Dit is een concept" in shown
    assert "Is deze verklaring echt?" not in shown


@pytest.mark.parametrize(
    ("kind", "said"), [({"withdrawn": True}, "is ingetrokken"), ({"is_sent": True}, "ligt nog ter ondertekening")]
)
def test_pdf_says_where_it_stands(kind, said):
    assert said in words(read(DeclarationFactory(**kind)))


def test_text_of_people_is_never_code():
    hostile = '#panic("x") $a$ \\ *vet* _schuin_ = kop @wie <label> // weg "citaat" `code` 😀 \u202eomgekeerd'
    declaration = DeclarationFactory(
        is_sent=True, title="#title $x$", preamble=hostile, commitments=hostile, principles=f"- {hostile}\n\n{hostile}"
    )
    SignatureFactory(request__declaration=declaration, name='#name["]', organisation_name="#organisatie\\")

    shown = words(read(declaration))

    assert shown.count('#panic("x") $a$ \\ *vet* _schuin_ = kop @wie <label> // weg "citaat"') == 4
    assert '#name["]' in shown
    assert pdf.MISSING in shown


def test_longest_declaration_fits():
    declaration = DeclarationFactory(
        is_sent=True, preamble="woord " * 999, commitments="belofte\n" * 480, principles="x" * 6000, title="t" * 150
    )
    for signer in RequestFactory.create_batch(60, declaration=declaration, organisation_name="o" * 150):
        SignatureFactory(request=signer)

    reader = read(declaration)

    assert words(reader).count("Tekenaar Nummer") == 60
    assert len(reader.pages) > 5


def test_file_is_named_after_the_declaration(signature):
    declaration = Declaration.objects.get()
    assert document.download(declaration, now=timezone.now())["Content-Disposition"] == (
        'attachment; filename="intentieverklaring-lokale-coalitie.pdf"'
    )
    declaration.title = "!!!"
    assert (
        'filename="intentieverklaring.pdf"'
        in document.download(declaration, now=timezone.now())["Content-Disposition"]
    )
