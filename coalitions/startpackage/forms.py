from urllib.parse import urlsplit

from django import forms
from django.urls import Resolver404, resolve

from coalitions.models import Coalition, StartItem
from coalitions.startpackage import keeping
from members.conflicts import VersionedFormMixin

PLACES = ("{coalitie}", "{kring}")


class StartItemForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = StartItem
        fields = ["audience", "title", "text", "link"]
        widgets = {"audience": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": "Begin met wat iemand doet, bijvoorbeeld “Lees de pagina van je coalitie”.",
            "link": "Een pagina van dit portaal, bijvoorbeeld /contact/, of een webadres dat begint met https://. "
            "Met {coalitie} of {kring} in het adres komt elke leider bij de eigen coalitie uit, bijvoorbeeld "
            "/coalities/{coalitie}/.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = StartItem.Audience.choices

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not _leads_somewhere(link):
            raise forms.ValidationError("Deze pagina bestaat niet. Kopieer het adres uit de balk van je browser.")
        return link

    def write(self, *, by, now):
        if self.instance._state.adding or "audience" in self.changed_data:
            keeping.append(self.instance)
        super().write(by=by, now=now)


def _leads_somewhere(link):
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme == "https" and bool(parts.netloc)
    path = parts.path
    for place in PLACES:
        path = path.replace(place, "voorbeeld")
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


class TickForm(forms.Form):
    """Whether a step is done, and for which coalition."""

    done = forms.BooleanField(required=False)
    coalition = forms.ModelChoiceField(Coalition.objects.none())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coalition"].queryset = Coalition.objects.filter(circle__in=user.led_circle_ids)


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", "omhoog"), ("down", "omlaag")])


class WithdrawForm(forms.Form):
    """Take a step out of the list, or put it back."""

    back = forms.BooleanField(required=False)
