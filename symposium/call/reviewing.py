"""What the coordinator decides about a proposal: it comes into the programme, or not this time and why."""

from django.db import transaction
from django.db.models import Q

from members.conflicts import lock
from members.models import User
from members.refused import Refused
from symposium.call import emails, speaking
from symposium.models import Edition, Proposal, Session, Speaker
from symposium.programme import placing

DECIDED = "Over dit voorstel is al besloten, of het is ingetrokken."


@transaction.atomic
def take(proposal: Proposal, *, capacity: int, by: User, now) -> Session:
    """Make a session of it, with its speakers and without a place yet, and tell who proposed it."""
    _check_waiting(proposal)
    session = Session(
        edition=proposal.edition,
        title=proposal.title,
        summary=proposal.summary,
        meant_for=proposal.for_whom,
        table=proposal.table,
        block=proposal.block,
        capacity=capacity,
    )
    session.save_version(by=by, now=now)
    for person in speaking.read(proposal.speakers):
        placing.add_speaker(session, speaker_of(proposal, person))
    proposal.taken_at, proposal.session = now, session
    proposal.save(update_fields=["taken_at", "session"])
    if proposal.proposer:
        emails.taken(proposal).send()
    return session


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, now) -> None:
    _check_waiting(proposal)
    proposal.declined_at, proposal.decline_reason = now, reason
    proposal.save(update_fields=["declined_at", "decline_reason"])
    if proposal.proposer:
        emails.declined(proposal).send()


def speaker_of(proposal, person):
    """Who speaks already under that address is the same person; so is, without one, who has the same name.

    Who proposed it themselves need not type an address: we know it, and that it is their account.
    """
    user = _proposer(proposal, person)
    email = person.email or (user.email.lower() if user else "")
    same = Q(email=email) if email else Q(name=person.name)
    if user:
        same |= Q(user=user)
    return Speaker.objects.filter(same, edition=proposal.edition).first() or Speaker.objects.create(
        edition=proposal.edition, name=person.name, organisation=person.organisation, email=email, user=user
    )


def unreachable(proposal: Proposal) -> list[str]:
    """The names of who would give it and cannot get a mail: no address was typed, and it is not who proposed it."""
    people = speaking.read(proposal.speakers)
    return [person.name for person in people if not person.email and not _proposer(proposal, person)]


def goes_on_without_proposer(proposal: Proposal) -> bool:
    """Whether the workshop stayed, and who proposed it would give it and does not any more."""
    session = proposal.session
    if session is None or session.is_cancelled:
        return False
    proposer = next(filter(None, (_proposer(proposal, person) for person in speaking.read(proposal.speakers))), None)
    if proposer is None:
        return False
    return not session.speakers.filter(Q(user=proposer) | Q(email=proposer.email)).exists()


def _proposer(proposal, person):
    """The account of who proposed it, when this is that person."""
    user = proposal.proposer
    if user is None:
        return None
    told = person.email == user.email if person.email else person.name.casefold() == user.name.casefold()
    return user if told else None


def _check_waiting(proposal):
    lock(Edition.objects.all(), proposal.edition_id)
    if not Proposal.objects.waiting().filter(pk=proposal.pk).exists():
        raise Refused(DECIDED)
