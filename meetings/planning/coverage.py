"""Per proposal who could come, and which municipalities would be represented: coverage, not majority."""

from dataclasses import dataclass

from meetings import places
from meetings.models import DateOption, Invitee, Poll, Tick


@dataclass
class Covered:
    option: DateOption
    groups: list[tuple[str, list[Invitee]]]  # what they said, and who
    present: list[str]  # municipalities of who said yes
    if_needed: list[str]  # that come in with who said "als het moet"
    absent: list[str]
    is_best: bool = False

    @property
    def place_count(self):
        return len(self.present) + len(self.if_needed) + len(self.absent)

    @property
    def sentence(self):
        """The counts in one line: "3 ja, 1 als het moet, 2 nog geen antwoord"."""
        return ", ".join(f"{len(people)} {label.lower()}" for label, people in self.groups)


LABELS = ((Tick.Said.YES, "Ja"), (Tick.Said.IF_NEEDED, "Als het moet"), (Tick.Said.NO, "Nee"))
SILENT = "Nog geen antwoord"


def of(poll: Poll, on) -> list[Covered]:
    """Every proposal in the order of the days; the ones with the most municipalities are marked."""
    people = list(poll.meeting.invitees.invited().select_related("user", "circle"))
    known = places.of_meeting(poll.meeting, people, on)
    found = [_covered(option, people, known) for option in poll.options.prefetch_related("ticks")]
    most = max((len(one.present) for one in found), default=0)
    for one in found:
        one.is_best = bool(most) and len(one.present) == most
    return found


def _covered(option, people, known):
    said = {tick.invitee_id: tick.said for tick in option.ticks.all()}
    by_answer = {answer: [one for one in people if said.get(one.pk) == answer] for answer, _label in LABELS}
    silent = [one for one in people if one.pk not in said]
    present = known.of(by_answer[Tick.Said.YES])
    if_needed = known.of(by_answer[Tick.Said.IF_NEEDED]) - present
    groups = [(label, by_answer[answer]) for answer, label in LABELS] + [(SILENT, silent)]
    return Covered(
        option=option,
        groups=[(label, found) for label, found in groups if found],
        present=known.named(present),
        if_needed=known.named(if_needed),
        absent=known.named(known.names.keys() - present - if_needed),
    )
