from django import forms

from symposium.allocating.wishing import MOST

LABELS = ("Eerste wens", "Tweede wens", "Derde wens")


class WishesForm(forms.Form):
    """Up to three wishes per round, each in a select: it works with a keyboard, read aloud, and without a script."""

    def __init__(self, *args, rounds, wishes, **kwargs):
        super().__init__(*args, **kwargs)
        self.rounds, self._given = rounds, wishes
        for slot, sessions in rounds:
            given = wishes.get(slot.pk, [])
            for rank in range(min(MOST, len(sessions))):
                field = forms.TypedChoiceField(
                    label=LABELS[rank],
                    choices=[("", "Geen keuze"), *((session.pk, session.title) for session in sessions)],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=given[rank] if rank < len(given) else "",
                )
                # What is said once above the form need not stand at every field.
                field.is_conditional = True
                self.fields[self._name(slot, rank)] = field

    @staticmethod
    def _name(slot, rank):
        return f"wens_{slot.pk}_{rank + 1}"

    def _names(self, slot):
        return [name for name in (self._name(slot, rank) for rank in range(MOST)) if name in self.fields]

    @property
    def parts(self):
        """(slot, sessions, fields) for the template."""
        return [(slot, sessions, [self[name] for name in self._names(slot)]) for slot, sessions in self.rounds]

    @property
    def given(self):
        """(slot, titles): what they asked for, when nothing can be changed any more."""
        for slot, sessions in self.rounds:
            titles = {session.pk: session.title for session in sessions}
            yield slot, [titles[wish] for wish in self._given.get(slot.pk, []) if wish in titles]

    def clean(self):
        cleaned = super().clean()
        for slot, _sessions in self.rounds:
            # Said with the round: there are as many fields of this name as there are rounds.
            again = f"In {slot} koos je deze workshop al. Kies een andere, of geen."
            seen = set()
            for name in self._names(slot):
                wish = cleaned.get(name)
                if wish in seen:
                    self.add_error(name, again)
                seen |= {wish} - {None}
        return cleaned

    @property
    def wishes(self):
        """{slot: [session, ...]}; what was left open in between moves up."""
        return {
            slot.pk: [self.cleaned_data[name] for name in self._names(slot) if self.cleaned_data[name]]
            for slot, _sessions in self.rounds
        }
