"""Whether a mail about a round still has to leave, asked at the moment it does. See also: outbox/guards.py.

Submitting locks the sheet (of a round without names: the invitation). So does this, until the mail has left: who
submits waits for the mail under way, and after that no reminder leaves.
"""

from outbox.guards import Verdict
from surveys.models import Invitation, Sheet
from surveys.sending import emails


def check(about: str, now) -> Verdict:
    """`about` is the key of the mail without its kind: round, invitation, which mail, and the closing it names."""
    _round, pk, what, named = about.split(":")
    one = Invitation.objects.filter(pk=pk).values("sheet").first()
    if one is None:
        return Verdict.NEVER
    if not hold(pk, one["sheet"]):
        return Verdict.LATER
    invitation = (
        Invitation.objects.waiting()
        .select_related("round__instrument_version__instrument", "user", "circle", "sheet")
        .filter(pk=pk, round__closed_at=None)
        .first()
    )
    if invitation is None or emails.deadline(invitation) <= now:
        return Verdict.NEVER
    if int(emails.deadline(invitation).timestamp()) != int(named):
        write_anew(invitation, what)
        return Verdict.NEVER
    return Verdict.SEND


def hold(pk, sheet) -> bool:
    """Lock the row that submitting locks; False when somebody else has it. Ends with the transaction."""
    rows = Sheet.objects.filter(pk=sheet) if sheet else Invitation.objects.filter(pk=pk)
    return rows.select_for_update(no_key=True, skip_locked=True, of=("self",)).first() is not None


def write_anew(invitation: Invitation, what: str) -> None:
    """The closing was moved while this mail waited: queue it with the day that counts now."""
    match what:
        case "uitnodiging":
            emails.invitation(invitation).send()
        case "datum":
            emails.moved(invitation).send()
        case _:
            emails.reminder(invitation, int(what)).send()
