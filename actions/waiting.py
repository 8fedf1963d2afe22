"""What waits for somebody, of the action points they see to. See also: kansrijkestart/waiting.py."""

from django.urls import reverse
from django.utils.formats import date_format

from actions.models import ActionPoint
from actions.models.points import last_day_of_week


def my_points(user, on):
    points = ActionPoint.objects.visible_to(user).open().filter(owner=user.pk, due_on__lte=last_day_of_week(on))
    points = list(points.select_related("circle").order_by("due_on", "pk"))
    late = [point for point in points if point.is_overdue(on)]
    soon = [point for point in points if not point.is_overdue(on)]
    if late:
        yield _sentence(late, "Te laat", "te laat", "te-laat")
    if soon:
        yield _sentence(soon, "Deze week", "voor deze week", "deze-week")


def _sentence(points, word, words, anchor):
    if len(points) == 1:
        point = points[0]
        day = date_format(point.due_on, "l j F")
        return f"{word}: {point.what} (uiterlijk {day}).", point.get_absolute_url(), point.due_on
    return f"{len(points)} actiepunten zijn {words}.", f"{reverse('actions:my_points')}#{anchor}", points[0].due_on
