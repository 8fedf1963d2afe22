"""Somebody registers a colleague, who hears of it and can say no. Nobody is put over their own choice."""

from members.models import User
from members.refused import Refused
from symposium.models import Edition, Registration
from symposium.registering import emails, joining
from symposium.seats import deadlines
from symposium.seats.changing import changing
from symposium.seats.leaving import take_away


def enrol(edition: Edition, *, coalition, by: User, name, email, now, user=None, **details) -> Registration:
    """Put a colleague on the list, or on the waiting list of the day; they get a mail with their own link.

    Who registered already, or stays away, chose that themselves: then nothing changes. Raises Refused.
    """
    user = user or User.objects.filter(email=email.strip().lower(), is_active=True).first()
    with changing(edition.pk, now=now) as board:
        if not board.edition.takes_registrations(now):
            raise joining.Closed("Aanmelden kan nu niet.")
        row = joining.find(board.edition, email=email, user=user)
        if row:
            # Who comes and who stays away is one answer: an address that is typed tells nothing more.
            raise Refused(
                f"{name} meldde zich al aan of af, of een ander deed dat. Er is niets veranderd: dat kan {name} "
                "alleen zelf.",
                field="email",
            )
        details |= {"registered_by": by, "coalition": coalition}
        row = joining.place(board, email=email, user=user, name=name, **details)
        emails.enrolled(row, now).send()
        return row


def can_be_taken_off(row: Registration) -> bool:
    """Whether somebody else put them there and they did nothing with it yet."""
    return bool(
        row.registered_by_id and row.state in joining.STANDING and not row.seats.all() and not row.wishes.all()
    )


def take_off(registration: Registration, *, now) -> None:
    """For a slip, or who cannot come after all. Who chose something is there by their own choice. Raises Refused."""
    with changing(registration.edition_id, now=now) as board:
        row = board.registration(registration.pk)
        if deadlines.has_begun(board.edition, now):
            raise Refused(joining.BEGUN)
        if not can_be_taken_off(row):
            raise Refused(f"{row} heeft zelf al iets gekozen, en kan alleen zelf afmelden.")
        take_away(board, row)
        emails.cancelled(row, can_come_back=board.edition.takes_registrations(now)).send()
