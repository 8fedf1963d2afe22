"""Two years at the six theme tables: what they want, how it went, who wants to join. See also: demo/table_texts.py.

Written in bulk, as the page of a table and its verbs would have left it; the chain of bottlenecks, plans and building
blocks comes from the other files of the demo.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from kansrijkestart.demo.table_texts import ASKED, TABLES
from members.models import User
from themetables.models import JoinRequest, ProgressNote, TableChange, ThemeTable


def add(now, domain):
    if ProgressNote.objects.exists():
        return
    tables = ThemeTable.objects.in_bulk([text.slug for text in TABLES], field_name="slug")
    people = {user.email.removesuffix(f"@{domain}"): user for user in User.objects.filter(is_demo=True)}
    for text in TABLES:
        describe(tables[text.slug], text)
    ThemeTable.objects.bulk_update(tables.values(), ["goal", "started_on", "joining"])
    TableChange.objects.bulk_create(started(tables[text.slug], text) for text in TABLES)
    ProgressNote.objects.bulk_create(
        ProgressNote(table=tables[text.slug], text=words, by=people[by], at=now - timedelta(days=days_ago))
        for text in TABLES
        for days_ago, by, words in text.notes
    )
    JoinRequest.objects.bulk_create(
        JoinRequest(table=tables[slug], user=people[who], why=why, asked_at=now - timedelta(days=days_ago))
        for slug, who, days_ago, why in ASKED
    )


def describe(table, text):
    table.goal = text.goal
    table.started_on = text.started_on
    table.joining = text.joining


def started(table, text):
    moment = timezone.make_aware(datetime.combine(text.started_on, time(10)))
    return TableChange(table=table, kind=TableChange.Kind.STARTED, sentence=text.goal, at=moment)
