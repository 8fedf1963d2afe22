"""What something grew out of: a result of a survey, a note of a meeting, a bottleneck.

That stands in another room, often on a higher floor. Its page links to the form for the new thing with `query_of(...)`
behind the address, and the new thing keeps a label and an address: a link, not a foreign key up the stairs. Signed,
so that nobody puts an address of elsewhere on a plan.
"""

from django.core import signing

SALT = "members.sources"
LONGEST = 200  # of a label


def query_of(label: str, url: str) -> dict:
    """What stands behind the ? of the address of a form, for something that grows out of the page at `url`."""
    return {"bron": signing.dumps([label[:LONGEST], url], salt=SALT, compress=True)}


def read(token: str) -> tuple[str, str]:
    """Return label and address; both empty when the token is missing or not ours."""
    try:
        label, url = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return "", ""
    return label, url
