"""The six tables of the demo: each with a goal, two years of news, and somebody who leads it."""

from datetime import timedelta

from django.utils import timezone

from kansrijkestart.demo import tables
from tests.world import put_demo
from themetables.models import JoinRequest, ProgressNote, ThemeTable
from themetables.tables.standing import complete, standings


def test_six_tables_have_two_years_behind_them(settings, db):
    put_demo(settings)
    now = timezone.now()
    on = timezone.localdate(now)

    active = ThemeTable.objects.active()
    rows = complete(standings(active, on), on)

    assert len(rows) == 6
    assert all(row.table.goal and row.leaders for row in rows)
    assert [row.table.slug for row in rows if row.is_silent] == ["ouders-met-een-lvb"]
    assert all(table.notes.earliest("at").at < now - timedelta(days=580) for table in active)
    stopped = ThemeTable.objects.get(slug="nu-niet-zwanger")
    assert stopped.started_on < stopped.closed_on == stopped.decisions.get().decided_on
    assert JoinRequest.objects.undecided().count() == 2
    written = ProgressNote.objects.count()
    tables.add(now, "demo.invalid")
    assert ProgressNote.objects.count() == written
