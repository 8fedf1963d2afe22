"""The stream, a deep page of it and a topic with 30 posts, among 100,000 posts in 10,000 topics and 5,000 people.

The rates are a share of the requests per second of a bare page of the same kind, with the same rows: see _same_kind.
`work` is the same share in processor time, for a machine that does other things too.
`rate_plain` is for who wants to know: a share of a bare page that asks one trivial query.
"""

import os
from datetime import timedelta

from bench import figure
from bench._house import own_database
from bench._work import share_of_work
from bench.coalitions_scale import bare_client
from bench.pages import member_client, requests_per_second, server, share

SCALE = float(os.environ.get("SCALE", "1"))  # a small one, for who is mending
TOPICS, PEOPLE = int(10_000 * SCALE), int(5_000 * SCALE)
EACH, LONG = 10, 30  # posts in a topic, and in the one that is measured
ROUNDS = 7
MOST_STATEMENTS, LEAST_RATE, LEAST_DEEP = 7, 0.55, 0.95
TEXT = "De verloskundige belt binnen een week met het gebiedsteam en spreekt af wie het gezin verder helpt. " * 3


def run():
    os.environ.update(DEMO="1", LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="bench._settings")
    with own_database():
        from django.core.management import call_command

        from members.models import User

        call_command("createcachetable")
        call_command("load_network", verbosity=0)
        call_command("seed_demo", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        client = member_client()
        little = {name: statements(client, path) for name, path in paths().items()}
        fill()
        found = paths()
        for name, path in found.items():
            count = statements(client, path)
            figure(
                f"community_scale.statements.{name}",
                count,
                unit="statements",
                goal=f"<= {MOST_STATEMENTS}, and as many as in the demo",
                ok=count <= MOST_STATEMENTS and count == little[name],
                baseline=f"{little[name]} in the demo",
            )
        bare = bare_client(User.objects.get(email="lid@demo.invalid"))
        for name, path in found.items():
            share_of_work(f"community_scale.work.{name}", client, bare, path, LEAST_RATE)
        measure_rates(client, found)


def paths():
    """What is measured: the newest, a page nine tenths down, and the topic with the most posts."""
    from community.models import Topic
    from community.topics import filters

    stream = Topic.objects.filter(visibility="network").newest_first()
    deep = stream[int(stream.count() * 0.9)]
    long = Topic.objects.filter(visibility="network").order_by("-post_count", "pk").first()
    place = filters.place_of(deep.last_post_at, deep.pk)
    return {"stream": "/gesprekken/", "deep": f"/gesprekken/?na={place}", "topic": long.conversation_url}


def statements(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)  # the first visit may fill caches
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    # What only a demo asks on every page, is not the portal's.
    return sum("members_demomark" not in query["sql"] for query in queries)


def fill():
    from django.db import connection
    from django.utils import timezone

    from community.models import Topic
    from members.models import Circle, Membership, User
    from province.models import Municipality
    from themetables.models import ThemeTable

    now = timezone.now()
    network = Circle.objects.get(kind=Circle.Kind.NETWORK)
    closed = list(Circle.objects.exclude(pk=network.pk))
    people = User.objects.bulk_create(
        User(email=f"p{number}@bench.invalid", name=f"Persoon Nummer{number}", function="verloskundige")
        for number in range(PEOPLE)
    )
    Membership.objects.bulk_create(Membership(circle=network, user=user, since=now.date()) for user in people)
    topics = Topic.objects.bulk_create(
        (
            Topic(
                circle=closed[number % len(closed)] if number % 10 == 0 else network,
                visibility="circle" if number % 10 == 0 else "network",
                kind=("discussion", "question")[number % 2],
                title=f"Hoe doen jullie dat in gemeente {number}?",
                author=people[number % PEOPLE],
                published_at=now - timedelta(minutes=number * 60 + 30),
                last_post_at=now - timedelta(minutes=number * 60 + 5),
                last_post_by=people[(number + 1) % PEOPLE],
                first_reply_at=now,
                post_count=posts_in(number),
                last_number=posts_in(number),
            )
            for number in range(TOPICS)
        ),
        batch_size=1000,
    )
    for relation, things in ((Topic.tables, ThemeTable), (Topic.municipalities, Municipality)):
        through, name = relation.through, f"{things._meta.model_name}_id"
        pks = list(things.objects.values_list("pk", flat=True))
        rows = (through(topic_id=topic.pk, **{name: pks[topic.pk % len(pks)]}) for topic in topics)
        through.objects.bulk_create(rows, batch_size=5000)
    rows = [
        (topic.pk, number, people[(topic.pk + number) % PEOPLE].pk)
        for at, topic in enumerate(topics)
        for number in range(1, posts_in(at) + 1)
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 5000):
            columns = [list(column) for column in zip(*rows[start : start + 5000], strict=True)]
            cursor.execute(
                "INSERT INTO community_post (topic_id, number, text, html, snippet, author_id, written_at, version,"
                " hidden_reason) SELECT topic, number, %s, %s, %s, author, %s, 1, ''"
                " FROM unnest(%s::bigint[], %s::int[], %s::bigint[]) AS t (topic, number, author)",
                [TEXT, f"<p>{TEXT}</p>", TEXT[:200], now - timedelta(days=1), *columns],
            )
        cursor.execute("VACUUM ANALYZE")


def posts_in(number):
    return LONG if number == 1 else EACH


def measure_rates(client, found):
    """Requests a second as a share of the bare pages, on servers as in production; and the deep page of the first."""
    from django.conf import settings

    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    names, pages = list(found), list(found.values())
    with server("bench._bare_settings") as bare, server("bench._settings") as ours:
        rounds = [
            [
                requests_per_second(bare, "/kaal/", cookie),
                *(requests_per_second(bare, f"/kaal{path}", cookie) for path in pages),
                *(requests_per_second(ours, path, cookie) for path in pages),
            ]
            for _ in range(ROUNDS + 1)  # the first round warms up
        ][1:]
    plain, *columns = zip(*rounds, strict=True)
    same, rates = (dict(zip(names, columns[at : at + len(names)], strict=True)) for at in (0, len(names)))
    for name in names:
        share(f"community_scale.rate.{name}", rates[name], same[name], LEAST_RATE)
        share(f"community_scale.rate_plain.{name}", rates[name], plain)
    share("community_scale.deep.first", rates["deep"], rates["stream"], LEAST_DEEP)
