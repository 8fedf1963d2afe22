"""With the environment of production, Django's own deployment check has nothing to say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "proef-9Kd0aWq7Zx3LmN5vB1cR8tY2uI6oP4sD-hG_jF7eQwXzAaSsDdFf",
    "FIELD_ENCRYPTION_KEYS": "cHJvZWYtcHJvZWYtcHJvZWYtcHJvZWYtcHJvZWYtMDA=",
    "BASE_URL": "https://portaal.voorbeeld.invalid",
    "ALLOWED_HOSTS": "portaal.voorbeeld.invalid",
    "BEHIND_PROXY": "1",
    "DEMO": "0",
    "DJANGO_SETTINGS_MODULE": "kansrijkestart.settings",
}


def run(*arguments, **environment):
    names = ("PATH", "DATABASE_URL", "REDIS_URL", "HOME")
    kept = {name: value for name, value in os.environ.items() if name in names or name.startswith("COVERAGE")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | PRODUCTION | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_deployment_check_is_clean():
    (ROOT / "static" / "dist").mkdir(exist_ok=True)  # a run without the build has no style sheet

    done = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


def test_deployment_check_finds_a_weak_key():
    done = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING", SECRET_KEY="kort")

    assert "security.W009" in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_ENCRYPTION_KEYS"])
def test_production_does_not_start_without_its_secrets(name):
    done = run("-m", "django", "check", **{name: ""})

    assert f"Set {name} in the environment" in done.stderr


def test_production_names_its_database():
    done = run("-m", "django", "check", DATABASE_URL="")

    assert "Set DATABASE_URL" in done.stderr


def test_virus_scanner_is_at_an_address_we_can_call():
    done = run("-m", "django", "check", CLAMD_URL="clamd:3310")

    assert "CLAMD_URL is" in done.stderr


@pytest.mark.parametrize(
    ("mailbox", "address", "why"),
    [
        ("imaps://a:b@mail.invalid/INBOX", "", "need each other"),
        ("pop3://a:b@mail.invalid", "agenda@mail.invalid", "CALENDAR_MAILBOX is imaps://"),
    ],
)
def test_mailbox_of_calendar_programs_is_whole(mailbox, address, why):
    done = run("-m", "django", "check", CALENDAR_MAILBOX=mailbox, CALENDAR_ADDRESS=address)

    assert why in done.stderr


def test_second_factor_is_for_everyone_or_for_managers():
    done = run("-m", "django", "check", MFA_REQUIRED="nobody")

    assert "MFA_REQUIRED is" in done.stderr


SHOW_COOKIES = (
    "import django, json; django.setup(); from django.conf import settings as s; "
    "print(json.dumps([s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_NAME, "
    "s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG, s.DEMO]))"
)


def test_production_keeps_its_cookies_to_itself():
    done = run("-c", SHOW_COOKIES)

    assert json.loads(done.stdout) == [
        *("__Host-sessionid", True, True),
        *("__Host-csrftoken", True, 31_536_000, False, False),
    ]
