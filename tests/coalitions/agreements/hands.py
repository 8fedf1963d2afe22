"""What the tests of agreements type, and where."""

import datetime

from django.urls import reverse
from django.utils import timezone


def list_path(coalition):
    return reverse("coalitions:agreement_list", args=[coalition.slug])


def create_path(coalition):
    return reverse("coalitions:agreement_create", args=[coalition.slug])


def answers(leader, **other):
    return {
        "step": "referring",
        "title": "Eén nummer",
        "text": "Bel het wijkteam.",
        "owner": leader.pk,
        "review_on": timezone.localdate() + datetime.timedelta(days=300),
        **other,
    }
