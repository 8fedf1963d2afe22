"""django-allauth's forms in our words; what they check is allauth's."""

import struct
from contextlib import contextmanager

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from allauth.usersessions.models import UserSession
from django import forms

from members.accounts.demo import people

PASSWORD_HELP = "Minstens 12 tekens. Goed te onthouden: vier losse woorden achter elkaar."
DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class OurWords:
    """Gives each field our label and help, and takes away the placeholder: a label that vanishes is no help."""

    words = {}  # field name -> label, or (label, help)
    attrs = {}  # field name -> attributes of the control

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words if isinstance(words, tuple) else (words, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(self.attrs.get(name, {}))


class LoginForm(OurWords, account.LoginForm):
    words = {"login": "E-mailadres", "password": "Wachtwoord"}
    attrs = {"login": {"autocomplete": "username webauthn"}}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    words = {"password": "Wachtwoord"}


class ChangeEmailForm(OurWords, account.AddEmailForm):
    words = {"email": ("Nieuw e-mailadres", "We sturen er een code naartoe. Pas daarna verandert je adres.")}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    words = {
        "oldpassword": "Wachtwoord van nu",
        "password1": ("Nieuw wachtwoord", PASSWORD_HELP),
        "password2": "Nieuw wachtwoord, nog een keer",
    }


class SetPasswordForm(OurWords, account.SetPasswordForm):
    words = {"password1": ("Wachtwoord", PASSWORD_HELP), "password2": "Wachtwoord, nog een keer"}


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    words = {"password1": ("Nieuw wachtwoord", PASSWORD_HELP), "password2": "Nieuw wachtwoord, nog een keer"}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    words = {"email": "E-mailadres"}


class ResetCodeForm(OurWords, account.ConfirmPasswordResetCodeForm):
    words = {"code": ("Code uit de mail", "De code is 10 minuten geldig.")}


class EmailCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    words = {"code": ("Code uit de mail", "De code is 10 minuten geldig.")}


class SecondFactorForm(OurWords, factors.AuthenticateForm):
    words = {"code": ("Code", "De 6 cijfers uit je app, of een van je herstelcodes.")}
    attrs = {"code": DIGITS}


class ReauthenticateCodeForm(OurWords, factors.ReauthenticateForm):
    words = SecondFactorForm.words
    attrs = {"code": DIGITS}


class ActivateAppForm(OurWords, ActivateTOTPForm):
    words = {"code": ("Code uit de app", "6 cijfers; elke halve minuut komt er een nieuwe.")}
    attrs = {"code": DIGITS}


class CredentialForm:
    """What the browser answers is a stranger's text; what the parser chokes on is simply not right."""

    def clean_credential(self):
        with not_right():
            clean = getattr(super(), "clean_credential", None)
            return clean() if clean else self.cleaned_data["credential"]

    def clean(self):
        with not_right():
            return super().clean()


@contextmanager
def not_right():
    try:
        yield
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError, struct.error) as fault:
        raise get_adapter().validation_error("incorrect_passkey") from fault


class PasskeyLoginForm(CredentialForm, passkeys.LoginWebAuthnForm):
    pass


class PasskeySecondFactorForm(CredentialForm, passkeys.AuthenticateWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(CredentialForm, passkeys.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(OurWords, CredentialForm, passkeys.AddWebAuthnForm):
    """Always a passkey that logs in by itself; allauth lets people choose, we don't make them think."""

    words = {"name": ("Naam van deze passkey", "Bijvoorbeeld: werklaptop, telefoon.")}
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_passwordless(self):
        return True


class RenamePasskeyForm(OurWords, passkeys.EditWebAuthnForm):
    words = {"name": "Naam van deze passkey"}


class DemoLoginForm(forms.Form):
    person = forms.ModelChoiceField(queryset=None, to_field_name="email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people()


class EndSessionForm(forms.Form):
    session = forms.ModelChoiceField(queryset=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = UserSession.objects.filter(user_id=user.pk)
