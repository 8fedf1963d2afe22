"""What the search index knows of people: what they chose to show every member, and nothing else.

Here, because members lies below this room.
"""

from library.search.sources import Part, Source
from members.models import User


def parts(person):
    yield Part(
        title=person.shown_name,
        url=person.get_absolute_url(),
        moment=person.joined_at,
        text=". ".join(filter(None, [person.expertise, person.about])),
        also=f"{person.function} {person.organisation}",
        context=person.work_line,
    )


SOURCE = Source(
    kind="person",
    singular="persoon",
    label="Mensen",
    objects=lambda: User.objects.filter(is_active=True),
    visible_to=lambda user: User.objects.filter(is_active=True).visible_to(user),
    parts=parts,
    beside="functie of organisatie",
)
