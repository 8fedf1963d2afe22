"""Who is who: searching and filtering people, by what they chose to show and nothing else."""

import django_filters
from django import forms
from django.utils import timezone

from language.sorting import search_key
from members.models import User
from province.fields import PlaceField
from province.models import Municipality


class FoldedFilter(django_filters.CharFilter):
    """Every word must occur, in any order; capitals, accents and doubled letters don't matter."""

    field_class = forms.CharField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max_length=100, **kwargs)

    def filter(self, queryset, value):
        for word in search_key(value or "").split():
            queryset = queryset.filter(**{f"{self.field_name}__contains": word})
        return queryset


class PlaceFilter(django_filters.ModelChoiceFilter):
    field_class = PlaceField


class PersonFilter(django_filters.FilterSet):
    zoek = FoldedFilter("search_text", label="Naam, organisatie, functie of kennis")
    gemeente = PlaceFilter(
        "municipalities",
        label="Gemeente",
        empty_label="Alle gemeenten",
        queryset=lambda request: Municipality.objects.existing(timezone.localdate()),
    )
    organisatie = FoldedFilter("organisation_key", label="Organisatie")
    functie = FoldedFilter("function_key", label="Functie")
    kennis = FoldedFilter("expertise_key", label="Kennis")

    class Meta:
        model = User
        fields = []

    @property
    def uses_more(self):
        """Whether one of the filters that are folded away is in use."""
        return any(self.data.get(name) for name in ("organisatie", "functie", "kennis"))
