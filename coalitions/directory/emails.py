"""Every mail about the directory: one function per mail, each returns the message unsent."""

from coalitions.models import Suggestion
from outbox.messages import Category, absolute, message


def suggestion_decided(suggestion: Suggestion, *, to):
    """What became of a suggestion, to who made it."""
    return message(
        "coalitions/emails/suggestion_decided",
        to=to.email,
        user=to,
        context={"suggestion": suggestion, "url": absolute(suggestion.get_absolute_url())},
        category=Category.REVIEW,
        dedupe_key=f"suggestion-decided:{suggestion.pk}",
    )
