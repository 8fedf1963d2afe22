"""Choosing a municipality in a form: a list that is as quick to draw for the country as for the province."""

from functools import lru_cache

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

from province.models import Municipality


class PlaceChoices(ModelChoiceIterator):
    """Only the two texts that are shown: the shape of a municipality on the map is thousands of letters."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list(self.field.to_field_name, "name")


class PlaceSelect(forms.Select):
    def render(self, name, value, attrs=None, renderer=None):
        # iter(): a tuple would first ask how long the list is, which is a statement of its own.
        options = _options(tuple(iter(self.choices)), "" if value is None else str(value))
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


@lru_cache(maxsize=512)  # every place of the country may be the chosen one
def _options(choices, chosen):
    """The same places give the same text, so it is drawn once and never stale."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((slug, flatatt({"selected": slug == chosen}), name) for slug, name in choices),
    )


class PlaceField(forms.ModelChoiceField):
    """One municipality, by its slug."""

    widget = PlaceSelect
    iterator = PlaceChoices

    def __init__(self, *, queryset=None, **kwargs):
        places = Municipality.objects.all() if queryset is None else queryset
        super().__init__(places, to_field_name="slug", **kwargs)
