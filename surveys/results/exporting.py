"""The results as a file: what was answered line by line, or of a round without names how often what was answered."""

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from language.sheets import as_file, streamed
from surveys.models import Question
from surveys.results import spss, texts
from surveys.results.collecting import collected
from surveys.results.columns import Column, columns_of, sheets_of

KINDS = ("csv", "xlsx", "sav")
CIRCLE = Column("KRING", "Kring", str, is_text=True)
COUNTS = (
    Column("VRAAG", "Vraag", str, is_text=True),
    Column("WAARVAN", "Waarvan", str, is_text=True),
    Column("ANTWOORD", "Antwoord", str, is_text=True),
    Column("AANTAL", "Aantal", int),
)


def download(kind, one_round, user, *, now):
    name = slugify(f"resultaten {one_round.title}")[:80]
    columns, rows = counts(one_round, user) if one_round.is_anonymous else lines(one_round, in_words=kind != "sav")
    if kind == "sav":
        parts = spss.written(columns, rows, title=one_round.title, now=now)
        return StreamingHttpResponse(parts, content_type="application/x-spss-sav", headers=as_file(f"{name}.sav"))
    if kind == "csv":
        rows = ([comma(value) for value in row] for row in rows)
    return streamed(kind, name, [column.label for column in columns], rows, title=one_round.title)


def comma(value):
    """A Dutch Excel takes 12.5 in a CSV for the twelfth of May."""
    return str(value).replace(".", ",") if isinstance(value, float) else value


def lines(one_round, *, in_words):
    """Return the columns, and a row of each sheet: in words, or with the codes of SPSS."""
    questions = Question.objects.filter(section__instrument_version=one_round.instrument_version_id)
    columns = columns_of(list(questions.order_by("section__position", "position")))
    rows = (
        [circle, *(column.words(answers) if in_words else column.code(answers) for column in columns)]
        for circle, answers in sheets_of(one_round)
    )
    return [CIRCLE, *columns], rows


def counts(one_round, user):
    """Return what was counted and not who answered what: a line of one person's answers would say who it was."""
    return list(COUNTS), _counted(one_round, user)


def _counted(one_round, user):
    for result in collected(one_round, user, most_texts=0).results:
        title = f"{result.number}. {result.question.text}"
        if result.is_too_few:
            yield [title, "", "Te weinig antwoorden", None]
        for row in result.rows:
            yield [title, "", row.label, row.number]
        for line in result.lines:
            if line.is_too_few:
                yield [title, line.label, "Te weinig antwoorden", None]
            elif result.kind == "matrix":
                for segment in line.segments:
                    yield [title, line.label, segment.label, segment.number]
                yield [title, line.label, "weet ik niet", line.unknown]
            elif line.mean is not None:
                yield [title, line.label, f"gemiddelde plek {line.mean_words}", line.answered]
        if result.text_count:
            for answer in texts.of_question(one_round, result.question, user).iterator(chunk_size=500):
                yield [title, "Tekst", answer.words, 1]
