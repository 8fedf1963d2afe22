"""What waits for the coordinator: results that nobody got back yet. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from surveys.giving_back.releasing import waiting_rounds


def to_give_back(user, on):
    if not user.is_coordinator:
        return
    rounds = list(waiting_rounds())
    if len(rounds) == 1:
        one = rounds[0]
        yield f"Geef de resultaten van “{one}” terug aan wie invulde.", reverse("surveys:round_word", args=[one.pk])
    elif rounds:
        yield f"{len(rounds)} rondes om terug te geven aan wie invulde.", reverse("surveys:give_back")
