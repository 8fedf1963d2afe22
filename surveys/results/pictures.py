"""Counts become what a page shows of a question: rows with a bar, lines with steps, a band; all in words too."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import number_format

from surveys.answering.fields import UNKNOWN, UNKNOWN_LABEL
from surveys.models import Kind, Question
from surveys.results.counting import WHY, Band, Counts, answered, mean
from surveys.results.groups import days_in_groups, numbers_in_groups

WIDTH = 1000  # of every picture, in its own measures: whole numbers, so that no comma comes into a drawing
BY_LINE = (Kind.MATRIX, Kind.RANKING)
TEXTS = (Kind.SHORT, Kind.LONG)
ONE_MEAN = (Kind.SCALE, Kind.TEN, Kind.NUMBER)


def share(number, whole):
    return round(100 * number / whole) if whole else 0


def in_words(number):
    return number_format(round(number, 1), 1)


@dataclass(frozen=True)
class Row:
    """One answer, and how many gave it; `own` of the circle that was chosen."""

    label: str
    number: int
    share: int
    own: int | None
    is_unknown: bool = False


@dataclass(frozen=True)
class Strip:
    """The band as a drawing: a line from the least to the most, and a place on it for each number."""

    band: Band
    least: float
    most: float

    def _place(self, number):
        return round(WIDTH * (number - self.least) / ((self.most - self.least) or 1))

    @property
    def left(self):
        return self._place(self.band.low)

    @property
    def width(self):
        return max(self._place(self.band.high) - self.left, 8)

    @property
    def middle(self):
        return self._place(self.band.middle)

    @property
    def own(self):
        return None if self.band.own is None else self._place(self.band.own)

    @property
    def words(self):
        band = self.band
        low, middle, high = map(in_words, (band.low, band.middle, band.high))
        if low == high:
            return f"De middelste helft zit op {middle}."
        return f"De middelste helft zit tussen {low} en {high}, het midden is {middle}."

    @property
    def own_words(self):
        return "" if self.band.own is None else in_words(self.band.own)


@dataclass(frozen=True)
class Segment:
    code: int
    label: str
    number: int
    x: int
    width: int


@dataclass(frozen=True)
class Line:
    """One statement, or one thing that was put in order."""

    label: str
    answered: int
    is_too_few: bool
    segments: tuple[Segment, ...]
    unknown: int
    mean: float | None
    strip: Strip | None

    @property
    def mean_words(self):
        return "" if self.mean is None else in_words(self.mean)

    @property
    def length(self):
        """Of a bar for the mean place: the nearer to the first place, the longer."""
        return self.segments[0].width if self.segments else 0


@dataclass(frozen=True)
class Result:
    """One question with what was answered to it."""

    number: int
    question: Question
    counts: Counts
    circle: object = None
    is_anonymous: bool = False
    first_texts: list = field(default_factory=list)

    @property
    def kind(self):
        return self.question.kind

    @property
    def anchor(self):
        return f"vraag-{self.question.pk}"

    @cached_property
    def answered(self):
        return answered(self.counts.numbers.get("", {}))

    @cached_property
    def is_too_few(self):
        return "" in self.counts.too_few

    @cached_property
    def is_own_hidden(self):
        """Whether the circle that was chosen is too small to be seen beside the whole."""
        return self.circle is not None and self.circle.pk in self.counts.hidden.get("", ())

    @property
    def is_text(self):
        return self.kind in TEXTS

    @property
    def has_texts(self):
        return self.is_text or self.kind == Kind.YES_NO

    @property
    def text_item(self):
        return "" if self.is_text else WHY

    @cached_property
    def text_count(self):
        """How many texts may be read: of a circle that is hidden none."""
        counts = self.counts.numbers if self.circle is None else self.counts.own
        return answered(counts.get(self.text_item, {}))

    @cached_property
    def rows(self):
        """The answers with a bar each; "weet ik niet" stands apart, after them."""
        numbers, own = self.counts.numbers.get("", {}), self.counts.own.get("", {})
        if self.is_text or self.is_too_few or not numbers or self.kind in BY_LINE:
            return []
        groups = self._groups(numbers)
        unknown = numbers.get(UNKNOWN, 0) if self.kind == Kind.SCALE else 0
        known = self.answered - unknown
        rows = [self._row(label, codes, numbers, own, known) for label, codes in groups]
        if self.kind == Kind.SCALE:
            rows.append(self._row(UNKNOWN_LABEL, [UNKNOWN], numbers, own, self.answered, is_unknown=True))
        return rows

    def _row(self, label, codes, numbers, own, whole, *, is_unknown=False):
        number = sum(numbers.get(code, 0) for code in codes)
        mine = None
        if self.circle is not None and not self.is_own_hidden:
            mine = sum(own.get(code, 0) for code in codes)
        return Row(label, number, share(number, whole), mine, is_unknown)

    def _groups(self, numbers):
        """(label, codes) of every bar, also of what nobody chose."""
        match self.kind:
            case Kind.ONE | Kind.MANY:
                return [(text, [str(code)]) for code, text in self.question.lines]
            case Kind.SCALE:
                return [(text, [str(code)]) for code, text in self.question.steps]
            case Kind.TEN:
                return [(str(code), [str(code)]) for code in range(11)]
            case Kind.YES_NO:
                return [("ja", ["1"]), ("nee", ["0"])]
            case Kind.NUMBER:
                return numbers_in_groups(numbers, self.question.unit, self.is_anonymous)
        return days_in_groups(numbers)

    @cached_property
    def mean(self):
        if self.kind not in ONE_MEAN or self.is_too_few:
            return None
        return mean(self.counts.numbers.get("", {}), self.kind)

    @property
    def mean_words(self):
        return "" if self.mean is None else in_words(self.mean)

    @cached_property
    def strip(self):
        """The band, when there are circles to make one of."""
        return None if self.is_too_few else self._strip("")

    def _strip(self, item):
        band = self.counts.bands.get(item)
        if band is None or band.circles < 2:
            return None
        return Strip(band, *self._ends(band))

    def _ends(self, band):
        match self.kind:
            case Kind.SCALE | Kind.MATRIX:
                return 1, 5
            case Kind.TEN:
                return 0, 10
            case Kind.RANKING:
                return 1, len(self.question.lines)
        return min(0, band.low, band.own or 0), max(band.high * 1.25, band.own or 0, 1)

    @cached_property
    def lines(self):
        """The statements in their own order; what was put in order by its mean place."""
        if self.kind not in BY_LINE:
            return []
        found = [self._line(str(code), text) for code, text in self.question.lines]
        if self.kind == Kind.RANKING:
            found.sort(key=lambda line: (line.mean is None, line.mean))
        return found

    def _line(self, item, label):
        numbers = self.counts.numbers.get(item, {})
        if not numbers:
            return Line(label, 0, item in self.counts.too_few, (), 0, None, None)
        unknown = numbers.get(UNKNOWN, 0) if self.kind == Kind.MATRIX else 0
        whole = answered(numbers) - unknown
        middle = mean(numbers, self.kind)
        if self.kind == Kind.RANKING:
            places = len(self.question.lines)
            segments = (Segment(1, label, whole, 0, round(WIDTH * (places + 1 - middle) / places)),)
        else:
            segments = tuple(stacked(self.question.steps, numbers, whole))
        return Line(label, whole, False, segments, unknown, middle, self._strip(item))


def stacked(steps, numbers, whole):
    """Yield the steps beside each other, as wide as they were chosen."""
    passed = 0
    for code, text in steps:
        number = numbers.get(str(code), 0)
        left, right = (round(WIDTH * place / whole) if whole else 0 for place in (passed, passed + number))
        yield Segment(code, text, number, left, right - left)
        passed += number
