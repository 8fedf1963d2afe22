"""The chain as a picture: boxes, lines and words at their places, in one wide and one narrow drawing.

Text in SVG does not wrap by itself, so lines are broken here, on an estimate that leaves some room.
"""

import textwrap
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string

from themetables.chain.links import HERE, TITLES, Chain, Link


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide a box is, in pixels at full size, and how many letters fit on its lines."""

    name: str
    box: int
    label_letters: int
    label_step: int
    detail_letters: int
    detail_step: int


WIDE = Measures("wide", box=156, label_letters=17, label_step=18, detail_letters=21, detail_step=16)
NARROW = Measures("narrow", box=286, label_letters=30, label_step=21, detail_letters=36, detail_step=19)
PADDING, BETWEEN = 10, 12
MOST_LABEL_LINES, MOST_DETAIL_LINES = 4, 3
# Wide: stations beside each other under a head.
GAP, HEAD = 28, 64
# Narrow: stations under each other, to the right of the line that joins them.
MARGIN, STATION_HEAD, STATION_END = 34, 36, 22


@dataclass(frozen=True, slots=True)
class Words:
    y: int
    text: str
    is_detail: bool


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]
    link: Link | None  # None: nothing at this station yet

    @property
    def text_x(self):
        return self.x + PADDING

    @property
    def middle(self):
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Head:
    x: int
    y: int
    number: int
    title: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    width: int
    height: int
    heads: tuple[Head, ...]
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]  # path data


@lru_cache(maxsize=128)
def draw(chain: Chain, heading: str, *, is_open: bool = False) -> str:
    """Return the picture and its list as HTML; with `is_open` the list is unfolded.

    The same chain gives the same picture, so it is drawn once.
    """
    names = chain.names
    stations = [
        (station, [(link, [names[origin] for origin in link.comes_from if origin in names]) for link in station.links])
        for station in chain.stations
    ]
    context = {
        "pictures": (wide(chain), narrow(chain)),
        "stations": stations,
        "heading": heading,
        "here": HERE,
        "is_open": is_open,
    }
    return render_to_string("themetables/chain/picture.html", context)


def wide(chain):
    """Six columns; each column stands in the middle of the height of the highest."""
    columns = [_stack(station, number * (WIDE.box + GAP), WIDE) for number, station in enumerate(chain.stations)]
    height = max(_end(column) for column in columns)
    boxes = [_moved(box, HEAD + (height - _end(column)) // 2) for column in columns for box in column]
    heads = [
        Head(number * (WIDE.box + GAP), 14, number + 1, TITLES[station.kind], bool(station.links))
        for number, station in enumerate(chain.stations)
    ]
    width = len(columns) * (WIDE.box + GAP) - GAP
    return Picture("wide", width, HEAD + height + 4, tuple(heads), tuple(boxes), tuple(_curves(boxes)))


def narrow(chain):
    """One column along a line."""
    y, heads, boxes = 0, [], []
    for number, station in enumerate(chain.stations, start=1):
        heads.append(Head(0, y + 14, number, TITLES[station.kind], bool(station.links)))
        stack = [_moved(box, y + STATION_HEAD) for box in _stack(station, MARGIN, NARROW)]
        boxes += stack
        y = _end(stack) + STATION_END
    line = f"M13 14V{heads[-1].y}"
    return Picture("narrow", MARGIN + NARROW.box, y - STATION_END + 4, tuple(heads), tuple(boxes), (line,))


def _stack(station, x, measures):
    """The boxes of a station under each other, from y = 0."""
    y, boxes = 0, []
    for link in station.links or (None,):
        words, height = _words(link, station, measures)
        boxes.append(Box(x, y, measures.box, height, words, link))
        y += height + BETWEEN
    return boxes


def _words(link, station, measures):
    """Return the lines of text of a box, their places from its top, and how high it becomes."""
    if link is None:
        label, details = station.nothing, ()
    else:
        label, details = link.label, (link.detail, HERE.capitalize() if link.is_here else "")
    lines = [(text, False) for text in _wrap(label, measures.label_letters, MOST_LABEL_LINES)]
    for detail in details:
        lines += [(text, True) for text in _wrap(detail, measures.detail_letters, MOST_DETAIL_LINES)]
    y, words = PADDING - 4, []
    for text, is_detail in lines:
        y += measures.detail_step if is_detail else measures.label_step
        words.append(Words(y, text, is_detail))
    return tuple(words), y + PADDING


def _wrap(text, letters, most):
    words = " ".join(_broken(word, letters) for word in text.split())
    return textwrap.wrap(words, letters, max_lines=most, placeholder=" …", break_on_hyphens=True)


def _broken(word, letters):
    """Dutch makes long words: one that fits on no line gets a hyphen where it breaks."""
    parts = [word[start : start + letters - 1] for start in range(0, len(word), letters - 1)]
    return word if len(word) <= letters else "- ".join(parts)


def _end(boxes):
    return boxes[-1].y + boxes[-1].height


def _moved(box, down):
    return Box(
        box.x,
        box.y + down,
        box.width,
        box.height,
        tuple(Words(words.y + box.y + down, words.text, words.is_detail) for words in box.words),
        box.link,
    )


def _curves(boxes):
    """A line from each link to what came out of it, from the right side of one box to the left side of the other."""
    by_link = {(box.link.kind, box.link.key): box for box in boxes if box.link}
    for box in by_link.values():
        for origin in box.link.comes_from:
            if origin in by_link:
                start = by_link[origin]
                x1, x2 = start.x + start.width, box.x
                half = (x1 + x2) // 2 if x2 - x1 <= GAP else x2 - GAP // 2
                yield f"M{x1} {start.middle}C{half} {start.middle} {half} {box.middle} {x2} {box.middle}"
