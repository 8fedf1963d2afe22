"""What a building block means for the coalitions that somebody is in."""

from collections import Counter
from dataclasses import dataclass

from coalitions.models import Coalition
from themetables.models import Adoption, AdoptionState, BuildingBlock, Experience
from themetables.models.bottlenecks import working_circle_ids


@dataclass(frozen=True)
class Own:
    """One coalition of the person who looks, with its answer to a block if it gave one."""

    coalition: Coalition
    adoption: Adoption | None
    may_edit: bool
    may_tell: bool


def own_coalitions(user, on):
    return Coalition.objects.existing(on).filter(circle__in=working_circle_ids(user), carried_over_at=None)


def answers_of(user, adoptions, experiences, on) -> list[Own]:
    """The coalitions of somebody, with what each does with a block; the caller has all that is told of it already."""
    given = {adoption.coalition_id: adoption for adoption in adoptions}
    told = Counter(experience.coalition_id for experience in experiences)
    found = []
    for coalition in own_coalitions(user, on):
        adoption = given.get(coalition.pk)
        has_tried = adoption is not None and adoption.state != AdoptionState.NOT_YET
        may_tell = has_tried and told[coalition.pk] < len(Experience.Moment)
        found.append(Own(coalition, adoption, coalition.is_editable_by(user), may_tell))
    return found


def add_own_answers(blocks: list[BuildingBlock], user, on):
    """Put on each block, as `own_answers`, what the coalitions that somebody leads do with it. Two queries."""
    led = [coalition for coalition in own_coalitions(user, on) if coalition.is_editable_by(user)]
    given = {
        (block_id, coalition_id): AdoptionState(state).label
        for block_id, coalition_id, state in Adoption.objects.filter(block__in=blocks, coalition__in=led)
        .order_by()
        .values_list("block_id", "coalition_id", "state")
    }
    for block in blocks:
        block.own_answers = [(coalition, given.get((block.pk, coalition.pk))) for coalition in led]
