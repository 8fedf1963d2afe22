from django import forms
from django.core.exceptions import ValidationError

from language.guard.forms import GuardedFormMixin
from library.search import synonyms
from library.search.models import Synonyms


class SearchForm(forms.Form):
    """What stands in the address of a search. Nothing in it can be wrong: what makes no sense finds nothing."""

    zoek = forms.CharField(required=False)
    soort = forms.CharField(required=False)
    page = forms.CharField(required=False)

    @property
    def asked(self):
        self.is_valid()  # a sign that no text has leaves its field out
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class SynonymsForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = Synonyms
        fields = ["words"]
        help_texts = {
            "words": "Zet een komma tussen de woorden, bijvoorbeeld: PHB, prenataal huisbezoek. Wie het ene zoekt, "
            "vindt ook het andere."
        }

    def clean_words(self):
        line = synonyms.tidy(self.cleaned_data["words"])
        if len(synonyms.split(line)) < 2:
            raise ValidationError("Schrijf minstens twee woorden op, met een komma ertussen.")
        if Synonyms.objects.in_use().filter(words=line).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Deze groep staat al in de lijst.")
        return line


class ProposalForm(forms.Form):
    """The word with which the form for a new group begins."""

    woord = forms.CharField(required=False, max_length=100)
