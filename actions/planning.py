"""What happens to an action point. Every change goes through here and leaves a row of history.

Each verb locks the row and looks again, so that of two people who click at once the second sees what the first
did, and a reminder never leaves for a point that is being finished. See also: reminding.py.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from actions.models import ActionPoint, Change
from actions.models.points import State, circle_ids_of
from members.models import Circle, User
from members.refused import Refused

# A second click on the button is not a second point.
DOUBLE = timedelta(minutes=1)


def add(point: ActionPoint, *, by: User, now) -> ActionPoint:
    """Put a new point on the plan of its circle; return the one that is there when a second click adds it again."""
    point.created_by, point.created_at = by, now
    point.told_on = timezone.localdate(now)
    _give(point, by=by, now=now)
    with transaction.atomic():
        # Two clicks at once wait for each other here.
        Circle.objects.select_for_update(no_key=True).get(pk=point.circle_id)
        twins = ActionPoint.objects.filter(created_by=by, created_at__gt=now - DOUBLE, circle=point.circle_id)
        if twin := twins.filter(what=point.what, how=point.how, due_on=point.due_on).first():
            return twin
        point.save_version(by=by, now=now)
        _note(point, Change.Kind.CREATED, by=by, now=now)
    return point


def edit(point: ActionPoint, *, by: User, now) -> None:
    """Save what a form put on `point`. The form holds the lock (members/conflicts.py)."""
    before = ActionPoint.objects.select_related("owner", "pillar").get(pk=point.pk)
    if (point.owner_id, point.due_on) != (before.owner_id, before.due_on):
        point.told_on = timezone.localdate(now)
    if point.owner_id != before.owner_id:
        _give(point, by=by, now=now)
    if point.owner_id:
        point.nameless_at = None
    point.sequence += point.due_on != before.due_on
    point.save_version(by=by, now=now)
    _note(point, Change.Kind.EDITED, by=by, now=now, fields=differences(before, point))


def start(point: ActionPoint, *, by: User, now) -> ActionPoint:
    def begin(locked):
        _only_from(locked, State.TODO)
        locked.started_at = now
        _take_if_nobodys(locked, by)

    return _change(point, Change.Kind.STARTED, begin, by=by, now=now)


def pause(point: ActionPoint, *, by: User, now) -> ActionPoint:
    """Back to "nog niet begonnen": somebody clicked too soon, or it has to wait."""

    def put_back(locked):
        _only_from(locked, State.DOING)
        locked.started_at = None

    return _change(point, Change.Kind.PAUSED, put_back, by=by, now=now)


def finish(point: ActionPoint, *, result: str, by: User, now) -> ActionPoint:
    def end(locked):
        _only_from(locked, State.TODO, State.DOING)
        locked.done_at, locked.result = now, result
        locked.owner = locked.owner or by
        _nothing_to_tell(locked)

    return _change(point, Change.Kind.DONE, end, by=by, now=now, note=result)


def drop(point: ActionPoint, *, reason: str, by: User, now) -> ActionPoint:
    def let_go(locked):
        _only_from(locked, State.TODO, State.DOING)
        locked.dropped_at, locked.drop_reason = now, reason
        _nothing_to_tell(locked)

    return _change(point, Change.Kind.DROPPED, let_go, by=by, now=now, note=reason)


def reopen(point: ActionPoint, *, by: User, now) -> ActionPoint:
    """Open again. What was the result or the reason stays in the history."""

    def open_again(locked):
        _only_from(locked, State.DONE, State.DROPPED)
        locked.done_at, locked.result, locked.dropped_at, locked.drop_reason = None, "", None, ""
        locked.nameless_at = None
        locked.told_on = timezone.localdate(now)

    return _change(point, Change.Kind.REOPENED, open_again, by=by, now=now)


def may_take(point: ActionPoint, user: User) -> bool:
    """Whoever works in the circle may pick up what is nobody's; the coordinator helps, but does not take over."""
    return point.is_open and point.owner_id is None and point.circle_id in circle_ids_of(user)


