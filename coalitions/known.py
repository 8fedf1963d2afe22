"""What a questionnaire shows of a coalition instead of asking it. See also: surveys/answering/known.py and wiring."""

from django.urls import reverse

from coalitions import lines
from coalitions.models import Partner


def facts(circle, user, on):
    """Partners, agreements and interventions, one line each; nothing for a circle that is no coalition."""
    coalition = getattr(circle, "coalition", None)
    if coalition is None:
        return
    count = Partner.objects.visible_to(user).current(on).filter(coalition=coalition).count()
    who = f"{count} {'partner' if count == 1 else 'partners'}." if count else "Er staan nog geen partners."
    yield who, coalition.get_absolute_url(), "Partners"
    agreed = lines.agreements(circle, user, on)
    yield agreed, reverse("coalitions:agreement_list", args=[coalition.slug]), "Afspraken"
    used = lines.interventions(circle, user, on)
    yield used, reverse("coalitions:use_list", args=[coalition.slug]), "Interventies"
