"""What waits for the coordinator while a call is answered. See also: kansrijkestart/waiting.py."""

from django.db.models import Count
from django.urls import reverse

from symposium.models import Proposal


def proposals_to_decide(user, on):
    """Who proposed something was promised an answer. One line an edition, as long as it is still to be held."""
    if not user.is_coordinator:
        return
    open_ones = Proposal.objects.waiting().filter(edition__held_on__gte=on)
    for year, count in open_ones.values_list("edition__year").annotate(count=Count("pk")).order_by("edition__year"):
        many = "1 voorstel" if count == 1 else f"{count} voorstellen"
        url = reverse("symposium:proposal_list", args=[year])
        yield f"Beslis over {many} voor een workshop op het symposium van {year}.", url
