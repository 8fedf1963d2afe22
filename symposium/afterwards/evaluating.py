"""The evaluation of an edition: the day after it goes, by itself, to who was there, as a round of surveys/.

Without names, so that people write what they think; also to who has no account, with a link in the mail. That somebody
gets it once is held in three places: one `Evaluation` an edition, one round in it, in a round one invitation a person.
Whoever sends it holds the row of the edition.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from members.refused import Refused
from surveys.making import ready, versions
from surveys.models import Audience, Instrument, Mode
from surveys.sending import confirming, drafting
from symposium.afterwards import gathered
from symposium.models import Edition, Evaluation

KEY = "symposium"  # data/instruments/symposium.json
AT = time(9)
OPEN_FOR = timedelta(days=21)
CLOSES = time(17)
# After that it does not go by itself any more: who gets it wonders which day this was.
LATEST = timedelta(days=14)
INTRO = (
    "Je was op het symposium. Wat vond je ervan, en wat doen we volgend jaar anders? Je naam staat er niet bij. "
    "Met de link uit je mail over het symposium vind je je bewijs van deelname en de dia's. Daar schrijf je ook op "
    "wat je met deze dag gaat doen. Ben je die mail kwijt? Op de pagina van het symposium vraag je de link opnieuw."
)
# Stands in the invitation of who did not get the results of another questionnaire yet.
REASON = "Hoe een dag was, vragen we meteen erna: dan weet je het nog."


class State(StrEnum):
    WAITS = "waits"
    HELD = "held"
    MISSED = "missed"
    SENT = "sent"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Standing:
    """How it stands with the evaluation of one edition."""

    state: State
    goes_at: datetime
    is_over: bool
    problem: str = ""
    evaluation: Evaluation | None = None

    @property
    def may_send(self):
        return self.is_over and self.state != State.SENT and not self.problem

    @property
    def needs_somebody(self):
        """It cannot go, or not by itself, and nobody decided that."""
        return self.state in (State.MISSED, State.DISCARDED) or bool(self.problem) and self.state == State.WAITS


def goes_at(edition: Edition) -> datetime:
    return timezone.make_aware(datetime.combine(edition.held_on + timedelta(days=1), AT))


def is_over(edition: Edition, now) -> bool:
    return now >= timezone.make_aware(datetime.combine(edition.held_on, edition.ends_at))


def standing(edition: Edition, now) -> Standing:
    evaluation = Evaluation.objects.select_related("round").filter(edition=edition).first()
    state = _state(edition, evaluation, now)
    problem = "" if state == State.SENT else _problem()
    return Standing(state, goes_at(edition), is_over(edition, now), problem, evaluation)


def _state(edition, evaluation, now):
    if evaluation and evaluation.sent_at:
        return State.SENT if evaluation.round_id else State.DISCARDED
    if evaluation and evaluation.held_back_at:
        return State.HELD
    return State.WAITS if now <= goes_at(edition) + LATEST else State.MISSED


def _problem():
    """Say what stands in the way of the questionnaire; empty when nothing does."""
    found = Instrument.objects.filter(key=KEY).first()
    if found is None:
        return ""
    if found.archived_at:
        return f"De vragenlijst “{found}” is opgeborgen. Haal haar terug, dan kan de evaluatie weg."
    if not found.versions.filter(frozen_at__isnull=False).exists():
        return f"De vragenlijst “{found}” is nog een concept. Stel haar vast, dan kan de evaluatie weg."
    return ""


def due(now):
    """Editions whose evaluation goes now; who decided otherwise, or sent it, is left out."""
    on = timezone.localdate(now)
    late = Edition.objects.filter(published_at__isnull=False, held_on__lt=on, held_on__gte=on - LATEST)
    decided = Evaluation.objects.filter(held_back_at__isnull=False) | Evaluation.objects.filter(sent_at__isnull=False)
    found = late.exclude(pk__in=decided.values("edition")).order_by("pk")
    return [edition for edition in found if goes_at(edition) <= now]


def send_due(now) -> int:
    """Send what is due; return how many. What cannot go yet is tried again the next time."""
    count = 0
    for edition in due(now):
        try:
            count += send_by_itself(edition, now=now)
        except Refused:
            continue  # the page of the coordinator says why
    return count


@transaction.atomic
def send_by_itself(edition: Edition, *, now) -> bool:
    """Under the lock it is asked again whether it is due: a second run, or a coordinator, may have been first."""
    held = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if held not in due(now):
        return False
    _set_up(held, by=None, now=now)
    return True


@transaction.atomic
def send_now(edition: Edition, *, by, now) -> None:
    """For the coordinator. Raises Refused."""
    held = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    found = standing(held, now)
    if found.state == State.SENT:
        raise Refused("De evaluatie is al verstuurd.")
    if not found.is_over:
        raise Refused("Het symposium is nog niet voorbij.")
    _set_up(held, by=by, now=now)


@transaction.atomic
def hold_back(edition: Edition, *, now) -> None:
    """From here on it only goes when the coordinator sends it. Raises Refused once it went."""
    _decide(edition, held_back_at=now)


@transaction.atomic
def let_go(edition: Edition) -> None:
    """It goes by itself after all. Raises Refused once it went."""
    _decide(edition, held_back_at=None)


def _decide(edition, *, held_back_at):
    held = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    evaluation, _ = Evaluation.objects.get_or_create(edition=held)
    if evaluation.sent_at:
        raise Refused("De evaluatie is al verstuurd.")
    evaluation.held_back_at = held_back_at
    evaluation.save(update_fields=["held_back_at"])


def _set_up(edition, *, by, now):
    """Set a round ready that opens at once; the timetable of surveys/ opens and mails it."""
    if problem := _problem():
        raise Refused(problem)
    day = timezone.localdate(now) + OPEN_FOR
    draft = drafting.start(
        newest(by=by, now=now),
        title=f"Evaluatie van {edition}",
        opens_at=now,
        closes_at=timezone.make_aware(datetime.combine(day, CLOSES)),
        mode=Mode.ANONYMOUS,
        audience=Audience.LIST,
        intro=INTRO,
        source=(str(edition), edition.get_absolute_url()),
        by=by,
        now=now,
    )
    round = confirming.confirm(draft, by=by, now=now, reason=REASON)
    Evaluation.objects.update_or_create(edition=edition, defaults={"sent_at": now, "round": round})


def newest(*, by, now):
    """The last version of the questionnaire that was fixed; the one that came with the portal when nobody took it."""
    instrument = Instrument.objects.filter(key=KEY).first()
    if instrument is None:
        return versions.fix(ready.take(KEY, by=by, now=now), by=by, now=now)
    return instrument.versions.filter(frozen_at__isnull=False).order_by("-number").first()


def reach(edition: Edition) -> int:
    """How many people get it."""
    return len(gathered.people(edition.get_absolute_url()))
