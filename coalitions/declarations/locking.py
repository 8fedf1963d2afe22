"""Every verb that changes a declaration, its requests or its signatures first locks the declaration and looks again.

Whoever edits the text waits for the same lock (members/conflicts.py), so nobody signs a text while it changes.
"""

from coalitions.models import Declaration


def lock(pk: int) -> Declaration:
    """Wait until nobody else is busy with this declaration; until the end of the transaction."""
    return Declaration.objects.select_for_update(no_key=True, of=("self",)).select_related("coalition").get(pk=pk)
