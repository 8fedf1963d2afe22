import io
import json
import os
import stat
from contextlib import suppress
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone
from PIL import Image

from language import pdf as our_pdf
from library import tasks
from library.extracting import clean, drawer, probe, read_text, scans, texts
from library.models import CheckState, Page, TextState, Version
from library.storage import closed_storage
from members.models import Notice
from tests.library import writing
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.library.files import pdf, zipped
from tests.races import at_once

NOW = timezone.now()


def text_of(data, ending):
    """What the process says; and the same reader in this one, where its lines are counted."""
    if ending in probe.READERS:
        with suppress(Exception):  # what it stumbles over ends the process, and is what some tests are about
            probe.read(data, ending)
    return read_text(io.BytesIO(data), ending)


def our(text, title="Zorgpad"):
    return our_pdf.render("demo/document.typ", {"title": title, "circle": "Netwerk", "text": text}, now=NOW)


def scan(pages=1):
    """A PDF of pictures."""
    file = io.BytesIO()
    pictures = [Image.new("L", (300, 200), 255) for _ in range(pages)]
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


# What stands in a file


def test_words_of_a_pdf_come_with_the_number_of_the_page():
    long = "\n\n".join(f"Alinea {number} gaat over kraamzorg in de gemeente." for number in range(60))

    text = text_of(our(f"{long}\n\nTot slot: het zorgpad Kwetsbaar."), "pdf")

    assert text.state == TextState.FOUND
    assert [label for label, _ in text.pages] == [f"bladzijde {n + 1}" for n in range(len(text.pages))]
    assert len(text.pages) > 1
    assert "zorgpad Kwetsbaar" in text.pages[-1][1]
    assert "zorgpad Kwetsbaar" not in text.pages[0][1]


def test_words_of_a_word_file_also_in_tables_headers_and_footers():
    data = writing.word("De kraamzorg belt.", table=[["Wie", "Wat"]], header="Koptekst", footer="Voettekst")

    ((label, words),) = text_of(data, "docx").pages

    assert label == ""
    assert words.split() == ["De", "kraamzorg", "belt.", "Wie", "Wat", "Voettekst", "Koptekst"]


def test_words_of_slides_come_with_their_notes():
    data = writing.slides(("Welkom", "Eerste\nTweede", "Zeg dit erbij"), ("Einde", "", ""))

    pages = text_of(data, "pptx").pages

    assert [label for label, _ in pages] == ["dia 1", "dia 2"]
    assert pages[0][1].split() == ["Welkom", "Eerste", "Tweede", "Zeg", "dit", "erbij"]
    assert pages[1][1] == "Einde"


def test_words_of_a_workbook_come_by_sheet():
    rows = [["Post", "Bedrag"], ["Huisbezoek", 1200], [None, "Huisbezoek"]]

    pages = text_of(writing.workbook(Begroting=rows, blad2=[["Los"]], comment="Nog niet vastgesteld"), "xlsx").pages

    assert [label for label, _ in pages] == ["blad Begroting", "blad2"]
    expected = ["Post", "Bedrag", "Huisbezoek", "1200", "Huisbezoek", "Nog", "niet", "vastgesteld"]
    assert pages[0][1].split() == expected


def test_texts_inside_cells_of_a_workbook_are_read():
    parts = [
        ("xl/workbook.xml", '<w xmlns:r="r"><sheet name="A" r:id="r1"/><sheet name="B" r:id="weg"/></w>'),
        ("xl/_rels/workbook.xml.rels", '<R><Relationship Id="r1" Target="/xl/worksheets/s.xml"/></R>'),
        ("xl/worksheets/s.xml", '<s><row><c t="inlineStr"><is><t>Los</t></is></c><c t="s"/></row></s>'),
    ]

    assert text_of(zipped(parts), "xlsx").pages == [("blad A", "Los")]


def test_texts_that_cells_of_a_workbook_share_are_read():
    """As Excel writes them: each text once, also in pieces with a look of their own, and a number in the cell."""
    parts = [
        ("xl/workbook.xml", '<w xmlns:r="r"><sheet name="A" r:id="r1"/></w>'),
        ("xl/_rels/workbook.xml.rels", '<R><Relationship Id="r1" Target="worksheets/s.xml"/></R>'),
        ("xl/sharedStrings.xml", "<sst><si><r><t>Huis</t></r><r><t>bezoek</t></r></si><si><t>Post</t></si></sst>"),
        (
            "xl/worksheets/s.xml",
            '<s><row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c></row></s>',
        ),
    ]

    ((label, words),) = text_of(zipped(parts), "xlsx").pages

    assert (label, words.split()) == ("blad A", ["Post", "Huisbezoek", "Huisbezoek"])


