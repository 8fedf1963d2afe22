"""What the search index knows of the symposium: what stands on the page of an edition."""

import datetime

from language.markup import plain
from library.search.sources import FIRST_DAY, Part, Source
from symposium.models import Edition


def parts(edition):
    yield Part(
        title=f"{edition}: {edition.theme}",
        url=edition.get_absolute_url(),
        moment=edition.published_at or FIRST_DAY,
        text=plain("\n\n".join(filter(None, [edition.summary, edition.directions, edition.accessibility]))),
        also=f"{edition.venue} {edition.address}",
        context=edition.venue,
        low_from=edition.held_on + datetime.timedelta(days=1),
        note="is geweest",
    )


SOURCE = Source(
    kind="edition",
    singular="symposium",
    label="Symposium",
    objects=lambda: Edition.objects.all(),
    visible_to=Edition.objects.visible_to,
    parts=parts,
)
