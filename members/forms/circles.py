"""Finding a circle, inviting people to it and changing what they are in it."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from language.guard.forms import GuardedFormMixin
from members.models import Circle, Invitation, Membership

MOST_ADDRESSES = 50
# A name and its address, as a mail program writes them. No @ in the name: "a@b, Jikke <c@d>" is two addresses.
WITH_NAME = re.compile(r"(?:^|[,;])[^<>;@]{0,200}<\s*([^<>\s]+@[^<>\s]+)\s*>")


def _addresses(line):
    """Return the addresses on one line: people paste them from a mail, with commas, semicolons and names."""
    parts = re.split(r"[,;]", WITH_NAME.sub(r",\1,", line.lower()))
    return [one for part in parts if (one := part.strip())]


class CircleSearchForm(forms.Form):
    zoek = forms.CharField(label="Zoek een kring", required=False, max_length=100)


class InviteForm(GuardedFormMixin, forms.Form):
    """Several addresses at once. One wrong line holds everything up, so that nobody is half invited."""

    unguarded = ("addresses",)

    addresses = forms.CharField(
        label="E-mailadressen",
        help_text=(
            f"Zet elk adres op een eigen regel, of plak een lijst uit je mail. Hoogstens {MOST_ADDRESSES} tegelijk."
        ),
        max_length=MOST_ADDRESSES * 256,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "none", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect)
    message = forms.CharField(
        label="Persoonlijk bericht",
        help_text="Wie je uitnodigt, leest dit in de mail en op de pagina van de uitnodiging.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, circle: Circle, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.circle, self.now = circle, now
        self.fields["role"].choices = circle.roles
        self.fields["role"].initial = Membership.Role.MEMBER

    def clean_addresses(self):
        lines = self.cleaned_data["addresses"].splitlines()
        numbered = [(number, one) for number, line in enumerate(lines, start=1) for one in _addresses(line)]
        if len(numbered) > MOST_ADDRESSES:
            raise ValidationError(
                f"Dit zijn {len(numbered)} adressen. Nodig er hoogstens {MOST_ADDRESSES} tegelijk uit."
            )
        problems = [problem for number, address in numbered if (problem := self._problem(number, address))]
        if problems or not numbered:
            raise ValidationError(problems or ["Vul minstens één e-mailadres in."])
        return list(dict.fromkeys(address for _, address in numbered))

    def _problem(self, number, address):
        """Return the verdict on one line, or nothing when it is fine."""
        try:
            Invitation._meta.get_field("email").clean(address, None)
        except ValidationError:
            return f"Regel {number}: “{address[:80]}” is geen e-mailadres."
        if address in self._members:
            return f"Regel {number}: {address} hoort al bij deze kring."
        if address in self._invited:
            return f"Regel {number}: {address} is al uitgenodigd. Stuur die uitnodiging opnieuw vanaf de kring."
        return None

    @cached_property
    def _members(self):
        current = Membership.objects.current(timezone.localdate(self.now)).filter(circle=self.circle)
        return set(current.values_list("user__email", flat=True))

    @cached_property
    def _invited(self):
        return set(self.circle.invitations.open(self.now).values_list("email", flat=True))


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect)

    def __init__(self, *args, circle: Circle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = circle.roles


class WithoutLeaderForm(forms.Form):
    """Whether somebody read that the circle will have no leader, and wants it all the same."""

    without_leader = forms.BooleanField(required=False, widget=forms.HiddenInput)
