"""What of the directory waits for somebody. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from coalitions.models import Suggestion


def suggestions_to_decide(user, on):
    if not user.is_coordinator and not user.led_circle_ids:
        return
    if count := Suggestion.objects.undecided().editable_by(user).count():
        what = "1 voorstel wacht" if count == 1 else f"{count} voorstellen wachten"
        yield f"{what} op je besluit op de sociale kaart.", reverse("coalitions:suggestion_list")
