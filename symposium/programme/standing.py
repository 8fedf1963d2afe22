"""How far the coordinator is with an edition: what is ready, what is still to be done, and what comes first."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format

from symposium.afterwards import evaluating
from symposium.models import Edition


@dataclass(frozen=True)
class Task:
    label: str
    said: str  # how it stands, in a few words
    url: str
    is_done: bool


def tasks(edition: Edition, now) -> list[Task]:
    """In the order in which a symposium is made."""
    count = counts(edition)
    placed = count["sessions"] - count["unplaced"]
    speakers = count["speakers"] - count["silent"]
    asked = evaluating.standing(edition, now)

    def task(label, said, name, is_done):
        return Task(label, said, reverse(f"symposium:{name}", args=[edition.year]), is_done)

    return [
        task(
            "Vertel wanneer en waar",
            "iedereen leest de pagina" if edition.is_published else "nog niet gepubliceerd",
            "edition_publish",
            edition.is_published,
        ),
        task(
            "Zet de oproep voor workshops open",
            "de dagen staan vast" if edition.call_opens_on else "nog geen dagen gekozen",
            "call_edit",
            edition.call_opens_on is not None,
        ),
        task(
            "Beslis over de voorstellen",
            f"{count['waiting']} te beslissen" if count["waiting"] else "niets te beslissen",
            "proposal_list",
            not count["waiting"],
        ),
        task(
            "Maak het programma",
            f"{placed} van {count['sessions']} onderdelen hebben een plek, {count['rooms']} zalen",
            "programme_make",
            bool(placed) and not count["unplaced"],
        ),
        task(
            "Laat sprekers hun pagina invullen",
            f"{speakers} van {count['speakers']} staan met naam in het programma",
            "speaker_list",
            bool(count["speakers"]) and not count["silent"],
        ),
        task(
            "Publiceer het programma",
            "iedereen leest het" if edition.has_programme else "nog niet gepubliceerd",
            "programme_publish",
            edition.has_programme,
        ),
        task("Vraag wie er was hoe het was", said_of(asked), "evaluation", not asked.needs_somebody),
    ]


def said_of(asked):
    """How it stands with the evaluation."""
    return {
        evaluating.State.SENT: "de evaluatie is verstuurd",
        evaluating.State.HELD: "je hield de evaluatie tegen",
        evaluating.State.WAITS: "gaat vanzelf op " + date_format(asked.goes_at, "j F Y"),
    }.get(asked.state, "niet verstuurd")


def counts(edition):
    """One statement for each kind of thing."""
    return {
        **edition.sessions.aggregate(sessions=Count("pk"), unplaced=Count("pk", filter=Q(slot=None))),
        **edition.speakers.aggregate(speakers=Count("pk"), silent=Count("pk", filter=Q(consented_at=None))),
        "rooms": edition.rooms.count(),
        "waiting": edition.proposals.waiting().count(),
    }
