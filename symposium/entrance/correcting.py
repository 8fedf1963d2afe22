"""The coordinator puts right who was there: a row that walked past, a phone that broke, a wrong tap at the door."""

from django.db import transaction
from django.utils import timezone

from members.refused import Refused
from symposium.entrance import checking
from symposium.models import Certificate, Presence, Registration
from symposium.seats import deadlines

NOT_YET = "Het symposium is nog niet geweest. Wie er was, noteer je vanaf de dag zelf."


def was_there(person: Registration) -> bool:
    return Presence.objects.filter(registration=person, session=None).exists()


@transaction.atomic
def turn(person: Registration, *, now) -> bool:
    """Note that somebody was there after all, or was not; return which it is now. Raises Refused."""
    # Held until the end, so that nobody makes a certificate meanwhile of what is taken away.
    person = Registration.objects.select_for_update(of=("self",)).select_related("edition").get(pk=person.pk)
    on = timezone.localdate(now)
    if on < person.edition.held_on:
        raise Refused(NOT_YET)
    if not was_there(person):
        at = now if on == person.edition.held_on else deadlines.at(person.edition, person.edition.starts_at)
        outcome = checking.check_in(person.edition, person.ticket, checking.Act(now=now, at=at))
        if not outcome.is_in:
            raise Refused(outcome.said)
        return True
    if Certificate.objects.filter(registration=person).exists():
        raise Refused(f"{person.name} heeft al een bewijs van deelname, en telt dus als wie er was.")
    Presence.objects.filter(registration=person).delete()
    return False
