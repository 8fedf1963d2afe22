from django.urls import reverse

from outbox.messages import Category, absolute, message
from surveys.models import Invitation

TEMPLATE = "surveys/giving_back/emails/results"


def results_are_there(one: Invitation):
    """Once a person: the key is that of the invitation. Who has no account reads the word, and has no page to open."""
    return message(
        TEMPLATE,
        to=one.user.email if one.user_id else one.address,
        user=one.user,
        context=context_of(one.round, name=one.user.name if one.user_id else "", has_account=bool(one.user_id)),
        category=Category.SURVEY,
        dedupe_key=f"survey-results:{one.pk}",
    )


def context_of(one_round, *, name, has_account=True):
    url = absolute(reverse("surveys:round_results", args=[one_round.pk])) if has_account else ""
    return {"round": one_round, "name": name, "url": url}
