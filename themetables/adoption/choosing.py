"""What a coalition does with a building block. Every verb locks, looks again, and keeps how it was.

The coalition's own text is never touched by anything but the coalition itself.
"""

from django.db import transaction

from coalitions.models import Coalition
from coalitions.phases import lock_coalition
from members import conflicts
from members.models import User
from members.refused import Refused
from themetables.models import Adoption, AdoptionChange, AdoptionState, BuildingBlock
from themetables.models.adoption import WORKS_WITH_IT


@transaction.atomic
def choose(
    block: BuildingBlock,
    coalition: Coalition,
    state: str,
    *,
    by: User,
    now,
    since,
    reason: str = "",
    local_text: str = "",
    contact: User | None = None,
) -> Adoption:
    """Answer for a coalition, or answer anew. The same answer twice is one."""
    lock_coalition(coalition.pk)
    adoption = Adoption.objects.filter(coalition=coalition, block=block).select_related("block_version").first()
    before = adoption and adoption.state
    adoption = adoption or Adoption(coalition=coalition, block=block)
    wanted = {"state": state, "reason": reason, "contact": contact, "since": since}
    wanted["local_text"] = local_text or adoption.local_text
    if before and all(getattr(adoption, name) == value for name, value in wanted.items()):
        return adoption
    for name, value in wanted.items():
        setattr(adoption, name, value)
    look_at_version(adoption, before)
    adoption.save_version(by=by, now=now)
    record(adoption, before)
    return adoption


def look_at_version(adoption, before):
    """Whoever starts, starts with the newest version; who does not, looked at the newest. Others keep theirs."""
    if before in WORKS_WITH_IT and adoption.state in WORKS_WITH_IT:
        return
    newest = adoption.block.versions.first()
    if newest is None:
        raise Refused("Van deze bouwsteen is er nog geen versie om mee te beginnen.")
    adoption.block_version, adoption.kept_number, adoption.kept_reason = newest, None, ""


def record(adoption, before, sentence=""):
    """Keep the adoption as it was saved just now. For who has just called `save_version`, in its transaction."""
    state = AdoptionState(adoption.state)
    if not sentence:
        sentence = "Tekst of contactpersoon gewijzigd." if before == state else f"{state.label.capitalize()}."
    return AdoptionChange.objects.create(
        adoption=adoption,
        sentence=sentence,
        state=state,
        reason=adoption.reason,
        local_text=adoption.local_text,
        number=adoption.block_version.number,
        by=adoption.changed_by,
        at=adoption.changed_at,
    )


def move_along(adoption: Adoption, number: int, *, by: User, now) -> Adoption:
    """Work with the newest version from now on; `number` is the version that was read."""
    with transaction.atomic():
        row, newest = _asked(adoption, number)
        if row.block_version_id == newest.pk:
            return row
        row.block_version, row.kept_number, row.kept_reason = newest, None, ""
        row.save_version(by=by, now=now)
        record(row, row.state, f"Mee met versie {number}.")
    return row


def stay(adoption: Adoption, number: int, reason: str, *, by: User, now) -> Adoption:
    """Keep working with the version they have, and say why; they are asked again when there is a newer one."""
    with transaction.atomic():
        row, newest = _asked(adoption, number)
        if row.block_version_id == newest.pk:
            raise Refused(f"Jullie gebruiken versie {number} al.")
        if (row.kept_number, row.kept_reason) == (number, reason):
            return row
        row.kept_number, row.kept_reason = number, reason
        row.save_version(by=by, now=now)
        record(row, row.state, f"Niet mee met versie {number}: {reason}"[:300])
    return row


def _asked(adoption, number):
    row = conflicts.lock(Adoption.objects.select_related("block", "block_version"), adoption.pk)
    newest = row.block.versions.first()
    if not row.works_with_it:
        raise Refused("Jullie gebruiken deze bouwsteen niet. Kies eerst wat jullie ermee doen.")
    if newest.number != number:
        raise Refused(f"Er is intussen een nieuwere versie: {newest.number}. Lees eerst wat er veranderde.")
    return row, newest
