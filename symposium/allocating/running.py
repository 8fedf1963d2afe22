"""Ask for an allocation, and carry it out: a trial that only counts, or everybody's places in one transaction."""

from django.db import transaction

from members.refused import Refused
from symposium.allocating import collecting, emails, queueing
from symposium.allocating.explaining import Explanations
from symposium.allocating.figures import figures, rank_of
from symposium.allocating.solving import NoPlaces, allocate
from symposium.models import AllocatedPlace, Allocation, Edition
from symposium.seats import allotting, deadlines, locking

# A change needs to fall in the few seconds of every one of these.
TRIES = 4
BUSY = (
    "Er veranderde steeds iets aan de aanmeldingen terwijl we rekenden. Er is niets veranderd. Verdeel nog een keer."
)
FAILED = "Er kwam binnen de tijd geen verdeling uit. Er is niets veranderd."


class Changed(Exception):
    """Somebody came, left or moved while the places were worked out."""


@transaction.atomic
def ask(edition: Edition, *, by, is_trial, now) -> Allocation:
    """Put it on the list of the task. Somebody who asks while one is waiting gets that one."""
    edition = locking.lock(edition.pk)
    waiting = edition.allocations.filter(finished_at=None).first()
    if waiting:
        return waiting
    if not edition.is_fair:
        raise Refused("Dit symposium verdeelt plekken op volgorde van aanmelden.")
    if deadlines.has_begun(edition, now):
        raise Refused("Het symposium is begonnen of geweest. Aan de plekken verandert nu niets meer.")
    if not is_trial and now < edition.wishes_until:
        raise Refused("Mensen kunnen nog wensen opgeven. Verdeel de plekken daarna.")
    if not collecting.workshops(edition):
        raise Refused("Er staan nog geen workshops in een tijdvak. Zet die eerst in het programma.")
    return edition.allocations.create(is_trial=is_trial, asked_by=by, asked_at=now)


@transaction.atomic
def run(allocation_id: int, *, now) -> None:
    """Once: whoever comes second finds it done, or somebody busy with it."""
    waiting = Allocation.objects.select_for_update(skip_locked=True, of=("self",)).filter(finished_at=None)
    allocation = waiting.filter(pk=allocation_id).first()
    if allocation is None:
        return
    try:
        _solve(allocation, now)
    except NoPlaces:
        allocation.failure = FAILED
    except Changed:
        allocation.failure = BUSY
    allocation.finished_at = now
    allocation.save(update_fields=["finished_at", "failure", "figures"])


def _solve(allocation, now):
    """Solving takes seconds, in which everybody else goes on. So the answer holds only if the question is still the
    same under the lock; if not it is solved anew. Raises NoPlaces or Changed, and then no place was changed.
    """
    tries = 0
    while True:
        tries += 1
        edition = Edition.objects.get(pk=allocation.edition_id)
        problem = collecting.collect(edition)
        places = allocate(problem)
        titles = dict(edition.sessions.values_list("pk", "title"))
        allocation.figures = figures(problem, places, titles)
        if allocation.is_trial:
            return
        try:
            # Going back to this point lets the lock go.
            with transaction.atomic():
                edition = locking.lock(edition.pk)
                if not _is_still(problem, edition):
                    raise Changed
                _give(allocation, edition, problem, places, Explanations(problem, places, titles), now)
                return
        except Changed:
            allocation.figures = {}
            if tries == TRIES:
                raise


def _is_still(problem, edition):
    return collecting.collect(edition) == problem


def _give(allocation, edition, problem, places, explanations, now):
    plan, reasons = {}, {}
    for (person, slot), session in places.items():
        plan.setdefault(person, {})[slot] = session
        reasons[person, slot] = explanations.why(person, slot)
    queues = {
        session: {person: explanations.why_waiting(person, session) for person in row}
        for session, row in queueing.rows(problem, places).items()
    }
    changed = allotting.allot(edition, plan, now=now, reasons=reasons, queues=queues)
    first_time = edition.allocated_at is None
    told = set(plan) if first_time else changed
    _remember(problem, places)
    if first_time:
        edition.allocated_at = now
        edition.save(update_fields=["allocated_at"])
    emails.send_places(allocation, edition, told, reasons, is_again=not first_time)


def _remember(problem, places):
    people = {person.key: person for person in problem.people}
    AllocatedPlace.objects.bulk_create(
        [
            AllocatedPlace(
                registration_id=person,
                slot_id=slot,
                session_id=session,
                rank=rank_of(people[person], slot, session),
            )
            for (person, slot), session in places.items()
        ],
        update_conflicts=True,
        unique_fields=["registration", "slot"],
        update_fields=["session", "rank"],
    )
