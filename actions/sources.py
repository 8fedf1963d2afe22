"""What an action point grew out of: a result of a survey, a note of a meeting, a bottleneck.

Those stand on higher floors. Their page links to `create_url(...)`, and the point keeps a label and an address: a
link, not a foreign key up the stairs. Signed, so that nobody puts an address of elsewhere on a plan.
"""

from django.core import signing
from django.urls import reverse

SALT = "actions.sources"


def create_url(circle, *, label: str, url: str) -> str:
    """The address of the form for a new point of this circle that grows out of the page at `url`."""
    query = {"bron": signing.dumps([label[:200], url], salt=SALT, compress=True)}
    return reverse("actions:point_create", args=[circle.slug], query=query)


def read(token: str) -> tuple[str, str]:
    """Return label and address; both empty when the token is missing or not ours."""
    try:
        label, url = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return "", ""
    return label, url
