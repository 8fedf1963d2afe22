"""The link in an invitation: signed, personal, and never enough where somebody has an account.

It opens a page and changes nothing, so that a scanner that follows it does no harm. Who has an account logs in, and
what they see follows from who they are: a colleague of the same circle sees the draft, a stranger reads that it is
not theirs. Only for who was asked by address alone the link itself opens the questionnaire.
"""

from django.core import signing
from django.urls import reverse

from outbox.links import absolute
from surveys.models import Invitation

_signer = signing.Signer(salt="surveys.answering.invitation")


def url_of(invitation: Invitation) -> str:
    return absolute(reverse("surveys:invitation_open", args=[token(invitation)]))


def token(invitation: Invitation) -> str:
    return _signer.sign(invitation.pk)


def invitation_of(token: str) -> Invitation | None:
    """Return whose link this is; None for what we did not make, or threw away since."""
    try:
        pk = int(_signer.unsign(token))
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("user", "circle", "round__instrument_version__instrument", "sheet")
    return found.filter(pk=pk, round__opened_at__isnull=False).first()
