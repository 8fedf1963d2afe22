"""What a spreadsheet makes of a file, and files that cannot be read as a whole."""

import codecs
import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coalitions.directory import reading
from tests.coalitions.directory.files import HEAD, UPLOAD, fault, send, states


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xef\xbb\xbf", "Dit bestand is leeg."),
        (HEAD, "Onder de kop staat nog geen enkele organisatie."),
        (zipped(), "Dit is een Excel- of Word-bestand, geen CSV."),
        (b"%PDF-1.7 ...", "Dit is een pdf, geen CSV."),
        (b"\x89PNG\r\n", "Dit is een plaatje, geen CSV."),
        (b"naam;soort\nA\0B;ggz\n", "We kunnen dit bestand niet als tekst lezen."),
        (bytes(range(128, 256)) * 20, "We kunnen dit bestand niet als tekst lezen."),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "We kunnen dit bestand niet als tekst lezen."),
        ("wat;is;dit\nx;y;z\n", "De eerste regel is geen kop."),
        ("naam;kleur\nx;rood\n", "Deze kolommen kennen we niet: kleur."),
        ("naam;;soort\nx;;ggz\n", "Deze kolommen kennen we niet: (zonder naam)."),
        ("naam;naam;soort\nx;y;ggz\n", "Deze kolommen staan er twee keer in: naam."),
        ("soort;werkt\nggz;lokaal\n", "De kolom “naam” ontbreekt."),
        ('naam;soort\n"A;ggz\nB;ggz\n', "Regel 2: de aanhalingstekens kloppen niet."),
        ('naam;soort\nA;ggz\n"B"x;ggz\n', "Regel 3: de aanhalingstekens kloppen niet."),
        ('naam;soort\n"' + "x" * 200_000, "Regel 2: de aanhalingstekens kloppen niet."),
        ("naam;soort\n" + "A;ggz\n" * 50_000, "Dit bestand heeft ongeveer 50.001 regels."),
        ("naam;soort\n" + "x" * 2_000_000, "Dit bestand is 2,0 MB. Er past hoogstens 2 MB in één keer."),
    ],
)
def test_unreadable_file_is_refused_with_a_reason(editor, content, words):
    start = time.process_time()

    assert words in fault(editor, content)

    assert time.process_time() - start < 10


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{}, {"file": SimpleUploadedFile("leeg.csv", b"")}])
def test_no_file_and_an_empty_one_are_refused(editor, data):
    assert editor.post(UPLOAD, data).context["form"].errors["file"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("mac-roman"),
        lambda text: text.replace("\n", ";;;\n").encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.replace(";", ",").encode(),
        lambda text: text.replace(";", "\t").encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode("cp1252"),
        lambda text: b"sep=;\r\n" + text.encode("cp1252"),
        lambda text: b'"sep=,"\n' + text.replace(";", ",").encode(),
        lambda text: text.replace("naam;soort", '"Naam";" SOORT "').encode(),
    ],
    ids=lambda encode: "",
)
def test_whatever_a_spreadsheet_makes_of_it_is_read(editor, kraamzorg, sudwest, encode):
    content = "naam;soort;werkt;gemeenten\nIsis Kraamzorg;kraamzorg;lokaal;Súdwest-Fryslân\n"
    content += "Thúsbliuwers één;ggz;landelijk;\n"

    response = send(editor, encode(content))

    assert states(response) == {"new": 1, "changed": 0, "same": 1, "wrong": 0}
    assert response.context["lines"]["new"][0].name == "Thúsbliuwers één"


def test_apostrophe_of_an_export_is_taken_off_again():
    table = reading.read(b"naam;telefoon\n'=A;'+31 58 1234567\n")

    assert table.rows == [[2, {"name": "=A", "phone": "+31 58 1234567"}]]
    assert reading.cell_text("name", "'s Heerenhuis") == "'s Heerenhuis"
