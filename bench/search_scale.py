"""Search with 100,000 posts, 5,000 documents of 10 pages and 5,000 people: its SQL, its index, and the page.

The rates are a share of the requests per second of a bare page of the same kind, with the same search: _same_kind.
`work` is the same share in processor time, for a machine that does other things too.
`rate_plain` is for who wants to know: a share of a bare page with SQL of its own, that asks nobody who may see it.
"""

import os
import random
import re
import statistics
import time
from dataclasses import dataclass

from bench import ROOT, figure
from bench._house import own_database
from bench._work import share_of_work
from bench.coalitions_scale import bare_client, log_in
from bench.pages import requests_per_second, server, share

SCALE = float(os.environ.get("SCALE", "1"))  # a small one, for who is mending
TOPICS, POSTS, DOCUMENTS, PAGES, PEOPLE = (int(n * SCALE) for n in (10_000, 100_000, 5_000, 10 / SCALE, 5_000))
POST_WORDS, PAGE_WORDS = 70, 400
ROUNDS, TURNS = 5, 40
MOST_SQL, MOST_INDEX, LEAST_RATE = 25, 2, 0.7
# One in how many texts has it.
ASKED = {"rare": ("draagdoek", 20_000), "middling": ("rouwverwerking", 60), "frequent": ("kraamzorg", 4)}
# The worst that can be asked: replies are full of it, and no document has it.
LOPSIDED = ("zwachtelen", 4)


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database():
        from django.core.management import call_command

        call_command("createcachetable")
        call_command("load_network", verbosity=0)
        call_command("seed_demo", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        fill(random.Random(7))
        measure_index()
        measure_sql()
        measure_rate()


def vocabulary():
    """Return the words of our own sets and manuals, the frequent ones first: they say what this field says."""
    files = [*(ROOT / "bench" / "sets").glob("*.txt"), *(ROOT / "docs" / "handleiding").glob("*.md")]
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    words = list(dict.fromkeys(re.findall(r"[a-zë]{3,}", text.lower())))
    asked = {word for word, _one_in in [*ASKED.values(), LOPSIDED]}
    return [word for word in words if word not in asked]


@dataclass
class Writer:
    """Writes texts of which the words are as unevenly spread as in language."""

    chance: random.Random

    def __post_init__(self):
        self.words = vocabulary()
        self.weights = [1 / (place + 10) for place in range(len(self.words))]
        self.total = list(_sums(self.weights))

    def text(self, length, *more):
        words = self.chance.choices(self.words, cum_weights=self.total, k=length)
        for word, one_in in [*ASKED.values(), *more]:
            if self.chance.random() < 1 / one_in:
                words[self.chance.randrange(length)] = word
        return " ".join(words).capitalize() + "."


def _sums(weights):
    total = 0
    for weight in weights:
        total += weight
        yield total


def fill(chance):
    """Put the rows there in bulk, then let the index find them as it finds everything."""
    from django.db import connection

    from library.search import indexing
    from library.search.models import Changed

    writer = Writer(chance)
    add_people()
    add_topics(writer)
    add_documents(writer)
    began = time.perf_counter()
    count = indexing.rebuild()
    took = time.perf_counter() - began
    Changed.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    figure(
        "search_scale.rebuild",
        round(count["written"] / took),
        unit="entries/s",
        goal="none",
        ok=True,
        baseline=f"{count['written']} entries in {took:.0f} s, in one process",
    )


def add_people():
    from django.utils import timezone

    from members.models import Circle, Membership, User

    network = Circle.objects.get(kind=Circle.Kind.NETWORK)
    people = User.objects.bulk_create(
        User(email=f"p{n}@bench.invalid", name=f"Persoon Nummer{n}", function="verloskundige") for n in range(PEOPLE)
    )
    today = timezone.localdate()
    Membership.objects.bulk_create(Membership(circle=network, user=user, since=today) for user in people)


def add_topics(writer):
    from django.db import connection
    from django.utils import timezone

    from community.models import Topic
    from members.models import Circle, User

    circles = list(Circle.objects.all())
    authors = list(User.objects.values_list("pk", flat=True)[:2000])
    now = timezone.now()
    topics = Topic.objects.bulk_create(
        (
            Topic(
                circle=circles[number % len(circles)],
                visibility="circle" if number % 10 == 0 else "network",
                kind="discussion",
                title=writer.text(8)[:120],
                author_id=authors[number % len(authors)],
                published_at=now,
                last_post_at=now,
            )
            for number in range(TOPICS)
        ),
        batch_size=1000,
    )
    each = POSTS // TOPICS
    rows = [
        (topic.pk, number, writer.text(POST_WORDS, LOPSIDED), authors[(topic.pk + number) % len(authors)])
        for topic in topics
        for number in range(1, each + 1)
    ]
    with connection.cursor() as cursor:  # what a text looks like as HTML is of no use here
        for start in range(0, len(rows), 5000):
            columns = [list(column) for column in zip(*rows[start : start + 5000], strict=True)]
            cursor.execute(
                "INSERT INTO community_post (topic_id, number, text, html, snippet, author_id, written_at, version,"
                " hidden_reason) SELECT topic, number, text, '', '', author, %s::timestamptz -"
                " make_interval(secs => 60 * (topic * 10 + number)), 1, ''"
                " FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::bigint[]) AS t (topic, number, text, author)",
                [now, *columns],
            )


def add_documents(writer):
    from django.utils import timezone

    from library.models import Document, Page, TextState, Version
    from members.models import Circle

    now = timezone.now()
    circles = list(Circle.objects.all())
    documents = Document.objects.bulk_create(
        (
            Document(
                circle=circles[number % len(circles)],
                visibility="circle" if number % 5 == 0 else "network",
                title=writer.text(6)[:150],
                kind="research",
                created_at=now,
                changed_at=now,
            )
            for number in range(DOCUMENTS)
        ),
        batch_size=1000,
    )
    versions = Version.objects.bulk_create(
        (
            Version(
                document=document,
                number=1,
                file="bench",
                name="rapport.pdf",
                size=1,
                sha256="0" * 64,
                content_type="application/pdf",
                uploaded_at=now,
                check_state="unscanned",
                text_state=TextState.FOUND,
                text_read_at=now,
            )
            for document in documents
        ),
        batch_size=1000,
    )
    Page.objects.bulk_create(
        (
            Page(version=version, number=number, label=f"bladzijde {number}", text=writer.text(PAGE_WORDS))
            for version in versions
            for number in range(1, PAGES + 1)
        ),
        batch_size=1000,
    )


def measure_index():
    """Everything that search keeps beside the texts themselves, against those texts."""
    from django.db import connection

    with connection.cursor() as cursor:
        # A title counts once: not for every page and reply that is shown under it.
        cursor.execute(
            "SELECT (SELECT sum(octet_length(text) + octet_length(title) * (heading IS NOT NULL)::int)"
            " FROM library_entry) + (SELECT sum(octet_length(text)) FROM library_page)"
            " + (SELECT sum(octet_length(text)) FROM community_post),"
            " pg_total_relation_size('library_entry') + pg_total_relation_size('library_word')"
        )
        text, index = (int(number) for number in cursor.fetchone())
    figure(
        "search_scale.index",
        round(index / text, 2),
        unit="times the text",
        goal=f"<= {MOST_INDEX}",
        ok=index <= MOST_INDEX * text,
        baseline=f"{text / 1e6:.0f} MB of text, {index / 1e6:.0f} MB of entries, words and their indexes",
    )


def measure_sql():
    """Time in the database of a whole look, page by page through what was found, as somebody of the network."""
    from django.db import connection
    from django.utils import timezone

    from library.search import searching
    from members.models import User

    today = timezone.localdate()
    user = User.objects.get(email="lid@demo.invalid")
    for name, (word, _one_in) in (ASKED | {"lopsided": LOPSIDED}).items():
        seconds, counts = [], set()
        for turn in range(TURNS + 5):
            clock = Clock()
            with connection.execute_wrapper(clock):
                kind = ("", "document", "post")[turn % 3]
                found = searching.search(user, word, kind=kind, number=str(turn % 4), on=today)
            seconds.append(clock.seconds)
            counts.add(clock.count)
        seconds = sorted(seconds[5:])
        p95 = seconds[int(len(seconds) * 0.95)] * 1000
        figure(
            f"search_scale.sql.{name}",
            round(p95, 1),
            unit="ms, p95",
            goal=f"< {MOST_SQL}",
            ok=p95 < MOST_SQL,
            baseline=f"median {statistics.median(seconds) * 1000:.1f} ms; {sorted(counts)} statements; "
            f"{found.total} found among posts",
        )


class Clock:
    """Counts the time that statements take, rows and all."""

    def __init__(self):
        self.seconds, self.count = 0.0, 0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.count += 1


def measure_rate():
    """Requests a second of the page, as a share of the bare pages."""
    from django.conf import settings

    from members.models import User

    user = User.objects.get(email="lid@demo.invalid")
    client, bare_one = log_in(user), bare_client(user)
    for name, (word, _one_in) in ASKED.items():
        share_of_work(f"search_scale.work.{name}", client, bare_one, f"/zoeken/?zoek={word}", LEAST_RATE)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with server("bench._bare_settings") as bare, server("bench._settings") as ours:
        for name, (word, _one_in) in ASKED.items():
            paths = f"/kaal/sql/?zoek={word}", f"/kaal/zoeken/?zoek={word}", f"/zoeken/?zoek={word}"
            pages = list(zip((bare, bare, ours), paths, strict=True))
            rounds = [
                [requests_per_second(port, path, cookie) for port, path in pages]
                for _ in range(ROUNDS + 1)  # the first round warms up
            ][1:]
            plain, same, rates = zip(*rounds, strict=True)
            share(f"search_scale.rate.{name}", rates, same, LEAST_RATE)
            share(f"search_scale.rate_plain.{name}", rates, plain)