@pytest.mark.parametrize(
    ("ending", "data", "expected"),
    [
        ("odt", writing.odt("De  kraamzorg", "belt."), [("", "De kraamzorg\nbelt.")]),
        ("ods", writing.ods(Kosten=[["Post", 3]]), [("blad Kosten", "Post\n3")]),
        ("odp", writing.odp("Welkom", "Einde"), [("dia 1", "Welkom"), ("dia 2", "Einde")]),
        ("txt", "\ufeffEerst\r\ndaarna".encode(), [("", "Eerst\ndaarna")]),
        ("txt", "Eén cliënt: € 5".encode("cp1252"), [("", "Eén cliënt: € 5")]),
    ],
)
def test_words_of_other_files(ending, data, expected):
    text = text_of(data, ending)

    assert [(label, words.replace("\n ", "\n")) for label, words in text.pages] == expected


def test_what_was_taken_out_or_is_there_twice_is_not_read():
    body = (
        "<w:p><w:r><w:t>blijft</w:t><w:tab/><w:noBreakHyphen/></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"
        "<mc:AlternateContent xmlns:mc='mc'><mc:Choice><w:t>een</w:t></mc:Choice><mc:Fallback><w:t>twee</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:p>"
    )

    data = zipped([("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")])

    assert text_of(data, "docx").pages == [("", "blijft \u2011een")]


def test_headers_of_an_odt_are_read():
    parts = [
        ("content.xml", "<c><p>Tekst<s c='3'/>verder</p></c>"),
        ("styles.xml", "<c><p>Kop</p></c>"),
    ]

    assert text_of(zipped(parts), "odt").pages == [("", "Tekst verder\nKop")]
    assert text_of(zipped(parts[:1]), "odt").pages == [("", "Tekst verder")]


def test_long_text_is_cut_where_a_paragraph_ends():
    words = "\n".join(["woord " * 300] * 30)

    pages = text_of(words.encode(), "txt").pages

    assert len(pages) > 2
    assert " ".join(text for _, text in pages).split() == words.split()
    assert max(len(text) for _, text in pages) <= probe.PIECE
    assert len(text_of(b"x" * (probe.PIECE + 5), "txt").pages) == 2


def test_only_the_beginning_of_a_very_long_text_is_read():
    text = text_of(b"woord " * 400_000, "txt")

    assert text.state == TextState.PART
    assert sum(len(words) for _, words in text.pages) <= probe.MOST_TEXT


def test_what_unpacks_to_too_much_is_read_in_part(monkeypatch):
    monkeypatch.setattr(probe, "MOST_UNPACKED", 1000)
    data = zipped([("word/document.xml", "<d>" + "<t>x</t>" * 1000 + "</d>")])

    assert probe.read(data, "docx") == ([], True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("samen-\nwerking", "samenwerking"),
        ("zorg-\nen welzijn", "zorg-\nen welzijn"),
        ("ver\u00adloskundige", "verloskundige"),
        ("ver\ufffeloskundige", "verloskundige"),
        ("a\x00b\u202ec", "abc"),
        ("een   twee\n\n \n\ndrie", "een twee\n\ndrie"),
        ("e\u0301e\u0301n", "één"),
    ],
)
def test_text_is_cleaned_for_people_and_the_database(raw, expected):
    assert clean(raw) == expected


# What holds no words, or cannot be read


@pytest.mark.parametrize(
    ("data", "ending"), [(b"", "png"), (pdf(), "pdf"), (writing.word(), "docx")], ids=["picture", "pdf", "word"]
)
def test_file_without_words_is_not_searchable(data, ending, monkeypatch):
    monkeypatch.setattr(scans.shutil, "which", lambda name: None)

    assert text_of(data, ending).state == TextState.NONE


@pytest.mark.parametrize(
    ("data", "ending"),
    [(b"%PDF-1.7 kapot", "pdf"), (b"PK kapot", "docx"), (b"\xff\x81\x00", "txt"), (zipped([("a", "<a")]), "xlsx")],
)
def test_broken_file_fails_and_nothing_else_does(data, ending):
    assert text_of(data, ending).state == TextState.FAILED


def test_file_that_eats_memory_ends_its_own_process(monkeypatch, tmp_path):
    hungry = tmp_path / "probe.py"
    source = probe.__loader__.get_source(probe.__name__)
    hungry.write_text(source.replace("return pages, False", "return ['x' * 10**10], False"))
    monkeypatch.setattr("library.extracting.PROBE", hungry)

    assert text_of(b"tekst", "txt").state == TextState.FAILED


def test_answer_of_any_length_is_not_taken(monkeypatch):
    monkeypatch.setattr("library.extracting.LARGEST_ANSWER", 10)

    assert text_of(b"tekst", "txt").state == TextState.FAILED


# Scans


@pytest.fixture
def tesseract(monkeypatch, tmp_path):
    """A program in the place of tesseract; return a function that says what it answers."""

    def answers(script):
        program = tmp_path / "tesseract"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return answers


