"""What one can look for in lists of mail."""

import django_filters

from outbox.models import Category, DemoMessage, Email, State


class DemoMessageFilter(django_filters.FilterSet):
    aan = django_filters.CharFilter(field_name="to", lookup_expr="icontains", label="E-mailadres")

    class Meta:
        model = DemoMessage
        fields = []


class EmailFilter(django_filters.FilterSet):
    toestand = django_filters.ChoiceFilter(
        field_name="state", label="Toestand", choices=State.choices, empty_label="alle"
    )
    soort = django_filters.ChoiceFilter(
        field_name="category", label="Soort", choices=Category.choices, empty_label="alle"
    )
    aan = django_filters.CharFilter(field_name="to", lookup_expr="icontains", label="E-mailadres")

    class Meta:
        model = Email
        fields = []
