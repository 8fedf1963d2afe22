"""What about people is thrown away here, and when. See also: kansrijkestart/retention/symposium.py."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from symposium.afterwards import archive
from symposium.models import Edition, Proposal, Registration, Speaker

NEEDS = timedelta(days=14)
ADDRESSES = timedelta(days=60)
PROPOSALS = timedelta(days=365)
KEPT = timedelta(days=2 * 365)


def purge(now) -> dict[str, int]:
    """Needs go two weeks after the day, addresses of speakers after two months, proposals after a
    year, who came after two."""
    on = timezone.localdate(now)
    registrations = Registration.objects.all()
    needs = registrations.filter(edition__held_on__lt=on - NEEDS).exclude(diet="", access_needs="")
    speakers = Speaker.objects.filter(edition__held_on__lt=on - ADDRESSES).exclude(Q(email="") & Q(needs=""))
    archive.write_down(Edition.objects.filter(held_on__lt=on - KEPT))
    return {
        "symposium_needs": needs.update(diet="", access_needs=""),
        "symposium_proposals": Proposal.objects.filter(edition__held_on__lt=on - PROPOSALS).delete()[0],
        "symposium_speakers": speakers.update(email="", needs=""),
        "symposium_registrations": registrations.filter(edition__held_on__lt=on - KEPT).delete()[0],
    }
