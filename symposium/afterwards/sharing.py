"""Slides and notes of a session come into the library: by the coordinator, or by a speaker who needs no account.

The file goes through every door of the library: looked into, scanned, its words read by the privacy guard.
"""

from django.db import transaction
from django.utils import timezone

from library import changing, creating
from library.models import Document, Version
from members.models import Circle, User
from members.refused import Refused
from symposium.models import Material, Session

# Of one session: a link that went astray does not fill the disk.
MOST = 10


@transaction.atomic
def share(session: Session, file, *, title, kind, maker, licence, visibility, now, by=None, speaker=None) -> Material:
    """Store a file that was looked into. Raises Refused."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if all_of(session).count() >= MOST:
        raise Refused(f"Bij dit onderdeel staan al {MOST} bestanden. Haal er eerst een weg.")
    by = by or account_of(speaker)
    material = Material(session=session, speaker=speaker, maker=maker, licence=licence, added_at=now)
    try:
        material.document = creating.create(
            circle=Circle.objects.get(kind=Circle.Kind.NETWORK),
            visibility=visibility,
            title=title,
            kind=kind,
            by=by,
            # Somebody answers for it in the library, also when its maker has no account.
            owner=by or User.objects.coordinators(timezone.localdate(now)).order_by("pk").first(),
            file=file,
            summary=f"Van “{session}” op het {session.edition}.",
            credits=f"{maker}. {material.get_licence_display()}.",
            now=now,
        )
    except creating.SameFile as same:
        raise Refused("Dit bestand staat al in de bibliotheek.") from same
    material.save()
    return material


def account_of(speaker):
    return speaker.user if speaker and speaker.user and speaker.user.is_active else None


@transaction.atomic
def take_away(material: Material, *, by, now) -> None:
    """Nobody reads it any more; the library keeps it for 30 days. Who puts it back there, puts it back here too."""
    document = material.document
    if Material.objects.filter(document=document).exclude(pk=material.pk).exists():
        material.delete()
    elif document.withdrawn_at is None:
        changing.withdraw(document, by=by, now=now)


def seen(sessions, user) -> dict[int, list[Material]]:
    """What this person may read at each of these sessions, by the number of the session."""
    found = {}
    for one in Material.objects.visible_to(user).filter(session__in=sessions).select_related("document"):
        found.setdefault(one.session_id, []).append(one)
    return found


def of(session, user):
    """The same, of one session."""
    return seen([session], user).get(session.pk, [])


def all_of(session):
    """For who adds to it: also what is still being looked at."""
    return session.materials.select_related("document").filter(document__withdrawn_at=None)


def held():
    """Files of speakers without an account that the privacy guard holds: the coordinator looks at them."""
    theirs = Material.objects.filter(document__in=Document.objects.current()).values("document")
    return Version.objects.held().filter(uploaded_by=None, document__in=theirs).select_related("document")
