"""When a coalition goes on as part of another, that one goes on with its building blocks."""

from themetables.models import Adoption


def take_along(coalition, target, on):
    """What the other one answered too, it goes on doing its own way; the rest goes on with its text and history.

    Experiences stay with the coalition that had them.
    """
    answered = Adoption.objects.filter(coalition=target).values("block")
    Adoption.objects.filter(coalition=coalition).exclude(block__in=answered).update(coalition=target)
