"""How far the coordinator is with an edition: what is ready, what is still to be done, and what comes first."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from symposium.afterwards import evaluating
from symposium.allocating import waiting
from symposium.models import Edition, SessionKind
from symposium.seats import deadlines

DONE_ASKING = (evaluating.State.SENT, evaluating.State.HELD)


@dataclass(frozen=True)
class Task:
    label: str
    said: str  # how it stands, in a few words
    url: str
    is_done: bool
    is_later: bool = False  # its time has not come
    is_urgent: bool = False  # people wait for it


def tasks(edition: Edition, now) -> list[Task]:
    """In the order in which a symposium is made."""
    count = counts(edition)
    placed = count["sessions"] - count["unplaced"]
    asked = evaluating.standing(edition, now)

    def task(label, said, name, is_done, **more):
        return Task(label, said, reverse(f"symposium:{name}", args=[edition.year]), is_done, **more)

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
        task(**proposals(edition, count["waiting"], now)),
        task(
            "Maak het programma",
            f"{placed} van {count['sessions']} onderdelen hebben een plek, {count['rooms']} zalen"
            + ("" if count["workshops"] else ", nog geen workshop"),
            "programme_make",
            bool(placed) and bool(count["workshops"]) and not count["unplaced"],
        ),
        task(
            "Laat sprekers hun pagina invullen",
            f"{count['named']} van {count['speakers']} staan met naam in het programma"
            if count["speakers"]
            else "nog geen sprekers op de lijst",
            "speaker_list",
            bool(count["speakers"]) and not count["silent"],
        ),
        task(
            "Publiceer het programma",
            "iedereen leest het" if edition.has_programme else "nog niet gepubliceerd",
            "programme_publish",
            edition.has_programme,
        ),
        task(
            "Zet het aanmelden open",
            said_of_registering(edition, now),
            "registration_settings",
            edition.registration_opens_at is not None,
        ),
        *(task(**found) for found in allocation(edition, now)),
        task(
            "Vraag wie er was hoe het was",
            said_of(asked),
            "evaluation",
            asked.state in DONE_ASKING,
            is_later=asked.state == evaluating.State.WAITS and not asked.needs_somebody,
        ),
    ]


def first_of(tasks: list[Task]) -> Task | None:
    """What to do first: what people wait for, or else the first in the order in which a symposium is made."""
    to_do = [task for task in tasks if not task.is_done and not task.is_later]
    return next((task for task in to_do if task.is_urgent), to_do[0] if to_do else None)


def proposals(edition, waiting, now):
    """Deciding about what was proposed: done when the call is over and nothing waits."""
    state = edition.call_state(timezone.localdate(now))
    said = "niets te beslissen"
    if waiting:
        said = f"{waiting} te beslissen"
    elif state == "open":
        said = f"nog niets te beslissen, de oproep is open tot en met {date_format(edition.call_closes_on, 'j F Y')}"
    elif state != "closed":
        said = "de oproep is nog niet open"
    return {
        "label": "Beslis over de voorstellen",
        "said": said,
        "name": "proposal_list",
        "is_done": state == "closed" and not waiting,
        "is_later": state != "closed" and not waiting,
    }


def said_of_registering(edition, now):
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    if opens is None:
        return "nog geen moment gekozen"
    if now < opens:
        return f"gaat open op {_moment(opens)}"
    if deadlines.has_begun(edition, now) or (closes and closes <= now):
        return "gesloten"
    return f"open tot {_moment(closes)}" if closes else "open tot het symposium begint"


def allocation(edition, now):
    """Giving out the places: not where who comes first chooses, nor when it never happened and the day is there."""
    if not edition.is_fair:
        return
    about = {"name": "allocation_detail", "is_done": edition.allocated_at is not None}
    if edition.allocated_at:
        yield about | {"label": "Verdeel de plekken", "said": f"verdeeld op {_moment(edition.allocated_at)}"}
    elif not edition.is_published:
        yield about | {
            "label": "Verdeel de plekken",
            "said": "het symposium is nog niet gepubliceerd",
            "is_later": True,
        }
    elif not deadlines.has_begun(edition, now):
        wished = waiting.said_of(edition.registrations.coming().filter(wishes__isnull=False).distinct().count())
        is_later = now < edition.wishes_until
        said = f"{wished}, het kan nog tot {_moment(edition.wishes_until)}" if is_later else wished
        label = "Verdeel de plekken" if is_later else "De wensen zijn binnen: verdeel de plekken"
        yield about | {"label": label, "said": said, "is_later": is_later, "is_urgent": not is_later}


def _moment(moment):
    return date_format(timezone.localtime(moment), r"j F Y, G.i \u\u\r")


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
        **edition.sessions.aggregate(
            sessions=Count("pk"),
            unplaced=Count("pk", filter=Q(slot=None)),
            workshops=Count("pk", filter=Q(kind=SessionKind.WORKSHOP)),
        ),
        **edition.speakers.aggregate(
            speakers=Count("pk"),
            named=Count("pk", filter=Q(consented_at__isnull=False)),
            # Who filled in the page and stays unnamed, answered as well.
            silent=Count("pk", filter=Q(consented_at=None, completed_at=None)),
        ),
        "rooms": edition.rooms.count(),
        "waiting": edition.proposals.waiting().count(),
    }
