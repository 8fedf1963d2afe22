"""Every mail about a proposal: one function per mail, each returns the message unsent."""

from outbox.messages import Category, absolute, message


def taken(proposal):
    return _to_proposer("symposium/call/emails/taken", proposal)


def declined(proposal):
    return _to_proposer("symposium/call/emails/declined", proposal)


def off(proposal, session):
    """To who proposed it and does not speak there: it does not go on, or was thrown away."""
    return _to_proposer("symposium/call/emails/off", proposal, key=f"{session.pk}:{session.sequence}")


def waits(proposal, session):
    """To the same person: it left the programme, and gets another moment."""
    return _to_proposer("symposium/call/emails/waits", proposal, key=f"{session.pk}:{session.sequence}")


def _to_proposer(template, proposal, *, key=""):
    return message(
        template,
        to=proposal.proposer.email,
        user=proposal.proposer,
        context={
            "proposal": proposal,
            "person": proposal.proposer,
            "edition": proposal.edition,
            "url": absolute(proposal.get_absolute_url()),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"{template.rpartition('/')[2]}-proposal:{proposal.pk}{key and ':'}{key}",
    )
