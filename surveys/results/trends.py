"""One question through the rounds: a line for as long as it stayed the same, and in words where that broke."""

from dataclasses import dataclass

from surveys.models import Question, Round
from surveys.results import nearly_same, pictures, words
from surveys.results.access import results
from surveys.results.keeping import counted

WIDTH, HEIGHT, TOP, BOTTOM, SIDE = 640, 200, 16, 168, 40


@dataclass(frozen=True)
class Moment:
    """One round on the line."""

    round: Round
    question: Question
    result: pictures.Result
    x: int

    @property
    def is_shown(self):
        return not self.result.is_too_few and bool(self.result.answered or self.result.lines)

    @property
    def words(self):
        return words.of_all(self.result)

    @property
    def own_words(self):
        return words.of_own(self.result)


@dataclass(frozen=True)
class Break:
    """The same place in the questionnaire, when something else was asked there."""

    question: Question
    places: list[tuple[Round, Question]]
    is_earlier: bool


@dataclass(frozen=True)
class Trend:
    moments: list[Moment]
    breaks: list[Break]
    ends: tuple[float, float] | None = None
    left_out: int = 0  # rounds that nearly the same people answered without a name

    @property
    def is_line(self):
        return len(self.points) > 1

    @property
    def width(self):
        return WIDTH

    @property
    def height(self):
        return HEIGHT

    def _y(self, number):
        least, most = self.ends
        return round(BOTTOM - (BOTTOM - TOP) * (number - least) / ((most - least) or 1))

    @property
    def points(self):
        """Where the line of all goes."""
        return [
            (one, one.x, self._y(one.result.mean))
            for one in self.moments
            if one.is_shown and one.result.mean is not None
        ]

    @property
    def own_points(self):
        return [
            (one, one.x, self._y(one.result.strip.band.own))
            for one in self.moments
            if one.is_shown and one.result.strip and one.result.strip.band.own is not None
        ]

    @property
    def line(self):
        return path(self.points)

    @property
    def own_line(self):
        return path(self.own_points)

    @property
    def area(self):
        """The band through the rounds: along the top, and back along the bottom."""
        strips = [(one.x, one.result.strip.band) for one in self.moments if one.is_shown and one.result.strip]
        if len(strips) < 2:
            return ""
        above = [f"{x} {self._y(band.high)}" for x, band in strips]
        below = [f"{x} {self._y(band.low)}" for x, band in reversed(strips)]
        return f"M{'L'.join(above + below)}z"

    @property
    def steps(self):
        """The words beside the picture: the least and the most."""
        return [(pictures.in_words(number), self._y(number)) for number in self.ends]


def path(points):
    return "M" + "L".join(f"{x} {y}" for _, x, y in points) if len(points) > 1 else ""


def trend(one_round: Round, question: Question, user, *, circle=None) -> Trend:
    """Return the rounds of the same questionnaire in which this question was asked, the oldest first.

    Only rounds of which somebody may read the results; in the number of statements it makes no difference how many.
    """
    rounds = list(
        results()
        .visible_to(user)
        .filter(instrument_version__instrument=one_round.instrument_version.instrument_id, mode=one_round.mode)
        .order_by("opens_at", "pk")
    )
    there = len(rounds)
    if one_round.is_anonymous:
        rounds = nearly_same.apart(one_round, rounds, circle)
    asked = list(
        Question.objects.filter(
            section__instrument_version__instrument=one_round.instrument_version.instrument_id
        ).select_related("section")
    )
    same = {one.section.instrument_version_id: one for one in asked if one.line == question.line}
    on_line = [(one, same[one.instrument_version_id]) for one in rounds if one.instrument_version_id in same]
    counts = counted(
        [one for one, _ in on_line], questions=list({each.pk: each for _, each in on_line}.values()), circle=circle
    )
    moments = [
        Moment(
            one,
            each,
            pictures.Result(0, each, counts[one.pk, each.pk], circle, one.is_anonymous),
            SIDE + round((WIDTH - 2 * SIDE) * place / max(len(on_line) - 1, 1)),
        )
        for place, (one, each) in enumerate(on_line)
    ]
    return Trend(moments, list(breaks(question, asked, rounds)), ends_of(moments), there - len(rounds))


def breaks(question, asked, rounds):
    """Yield what stood in this place before this line began, and after it ended, with the rounds in which it did."""
    by_pk = {one.pk: one for one in asked}
    mine = {one.pk for one in asked if one.line == question.line}
    for one in asked:
        if one.pk in mine and one.origin_id and one.origin_id not in mine:
            before = by_pk[one.origin_id]
            yield Break(before, in_which(before, asked, rounds), is_earlier=True)
        if one.pk not in mine and one.origin_id in mine:
            yield Break(one, in_which(one, asked, rounds), is_earlier=False)


def in_which(question, asked, rounds):
    """Return the rounds in which a question of this line was asked, with that question."""
    versions = {one.section.instrument_version_id: one for one in asked if one.line == question.line}
    return [(one, versions[one.instrument_version_id]) for one in rounds if one.instrument_version_id in versions]


def ends_of(moments):
    """Return the least and the most of the axis: the whole scale, or for a number what was said."""
    if not moments or moments[0].result.kind not in pictures.ONE_MEAN:
        return None
    if moments[0].result.kind == "scale":
        return 1, 5
    if moments[0].result.kind == "ten":
        return 0, 10
    said = [one.result.mean or 0 for one in moments]
    bands = [one.result.strip.band for one in moments if one.result.strip]
    said += [end for band in bands for end in (band.high, band.own or 0)]
    return min(0, *said), max(1, *said)
