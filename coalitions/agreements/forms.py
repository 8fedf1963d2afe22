from django import forms
from django.db.models import Exists, OuterRef, Q

from coalitions.agreements import keeping
from coalitions.agreements.widgets import SeveralSelects
from coalitions.models import Agreement, AgreementState, Coalition, Organisation, Partner, Step
from language.guard.forms import GuardedFormMixin
from members.conflicts import VersionedFormMixin
from members.models import Membership, User
from province.models import Municipality

# What people read about a field in the history.
CHANGED = {
    "step": "stap",
    "title": "titel",
    "text": "tekst",
    "instrument": "instrument",
    "organisations": "partners",
    "municipalities": "gemeenten",
    "valid_from": "ingangsdatum",
    "review_on": "datum van nakijken",
    "owner": "wie de afspraak bijhoudt",
    "documents": "documenten",
}
DAY = {"type": "date"}
GONE = "Iemand liet deze afspraak intussen vervallen. Wat je schreef, staat hieronder: het is nog niet bewaard."
LOOKED_AT = "Bewaar je de afspraak, dan is zij meteen nagekeken. Op deze dag vragen we het weer."


def who_may_look_after(circle, on, *also):
    """The people of the circle, and those who do it already or ask."""
    people = Membership.objects.current(on).filter(circle=circle).values("user")
    also = [pk for pk in also if pk]
    return User.objects.filter(Q(pk__in=people, is_active=True) | Q(pk__in=also)).order_by("sort_name", "pk")


def organisations_to_choose(coalition, on, agreement):
    """The partners of the coalition; without any, whoever works in its municipalities."""
    partners = Partner.objects.current(on).filter(coalition=coalition).values("organisation")
    chosen = Q(agreements=agreement) if agreement.pk else Q(pk=None)
    found = Organisation.objects.filter(Q(pk__in=partners) | chosen).distinct()
    if found.exists():
        return found
    places = coalition.municipality_places.current(on).values("municipality")
    return Organisation.objects.filter(municipalities__in=places).distinct()


def places_to_choose(coalition, on, *agreements):
    """The municipalities of the coalition on this day, and those that were chosen before one of them left."""
    now = coalition.municipality_places.current(on).values("municipality")
    before = [one for one in agreements if one and one.pk]
    return Municipality.objects.filter(Q(pk__in=now) | Q(agreements__in=before)).distinct()


def usual_answers(on, by, step, replaces):
    """What somebody who begins a text is offered: the text that it is to replace, or only the dates."""
    usual = {"step": step, "owner": by.pk, "review_on": keeping.a_year_after(on)}
    if replaces:
        usual |= {name: getattr(replaces, name) for name in ("step", "title", "text", "instrument")}
        usual["organisations"] = list(replaces.organisations.all())
        usual["municipalities"] = list(replaces.municipalities.all())
    return usual


class AgreementForm(VersionedFormMixin, forms.ModelForm):
    note = forms.CharField(
        label="Waarom deze wijziging",
        help_text="Eén zin, voor wie later de geschiedenis leest.",
        max_length=200,
        required=False,
    )

    class Meta:
        model = Agreement
        fields = [
            *("step", "title", "text", "instrument", "organisations", "municipalities", "valid_from", "owner"),
            "review_on",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 12, "data-ks-toolbar": ""}),
            "organisations": forms.CheckboxSelectMultiple,
            "municipalities": forms.CheckboxSelectMultiple,
            "valid_from": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "review_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        help_texts = {
            "title": "Zodat iemand van buiten meteen weet waar het over gaat.",
            "text": "Wie doet wat, wanneer, en wat als het niet lukt? Noem functies, geen namen van mensen, en niets "
            "over een gezin.",
            "instrument": "Bijvoorbeeld een vragenlijst, een formulier of een zorgpad.",
            "municipalities": "Kies niets als de afspraak in de hele coalitie geldt.",
            "valid_from": "Laat leeg zolang dat nog niet bekend is.",
            "owner": "Vanaf de dag hieronder krijgt die persoon een mail: klopt dit nog? Hooguit één per maand.",
        }

    def __init__(self, *args, coalition, on, by, step=None, replaces=None, instance=None, **kwargs):
        agreement = instance or Agreement(coalition=coalition, replaces=replaces)
        usual = None if instance else usual_answers(on, by, step, replaces)
        super().__init__(*args, instance=agreement, initial=usual, **kwargs)
        self.on = on
        self.was_review_on = agreement.review_on
        if agreement.is_to_review(on):
            self.proposed = {"review_on": keeping.a_year_after(on)}
            self.initial |= self.proposed
            self.fields["review_on"].help_text = LOOKED_AT
        self.fields["step"].choices = [("", "Kies een stap"), *((step, step.label) for step in Step)]
        self.fields["organisations"].queryset = organisations_to_choose(coalition, on, agreement)
        places = places_to_choose(coalition, on, agreement, replaces)
        if len(places) > 1 or (agreement.pk and agreement.municipalities.exists()):
            self.fields["municipalities"].queryset = places
        else:
            del self.fields["municipalities"]
        self.fields["owner"].queryset = who_may_look_after(coalition.circle_id, on, agreement.owner_id, by.pk)
        self.fields["owner"].required = True
        self.fields["owner"].empty_label = "Kies iemand"
        if not agreement.pk:
            del self.fields["note"]
        if agreement.state == AgreementState.ADOPTED:
            for name in ("valid_from", "review_on"):
                self.fields[name].required = True
            self.fields["valid_from"].help_text = ""

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day and day <= self.on and day != self.was_review_on:
            raise forms.ValidationError("Kies een dag die nog komt.")
        return after_it_began(day, self.cleaned_data)

    def clean(self):
        """Asked again under the lock, on the row as it is by then."""
        cleaned = super().clean()
        if self.instance.state == AgreementState.LAPSED:
            self.add_error(None, GONE)
        return cleaned

    @property
    def is_looked_at(self):
        """Whether the day to look had come, and this change answers it."""
        return bool(self.was_review_on and self.was_review_on <= self.on < (self.instance.review_on or self.on))

    def write(self, *, by, now):
        is_new = self.instance._state.adding
        if self.is_looked_at:
            self.instance.reviewed_on = self.on
        super().write(by=by, now=now)
        sentence = "Concept geschreven." if is_new else what_changed(self.changes)
        keeping.record(self.instance, sentence, note=self.cleaned_data.get("note", ""))


