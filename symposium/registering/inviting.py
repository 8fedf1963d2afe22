"""Who asked for it gets one mail when registration of a later edition opens. Then the wish is done, and forgotten."""

from django.db import transaction
from django.utils import timezone

from symposium.models import Edition, Registration
from symposium.registering import emails, joining


def due(edition: Edition):
    """Who asked for it at an edition before this one."""
    asked = Registration.objects.filter(wants_next_year=True, edition__held_on__lt=edition.held_on)
    return asked.exclude(email="")


def invite_due(now) -> int:
    """Mail everybody who is due; return how many. The first edition that one can register for is the one they get."""
    count = 0
    for edition in Edition.objects.coming(timezone.localdate(now)):
        if edition.takes_registrations(now):
            for pk in due(edition).order_by("pk").values_list("pk", flat=True):
                count += invite(pk, edition)
    return count


@transaction.atomic
def invite(pk: int, edition: Edition) -> bool:
    """Asked again under the lock: a second run finds that it was done. Who registered already is not mailed."""
    rows = due(edition).select_for_update(of=("self",), no_key=True, skip_locked=True).select_related("user")
    person = rows.filter(pk=pk).first()
    if person is None:
        return False
    person.wants_next_year = False
    person.save(update_fields=["wants_next_year"])
    if joining.find(edition, email=person.email, user=person.user):
        return False
    emails.invited_again(person, edition).send()
    return True
