"""Finding a document in a list: by words of its title, by kind, by circle."""

import django_filters
from django import forms

from library.models import Document
from members.filters import FoldedFilter
from members.models import Circle


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

    class Meta:
        model = Document
        fields = []


class AttachFilter(DocumentFilter):
    """Looking for a document to put at something; what it is for stays in the address."""

    voor = django_filters.CharFilter(method="stays", widget=forms.HiddenInput)

    def stays(self, queryset, name, value):
        return queryset

    @property
    def is_filtered(self):
        return any(self.data.get(name) for name in ("zoek", "soort", "kring"))


class RoomFilter(DocumentFilter):
    """Inside one circle there is no circle to choose."""

    kring = None
