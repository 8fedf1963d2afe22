"""A table stops, with its reason; and begins again, when that turns out to be wrong."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from members.models import User
from members.notices.telling import leaders_of, notify, people_of
from themetables.bottlenecks import steps
from themetables.models import JoinRequest, TableChange, ThemeTable
from themetables.tables.locking import lock


@transaction.atomic
def close(table: ThemeTable, *, reason: str, on: date | None = None, by: User | None, now) -> bool:
    """Stop a table from the day `on`. False when it had stopped already.

    What it made stays to be read; what it was working on goes back on the agenda; nobody can join any more.
    """
    on = on or timezone.localdate(now)
    row = lock(table)
    if row.is_closed:
        return False
    row.state, row.closed_on, row.closed_reason = ThemeTable.State.CLOSED, on, reason
    row.save_version(by=by, now=now)
    row.circle.ended_on = on
    row.circle.save(update_fields=["ended_on"])
    TableChange.objects.create(table=row, kind=TableChange.Kind.CLOSED, sentence=reason, by=by, at=now)
    steps.let_go(row, reason=f"Thematafel {row} is gestopt.", by=by, now=now)
    row.join_requests.undecided().update(
        decided_at=now, decided_by=by, outcome=JoinRequest.Outcome.DECLINED, answer="De tafel is gestopt."
    )
    notify(
        people_of([row.circle_id], timezone.localdate(now)),
        f"Thematafel {row} is gestopt: {reason}",
        row.get_absolute_url(),
        key=f"table-closed:{row.pk}:{row.version}",
        by=by,
        now=now,
    )
    table.refresh_from_db()
    return True


@transaction.atomic
def reopen(table: ThemeTable, *, reason: str, by: User | None, now) -> bool:
    """Let a table that stopped go on. False when it does already, or never had people in this portal.

    What was let go stays on the agenda: the table takes it up again if it still wants to.
    """
    row = lock(table)
    if not row.is_closed or row.circle is None:
        return False
    row.state, row.closed_on, row.closed_reason = ThemeTable.State.ACTIVE, None, ""
    row.save_version(by=by, now=now)
    row.circle.ended_on = None
    row.circle.save(update_fields=["ended_on"])
    TableChange.objects.create(table=row, kind=TableChange.Kind.REOPENED, sentence=reason, by=by, at=now)
    notify(
        leaders_of([row.circle_id], timezone.localdate(now)),
        f"Thematafel {row} gaat verder: {reason}",
        row.get_absolute_url(),
        key=f"table-reopened:{row.pk}:{row.version}",
        by=by,
        now=now,
    )
    table.refresh_from_db()
    return True
