"""Finding a document in a list: by words of its title, by kind, by circle."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from library.models import Document
from members.filters import FoldedFilter
from members.models import Circle
from province.models import Municipality, Pillar


def circles_with_documents(request):
    return Circle.objects.filter(pk__in=Document.objects.current().visible_to(request.user).values("circle"))


class DocumentFilter(django_filters.FilterSet):
    zoek = FoldedFilter("title_key", label="Woorden uit de titel")
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=Document.Kind.choices, label="Soort", empty_label="Alle soorten"
    )
    kring = django_filters.ModelChoiceFilter(
        field_name="circle",
        to_field_name="slug",
        queryset=circles_with_documents,
        label="Van wie",
        empty_label="Alle kringen",
    )

    pijler = django_filters.ModelChoiceFilter(
        field_name="pillars",
        to_field_name="slug",
        queryset=Pillar.objects.all(),
        label="Pijler",
        empty_label="Alle pijlers",
    )
    gemeente = django_filters.ModelChoiceFilter(
        field_name="municipalities",
        to_field_name="slug",
        queryset=lambda request: Municipality.objects.existing(timezone.localdate()),
        label="Gemeente",
        empty_label="Alle gemeenten",
    )
    nakijken = django_filters.BooleanFilter(
        method="doubted", label="Alleen wat nagekeken moet worden", widget=forms.CheckboxInput
    )

    class Meta:
        model = Document
        fields = []

    def doubted(self, queryset, name, value):
        """What may be out of date stands lower in every list; here it can be asked for by itself."""
        return queryset.filter(Q(is_late=True) | Q(is_reported=True)) if value else queryset


class AttachFilter(DocumentFilter):
    """Looking for a document to put at something; what it is for stays in the address."""

    pijler = gemeente = nakijken = None
    voor = django_filters.CharFilter(method="stays", widget=forms.HiddenInput)

    def stays(self, queryset, name, value):
        return queryset

    @property
    def is_filtered(self):
        return any(self.data.get(name) for name in ("zoek", "soort", "kring"))


class RoomFilter(DocumentFilter):
    """Inside one circle there is no circle to choose, and hardly ever a municipality."""

    kring = gemeente = None
