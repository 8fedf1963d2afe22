"""The stream: topics as lines, newest activity first, a page at a time without counting what came before."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

from community.models import Topic, TopicRead
from community.topics import filters
from members.access import Visibility
from members.models import User

PER_PAGE = 25
# What is older is not new to anybody, also to who never opened it.
FRESH = timedelta(days=60)
SHOWN = (
    *("pk", "kind", "title", "snippet", "published_at", "last_post_at", "post_count", "last_number"),
    *("accepted_post_id", "first_reply_at", "visibility", "circle__name", "withdrawn_at", "read_number"),
    *("table_ids", "municipality_ids", "author__name", "author__shows_first_name_only"),
    *("last_post_by_id", "last_post_by__name", "last_post_by__shows_first_name_only"),
)


@dataclass(frozen=True)
class Row:
    pk: int
    kind: str
    title: str
    snippet: str
    author: str
    began: str
    replies: int
    last: str
    state: str
    circle: str
    tables: tuple[str, ...]
    municipalities: tuple[str, ...]
    is_unread: bool

    @property
    def label(self):
        return Topic.Kind(self.kind).label

    @property
    def url(self):
        return Topic(pk=self.pk, kind=self.kind).conversation_url


@dataclass(frozen=True)
class Page:
    rows: list[str]
    older: str  # where the next page begins; "" on the last
    is_first: bool


def page_of(topics, user, options, place, now) -> Page:
    """One page in one query."""
    found = topics.newest_first().with_snippet()
    placed = filters.after(found, place) if place else found
    rows = list(annotated(placed, user).values(*SHOWN)[: PER_PAGE + 1])
    names = (dict((pk, name) for pk, _, name in group) for group in (options.tables, options.municipalities))
    tables, municipalities = names
    drawn = [draw(row_of(row, tables, municipalities, user, now)) for row in rows[:PER_PAGE]]
    last = rows[PER_PAGE - 1] if len(rows) > PER_PAGE else None
    return Page(drawn, filters.place_of(last["last_post_at"], last["pk"]) if last else "", placed is found)


def annotated(topics, user):
    read = TopicRead.objects.filter(topic=OuterRef("pk"), user=user.pk).values("number")
    through = (Topic.tables.through, "themetable_id"), (Topic.municipalities.through, "municipality_id")
    table_ids, municipality_ids = (
        ArraySubquery(model.objects.filter(topic=OuterRef("pk")).order_by().values(name)) for model, name in through
    )
    return topics.annotate(
        read_number=Coalesce(Subquery(read), 0), table_ids=table_ids, municipality_ids=municipality_ids
    )


def row_of(row, tables, municipalities, user, now) -> Row:
    is_own = row["last_post_by_id"] == user.pk
    return Row(
        pk=row["pk"],
        kind=row["kind"],
        title=row["title"],
        snippet=row["snippet"] or "",
        author=name_of(row, "author"),
        began=moment(row["published_at"], now),
        replies=max(row["post_count"] - 1, 0),
        last=f"{moment(row['last_post_at'], now)} door {name_of(row, 'last_post_by')}",
        state=state_of(row),
        circle=row["circle__name"] if row["visibility"] == Visibility.CIRCLE else "",
        tables=tuple(tables[pk] for pk in row["table_ids"]),
        municipalities=tuple(sorted(municipalities[pk] for pk in row["municipality_ids"] if pk in municipalities)),
        is_unread=not is_own and row["last_post_at"] > now - FRESH and row["read_number"] < row["last_number"],
    )


def state_of(row):
    if row["withdrawn_at"]:
        return "withdrawn"
    if row["kind"] != Topic.Kind.QUESTION:
        return ""
    if row["accepted_post_id"]:
        return "answered"
    return "" if row["first_reply_at"] else "waiting"


def name_of(row, who):
    name = row[f"{who}__name"]
    if name is None:
        return "iemand die weg is"
    return shown_name(name, row[f"{who}__shows_first_name_only"])


@lru_cache(maxsize=4096)  # making a person for every line costs more than asking for the lines
def shown_name(name, first_name_only):
    return User(name=name, shows_first_name_only=first_name_only).shown_name


def moment(at, now) -> str:
    """Return when something was, as short as it can be said: with the hour today, with the year long ago."""
    then, today = localtime(at), localtime(now).date()
    if then.date() == today:
        return f"vandaag, {then:%H.%M} uur"
    if then.date() == today - timedelta(days=1):
        return f"gisteren, {then:%H.%M} uur"
    return day(then.date(), with_year=then.year != today.year)


@lru_cache(maxsize=1024)  # a page asks it fifty times, and translating the month costs more than reading the row
def day(date, *, with_year) -> str:
    return date_format(date, "j F Y" if with_year else "j F")


@lru_cache(maxsize=4096)
def draw(row: Row) -> str:
    return render_to_string("community/topics/row.html", {"row": row})
