from django import forms

from coalitions.models import Coalition
from language.guard.forms import GuardedFormMixin
from members.conflicts import VersionedFormMixin
from themetables.bottlenecks import naming, steps
from themetables.models import Bottleneck, BottleneckState, Recognition, ThemeTable

READERS = "Iedereen in het netwerk leest dit."
NO_FAMILIES = "Schrijf over het werk, niets over een gezin of een kind."
WORDS = ("title", "what_happens", "for_whom", "pillars", "would_help")


class BottleneckForm(GuardedFormMixin, forms.ModelForm):
    """The few questions about a bottleneck; the two forms below name one and reword one."""

    class Meta:
        model = Bottleneck
        fields = WORDS
        widgets = {
            "what_happens": forms.Textarea(attrs={"rows": 5}),
            "would_help": forms.Textarea(attrs={"rows": 3}),
            "pillars": forms.CheckboxSelectMultiple,
        }
        labels = {
            "title": "Het knelpunt in één zin",
            "what_happens": "Wat gebeurt er?",
            "for_whom": "Voor wie is het lastig?",
            "pillars": "Wanneer speelt het?",
            "would_help": "Wat zou helpen?",
        }
        help_texts = {
            "title": "Bijvoorbeeld: Aanstaande ouders staan drie maanden op een wachtlijst voor hulp.",
            "what_happens": f"{NO_FAMILIES} {READERS}",
            "for_whom": "Bijvoorbeeld: zwangere vrouwen met schulden, of verloskundigen die doorverwijzen.",
            "would_help": f"Weet je het nog niet? Laat het leeg. {READERS}",
        }


class NameForm(BottleneckForm):
    """Names a bottleneck for a coalition, or by the coordinator for the whole network."""

    coalition = forms.ModelChoiceField(
        Coalition.objects.none(), label="Voor welke coalitie?", empty_label="Kies een coalitie"
    )

    field_order = ["coalition", *WORDS]

    def __init__(self, *args, coalitions, own, **kwargs):
        """`own` is the list of the coalitions that somebody is in; empty for the coordinator, who may choose any."""
        super().__init__(*args, **kwargs)
        self.only = own[0] if len(own) == 1 else None
        if self.only:
            del self.fields["coalition"]
            return
        field = self.fields["coalition"]
        field.queryset = coalitions
        if not own:
            field.required = False
            field.label, field.empty_label = "Voor wie noem je dit?", "Het hele netwerk"

    @property
    def seen(self):
        """The numbers of the similar ones that stood on the page; the page draws that field beside them."""
        return {int(pk) for pk in self.data.get(self.add_prefix("seen"), "").split(",") if pk.isdecimal()}

    @property
    def typed(self):
        """What similar ones are looked for with."""
        return " ".join(self.data.get(self.add_prefix(name), "") for name in ("title", "what_happens"))

    def name(self, *, source, by, now):
        words = {name: self.cleaned_data[name] for name in WORDS}
        coalition = self.only or self.cleaned_data["coalition"]
        return naming.name(**words, coalition=coalition, source=source, by=by, now=now)


class RewordForm(VersionedFormMixin, BottleneckForm):
    def write(self, *, by, now):
        naming.reword(self.instance, by=by, now=now)
        self._save_m2m()


class AnswerForm(forms.Form):
    """For which coalition a button was clicked, and where the person goes on reading."""

    coalition = forms.ModelChoiceField(Coalition.objects.none(), required=False)
    onward = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, coalitions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coalition"].queryset = coalitions

    def clean(self):
        """Who answers for one coalition need not say which."""
        cleaned = super().clean()
        if not cleaned.get("coalition"):
            found = list(self.fields["coalition"].queryset[:2])
            if len(found) != 1:
                raise forms.ValidationError("Kies de coalitie waarvoor je antwoordt.", code="required")
            cleaned["coalition"] = found[0]
        return cleaned


class RecognitionForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Recognition
        fields = ["how_here"]
        widgets = {"how_here": forms.Textarea(attrs={"rows": 5})}
        labels = {"how_here": "Hoe is dat bij jullie?"}
        help_texts = {"how_here": f"Wat is hetzelfde, wat is anders, en hoe vaak speelt het? {NO_FAMILIES} {READERS}"}


class TypedForm(forms.Form):
    """Somebody who was naming a bottleneck recognises another one instead: what they typed comes along."""

    from_form = forms.CharField(max_length=2)
    what_happens = forms.CharField(required=False)


VERBS = {
    BottleneckState.OPEN: steps.reopen,
    BottleneckState.AGENDA: steps.put_on_agenda,
    BottleneckState.TAKEN_UP: steps.take_up,
    BottleneckState.DELIVERED: steps.deliver,
    BottleneckState.SOLVED: steps.solve,
    BottleneckState.TURNED_DOWN: steps.turn_down,
}


class StateForm(GuardedFormMixin, forms.Form):
    """The next step of a bottleneck, by the coordinator."""

    state = forms.ChoiceField(label="Wat wordt de stand?", widget=forms.RadioSelect)
    table = forms.ModelChoiceField(
        ThemeTable.objects.active(),
        label="Welke thematafel pakt het op?",
        required=False,
        empty_label="Kies een thematafel",
        widget=forms.Select(attrs={"data-ks-only-if": f"state={BottleneckState.TAKEN_UP}"}),
    )
    reason = forms.CharField(
        label="Waarom?",
        help_text=f"Verplicht als niemand het oppakt. {READERS} Coalities die dit herkennen, krijgen het gemaild.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, bottleneck, **kwargs):
        super().__init__(*args, **kwargs)
        self.bottleneck = bottleneck
        self.fields["table"].is_conditional = True
        self.fields["state"].choices = [
            (state.value, state.label.capitalize())
            for state in BottleneckState
            if state == BottleneckState.TAKEN_UP or state != bottleneck.state
        ]

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state")
        if state == BottleneckState.TAKEN_UP and not cleaned.get("table"):
            self.add_error("table", "Kies de thematafel die het oppakt.")
        if state == BottleneckState.TURNED_DOWN and not cleaned.get("reason"):
            self.add_error("reason", "Schrijf waarom niemand het oppakt. De coalities die het herkennen lezen dat.")
        if state == BottleneckState.DELIVERED and not self.bottleneck.table_id:
            self.add_error("state", "Zeg eerst welke thematafel het heeft opgepakt: die heeft de bouwsteen gemaakt.")
        return cleaned

    def take(self, *, by, now):
        state = BottleneckState(self.cleaned_data["state"])
        table = [self.cleaned_data["table"]] if state == BottleneckState.TAKEN_UP else []
        return VERBS[state](self.bottleneck, *table, reason=self.cleaned_data["reason"], by=by, now=now)


class OtherSearch(forms.Form):
    """The other bottleneck is looked for by a word, or by the address of its page."""

    zoek = forms.CharField(
        label="Zoek het andere knelpunt",
        help_text="Een woord uit de tekst, of het adres van de pagina.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    @property
    def text(self):
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class OtherForm(forms.Form):
    """With which other bottleneck this one is the same. What stands there to choose is found by a search."""

    other = forms.ModelChoiceField(
        Bottleneck.objects.none(),
        label="Welk knelpunt is hetzelfde?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een knelpunt.",
            "invalid_choice": "Dit knelpunt is er niet meer. Kies een ander.",
        },
    )

    def __init__(self, *args, others, offered, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        field.queryset = others
        field.choices = [(one.pk, self.line(one)) for one in offered]

    @staticmethod
    def line(bottleneck):
        count = bottleneck.municipality_count
        who = f"{count} {'gemeente' if count == 1 else 'gemeenten'}"
        return f"{bottleneck} ({bottleneck.get_state_display()}, herkend in {who})"


class KeepForm(forms.Form):
    """Which of two stays; neither when they are two."""

    keep = forms.ModelChoiceField(Bottleneck.objects.none(), required=False)

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keep"].queryset = Bottleneck.objects.filter(pk__in=[pair.newer_id, pair.older_id])
