"""Saying "niet ik", and who may know instead."""

from django import forms

from members.finding import PersonField
from members.models import User


class FindForm(forms.Form):
    """Looking for somebody by name."""

    naam = forms.CharField(label="Zoek op naam, functie of organisatie", required=False, max_length=100)


class PassForm(forms.Form):
    """Whom to ask instead: one of the people that are shown, or nobody."""

    person = PersonField(
        label="Wie kan dit weten?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Ik weet ook niemand",
        widget=forms.RadioSelect,
        blank=True,
        error_messages={"invalid_choice": "Deze mens kan de vraag nu niet krijgen. Kies een ander."},
    )

    def __init__(self, *args, candidates, shown, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.is_conditional = True  # nobody is an answer too: see kansrijkestart/fields.py
        field.queryset = candidates
        field.choices = [
            *((person.pk, field.label_from_instance(person)) for person in shown),
            ("", field.empty_label),
        ]