def take(point: ActionPoint, *, by: User, now) -> ActionPoint:
    """Somebody of the circle picks up a point that is nobody's yet."""

    def pick_up(locked):
        _only_from(locked, State.TODO, State.DOING)
        if locked.owner_id is not None:
            raise Refused(f"{locked.owner} heeft dit actiepunt al opgepakt.")
        if not may_take(locked, by):
            raise Refused("Alleen wie bij deze kring hoort, kan dit actiepunt oppakken.")
        locked.owner = by
        locked.told_on = timezone.localdate(now)

    return _change(point, Change.Kind.EDITED, pick_up, by=by, now=now)


def hand_over(pks: Iterable[int], *, to: User, by: User | None, now) -> int:
    """Put open points in somebody else's name; a constant number of queries, whatever the number."""
    with transaction.atomic():
        points = list(
            ActionPoint.objects.open()
            .filter(pk__in=list(pks))
            .exclude(owner=to)
            .select_for_update(of=("self",))
            .select_related("owner")
            .order_by("pk")
        )
        changes = [
            Change(
                point=point,
                kind=Change.Kind.HANDED_OVER,
                at=now,
                by=by,
                fields=[[label("owner"), shown(point, "owner"), str(to)]],
            )
            for point in points
        ]
        ActionPoint.objects.filter(pk__in=[point.pk for point in points]).update(
            owner=to,
            told_on=timezone.localdate(now),
            given_on=None,  # a handover has a mail of its own
            given_by=None,
            version=F("version") + 1,
            changed_by=by,
            changed_at=now,
        )
        Change.objects.bulk_create(changes)
    return len(points)


SHOWN_FIELDS = ("what", "how", "with_whom", "pillar", "owner", "due_on")


def label(name):
    return ActionPoint._meta.get_field(name).verbose_name


def shown(point, name):
    """A field of a point in the words of the history."""
    value = getattr(point, name)
    if name == "due_on":
        return date_format(value, "j F Y")
    return "" if value is None else str(value)


def differences(before, after):
    """What an edit changed, as people read it; both are points with owner and pillar at hand."""
    pairs = [(label(name), shown(before, name), shown(after, name)) for name in SHOWN_FIELDS]
    return [list(pair) for pair in pairs if pair[1] != pair[2]]


def lock(point: ActionPoint) -> ActionPoint:
    """The row as it stands now, held until the transaction ends."""
    return (
        ActionPoint.objects.select_for_update(of=("self",), no_key=True)
        .select_related("circle", "owner", "pillar")
        .get(pk=point.pk)
    )


def _change(point, kind, act, *, by, now, note=""):
    with transaction.atomic():
        locked = lock(point)
        before = ActionPoint(**{name: getattr(locked, name) for name in SHOWN_FIELDS})
        state = locked.state
        act(locked)
        locked.sequence += locked.state != state
        locked.save_version(by=by, now=now)
        _note(locked, kind, by=by, now=now, fields=differences(before, locked), note=note)
    return locked


def _note(point, kind, *, by, now, fields=(), note=""):
    Change.objects.create(point=point, kind=kind, at=now, by=by, fields=list(fields), note=note)


def _give(point, *, by, now):
    """Whoever gets a point from somebody else hears so in the mail of the next morning (reminding.py)."""
    _nothing_to_tell(point)
    if point.is_open and point.owner_id and point.owner_id != by.pk:
        point.given_on, point.given_by = timezone.localdate(now), by


def _nothing_to_tell(point):
    point.given_on = point.given_by = None


def _only_from(point, *states):
    if point.state not in states:
        raise Refused(f"Dit actiepunt is intussen {point.state.label}. Kijk eerst of dat klopt.")


def _take_if_nobodys(point, by):
    """Who starts on a point that is nobody's, sees to it from then on; a coordinator starts it for others."""
    if point.owner_id is None and point.circle_id in circle_ids_of(by):
        point.owner = by