def what_changed(names):
    """Return which parts of an agreement changed, as a sentence."""
    words = [CHANGED[name] for name in names]
    if not words:
        return "Alleen de toelichting toegevoegd."
    last = words.pop()
    changed = f"{', '.join(words)} en {last}" if words else last
    return f"{changed[0].upper()}{changed[1:]} gewijzigd."


def after_it_began(review_on, cleaned):
    """Return the day to look again; raise ValidationError when the agreement does not hold yet then."""
    begins = cleaned.get("valid_from")
    if review_on and begins and review_on <= begins:
        raise forms.ValidationError("Kies een dag nadat de afspraak is ingegaan.")
    return review_on


class AdoptForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = forms.DateField(label="Geldt vanaf", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    owner = forms.ModelChoiceField(
        label="Wie houdt dit bij",
        queryset=User.objects.none(),
        empty_label="Kies iemand",
        help_text="Vanaf de dag hieronder krijgt die persoon een mail: klopt dit nog? Hooguit één per maand.",
    )
    review_on = forms.DateField(
        label="Opnieuw nakijken op",
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text="Meestal na een jaar.",
    )

    def __init__(self, *args, agreement, on, by, **kwargs):
        usual = {
            "version": agreement.version,
            "valid_from": agreement.valid_from or on,
            "owner": agreement.owner_id or by.pk,
            "review_on": agreement.review_on if (agreement.review_on or on) > on else keeping.a_year_after(on),
        }
        super().__init__(*args, initial=usual, **kwargs)
        self.on = on
        self.fields["owner"].queryset = who_may_look_after(
            agreement.coalition.circle_id, on, agreement.owner_id, by.pk
        )

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= self.on:
            raise forms.ValidationError("Kies een dag die nog komt.")
        return after_it_began(day, self.cleaned_data)


class LapseForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom geldt deze afspraak niet meer",
        help_text="Eén zin. Iedereen die de afspraak mag lezen, leest ook dit.",
        max_length=300,
    )


# The coalitions of a province fit on a page; those of a country are chosen from lists.
MOST_CHECKBOXES = 30


class CoalitionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, coalition):
        return coalition.name if coalition.has_agreements else f"{coalition.name} (nog geen afspraken)"


class ChooseCoalitionsForm(forms.Form):
    """Which coalitions stand beside each other; the address of the page says it too."""

    coalitie = CoalitionsField(
        label="Welke coalities",
        queryset=Coalition.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er twee, drie of vier.",
        error_messages={"invalid_choice": "Deze coalitie kennen we niet."},
    )

    def __init__(self, *args, coalitions, agreements, **kwargs):
        """`agreements` are those that this person may read."""
        super().__init__(*args, **kwargs)
        coalitions = coalitions.annotate(has_agreements=Exists(agreements.filter(coalition=OuterRef("pk"))))
        if coalitions.count() > MOST_CHECKBOXES:
            self.fields["coalitie"].widget = SeveralSelects(["Eerste", "Tweede", "Derde", "Vierde"], needed=2)
        self.fields["coalitie"].queryset = coalitions

    def clean_coalitie(self):
        chosen = self.cleaned_data["coalitie"]
        if not 2 <= len(chosen) <= 4:
            raise forms.ValidationError(f"Je koos er {len(chosen)}. Kies twee, drie of vier coalities.")
        return chosen


class MatrixFilter(forms.Form):
    stap = forms.ChoiceField(
        label="Stap", required=False, choices=[("", "Alle stappen"), *((step, step.label) for step in Step)]
    )
    stand = forms.ChoiceField(
        label="Toon coalities met",
        required=False,
        choices=[
            ("", "Alle coalities"),
            ("adopted", "een vastgestelde afspraak"),
            ("overdue", "een afspraak die te lang niet is nagekeken"),
            ("draft", "een concept"),
            ("none", "een stap zonder afspraak"),
        ],
    )
