"""Logging in, keys, sessions."""

from tests.access.rows import ACCOUNT, NOBODY, NOT_THEIRS, NOTHING_TO_ASK, ONWARD, PUBLIC, row

ROWS = [
    row("account_login", "200 302 302 302 302 302"),
    row("account_logout", ACCOUNT),
    row("account_inactive", PUBLIC),
    row("account_signup", PUBLIC),
    row("demo_login", NOBODY, method="post"),
    row("mfa_login_webauthn", ONWARD),
    row("mfa_authenticate", ONWARD),
    row("mfa_trust", ONWARD),
    row("account_reset_password", PUBLIC),
    row("account_confirm_password_reset_code", ONWARD),
    row("account_complete_password_reset", ONWARD),
    # The people of the matrix came in by the demo: no password, no passkey, no app.
    row("account_reauthenticate", NOTHING_TO_ASK),
    row("mfa_reauthenticate", NOTHING_TO_ASK),
    row("mfa_reauthenticate_webauthn", NOTHING_TO_ASK),
    row("account_change_password", ONWARD),
    row("account_set_password", ACCOUNT),
    row("account_email", ACCOUNT),
    row("account_email_verification_sent", ONWARD),
    row("account_choose", ACCOUNT),
    row("mfa_index", ACCOUNT),
    row("mfa_activate_totp", ACCOUNT),
    row("mfa_deactivate_totp", NOT_THEIRS),
    row("mfa_replace_totp", NOT_THEIRS),
    row("mfa_list_webauthn", ACCOUNT),
    row("mfa_add_webauthn", ACCOUNT),
    row("mfa_edit_webauthn", NOT_THEIRS, lambda world: [0]),
    row("mfa_remove_webauthn", NOT_THEIRS, lambda world: [0]),
    row("mfa_view_recovery_codes", NOT_THEIRS),
    row("mfa_download_recovery_codes", NOT_THEIRS),
    row("mfa_generate_recovery_codes", ACCOUNT),
    row("usersessions_list", ACCOUNT),
    row("session_end", ONWARD, method="post"),
]
