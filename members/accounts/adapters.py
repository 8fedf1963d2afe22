"""What django-allauth asks of us: who may come in, how mail leaves, what is secret."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from qrcode import make as make_qr
from qrcode.image.svg import SvgPathFillImage

from members.accounts import emails, encryption, factors, sessions


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is afgesloten.",
        "duplicate_email": "Dit is al je e-mailadres.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "email_taken": "Dit e-mailadres is al in gebruik.",
        "enter_current_password": "Dit is niet je wachtwoord van nu.",
        "incorrect_code": "Deze code klopt niet. Kijk of je de nieuwste code hebt.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_login": "Het e-mailadres of het wachtwoord klopt niet.",
        "invalid_password_reset": "Deze code is niet meer geldig.",
        "rate_limited": "Je doet dit nu te vaak achter elkaar. Wacht een minuut en probeer het opnieuw.",
        "same_as_current": "Dit is hetzelfde als nu. Vul iets anders in.",
        "too_many_login_attempts": "Te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request):
        """Accounts come from an invitation (members/joining.py), never from a sign-up page."""
        return False

    def clean_email(self, email):
        return super().clean_email(email).lower()

    def login(self, request, user):
        super().login(request, user)
        sessions.begin(request.session, timezone.now())

    def is_reauthentication_required(self, *, app, **kwargs):
        now = timezone.now()
        if factors.is_setting_up(self.request, now) or factors.has_just_logged_in(self.request, now):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """The first is the one that is asked: who has a passkey should not have to look for a recovery code."""
        described = {
            "mfa_reauthenticate:webauthn": "Met je passkey",
            "reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate": "Met een code uit je app of een herstelcode",
        }
        ways = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [ways[name] | {"description": words} for name, words in described.items() if name in ways]

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index" if request.user.has_second_factor else "mfa_activate_totp")

    def send_mail(self, template_prefix, email, context):
        """Hand over to the outbox, which stores the mail in the transaction of its cause."""
        mail = emails.account_mail(template_prefix, email, context)
        if template_prefix not in emails.NOT_SENT:
            mail.send()


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Dit is je enige manier om veilig in te loggen. Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Stel eerst een passkey of een app in.",
        "incorrect_code": "Deze code klopt niet. Kijk of je de nieuwste code hebt.",
        "incorrect_passkey": "Je passkey is niet aangekomen zoals het hoort. Probeer het opnieuw.",
        "unverified_email": "Bevestig eerst je e-mailadres.",
    }

    def encrypt(self, text):
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text):
        return encryption.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        return not factors.is_needed(authenticator)

    def build_totp_svg(self, url):
        """An inline picture with its own white ground: phones scan it in the dark theme too."""
        return make_qr(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Mijn passkey" if number == 1 else f"Passkey {number}"
