"""Every mail of django-allauth, under our own name: one it may send and we did not write fails in the tests."""

from members.accounts.devices import device
from outbox.messages import Category, message

# allauth's name -> ours. A code, or the news that something about logging in has changed; never a link.
MAILS = {
    "account/email/password_reset_code": "members/accounts/emails/password_reset_code",
    "account/email/email_confirmation": "members/accounts/emails/email_confirmation",
    "account/email/email_confirmation_signup": "members/accounts/emails/email_confirmation",
    "account/email/account_already_exists": "members/accounts/emails/account_already_exists",
    "account/email/unknown_account": "members/accounts/emails/unknown_account",
    "account/email/password_changed": "members/accounts/emails/password_changed",
    "account/email/password_set": "members/accounts/emails/password_set",
    "account/email/password_reset": "members/accounts/emails/password_reset",
    "account/email/email_changed": "members/accounts/emails/email_changed",
    "mfa/email/totp_activated": "members/accounts/emails/totp_activated",
    "mfa/email/totp_deactivated": "members/accounts/emails/totp_deactivated",
    "mfa/email/webauthn_added": "members/accounts/emails/webauthn_added",
    "mfa/email/webauthn_removed": "members/accounts/emails/webauthn_removed",
    "mfa/email/recovery_codes_generated": "members/accounts/emails/recovery_codes_generated",
}
# Composed, so that asking for a code takes the same time whether we know the address or not, but never sent.
NOT_SENT = {"account/email/unknown_account"}


def account_mail(name, to, context):
    return message(
        MAILS[name],
        to=to,
        context={**context, "device": device(context.get("user_agent", ""))},
        category=Category.ACCOUNT,
    )
