"""How many words of a file are found, in files as people make them: one of each kind, with our own texts.

The libraries that others write theirs with write them: python-docx, python-pptx, openpyxl, odfdo, typst.
"""

import io
import os
import re

from bench import _sets, figure
from bench._house import own_database

GOAL = 0.99
WORD = re.compile(r"\w+")


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="WARNING")
    with own_database():
        judge()


def judge():
    from library.extracting import read_text

    texts = [one for _part, _same, one, _other in _sets.pairs()]
    for ending, data in written(texts):
        found = words_of(" ".join(text for _label, text in read_text(io.BytesIO(data), ending).pages))
        wanted = words_of(" ".join(texts))
        share = _sets.share(sum(word in found for word in wanted), len(wanted))
        figure(
            f"extraction.{ending}",
            share,
            unit="share of the words",
            goal=f">= {GOAL}",
            ok=share >= GOAL,
            baseline=f"{len(wanted)} different words in a file of {len(data) // 1024} kB",
        )


def words_of(text):
    return set(WORD.findall(text.casefold()))


def written(texts):
    from django.utils import timezone

    from language import pdf
    from tests.library import writing

    half = len(texts) // 2
    given = {"title": "Proef", "circle": "Netwerk", "text": "\n\n".join(texts)}
    yield "pdf", pdf.render("demo/document.typ", given, now=timezone.now())
    yield "docx", writing.word(*texts[:half], table=[[text, "x"] for text in texts[half:]])
    yield "pptx", writing.slides(*[("Dia", text, text) for text in texts])
    yield (
        "xlsx",
        writing.workbook(Eerste=[[text, 1] for text in texts[:half]], Tweede=[[text] for text in texts[half:]]),
    )
    yield "odt", writing.odt(*texts)
    yield "ods", writing.ods(Blad=[[text] for text in texts])
    yield "odp", writing.odp(*texts)
    yield "txt", "\n".join(texts).encode()
