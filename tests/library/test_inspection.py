import io

import pytest
from PIL import Image

from library.inspection import Refused, inspect, pdf_probe
from library.inspection.verdicts import Verdict
from tests.library.corpus import ACCEPTED, HTML, REFUSED
from tests.library.files import image, pdf, upload


class BareUpload(io.BytesIO):
    """A file under exactly this name: Django's own class already drops folders from it."""

    def __init__(self, name, data):
        super().__init__(data)
        self.name, self.size = name, len(data)


@pytest.mark.parametrize(("name", "data", "verdict"), REFUSED.values(), ids=REFUSED)
def test_bad_file_is_refused_for_what_is_wrong_with_it(name, data, verdict):
    with pytest.raises(Refused) as refused:
        inspect(BareUpload(name, data))

    assert refused.value.verdict == verdict
    (sentence,) = refused.value.messages
    assert sentence == verdict.value % (refused.value.params or {})
    assert "%(" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(("name", "data", "kept_as"), ACCEPTED.values(), ids=ACCEPTED)
def test_good_file_is_kept_under_a_plain_name(name, data, kept_as):
    inspected = inspect(BareUpload(name, data))

    assert inspected.name == kept_as
    assert inspected.size == len(inspected.file.read()) > 0


def test_corpus_is_large_enough():
    assert len(REFUSED) >= 60


def test_refusal_says_which_kind_to_choose():
    with pytest.raises(Refused, match=r"\.doc kun je hier niet toevoegen.*\.docx of als PDF"):
        inspect(upload("brief.doc", b"x"))


def test_document_is_kept_as_it_is():
    data = pdf()

    assert inspect(upload("a.pdf", data)).file.read() == data


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_picture_loses_everything_but_its_points(format):
    exif = Image.Exif()
    exif[0x010E] = "Geheim adres"
    ending = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}[format]
    profile = b"Geheim profiel" + bytes(200)
    data = image(format, exif=exif, icc_profile=profile) + HTML + b"Geheim"

    kept = inspect(upload(f"foto.{ending}", data)).file.read()

    assert b"Geheim" in data
    assert b"Geheim" not in kept
    assert HTML not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (40, 30)
        assert not picture.getexif()
        assert "icc_profile" not in picture.info


def test_comment_in_a_jpeg_is_gone():
    data = image("JPEG", comment=b"Geheim")

    assert b"Geheim" in data
    assert b"Geheim" not in inspect(upload("foto.jpg", data)).file.read()


def test_picture_is_turned_the_right_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn

    kept = inspect(upload("foto.jpg", image("JPEG", exif=exif))).file

    with Image.open(kept) as picture:
        assert picture.size == (30, 40)


def test_picture_keeps_its_hole():
    kept = inspect(upload("logo.png", image(mode="P", transparency=0))).file

    with Image.open(kept) as picture:
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


def test_same_picture_gives_the_same_file():
    data = image("JPEG", size=(200, 100))

    assert inspect(upload("a.jpg", data)).sha256 == inspect(upload("b.jpg", data)).sha256


PDFS = {
    name: row
    for name, row in [*REFUSED.items(), *ACCEPTED.items()]
    if row[0].endswith(".pdf") and row[1].startswith(b"%PDF-") and name not in {"pdf bomb", "too large"}
}


@pytest.mark.parametrize("name", PDFS)
def test_probe_never_falls_over(name):
    """In this process, so that what is not covered shows; the verdicts above came from the real one."""
    assert pdf_probe.probe(PDFS[name][1]) in {"fine", "locked", "broken", "runs", "file", "outside"}


def test_probe_that_dies_is_no_yes(monkeypatch, tmp_path):
    from library.inspection import pdfs

    dying = tmp_path / "probe.py"
    dying.write_text("import os, sys\nsys.stdout.write('fine')\nsys.stdout.flush()\nos.abort()\n")
    monkeypatch.setattr(pdfs, "PROBE", dying)

    with pytest.raises(Refused) as refused:
        inspect(upload("a.pdf", pdf()))

    assert refused.value.verdict == Verdict.TOO_HARD


def test_probe_knows_no_secrets(monkeypatch, tmp_path):
    from library.inspection import pdfs

    telling = tmp_path / "probe.py"
    telling.write_text("import os, sys\nsys.stdout.write('broken' if 'SECRET_KEY' in os.environ else 'fine')\n")
    monkeypatch.setattr(pdfs, "PROBE", telling)

    assert inspect(upload("a.pdf", pdf())).content_type == "application/pdf"
