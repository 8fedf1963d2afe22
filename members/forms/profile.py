"""Your own profile. Every field says who will see what stands in it."""

from django import forms

from language.guard.forms import GuardedFormMixin
from members.models import User

MEMBERS_SEE = "Dit zien alle leden van het netwerk."


class ProfileForm(GuardedFormMixin, forms.ModelForm):
    class Meta:
        model = User
        fields = [
            "name",
            "shows_first_name_only",
            "function",
            "organisation",
            "municipalities",
            "expertise",
            "about",
            "is_experience_expert",
            "shows_email",
            "phone",
            "shows_phone",
        ]
        labels = {
            "name": "Naam",
            "shows_first_name_only": "Leden zien alleen mijn voornaam",
            "municipalities": "Gemeenten waar je werkt",
            "expertise": "Waar weet je veel van?",
            "about": "Over jezelf",
            "is_experience_expert": "Ik doe mee als ervaringsdeskundige",
            "shows_email": "Leden zien mijn e-mailadres",
            "shows_phone": "Leden zien mijn telefoonnummer",
        }
        help_texts = {
            "name": "Alle leden van het netwerk zien je naam, behalve als je hieronder kiest voor alleen je voornaam.",
            "shows_first_name_only": (
                "Je achternaam is dan nergens te zien en niet te vinden. Ook de aanjager ziet hem niet."
            ),
            "function": MEMBERS_SEE,
            "organisation": MEMBERS_SEE,
            "municipalities": f"{MEMBERS_SEE} Ze kunnen je hierop vinden.",
            "expertise": f"{MEMBERS_SEE} Bijvoorbeeld: stoppen met roken, taal, armoede.",
            "about": f"{MEMBERS_SEE} Een paar zinnen zijn genoeg.",
            "is_experience_expert": "Alleen als je dit aanvinkt, zien alle leden dat bij je naam.",
            "shows_email": "Vink je dit niet aan, dan ziet alleen de aanjager je e-mailadres: die regelt de toegang.",
            "phone": "Niemand ziet je nummer, behalve als je dat hieronder aanvinkt.",
            "shows_phone": "Vink je dit niet aan, dan ziet niemand je telefoonnummer, ook de aanjager niet.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "municipalities": forms.CheckboxSelectMultiple,
            "about": forms.Textarea(attrs={"rows": 5}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }
