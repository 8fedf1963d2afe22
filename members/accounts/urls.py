"""The pages of django-allauth that we use, under Dutch paths with allauth's names. What is not here is closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from members.accounts import views

urlpatterns = [
    # In and out
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/bevestigen/", mfa.authenticate, name="mfa_authenticate"),
    path("inloggen/onthouden/", mfa.trust, name="mfa_trust"),
    path("inloggen/verder/", views.kept_form, name="kept_form"),
    path("inloggen/kan-niet/", account.account_inactive, name="account_inactive"),
    path("demo/inloggen/", views.demo_login, name="demo_login"),
    path("uitloggen/", views.logout, name="account_logout"),
    # allauth asks for the path of a sign-up page; there is none to sign up on
    path("account/nieuw/", views.signup_closed, name="account_signup"),
    # Asking again before something that matters
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("account/bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/bevestigen/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    # Password and address
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("account/wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "account/wachtwoord/vergeten/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "account/wachtwoord/vergeten/nieuw/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path("account/e-mail/", views.change_email, name="account_email"),
    path("account/e-mail/code/", account.email_verification_sent, name="account_email_verification_sent"),
    # Passkeys, the app and recovery codes
    path("account/beveiliging/", mfa.index, name="mfa_index"),
    path("account/beveiliging/kiezen/", views.choose, name="account_choose"),
    path("account/beveiliging/app/", views.activate_app, name="mfa_activate_totp"),
    path("account/beveiliging/app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/beveiliging/app/vervangen/", views.replace_app, name="mfa_replace_totp"),
    path("account/beveiliging/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/beveiliging/passkeys/nieuw/", views.add_passkey, name="mfa_add_webauthn"),
    path("account/beveiliging/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/beveiliging/passkeys/<int:pk>/weg/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("account/beveiliging/herstelcodes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/beveiliging/herstelcodes/bestand/",
        views.recovery_codes_file,
        name="mfa_download_recovery_codes",
    ),
    path("account/beveiliging/herstelcodes/nieuw/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    # Where somebody is logged in
    path("account/sessies/", views.session_list, name="usersessions_list"),
    path("account/sessies/beeindigen/", views.session_end, name="session_end"),
]
