"""PDFs are tagged, say what they are, and show what people typed as they typed it."""

import datetime
import io
import time

import pytest
import typst
from pypdf import PdfReader

from language import pdf

NOW = datetime.datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=datetime.UTC)
PROBE = """#import "/pdf/page.typ": data, page-of-the-portal, paragraphs
#show: page-of-the-portal
= #data.title
#paragraphs(data.text)
"""


@pytest.fixture
def probe(settings, tmp_path):
    """A template beside the real page, as an app would have it."""
    (tmp_path / "templates").symlink_to(settings.BASE_DIR / "templates")
    folder = tmp_path / "own" / "templates"
    (folder / "pdf").mkdir(parents=True)
    (folder / "pdf" / "page.typ").write_bytes((settings.BASE_DIR / "templates" / "pdf" / "page.typ").read_bytes())
    (folder / "probe.typ").write_text(PROBE)
    settings.BASE_DIR = folder.parent

    def made(text, title="Proef"):
        return PdfReader(io.BytesIO(pdf.render("probe.typ", {"title": title, "text": text}, now=NOW)))

    return made


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_pdf_is_tagged_and_says_its_title_language_and_moment(probe):
    reader = probe("Een zin.", title="Werkagenda van Waadhoeke")

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"] is not None
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Werkagenda van Waadhoeke"
    assert reader.metadata.creation_date == NOW.replace(microsecond=0)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_hyphen_is_a_hyphen_also_after_a_word_that_was_broken(probe, settings):
    """What is copied from the PDF, an address for one, is what stands there."""
    (settings.BASE_DIR / "templates" / "probe.typ").write_text(
        PROBE.replace("data, page", "data, hyphens-stay, page").replace(
            "#paragraphs", "#hyphens-stay\n#block(width: 3cm, text(hyphenate: true)[#data.title])\n#paragraphs"
        )
    )
    found = words(probe("Kijk op /verklaring-controleren/.", title="Verloskundigenpraktijken"))

    assert "Verloskundigen- praktijken" in found
    assert "/verklaring-controleren/" in found


def test_letters_are_in_the_file_and_not_the_machines(probe):
    fonts = probe("Een zin.").pages[0]["/Resources"]["/Font"]

    names = [font.get_object()["/BaseFont"] for font in fonts.values()]
    assert names
    assert all("Figtree" in name for name in names)


@pytest.mark.parametrize(
    "text",
    [
        'Gewoon #panic() $x$ \\ ` *vet* _schuin_ = kop @verwijzing <label> "citaat" // geen commentaar',
        '#import "/pdf/page.typ" #read("/base.html")',
        "Skûtsje, Ljouwert, Fryslân: één ß ő Ÿ ŵ ǎ ạ ẞ",
        "Ελλάδα Русский",
    ],
)
def test_what_was_typed_is_what_stands_there(probe, text):
    assert text in words(probe(text))


def test_text_from_right_to_left_is_drawn(probe):
    assert "العربية" in words(probe("العربية"))
    assert pdf.MISSING not in words(probe("עברית العربية"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("blij 😀 samen", "blij □ samen"),
        ("中文 → 한", "□□ → □"),
        ("👩\u200d👧", "□□"),
        ("".join(chr(0x4E00 + number) for number in range(300)), "□" * 40),
    ],
)
def test_character_without_a_shape_becomes_a_box(probe, text, shown):
    assert shown in words(probe(text)).replace("□ □", "□□")


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\u202e", "\u200b", "\ufeff", "\ue000", "\ud800", "\U000e0041"])
def test_character_that_nobody_sees_is_left_out(probe, hidden):
    assert "voornaam" in words(probe(f"voor{hidden}naam"))


def test_lines_and_paragraphs_stay(probe):
    text = probe("een\r\ntwee\r\n\r\n \r\n\r\ndrie\rvier").pages[0].extract_text()

    assert text.splitlines()[1:5] == ["een", "twee", "drie", "vier"]


def test_data_of_any_shape_is_cleaned():
    data = {"a": ["x\x00", ("y\x00", 1)], "b": None, "c": True}

    assert pdf.cleaned(data, pdf.printable) == {"a": ["x", ["y", 1]], "b": None, "c": True}


def test_word_without_end_and_long_text_go_over_the_pages(probe):
    assert words(probe("a" * 10_000)).count("a") >= 10_000
    assert len(probe("woord " * 10_000).pages) > 10


def test_largest_text_takes_seconds_not_minutes(probe):
    started = time.process_time()

    reader = probe("x\n" * ((pdf.LARGEST - 1000) // 3))

    assert len(reader.pages) > 100
    assert time.process_time() - started < 60  # five on an idle machine


def test_more_than_the_largest_is_refused(probe):
    with pytest.raises(pdf.TooMuch):
        probe("x" * pdf.LARGEST)


def test_a_fault_in_a_template_is_not_hidden(probe, settings):
    (settings.BASE_DIR / "templates" / "probe.typ").write_text('#import "/pdf/page.typ": data\n#nergens')

    with pytest.raises(typst.TypstError, match="nergens"):
        probe("x")


def test_template_reads_nothing_outside_its_folder(probe, settings):
    (settings.BASE_DIR / "geheim").write_text("geheim")
    (settings.BASE_DIR / "templates" / "probe.typ").write_text('#set document(title: [x])\n#read("../geheim")')

    with pytest.raises(typst.TypstError):
        probe("x")
