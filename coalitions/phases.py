"""How a coalition comes into another phase. The history is the truth; `Coalition.phase` repeats its end."""

from django.db import transaction

from coalitions.models import Coalition, PhaseChange


@transaction.atomic
def change_phase(coalition: Coalition, phase: str, *, since, by, now, note: str = "") -> PhaseChange:
    """From the day `since` the coalition is in this phase. A second change of one day replaces the first."""
    lock_coalition(coalition.pk)
    change, _ = PhaseChange.objects.update_or_create(
        coalition=coalition,
        since=since,
        defaults={"phase": phase, "note": note, "recorded_by": by, "recorded_at": now},
    )
    repeat(coalition)
    return change


@transaction.atomic
def forget_change(change: PhaseChange) -> None:
    """Take away a change that was a mistake."""
    lock_coalition(change.coalition_id)
    PhaseChange.objects.filter(pk=change.pk).delete()
    repeat(change.coalition)


def lock_coalition(pk):
    """Wait until nobody else is changing what stands around this coalition; until the end of the transaction."""
    return Coalition.objects.select_for_update(no_key=True).get(pk=pk)


def repeat(coalition):
    """Make `Coalition.phase` say what the newest change says."""
    newest = coalition.phase_changes.order_by("-since").first()
    coalition.phase = newest.phase if newest else ""
    coalition.save(update_fields=["phase"])
