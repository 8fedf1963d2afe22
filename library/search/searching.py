"""One look at the index, as the page shows it: how much of what, and the rows with the sentence that was found."""

import datetime
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from library.search import finding
from library.search.finding import Group, Hit
from library.search.headlines import Headline, headline
from library.search.models import Entry
from library.search.queries import Question, ask
from library.search.sources import sources
from library.search.spelling import Proposals, proposals

PER_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One result, as it is read."""

    url: str
    title: SafeString
    about: SafeString
    excerpt: SafeString
    why: str
    note: str


@dataclass(frozen=True)
class Section:
    """The best of one kind, with where the rest is."""

    kind: str
    label: str
    count: str
    rows: list[Row]
    more_url: str


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Results:
    question: Question
    kind: str = ""
    count: int = 0
    total: str = "0"
    tabs: list[Tab] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    page: Page | None = None
    instead: Proposals = Proposals()

    @property
    def label(self):
        return sources[self.kind].label.lower() if self.kind else "resultaten"


def address(text, kind=""):
    return reverse("library:search", query={"zoek": text} | ({"soort": kind} if kind else {}))


def search(user, text: str, *, kind: str = "", number: str = "", on: datetime.date) -> Results:
    """Look for `text`, in everything or in one kind. Five statements; two more and a few when nothing is found."""
    question = ask(text)
    groups = finding.find(user, question)
    if not groups:
        return Results(question, instead=proposals(user, question))
    found = {group.source.kind: group for group in groups}
    kind = kind if kind in sources else ""
    chosen = [found[kind]] if kind in found else [] if kind else groups
    best = finding.ranked(chosen, question, on) if chosen else []
    is_overview = len(chosen) > 1
    page = None if is_overview else Paginator(best, PER_PAGE).get_page(number)
    shown = first_of_each(best, chosen) if is_overview else list(page.object_list)
    rows = rows_of(shown, question, on)
    return Results(
        question,
        kind,
        sum(group.count for group in chosen),
        total_of(chosen),
        tabs_of(groups, question, kind),
        sections_of(chosen, shown, rows, question) if is_overview else [],
        [] if is_overview else [rows[hit] for hit in shown if hit in rows],
        page,
    )


def total_of(groups: list[Group]) -> str:
    """Return how many, and never a number that we did not count."""
    return f"{sum(group.count for group in groups)}{'+' if any(group.is_capped for group in groups) else ''}"


def tabs_of(groups, question, kind):
    tabs = [Tab(f"Alles ({total_of(groups)})", address(question.text), not kind)]
    for group in groups:
        source = group.source
        label = f"{source.label} ({total_of([group])})"
        tabs.append(Tab(label, address(question.text, source.kind), source.kind == kind))
    if kind and not any(tab.is_current for tab in tabs):
        tabs.append(Tab(f"{sources[kind].label} (0)", address(question.text, kind), True))
    return tabs


def first_of_each(best, groups):
    """Return what stands on the page of everything: some of each kind, no more together than a page holds."""
    each = max(2, min(5, PER_PAGE // len(groups)))
    taken: dict[str, list[Hit]] = {}
    for hit in best:
        if len(taken.setdefault(hit.kind, [])) < each:
            taken[hit.kind].append(hit)
    return [hit for hits in taken.values() for hit in hits]


def sections_of(groups, shown, rows, question):
    """The kind with the best result comes first."""
    by_kind = {group.source.kind: group for group in groups}
    sections = []
    for kind in dict.fromkeys(hit.kind for hit in shown):
        group = by_kind[kind]
        own = [rows[hit] for hit in shown if hit.kind == kind and hit in rows]
        more = address(question.text, kind) if group.count > len(own) else ""
        sections.append(Section(kind, group.source.label, total_of([group]), own, more))
    return sections


def rows_of(hits: list[Hit], question: Question, on) -> dict[Hit, Row]:
    entries = finding.texts(hits)
    return {hit: row(entries[hit.pk], question, on) for hit in hits if hit.pk in entries}


def row(entry: Entry, question: Question, on) -> Row:
    source = sources[entry.kind]
    about = ", ".join(filter(None, [capfirst(source.singular), entry.context]))
    lines = headline(entry.title, about, entry.body, question.asked)
    return Row(
        url=entry.url,
        title=lines.title,
        about=lines.about,
        excerpt=lines.excerpt,
        why=why(lines, source),
        note=entry.note if finding.is_low(entry, on) else "",
    )


def why(lines: Headline, source) -> str:
    """Return why it was found with words that stand in none of its lines; nothing where all of them do."""
    if not lines.unseen:
        return ""
    words = " en ".join(f"“{text}”" for text in lines.unseen)
    return (
        f"Verderop in de tekst: {words}."
        if lines.is_further
        else f"Gevonden met {words}: dat staat bij {source.beside}."
    )
