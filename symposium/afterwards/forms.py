from django import forms

from language.guard.forms import GuardedFormMixin
from library.fields import InspectedFileField
from library.forms import FORGOTTEN
from library.models import Document
from members.access import Visibility
from members.models.text import single_line
from symposium.forms import EditionForm
from symposium.models import Intention, Material
from symposium.models.materials import Licence

HOLD, LET_GO, SEND = "hold", "let_go", "send"
KINDS = [(Document.Kind.SLIDES, "Presentatie"), (Document.Kind.MINUTES, "Verslag of aantekeningen")]
READERS = [
    (Visibility.PUBLIC, "Iedereen, ook zonder account"),
    (Visibility.NETWORK, "Alleen mensen met een account in het netwerk"),
]


class NextEditionForm(EditionForm):
    """The two things that differ every year."""

    class Meta(EditionForm.Meta):
        fields = ["theme", "held_on"]


class EvaluationForm(forms.Form):
    """Which button was pressed."""

    what = forms.ChoiceField(choices=[(one, one) for one in (HOLD, LET_GO, SEND)])


class MaterialForm(GuardedFormMixin, forms.Form):
    file = InspectedFileField()
    title = forms.CharField(
        label="Titel",
        max_length=Document._meta.get_field("title").max_length,
        validators=[single_line],
        help_text="Zo vinden anderen het terug, bijvoorbeeld: Dia's van de workshop hechting.",
    )
    kind = forms.ChoiceField(label="Wat is het?", choices=KINDS, widget=forms.RadioSelect)
    maker = forms.CharField(
        label="Van wie is het?",
        max_length=Material._meta.get_field("maker").max_length,
        validators=[single_line],
        help_text="Naam en organisatie van wie het maakte.",
    )
    licence = forms.ChoiceField(
        label="Wat mogen anderen ermee?",
        choices=Licence.choices,
        widget=forms.RadioSelect,
        help_text="Staan er foto's of tekeningen van een ander in? Kies dan het laatste.",
    )
    visibility = forms.ChoiceField(label="Wie leest dit?", choices=READERS, widget=forms.RadioSelect)

    def clean(self):
        cleaned = super().clean()
        if self.errors and "file" in cleaned:
            self.add_error("file", FORGOTTEN)
        return cleaned


class IntentionForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Intention
        fields = ["text", "result", "may_show"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "result": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "text": "In één zin, bijvoorbeeld: ik vraag voortaan naar slaap. De aanjager leest het met je naam.",
            "result": "In één zin, ook als het anders liep.",
        }

    def __init__(self, *args, is_time, **kwargs):
        """One question at a time: first what they go to do, and from half a year on what came of it."""
        super().__init__(*args, **kwargs)
        del self.fields["text" if is_time else "result"]
        self.fields["result" if is_time else "text"].required = True

    def save(self, commit=True):
        """Who changes the words, or takes the yes back, takes it off the page."""
        if self.changed_data:
            self.instance.shown_at = None
        return super().save(commit)
