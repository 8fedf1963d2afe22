"""Names in an address: "waadhoeke", and "waadhoeke-2" when another thing has that."""

from collections.abc import Callable


def first_free(slug: str, is_taken: Callable[[str], bool]) -> str:
    """Return the slug, with the first number behind it that makes it free. The caller holds a lock over looking."""
    number, found = 1, slug
    while is_taken(found):
        number += 1
        found = f"{slug}-{number}"
    return found
