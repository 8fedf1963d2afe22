"""How a coalition comes into another phase. The history is the truth; `Coalition.phase` repeats its end."""

from django.db import transaction
from django.utils.formats import date_format

from coalitions.models import Coalition, PhaseChange
from members.refused import Refused


@transaction.atomic
def change_phase(coalition: Coalition, phase: str, *, since, by, now, note: str = "") -> PhaseChange:
    """From the day `since` the coalition is in this phase. What stands there already is never written over."""
    lock_coalition(coalition.pk)
    before = _before(coalition, since)
    if before and before.since == since:
        if (before.phase, before.note) == (phase, note):  # the button was pressed twice
            return before
        raise Refused(
            f"Op {date_format(since, 'j F Y')} staat al: {before.get_phase_display()}. Kies een andere dag, of haal "
            "die regel hieronder eerst weg."
        )
    if before and before.phase == phase:
        raise Refused(f"Op die dag was de coalitie al in deze fase, sinds {date_format(before.since, 'j F Y')}.")
    change = PhaseChange.objects.create(
        coalition=coalition, phase=phase, since=since, note=note, recorded_by=by, recorded_at=now
    )
    repeat(coalition)
    return change


@transaction.atomic
def forget_change(change: PhaseChange) -> None:
    """Take away a change that was a mistake."""
    lock_coalition(change.coalition_id)
    PhaseChange.objects.filter(pk=change.pk).delete()
    repeat(change.coalition)


def _before(coalition, since):
    """Return the change that says what holds on the day `since`."""
    return coalition.phase_changes.filter(since__lte=since).first()


def lock_coalition(pk):
    """Wait until nobody else is changing what stands around this coalition; until the end of the transaction."""
    return Coalition.objects.select_for_update(no_key=True).get(pk=pk)


def repeat(coalition):
    """Make `Coalition.phase` say what the newest change says."""
    newest = coalition.phase_changes.order_by("-since").first()
    coalition.phase = newest.phase if newest else ""
    coalition.save(update_fields=["phase"])
