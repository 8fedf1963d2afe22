"""One lock for all places of an edition: its row. Who wants to change places waits here, then looks again."""

from symposium.models import Edition


def lock(edition_pk: int) -> Edition:
    """Wait until nobody else changes places of this edition; until the end of the transaction.

    One for the whole day and not one per workshop: a swap touches two, and an offer that lapses a third, so that
    locks per workshop would have to be taken in an order that nobody knows beforehand.
    """
    return Edition.objects.select_for_update(no_key=True).get(pk=edition_pk)
