"""Who comes to a meeting, and which circles nobody comes from: what counts is that every circle is there."""

from dataclasses import dataclass

from meetings import places
from meetings.models import Answer, Invitee, Meeting
from members.models import Circle


@dataclass(frozen=True)
class Coming:
    groups: list[tuple[str, list[Invitee]]]  # what they answered, and who
    mine: Invitee | None
    present: list[Circle]
    absent: list[Circle]  # that nobody said yes of
    places_present: list[str]  # municipalities that somebody who comes works for
    places_absent: list[str]

    @property
    def circle_count(self):
        return len(self.present) + len(self.absent)

    @property
    def place_count(self):
        return len(self.places_present) + len(self.places_absent)

    @property
    def total(self):
        return sum(len(people) for _, people in self.groups)


LABELS = ((Answer.YES, "Komt"), (Answer.MAYBE, "Misschien"), (Answer.NO, "Komt niet"), ("", "Nog geen antwoord"))


def of(meeting: Meeting, *, user, on) -> Coming:
    people = list(
        meeting.invitees.invited().select_related("user", "circle", "stands_in_for__user", "substitute__user")
    )
    groups = [(label, [one for one in people if one.answer == said]) for said, label in LABELS]
    # The network itself is there when its coalitions are.
    circles = [circle for circle in meeting.circles_on(on) if circle.kind != Circle.Kind.NETWORK]
    known = places.of_meeting(meeting, people, on)
    covered = known.of(one for one in people if one.answer == Answer.YES)
    there = {one.circle_id for one in people if one.answer == Answer.YES}
    return Coming(
        groups=[(label, found) for label, found in groups if found],
        mine=next((one for one in people if one.user_id == user.pk), None),
        present=[circle for circle in circles if circle.pk in there],
        absent=[circle for circle in circles if circle.pk not in there],
        places_present=known.named(covered),
        places_absent=known.named(known.names.keys() - covered),
    )
