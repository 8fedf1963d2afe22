"""The library of the demo: every kind of file that people bring, put in by the verbs that people use."""

import pytest
from django.core.management import call_command
from django.db.models import Count

from library.models import Document, TextState, Version
from tests.world import put_demo

pytestmark = pytest.mark.django_db


def test_demo_has_every_kind_of_file_and_what_goes_wrong_with_them(settings):
    put_demo(settings)

    versions = Version.objects.all()
    assert {version.kind for version in versions} >= {"PDF", "DOCX", "XLSX", "PPTX", "ODT", "TXT"}
    # The first: speakers of the symposium bring slides too.
    slides, *_ = [version for version in versions.order_by("pk") if version.kind == "PPTX"]
    assert [page.label for page in slides.pages.all()] == ["dia 1", "dia 2", "dia 3", "dia 4"]
    scan = versions.get(name="folder 1998.pdf")
    assert (scan.text_state, scan.preview_url != "", scan.is_readable) == (TextState.NONE, True, True)
    assert [version.document.title for version in versions.held()] == ["Casus voor de intervisie"]
    assert Document.objects.count() >= 40
    assert set(Document.objects.values_list("kind", flat=True)) == set(Document.Kind.values)
    placed = Document.objects.annotate(places=Count("municipalities")).filter(places__gt=0)
    assert placed.count() >= 8
    before = Document.objects.count()
    call_command("seed_demo", verbosity=0)
    assert Document.objects.count() == before
