"""What people get in their mailbox about a round. Private: each mail holds a personal link."""

from outbox.messages import Category, message
from surveys.answering import links
from surveys.models import Invitation, Round


def invitation(one: Invitation):
    return _mail("surveys/sending/emails/invitation", one, key=key_of(one))


def reminder(one: Invitation, number: int):
    """`number`: the row of the reminder that this mail belongs to; its guard is asked when it leaves."""
    key = key_of(one, number)
    return _mail("surveys/sending/emails/reminder", one, key=key, guard=key)


def moved(one: Invitation):
    """There is another day of closing: extension, or the round closes earlier."""
    key = key_of(one, "datum")
    return _mail("surveys/sending/emails/moved", one, key=key, guard=key)


def trial(round: Round, *, to, url):
    """What the invitation will look like, to whoever makes the round; its link goes to the try-out."""
    context = _context(round, to.name, url, round.closes_at)
    return message("surveys/sending/emails/trial", to=to.email, user=to, context=context, category=Category.SURVEY)


def key_of(one: Invitation, what="uitnodiging") -> str:
    """What a mail says, as a text: the cause of which there is one mail, and what its guard compares."""
    return f"survey:{one.round_id}:{one.pk}:{what}:{int(deadline(one).timestamp())}"


def deadline(one: Invitation):
    """The closing that counts for this person; of rows that are there, without asking for the round once more."""
    closes_at = one.round.closes_at
    return max(closes_at, one.sheet.extended_until or closes_at) if one.sheet_id else closes_at


def _mail(template, one, *, key, guard=""):
    context = _context(one.round, one.user.name if one.user_id else "", links.url_of(one), deadline(one))
    return message(
        template,
        to=one.user.email if one.user_id else one.address,
        user=one.user,
        context={**context, "circle": one.circle if one.round.is_joint else None},
        category=Category.SURVEY,
        dedupe_key=key,
        guard=guard,
    )


def _context(round, name, url, closes_at):
    return {"round": round, "name": name, "url": url, "closes_at": closes_at}
