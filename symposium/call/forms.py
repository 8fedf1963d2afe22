"""Input about the call and its proposals becomes data."""

from django import forms

from language.guard.forms import GuardedFormMixin
from symposium.call import speaking
from symposium.models import Edition, Proposal
from symposium.models.programme import MOST_SEATS
from themetables.models import BuildingBlock, ThemeTable

DAY = {"type": "date"}


class CallForm(GuardedFormMixin, forms.ModelForm):
    """When the call is open, and what it asks."""

    class Meta:
        model = Edition
        fields = ["call_opens_on", "call_closes_on", "call_text"]
        widgets = {
            "call_opens_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "call_closes_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "call_text": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "call_opens_on": "Vanaf deze dag kan iedereen in het netwerk een workshop voorstellen.",
            "call_closes_on": "Tot en met deze dag. Daarna kan niemand zijn voorstel nog wijzigen.",
            "call_text": "Wat zoek je, hoe lang duurt een workshop, wanneer hoort iemand of het doorgaat?",
        }

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("call_opens_on"), cleaned.get("call_closes_on")
        if "call_opens_on" not in self.errors and "call_closes_on" not in self.errors and bool(opens) != bool(closes):
            self.add_error("call_closes_on" if opens else "call_opens_on", "Vul beide dagen in, of geen van beide.")
        elif opens and closes and closes < opens:
            self.add_error("call_closes_on", "De laatste dag kan niet voor de eerste liggen.")
        elif closes and closes >= self.instance.held_on:
            self.add_error("call_closes_on", "Kies een dag vóór het symposium.")
        return cleaned


class ProposalForm(GuardedFormMixin, forms.ModelForm):
    # Names and addresses of who gives the workshop: no sentence about anybody.
    unguarded = ("speakers",)

    class Meta:
        model = Proposal
        fields = ["title", "summary", "for_whom", "speakers", "table", "block", "needs"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 6}),
            "speakers": forms.Textarea(attrs={"rows": 3}),
            "needs": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": "Kort en concreet. Dit staat straks in het programma.",
            "summary": "Wat doen mensen in de workshop, en wat kunnen ze daarna? Noem geen ouders of kinderen.",
            "for_whom": "Bijvoorbeeld: verloskundigen en jeugdverpleegkundigen.",
            "speakers": "Eén per regel: naam, organisatie, mailadres. Zet jezelf er ook bij als je de workshop geeft. "
            "Alleen de aanjager ziet de mailadressen.",
            "needs": "Bijvoorbeeld: een beamer, stoelen in een kring, hooguit 20 mensen.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = ThemeTable.objects.active()
        self.fields["table"].empty_label = "Geen thematafel"
        self.fields["block"].queryset = BuildingBlock.objects.published().current()
        self.fields["block"].empty_label = "Geen bouwsteen"

    def clean_speakers(self):
        try:
            speaking.check(self.cleaned_data["speakers"])
        except speaking.NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["speakers"]


class TakeForm(forms.Form):
    capacity = forms.IntegerField(
        label="Hoeveel mensen kunnen er meedoen?",
        help_text="Je kunt dit later wijzigen.",
        min_value=1,
        max_value=MOST_SEATS,
        initial=25,
    )


class DeclineForm(GuardedFormMixin, forms.Form):
    reason = forms.CharField(
        label="Waarom deze keer niet?",
        help_text="Wie het voorstelde, leest dit in de mail. Zeg ook wat wel kan, bijvoorbeeld een andere keer.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
