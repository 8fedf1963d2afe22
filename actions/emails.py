"""Every mail about action points: one function per mail, each returns the message unsent."""

from django.urls import reverse

from outbox.messages import Category, absolute, message


def reminder(reminder, points):
    """One mail for everything that somebody has to hear today."""
    lines = [(point, absolute(point.get_absolute_url())) for point in points]
    person = points[0].owner
    given = [line for line in lines if line[0].given_on]
    known = [line for line in lines if not line[0].given_on]
    return message(
        "actions/emails/reminder",
        to=person.email,
        user=person,
        context={
            "person": person,
            "given": given,
            "late": [line for line in known if line[0].is_overdue(reminder.on)],
            "today": [line for line in known if line[0].due_on == reminder.on],
            "soon": [line for line in known if line[0].due_on > reminder.on],
            "count": len(points),
            "first": points[0],
            "url": absolute(reverse("actions:my_points")),
        },
        category=Category.ACTION,
        dedupe_key=f"action-reminder:{person.pk}:{reminder.on}",
    )