def test_scan_is_read_where_there_is_a_program_for_it(tesseract):
    tesseract('[ -s "$1" ] && [ "$2 $3 $4" = "stdout -l nld" ] && echo Kraamzorg belt')

    text = text_of(scan(pages=2), "pdf")

    assert text.pages == [("bladzijde 1", "Kraamzorg belt"), ("bladzijde 2", "Kraamzorg belt")]


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 5"])
def test_scan_that_the_program_cannot_read_is_not_searchable(tesseract, script, monkeypatch):
    monkeypatch.setattr(scans, "read_picture", in_a_hurry(scans.read_picture, monkeypatch))
    tesseract(script)

    assert text_of(scan(), "pdf").state == TextState.NONE


def in_a_hurry(read_picture, monkeypatch):
    def read(*given):
        monkeypatch.setattr(scans, "PATIENCE", 0.5)
        return read_picture(*given)

    return read


def test_drawing_is_not_larger_than_we_can_bear(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 14_000)
    file = io.BytesIO()
    document.save(file)

    (name,) = drawer.draw(file.getvalue(), str(tmp_path), 20)

    with Image.open(name) as image:
        assert image.width * image.height <= drawer.MOST_PIXELS * 1.01


def test_pages_that_cannot_be_drawn_are_no_pages():
    assert scans.draw(io.BytesIO(b"kapot"), "/nergens") == []


# The task


@pytest.mark.django_db
def test_new_file_is_for_nobody_until_its_text_was_read(login, member):
    version = VersionFactory(document__network=True, unread=True, content=our("De kraamzorg belt."))
    client = login(member)
    assert client.get(version.get_absolute_url()).status_code == 404

    tasks.read_texts()

    version.refresh_from_db()
    assert (version.text_state, version.text_read_at is not None) == (TextState.FOUND, True)
    assert "De kraamzorg belt." in version.pages.get().text
    assert client.get(version.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_task_twice_reads_once_and_again_renews_the_pages():
    version = VersionFactory(unread=True, content=our("De kraamzorg belt."))

    assert texts.read_texts(NOW) == 1
    assert texts.read_texts(NOW) == 0
    Version.objects.update(text_state=TextState.AGAIN)
    assert texts.read_texts(NOW) == 1

    assert version.pages.count() == 1


@pytest.mark.django_db
def test_new_files_come_before_those_that_have_readers_already(monkeypatch):
    monkeypatch.setattr(texts, "PER_RUN", 1)
    old = VersionFactory(text_state=TextState.AGAIN, uploaded_at=NOW - timedelta(days=400))
    new = VersionFactory(unread=True)

    texts.read_texts(NOW)

    assert set(texts.to_read()) == {old}
    assert new.pk != old.pk


@pytest.mark.django_db
@pytest.mark.parametrize("state", [CheckState.WAITING, CheckState.REFUSED])
def test_what_the_scanner_still_has_or_refused_is_not_opened(state):
    VersionFactory(
        check_state=state,
        checked_at=NOW if state == CheckState.REFUSED else None,
        text_state="waiting",
        text_read_at=None,
    )

    assert texts.read_texts(NOW) == 0


@pytest.mark.django_db
def test_hostile_broken_and_missing_files_stop_no_other():
    broken = VersionFactory(unread=True, content=b"%PDF-1.7 kapot")
    missing = VersionFactory(unread=True)
    closed_storage().delete(missing.file.name)
    good = VersionFactory(unread=True, content=our("De kraamzorg belt."))

    assert texts.read_texts(NOW) == 3

    states = [Version.objects.get(pk=version.pk).text_state for version in (broken, missing, good)]
    assert states == [TextState.FAILED, TextState.FAILED, TextState.FOUND]
    assert Version.objects.readable().count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_read_the_same_file():
    version = VersionFactory(unread=True, content=our("De kraamzorg belt."))

    outcomes = at_once(
        lambda: texts.read_version(version.pk, timezone.now()), lambda: texts.read_version(version.pk, timezone.now())
    )

    assert sorted(outcomes) == [False, True]
    assert Page.objects.count() == 1


@pytest.mark.django_db
def test_pages_of_the_newest_readable_version_are_the_ones_to_find(member, stranger):
    document = DocumentFactory(network=True, version1=None)
    old, new = VersionFactory(document=document), VersionFactory(document=document)
    PageFactory(version=old)
    newest = PageFactory(version=new, label="bladzijde 1")
    PageFactory(version=VersionFactory(document=document, held=True))
    PageFactory(version=DocumentFactory(network=True, withdrawn=True).versions.get())

    assert set(Page.objects.visible_to(member)) == {newest}
    assert set(Page.objects.visible_to(stranger)) == set()
    assert str(newest) == f"{new}, bladzijde 1"
    assert "deel" in str(PageFactory())


@pytest.mark.django_db
def test_nothing_of_the_words_is_in_the_log(caplog):
    VersionFactory(unread=True, content=our("Mevrouw De Vries, bsn 123456782, is zwanger."))

    texts.read_texts(NOW)

    assert Notice.objects.count() == 1
    assert "Vries" not in caplog.text
    assert "123456782" not in caplog.text


def test_json_is_what_the_probe_says():
    assert json.loads(json.dumps(probe.read(b"woord", "txt"))) == [[["", "woord"]], False]
