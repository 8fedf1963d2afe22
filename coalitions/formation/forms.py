"""What the coordinator says about which municipalities belong to which coalition."""

from django import forms
from django.core.validators import RegexValidator

from coalitions.models import Coalition, CoalitionMunicipality
from language.guard.forms import GuardedFormMixin
from members.models.text import single_line
from province.models import Municipality

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FoundingForm(GuardedFormMixin, forms.Form):
    name = forms.CharField(
        label="Hoe heet de coalitie?",
        help_text="Meestal is dat de naam van de gemeente. Het woord coalitie komt er vanzelf voor te staan.",
        max_length=150,
        validators=[single_line],
    )
    municipalities = forms.ModelMultipleChoiceField(
        label="Welke gemeenten horen erbij?",
        help_text="Alleen gemeenten die nog in geen coalitie zitten.",
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    on = forms.DateField(label="Vanaf welke dag bestaat de coalitie?", widget=DAY)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipalities"].queryset = without_coalition(on)

    def clean_name(self):
        name = self.cleaned_data["name"].removeprefix("Coalitie ").removeprefix("coalitie ").strip()
        if Coalition.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("Er is al een coalitie met deze naam.")
        return name


class JoinForm(forms.Form):
    municipality = forms.ModelChoiceField(
        label="Welke gemeente gaat meedoen?", queryset=Municipality.objects.none(), empty_label="Kies een gemeente"
    )
    on = forms.DateField(
        label="Vanaf welke dag?", help_text="Dit mag ook een dag zijn die geweest is of nog komt.", widget=DAY
    )

    def __init__(self, *args, coalition, on, **kwargs):
        super().__init__(*args, **kwargs)
        here = CoalitionMunicipality.objects.current(on).filter(coalition=coalition).values("municipality")
        self.fields["municipality"].queryset = Municipality.objects.existing(on).exclude(pk__in=here)


class LeaveForm(forms.Form):
    on = forms.DateField(
        label="Vanaf welke dag hoort de gemeente er niet meer bij?",
        help_text="Dit mag ook een dag zijn die geweest is of nog komt.",
        widget=DAY,
    )


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label="In welke coalitie gaat deze op?", queryset=Coalition.objects.none(), empty_label="Kies een coalitie"
    )
    on = forms.DateField(
        label="Op welke dag?", help_text="Vandaag of later. Tot die dag kun je het nog afblazen.", widget=DAY
    )
    # Filled in by the second of the two steps: the first one only shows what will happen.
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, coalition, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = on
        self.fields["into"].queryset = Coalition.objects.filter(circle__ended_on=None).exclude(pk=coalition.pk)

    def clean_on(self):
        if self.cleaned_data["on"] < self.today:
            raise forms.ValidationError("Kies vandaag of een dag die nog komt.")
        return self.cleaned_data["on"]


class MunicipalMergerForm(forms.Form):
    """Municipalities that become one: a new one, or one of them that goes on."""

    former = forms.ModelMultipleChoiceField(
        label="Welke gemeenten worden samen één gemeente?",
        queryset=Municipality.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    on = forms.DateField(label="Vanaf welke dag?", help_text="Meestal is dat 1 januari.", widget=DAY)
    stays = forms.ModelChoiceField(
        label="Welke gemeente gaat verder?",
        help_text="Krijgt de gemeente een nieuwe naam en een nieuwe CBS-code? Kies dan: een nieuwe gemeente.",
        queryset=Municipality.objects.none(),
        required=False,
        empty_label="een nieuwe gemeente",
    )
    name = forms.CharField(
        label="Naam van de nieuwe gemeente", max_length=100, required=False, validators=[single_line]
    )
    name_frisian = forms.CharField(label="Friese naam", max_length=100, required=False, validators=[single_line])
    cbs_code = forms.CharField(
        label="CBS-code",
        help_text="De letters GM en vier cijfers, bijvoorbeeld GM1900.",
        required=False,
        validators=[RegexValidator(r"^GM\d{4}$", "Een CBS-code is GM met vier cijfers, bijvoorbeeld GM1900.")],
    )
    coalition = forms.ModelChoiceField(
        label="Bij welke coalitie hoort de gemeente dan?",
        queryset=Coalition.objects.none(),
        empty_label="Kies een coalitie",
    )
    # As in MergeForm: the first of the two steps only shows what will happen.
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        existing = Municipality.objects.existing(on).filter(until=None)
        self.fields["former"].queryset = existing
        self.fields["stays"].queryset = existing
        self.fields["coalition"].queryset = Coalition.objects.filter(circle__ended_on=None)
        for name in ("stays", "name", "cbs_code"):
            self.fields[name].is_conditional = True

    def clean_former(self):
        former = self.cleaned_data["former"]
        if len(former) < 2:
            raise forms.ValidationError("Kies twee of meer gemeenten.")
        return former

    def clean_cbs_code(self):
        code = self.cleaned_data["cbs_code"]
        if code and Municipality.objects.filter(cbs_code=code).exists():
            raise forms.ValidationError("Er is al een gemeente met deze CBS-code.")
        return code

    def clean(self):
        cleaned = super().clean()
        former, stays = cleaned.get("former"), cleaned.get("stays")
        if stays is None:
            for name, label in (("name", "de naam"), ("cbs_code", "de CBS-code")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"Vul {label} van de nieuwe gemeente in.")
        elif former is not None and stays not in former:
            self.add_error("stays", "Vink deze gemeente hierboven ook aan.")
        on = cleaned.get("on")
        for one in former or ():
            if on and one.since and on <= one.since:
                self.add_error("on", f"{one} bestaat dan nog niet.")
        return cleaned


def without_coalition(on):
    """The municipalities of the day `on` that belong to no coalition then, and will not later."""
    placed = CoalitionMunicipality.objects.lasting_after(on).values("municipality")
    return Municipality.objects.existing(on).exclude(pk__in=placed)
