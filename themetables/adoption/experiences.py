"""What coalitions found out about a building block, and that the table read it."""

from django.db import IntegrityError, transaction

from coalitions.models import Coalition
from members.models import User
from members.refused import Refused
from themetables.blocks import telling
from themetables.models import Adoption, AdoptionState, BuildingBlock, Experience


def free_moments(block: BuildingBlock, coalition: Coalition) -> list[str]:
    """The moments about which this coalition wrote nothing yet."""
    taken = set(block.experiences.filter(coalition=coalition).values_list("moment", flat=True))
    return [moment for moment in Experience.Moment if moment not in taken]


def has_tried(block: BuildingBlock, coalition: Coalition) -> bool:
    """Whether a coalition has something to tell: who has not begun, has not."""
    found = Adoption.objects.filter(block=block, coalition=coalition)
    return found.exclude(state=AdoptionState.NOT_YET).exists()


def write(block: BuildingBlock, coalition: Coalition, moment: str, text: str, *, by: User, now) -> Experience:
    """One per coalition per moment; the table hears of it."""
    try:
        with transaction.atomic():
            experience = Experience.objects.create(
                block=block, coalition=coalition, moment=moment, text=text, written_by=by, written_at=now
            )
            telling.experience(experience, by=by, now=now)
    except IntegrityError as error:
        raise Refused("Iemand van jullie coalitie schreef al een ervaring over dit moment.") from error
    return experience


def mark_read(block: BuildingBlock, *, before, now) -> int:
    """The table read what was written up to `before`; what came in meanwhile stays new."""
    return block.experiences.unread().filter(written_at__lte=before).update(read_at=now)
