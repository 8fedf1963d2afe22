"""A sheet as a form that may have gaps: what is typed so far, beside what others answered and what was said before.

Per question three fields stand beside those of the answer, by the number of the question: `seen12`, the mark of what
this person saw; `act12`, what they do with the answer of the round before; `clash12`, whose answer stays when two
people answered.
"""

from dataclasses import dataclass, field

from django import forms

from surveys.answering import fields, filling, values
from surveys.answering.forms import NOT_ANSWERED, Asked, SurveyForm
from surveys.models import Answer, How, Kind, Question

STILL, CHANGED, LATER = "still", "changed", "later"
ACTS = [(STILL, "klopt nog"), (CHANGED, "aangepast"), (LATER, "nog niet bekeken")]
MINE, THEIRS, BOTH = "mine", "theirs", "both"
CHOICES = [
    (THEIRS, "Laat staan wat er staat"),
    (MINE, "Neem wat ik invulde"),
    (BOTH, "Wij zijn het niet eens: bewaar mijn antwoord ernaast"),
]


@dataclass(frozen=True)
class Talk:
    """What is said about one question, for the line under it."""

    assigned_to: object = None
    remarks: int = 0
    views: int = 0


@dataclass(frozen=True)
class Row(Asked):
    """A question on the page of a sheet."""

    answer: Answer | None = None
    earlier: Answer | None = None
    seen: object = None
    act: object = None
    clash: filling.Clash | None = None
    choice: object = None
    talk: Talk = field(default_factory=Talk)

    @property
    def earlier_words(self):
        return values.in_words(self.earlier.question, self.earlier.value)


class DraftForm(SurveyForm):
    def __init__(self, *args, sections, answers, before, talk=None, **kwargs):
        """`answers` by the number of the question, `before` by its line, `talk` by its number."""
        self.answers, self.before, self.talk = answers, before, talk or {}
        super().__init__(*args, sections=sections, **kwargs)
        self.clashes, self.typed, self.views = {}, [], []
        for question in self.questions:
            self._stand_beside(question)

    @property
    def questions(self):
        return [question for _, questions in self.sections for question in questions]

    def _stand_beside(self, question):
        there, earlier = self.answers.get(question.pk), self.before.get(question.line)
        shown = there or earlier
        self.initial |= values.to_initial(question, shown.value if shown else None)
        mark = values.mark_of(there.value) if there else ""
        self.fields[f"seen{question.pk}"] = forms.CharField(
            required=False, initial=mark, widget=forms.HiddenInput, max_length=16
        )
        if earlier:
            self.fields[f"act{question.pk}"] = forms.ChoiceField(
                label="Wat doe je met het antwoord van de vorige keer?",
                choices=ACTS,
                required=False,
                initial=act_of(there),
                widget=forms.RadioSelect(attrs={"class": "ks-row"}),
            )
        self.fields[f"clash{question.pk}"] = forms.ChoiceField(
            label="Welk antwoord blijft?", choices=CHOICES, required=False, initial=MINE, widget=forms.RadioSelect
        )

    @property
    def asked(self):
        return [(section, [self._row(one) for one in asked]) for section, asked in super().asked]

    def _row(self, one):
        pk = one.question.pk
        earlier = self.before.get(one.question.line)
        clash = self.clashes.get(pk)
        return Row(
            number=one.number,
            question=one.question,
            fields=one.fields,
            answer=self.answers.get(pk),
            earlier=earlier,
            seen=self[f"seen{pk}"],
            act=self[f"act{pk}"] if earlier else None,
            clash=clash,
            choice=self[f"clash{pk}"] if clash else None,
            talk=self.talk.get(pk, Talk()),
        )

    def clean(self):
        """Gather what can be kept; what is wrong stays on the page, and nothing is asked for yet."""
        for question in self.questions:
            if f"seen{question.pk}" in self.data and not self._is_wrong(question):
                self._gather(question)
        return self.cleaned_data

    def _is_wrong(self, question):
        names = self.names[question.pk]
        if question.kind == Kind.RANKING and fields.repeated_places(question, self.cleaned_data):
            self.add_error(names[0], "Geef elke plek maar één keer.")
        return any(name in self.errors for name in names)

    def _gather(self, question):
        seen = self.cleaned_data.get(f"seen{question.pk}", "")
        mine = self._meant(question, values.from_cleaned(question, self.cleaned_data), seen)
        choice = self.cleaned_data.get(f"clash{question.pk}")
        if choice == BOTH and mine is not None:
            self.views.append((question, mine))
        elif choice not in (THEIRS, BOTH):
            self.typed.append(filling.Typed(question, mine, seen))

    def _meant(self, question, typed, seen):
        """Klopt nog, aangepast or nog niet bekeken: who typed something else adapted it, whatever they chose."""
        earlier = self.before.get(question.line)
        if earlier is None:
            return typed
        act = self.cleaned_data.get(f"act{question.pk}")
        is_touched = typed not in (None, earlier.value) and values.mark_of(typed) != seen
        if act == CHANGED or is_touched:
            return typed
        return earlier.value if act == STILL else None

    def _hits(self, name, text):
        """What stands there already was decided before."""
        return [] if text == self.initial.get(name) else super()._hits(name, text)

    def learn(self, outcome: filling.Outcome) -> None:
        """Stand on the page as it is now: who saw both answers may choose."""
        self.data = self.data.copy()
        for pk, mark in outcome.written.items():
            self.data[f"seen{pk}"] = mark
        for clash in outcome.clashes:
            pk = clash.question.pk
            self.clashes[pk] = clash
            self.data[f"seen{pk}"] = values.mark_of(clash.theirs.value) if clash.theirs else ""
            self.add_error(self.names[pk][0], "Hier staat intussen een ander antwoord. Kies welk blijft.")

    def ask_for(self, questions: list[Question]) -> None:
        """Say at these questions that they must be answered."""
        for question in questions:
            self.add_error(self.names[question.pk][0], NOT_ANSWERED)


def act_of(there):
    if there is None:
        return LATER
    return STILL if there.how == How.CONFIRMED else CHANGED
