"""What somebody can do with a copy of the database: nothing with the second factors."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection

from members.accounts import encryption
from tests.members.accounts.conftest import totp_code
from tests.members.factories import TOTP_SECRET, UserFactory


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, data::text FROM mfa_authenticator")
        return dict(cursor.fetchall())


def test_row_holds_neither_secret_nor_codes(db):
    person = UserFactory(factor=False)
    TOTP.activate(person, TOTP_SECRET)
    codes = RecoveryCodes.activate(person)
    seed = encryption.decrypt(codes.instance.data["seed"])

    stored = rows()

    assert TOTP_SECRET not in stored["totp"]
    assert seed not in stored["recovery_codes"]
    assert not any(code in stored["recovery_codes"] for code in codes.get_unused_codes())


def test_what_is_stored_yields_no_valid_code(db):
    """Whoever takes the stored text for the secret makes other codes."""
    TOTP.activate(UserFactory(factor=False), TOTP_SECRET)

    stored = json.loads(rows()["totp"])["secret"]
    letters = "".join(letter for letter in stored.upper() if letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    assert totp_code(letters[: len(letters) // 8 * 8]) != totp_code(TOTP_SECRET)


def test_code_works_with_the_stored_secret(db):
    TOTP.activate(UserFactory(factor=False), TOTP_SECRET)

    assert Authenticator.objects.get().wrap().validate_code(totp_code())


def test_older_key_still_opens(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    stored = encryption.encrypt("geheim")
    settings.FIELD_ENCRYPTION_KEYS = [new, old]

    assert encryption.decrypt(stored) == "geheim"


def test_after_rotation_the_older_key_may_go(settings, capsys, db):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    person = UserFactory()
    codes = RecoveryCodes.activate(person).get_unused_codes()
    passkey = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop"})
    settings.FIELD_ENCRYPTION_KEYS = [new, old]

    call_command("rotate_field_keys")
    settings.FIELD_ENCRYPTION_KEYS = [new]

    assert capsys.readouterr().out == "2 opnieuw versleuteld.\n"
    assert Authenticator.objects.get(type="totp").wrap().validate_code(totp_code())
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes
    assert Authenticator.objects.get(pk=passkey.pk).data == {"name": "Laptop"}
