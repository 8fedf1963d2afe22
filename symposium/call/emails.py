"""Every mail about a proposal: one function per mail, each returns the message unsent."""

from outbox.messages import Category, absolute, message


def taken(proposal):
    return _to_proposer("symposium/call/emails/taken", proposal)


def declined(proposal):
    return _to_proposer("symposium/call/emails/declined", proposal)


def _to_proposer(template, proposal):
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
        dedupe_key=f"{template.rpartition('/')[2]}-proposal:{proposal.pk}",
    )
