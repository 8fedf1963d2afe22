"""What about signers is thrown away, and when. The signatures themselves stay as long as the declaration.

See also: kansrijkestart/retention/, the table that people read.
"""

from datetime import timedelta

from django.db.models import Q

from coalitions.models import SignatureRequest, SigningCode

UNSIGNED = timedelta(days=30)  # after there is nothing left to sign
SIGNED = timedelta(days=365)  # after signing
CODES = timedelta(days=1)
# A link is worth nothing any more by then, also when nobody ever closed the declaration.
EXPIRED = timedelta(days=60)


def purge(now) -> dict[str, int]:
    """Wipe what is past its time; return how many rows of each kind were touched. Twice is the same as once."""
    kept = SignatureRequest.objects.filter(wiped_at=None)
    over = (
        Q(declaration__completed_at__lte=now - UNSIGNED)
        | Q(declaration__withdrawn_at__lte=now - UNSIGNED)
        | Q(declaration__through__lte=now - UNSIGNED)
        | Q(withdrawn_at__lte=now - UNSIGNED)
        | Q(expires_at__lte=now - EXPIRED)
    )
    unsigned = kept.filter(over, signature=None)
    signed = kept.filter(signature__signed_at__lte=now - SIGNED)
    link = {"email": "", "token_hash": None, "link_seed": "", "wiped_at": now}
    # Who did not sign is nobody's business any more; that their organisation was asked, is.
    return {
        "unsigned": unsigned.update(name="", function="", decline_reason="", **link),
        "signed": signed.update(**link),
        "codes": SigningCode.objects.filter(sent_at__lte=now - CODES).delete()[0],
    }
