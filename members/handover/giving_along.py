"""Who leaves may give what they did not finish to somebody who goes on with it; unasked it stays with them."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from members.handover import unfinished
from members.handover.dividing import choose, people_of
from members.handover.keepers import Keepers
from members.handover.passing import LABEL_LENGTH
from members.handover.unfinished import Source, Unfinished
from members.holdings import Holding
from members.models import Handover, HandoverChoice, HandoverItem, HandoverPart, User
from members.refused import Refused


@dataclass
class Offer:
    """One draft that the one who leaves can give to somebody, or keep to themselves."""

    source: Source
    one: Unfinished
    part: HandoverPart
    people: list[tuple[int, str]]
    leaders: set[int]
    to: User | None

    @property
    def name(self):
        return f"draft_{self.source.kind}-{self.one.pk}"

    def suits(self, pk, *, also=None):
        """Whether this person can finish it; `also` is who will lead the circle after this."""
        return not self.one.for_leaders or pk in self.leaders or pk == also


class CannotFinish(Refused):
    pass


def lost_by(handover: Handover, user: User, on) -> list[Offer]:
    """What the one who leaves loses with these circles; nothing for who does it in their place."""
    return _offers(handover, on) if handover.person_id == user.pk else []


def _offers(handover, on):
    found = [(source, one) for source in unfinished.sources() for one in source.drafts_of(handover.person)]
    if not found:
        return []
    parts = {part.circle_id: part for part in handover.parts.select_related("circle")}
    keepers = Keepers([part.circle for part in parts.values()], on=on, without=handover.person)
    choices = HandoverChoice.objects.filter(part__handover=handover).select_related("to")
    chosen = {(one.kind, one.thing): one.to for one in choices}
    return [
        Offer(
            source,
            one,
            parts[one.circle_id],
            people_of(parts[one.circle_id], keepers),
            keepers.leaders_of(parts[one.circle_id].circle),
            chosen.get((source.kind, one.pk)),
        )
        for source, one in found
        if one.circle_id in parts
    ]


def remember(offer: Offer, to: User | None) -> None:
    choose(offer.part, offer.source.kind, {offer.one.pk: to})


def hand_over(handover: Handover, on) -> list[tuple[User, Holding]]:
    """Move what the person chose to give, and return what went to whom. Completing calls it, after the roles."""
    given = []
    for offer in _offers(handover, on):
        if offer.to is None:
            continue
        if offer.to.pk not in dict(offer.people) or not offer.suits(offer.to.pk):
            raise CannotFinish(
                f"{offer.to.shown_name} kan niet verder met “{offer.one.label}”. Kies in stap 2 iemand anders."
            )
        given.append((offer.to, _give(handover, offer)))
    return given


def _give(handover, offer):
    circle = offer.part.circle
    item = HandoverItem.objects.create(
        handover=handover,
        circle=circle,
        kind=offer.source.kind,
        thing=offer.one.pk,
        label=offer.one.label[:LABEL_LENGTH],
        url=offer.one.url,
        to=offer.to,
    )
    try:
        with transaction.atomic():
            offer.source.give(offer.one.pk, offer.to)
    except IntegrityError:
        # They were writing at that place themselves: theirs stays as it is, and this one is there to read and to copy.
        item.text = offer.source.as_text(offer.one.pk)
        item.save(update_fields=["text"])
    return Holding(item.kind, item.thing, item.label, item.url, circle)
