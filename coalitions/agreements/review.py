""" "Klopt dit nog?" for agreements. See also: members/reviewing.py."""

from django.urls import reverse

from coalitions.agreements import holdings, keeping
from members.reviewing import Source


def edit_url(agreement):
    return reverse("coalitions:agreement_edit", args=[agreement.coalition.slug, agreement.pk])


SOURCE = Source(
    key=holdings.KIND,
    title="Afspraken",
    things=holdings.current_agreements,
    edit_url=edit_url,
    circle="coalition__circle",
    template="coalitions/agreements/review_words.html",
    confirmed=keeping.confirmed,
)
