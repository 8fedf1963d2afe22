"""The personal link of a speaker, who needs no account: signed, and tied to the address it was mailed to.

Another address makes another link, so that the one in an old mail ends.
"""

from django.core import signing

from symposium.models import Speaker

_signer = signing.Signer(salt="symposium.programme.speaker")


def token(speaker: Speaker) -> str:
    return _signer.sign_object([speaker.pk, speaker.email.lower()])


def speaker_of(token: str) -> Speaker | None:
    """Return whose link this is; None for what we did not make, or what ended."""
    try:
        pk, email = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return Speaker.objects.select_related("edition").filter(pk=pk, email__iexact=email).first()
