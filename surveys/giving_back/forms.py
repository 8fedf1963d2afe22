from django import forms

from members.conflicts import VersionedFormMixin
from members.refused import Refused
from surveys.giving_back import releasing
from surveys.models import Round


class WordForm(VersionedFormMixin, forms.ModelForm):
    """What the coordinator says with the results. Two coordinators who write at once both keep their words."""

    class Meta:
        model = Round
        fields = ["word"]
        labels = {"word": "Jouw woord bij de resultaten"}
        widgets = {"word": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "word": "Wat viel je op? Wat gebeurt er nu mee, en wie doet dat? Bedank wie invulde. "
            "Dit leest iedereen die invulde, in de mail en boven de resultaten."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].required = True

    def write(self, *, by, now):
        if self.instance.released_at or self.instance.closed_at is None:
            raise Refused(releasing.RELEASED if self.instance.released_at else releasing.RUNNING)
        super().write(by=by, now=now)


class ReleaseForm(forms.Form):
    """Which words somebody saw when they pressed the button."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
