"""The results as a PDF that a screen reader can read: of the province, or of one circle beside it."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from language import pdf
from surveys.results import texts
from surveys.results.collecting import collected

TEMPLATE = "surveys/results/report.typ"
MOST_TEXTS, LONGEST_TEXT = texts.MOST_KEPT, 400


def as_pdf(one_round, user, *, circle, now) -> bytes:
    return pdf.render(
        TEMPLATE, contents(collected(one_round, user, circle=circle, most_texts=MOST_TEXTS), now), now=now
    )


def contents(found, now):
    """Everything the template shows; all of it plain text and whole numbers."""
    of_whom = f" naast {found.circle}" if found.circle else ""
    return {
        "title": f"Resultaten van {found.round.title}{of_whom}",
        "made_on": date_format(localtime(now), "j F Y"),
        "sheets": f"{found.sheet_count} {'ingestuurde lijst' if found.sheet_count == 1 else 'ingestuurde lijsten'}",
        "circle": str(found.circle or ""),
        "parts": [
            {"title": part.section.title, "results": [_result(result) for result in part.results]}
            for part in found.parts
        ],
    }


def _result(result):
    with_own = result.circle is not None and not result.is_own_hidden
    return {
        "title": f"{result.number}. {result.question.text}",
        "note": _note(result),
        "rows": [
            {
                "label": row.label,
                "number": str(row.number),
                "share": row.share,
                "own": "" if not with_own else str(row.own),
            }
            for row in result.rows
        ],
        "lines": [
            {
                "label": line.label,
                "mean": line.mean_words or ("te weinig antwoorden" if line.is_too_few else "–"),
                "band": _band(line.strip),
            }
            for line in result.lines
        ],
        "mean": result.mean_words and f"Gemiddeld {result.mean_words} {result.question.unit}".strip(),
        "band": _band(result.strip),
        "texts": [_short(answer.words) for answer in result.first_texts],
        "text_count": result.text_count,
    }


def _note(result):
    if result.is_too_few:
        return "Te weinig antwoorden."
    if result.is_own_hidden:
        return f"{result.circle}: te weinig antwoorden om apart te tonen."
    if not (result.rows or result.lines or result.text_count):
        return "Nog geen antwoord."
    return ""


def _band(strip):
    if strip is None:
        return ""
    own = f"Deze kring: {strip.own_words}. " if strip.own_words else ""
    return f"{own}{strip.words}"


def _short(text):
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()} …"
