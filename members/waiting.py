"""What waits for somebody, about people and circles. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from members import reviewing
from members.models import AccessRequest, Circle


def incomplete_profile(user, on):
    missing = [word for word, value in (("functie", user.function), ("organisatie", user.organisation)) if not value]
    if missing:
        yield f"Vul je {' en '.join(missing)} in, zodat anderen weten wie je bent.", reverse("members:profile_edit")


def open_requests(user, on):
    if not user.is_coordinator:
        return
    if count := AccessRequest.objects.visible_to(user).undecided().count():
        who = "1 mens wil meedoen en wacht" if count == 1 else f"{count} mensen willen meedoen en wachten"
        yield f"{who} op je antwoord.", reverse("members:accessrequest_list")


def circles_without_leader(user, on):
    if not user.is_coordinator:
        return
    for circle in Circle.objects.visible_to(user).without_leader(on):
        yield f"{circle} heeft geen {circle.leader_label}. Zoek iemand.", circle.get_absolute_url()


def due_reviews(user, on):
    if mine := len(reviewing.due_for(user, on)):
        what = "één ding dat jij bijhoudt" if mine == 1 else f"{mine} dingen die jij bijhoudt"
        yield f"Kijk na of {what} nog klopt." if mine == 1 else f"Kijk na of {what} nog kloppen.", _review_list()
    late = [due for due in reviewing.overdue_in(user.led_circle_ids, on) if due.thing.owner_id != user.pk]
    if late:
        what = "wacht één ding" if len(late) == 1 else f"wachten {len(late)} dingen"
        yield f"In je kring {what} al lang op een antwoord: klopt dit nog?", _review_list()


def _review_list():
    return reverse("members:review_list")
