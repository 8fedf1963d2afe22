"""What the search index knows of the symposium: what stands on the page of an edition, and of a session."""

import datetime

from language.markup import plain
from library.search.sources import FIRST_DAY, Part, Source
from symposium.models import Edition, Session, SessionKind


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
    beside="de plaats",
)


def parts_of_session(session):
    """Who speaks is no part of it: they said yes to the programme, not to being found."""
    edition = session.edition
    yield Part(
        title=session.title,
        url=session.get_absolute_url(),
        moment=edition.programme_published_at or FIRST_DAY,
        text=plain(session.summary),
        also=f"workshop {session.meant_for}",
        context=str(edition),
        low_from=edition.held_on + datetime.timedelta(days=1),
        note="gaat niet door" if session.is_cancelled else "is geweest",
    )


SESSIONS = Source(
    kind="session",
    singular="onderdeel van het symposium",
    label="Programma van het symposium",
    # What people eat is not what they look for.
    objects=lambda: Session.objects.exclude(kind=SessionKind.BREAK).select_related("edition"),
    visible_to=Session.objects.visible_to,
    parts=parts_of_session,
    beside="voor wie het is",
)
