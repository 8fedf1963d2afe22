"""What a bottleneck grew out of: a result of a survey, a note of a meeting. See also: actions/sources.py."""

from django.core import signing
from django.urls import reverse

SALT = "themetables.sources"


def create_url(*, label: str, url: str) -> str:
    """The address of the form for a new bottleneck that grows out of the page at `url`."""
    query = {"bron": signing.dumps([label[:200], url], salt=SALT, compress=True)}
    return reverse("themetables:bottleneck_create", query=query)


def read(token: str) -> tuple[str, str]:
    """Return label and address; both empty when the token is missing or not ours."""
    try:
        label, url = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return "", ""
    return label, url
