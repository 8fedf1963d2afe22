"""What people wrote: which texts somebody reads, in which order, and the words that a reader put to them."""

from django.db.models import Case, F, Func, Prefetch, TextField, Value, When, Window
from django.db.models.fields.json import KT
from django.db.models.functions import RowNumber
from django.utils.crypto import constant_time_compare, salted_hmac

from surveys.models import Answer, AnswerTag, Kind, Mode
from surveys.results.access import reads_all

SALT = "surveys.results.texts"
MOST_KEPT = 10  # as many as a report shows


def of_question(one_round, question, user, circle=None):
    """Return the answers with their `words`, of a circle or of all."""
    return readable(one_round, user, circle).filter(question=question)


def readable(one_round, user, circle=None):
    """Who does not read all, reads the texts of their own circle: others told them to who reads all.

    Texts of a round without names stand by the alphabet: any other order could tell what one person wrote.
    """
    answers = written(one_round)
    if circle is not None:
        answers = answers.filter(sheet__circle=circle)
    if not reads_all(user):
        own = answers.filter(sheet__circle__in=user.circle_ids) if one_round.is_joint else answers.none()
        answers = answers.filter(sheet__user=user.pk) if one_round.mode == Mode.EACH else own
    order = ["words"] if one_round.is_anonymous else ["sheet__circle__sort_name", "words", "pk"]
    return answers.order_by(*order)


def written(one_round):
    """Return every text of a round, whoever may read it."""
    return Answer.objects.submitted().filter(sheet__round=one_round).annotate(words=words()).exclude(words="")


def words():
    """The text of an answer: of a yes or no its explanation."""
    whole = Func(F("value"), template="(%(expressions)s #>> '{}')", output_field=TextField())
    return Case(
        When(question__kind__in=[Kind.SHORT, Kind.LONG], then=whole),
        When(question__kind=Kind.YES_NO, then=KT("value__why")),
        default=Value(""),
        output_field=TextField(),
    )


def with_tags(answers):
    return answers.select_related("sheet__circle").prefetch_related(
        Prefetch("tags", AnswerTag.objects.order_by("name"))
    )


def put_first(found, user, most):
    """Give every question with texts its first ones, in one statement for the whole round."""
    asked = [result for result in found.results if result.has_texts and result.text_count]
    answers = readable(found.round, user, found.circle)
    if kept := _kept(asked, user, found.circle, most):
        answers = answers.filter(pk__in=kept)
    else:
        answers = _first(answers.filter(question__in=[result.question.pk for result in asked]), most)
    by_question = {}
    for answer in answers.select_related("sheet__circle") if asked else ():
        by_question.setdefault(answer.question_id, []).append(answer)
    for result in asked:
        result.first_texts[:] = by_question.get(result.question.pk, [])


def first(one_round) -> dict:
    """Return by question the numbers of the answers with which its texts begin."""
    found = {}
    for question, pk in _first(written(one_round), MOST_KEPT).order_by("words", "pk").values_list("question", "pk"):
        found.setdefault(question, []).append(pk)
    return found


def _first(answers, most):
    place = Window(RowNumber(), partition_by=F("question"), order_by=["words", "pk"])
    return answers.annotate(place=place).filter(place__lte=most)


def _kept(asked, user, circle, most) -> list:
    """Return the numbers of the first texts, when they were kept: of all together, for who reads all."""
    if circle is not None or not reads_all(user) or any(result.counts.first_texts is None for result in asked):
        return []
    return [pk for result in asked for pk in result.counts.first_texts[:most]]


def mark_of(answer) -> str:
    """Name an answer on a page without its number: numbers that follow each other could belong to one person."""
    return salted_hmac(SALT, str(answer.pk), algorithm="sha256").hexdigest()[:20]


def by_mark(answers, mark: str):
    """Return the answer that is meant, or None."""
    return next((one for one in answers if constant_time_compare(mark_of(one), mark)), None)
