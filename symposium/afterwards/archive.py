"""What stays of an edition: how many came, what there was with its slides, what people did with it."""

from dataclasses import dataclass

from symposium.afterwards import gathered, intending, sharing
from symposium.models import Edition, Material, Registration, Session, SessionKind, Turnout


@dataclass(frozen=True)
class Kept:
    turnout: Turnout | None
    sessions: list[tuple[Session, list[Material]]]
    intentions: list


def of(edition: Edition, user) -> Kept:
    """As somebody may see it; who is no coordinator sees what was published."""
    sessions = Session.objects.visible_to(user).filter(edition=edition, cancelled_at=None, slot__isnull=False)
    sessions = sessions.exclude(kind=SessionKind.BREAK).select_related("edition").order_by("slot__starts", "title")
    found = list(sessions)
    materials = sharing.seen(found, user)
    return Kept(
        turnout=turnout_of(edition),
        sessions=[(session, materials.get(session.pk, [])) for session in found],
        intentions=list(intending.shown(edition)),
    )


def turnout_of(edition: Edition) -> Turnout | None:
    """Counted now, or what was written down before we forgot who they were; None when nobody came."""
    kept = Turnout.objects.filter(edition=edition).first()
    if kept:
        return kept
    counted = count(edition)
    return counted if counted.came else None


def count(edition: Edition) -> Turnout:
    there = gathered.who_was_there(edition)
    return Turnout(
        edition=edition,
        registered=Registration.objects.filter(edition=edition).coming().count(),
        came=there.count(),
        municipalities=there.order_by().values("municipality").exclude(municipality=None).distinct().count(),
    )


def write_down(editions) -> None:
    """Keep the numbers of editions of which the people are about to be forgotten; once."""
    for edition in editions.filter(turnout=None, registrations__isnull=False).distinct():
        count(edition).save()
