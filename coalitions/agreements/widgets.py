"""A few out of very many: as many selects as may be chosen, under one name."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class SeveralSelects(forms.SelectMultiple):
    """In place of hundreds of checkboxes: typing a letter jumps in a list, with and without script."""

    use_fieldset = True

    def __init__(self, labels, *, needed, attrs=None):
        """`labels` name the selects, in order; the first `needed` of them have to be chosen."""
        super().__init__(attrs)
        self.labels, self.needed = labels, needed

    def render(self, name, value, attrs=None, renderer=None):
        values = [*map(str, value or ()), *[""] * len(self.labels)]
        choices = [("", "Kies uit de lijst"), *((str(key), label) for key, label in self.choices)]
        base = self.build_attrs(self.attrs, attrs)
        return format_html_join(
            "",
            '<div class="utrecht-form-field"><div class="utrecht-form-field__label">'
            '<label class="utrecht-form-label" for="{0}">{1}{2}</label></div>'
            '<select name="{3}"{4}>{5}</select></div>',
            (
                (
                    f"{base['id']}_{place}",
                    label,
                    ""
                    if place < self.needed
                    else format_html(' <span class="ks-optional">({})</span>', "niet verplicht"),
                    name,
                    flatatt({**base, "id": f"{base['id']}_{place}"}),
                    self.drawn(choices, chosen),
                )
                for place, (label, chosen) in enumerate(zip(self.labels, values, strict=False))
            ),
        )

    def drawn(self, choices, chosen):
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, flatatt({"selected": key == chosen}), label) for key, label in choices),
        )

    def value_from_datadict(self, data, files, name):
        return [value for value in data.getlist(name) if value]
