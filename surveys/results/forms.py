"""What somebody chooses above the results, and the word they put to a text."""

from dataclasses import dataclass
from functools import lru_cache

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from language.guard.forms import GuardedFormMixin
from surveys.models import AnswerTag


class ResultsFilter(forms.Form):
    """Which circle stands beside the whole, and which part of the questionnaire is shown."""

    kring = forms.TypedChoiceField(label="Zet ernaast", required=False, coerce=int, empty_value=None)
    onderdeel = forms.TypedChoiceField(label="Onderdeel", required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, circles, sections):
        super().__init__(data)
        self.fields["kring"].choices = [("", "Niemand"), *circles]
        self.fields["onderdeel"].choices = [("", "Alle onderdelen"), *sections]
        self.is_valid()


@dataclass(frozen=True)
class Chosen:
    circle: int | None
    section: int | None
    drawn: SafeString


def read(data, *, circles, sections, at_first=None) -> Chosen:
    """`circles` and `sections`: (number, name); `at_first`: the circle that stands there until somebody chooses."""
    asked = {name: data.get(name) for name in ResultsFilter.base_fields if name in data}
    if at_first is not None:
        asked.setdefault("kring", str(at_first))
    return _read(tuple(asked.items()), tuple(circles), tuple(sections))


@lru_cache(maxsize=256)  # drawing a list of all coalitions takes as long as a third of the pictures
def _read(asked, circles, sections) -> Chosen:
    form = ResultsFilter(dict(asked), circles=circles, sections=sections)
    drawn = render_to_string("surveys/results/filter.html", {"form": form})
    return Chosen(form.cleaned_data.get("kring"), form.cleaned_data.get("onderdeel"), drawn)


class QuestionFilter(forms.Form):
    """What is shown of one question: a circle beside the whole, and the texts with one word."""

    kring = forms.ModelChoiceField(None, label="Zet ernaast", required=False, empty_label="Niemand")
    trefwoord = forms.ChoiceField(label="Teksten over", required=False)

    def __init__(self, data, *, circles, tags):
        super().__init__(data)
        self.fields["kring"].queryset = circles
        if tags:
            self.fields["trefwoord"].choices = [("", "Alles"), *((tag, tag) for tag in tags)]
        else:
            del self.fields["trefwoord"]
        self.is_valid()

    @property
    def circle(self):
        return self.cleaned_data.get("kring")

    @property
    def tag(self):
        return self.cleaned_data.get("trefwoord") or ""


class TagForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = AnswerTag
        fields = ["name"]

    def clean_name(self):
        """Written one way, so that one word is not two: in small letters, with one space."""
        return " ".join(self.cleaned_data["name"].lower().split())


class MarkForm(forms.Form):
    """To which text a form on the page belongs; see `texts.mark_of`."""

    mark = forms.CharField(max_length=20)


class ReportForm(forms.Form):
    """Of which circle the report is; nothing for the whole province."""

    kring = forms.ModelChoiceField(None, required=False)

    def __init__(self, data, *, circles):
        super().__init__(data)
        self.fields["kring"].queryset = circles
        self.is_valid()

    @property
    def circle(self):
        return self.cleaned_data.get("kring")
