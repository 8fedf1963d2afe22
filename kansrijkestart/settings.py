"""All settings, in one file, from the environment, safe by default.

Nothing here turns a safeguard off unless `DEMO`, `DEBUG` or `TESTING` says so, and production sets none of
those. What the environment may set is listed in `.env.example`.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from psycopg import IsolationLevel

from kansrijkestart.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))


def flag(name, default="0"):
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def listed(name, default=""):
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def required(name):
    """Return the secret from the environment: never a stand-in, also not in a demo."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"Set {name} in the environment. On your own machine bin/start makes one.")


# Modes. Demo: one-click login, the mailbox page and the style page exist. Testing: pytest runs.
DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
TESTING = "pytest" in sys.modules

SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
# Fernet keys, newest first: TOTP secrets and recovery codes are encrypted at rest with them.
FIELD_ENCRYPTION_KEYS = required("FIELD_ENCRYPTION_KEYS").split(",")

# Where the portal lives
BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
HTTPS = BASE_URL.startswith("https://")
RELEASE = os.environ.get("RELEASE", "ontwikkeling")

INSTALLED_APPS = [
    "kansrijkestart",
    "symposium",
    "community",
    "themetables",
    "surveys",
    "coalitions",
    "meetings",
    "actions",
    "library",
    "members",
    "outbox",
    "language",
    "province",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_structlog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    # Id, log line and headers first: errors, redirects and style sheets get them too.
    "kansrijkestart.middleware.request_middleware",
    "kansrijkestart.middleware.headers_middleware",
    "kansrijkestart.middleware.not_allowed_middleware",
    "kansrijkestart.middleware.head_middleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.visitor_middleware",
    "members.accounts.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.accounts.middleware.SessionAgeMiddleware",
    "members.accounts.middleware.SecondFactorMiddleware",
    "library.search.middleware.wake_middleware",
    "django_htmx.middleware.HtmxMiddleware",  # of the package only this: request.htmx
]

ROOT_URLCONF = "kansrijkestart.urls"
WSGI_APPLICATION = "kansrijkestart.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kansrijkestart.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "kansrijkestart.forms.PortalRenderer"


# Database: PostgreSQL and nothing else
def database(url):
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # A kept connection makes a page 2.5 times faster (shared/stack.md); checked before it is used again.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The row locks of the portal assume this level; see anchors.md, "the last seat".
        "OPTIONS": {**options, "isolation_level": IsolationLevel.READ_COMMITTED},
        # Two pytest runs on one server each get their own database.
        "TEST": {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_portal")},
    }


if not os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured("Set DATABASE_URL, or use bin/start, which brings a PostgreSQL of its own.")
DATABASES = {"default": database(os.environ["DATABASE_URL"])}

# Rate limits and sessions live in PostgreSQL: with Redis away nobody is locked out and no limit falls.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Django's 300 would let somebody push the limits out of the table by filling it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Celery: Redis only wakes it; what must happen stands in PostgreSQL
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
CELERY_BROKER_URL = (
    f"redis+socket://{REDIS_URL.removeprefix('unix://')}?virtual_host=0"
    if REDIS_URL.startswith("unix://")
    else f"{REDIS_URL.rstrip('/')}/0"
)
if TESTING:  # nobody works off what tests queue
    CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 15,
    "unacked_restore_throttle": 1,
    # A broker that hangs may cost a request a moment, not a minute.
    "socket_timeout": 2,
    "socket_connect_timeout": 0.5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 600  # below the visibility timeout, or a task runs twice
CELERY_TASK_TIME_LIMIT = 660
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# On SIGTERM a task gets this long to finish; then it goes back to the queue.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 15
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
CELERY_TIMEZONE = "UTC"
DJANGO_STRUCTLOG_CELERY_ENABLED = True

# Mail: every mail is a row first (outbox); the transport is what the dispatcher sends with.
EMAIL_TRANSPORT = {
    "BACKEND": "outbox.smtp.EmailBackend",
    "OPTIONS": {
        "host": os.environ.get("SMTP_HOST", "localhost"),
        "port": int(os.environ.get("SMTP_PORT", "25")),
        "username": os.environ.get("SMTP_USER", ""),
        "password": os.environ.get("SMTP_PASSWORD", ""),
        "use_tls": flag("SMTP_TLS"),
        "timeout": 30,
    },
}
if DEMO and "SMTP_HOST" not in os.environ:  # then it goes to the inbox page of the demo
    EMAIL_TRANSPORT = {"BACKEND": "outbox.demo.MailboxBackend"}
MAILERS = {"default": {"BACKEND": "outbox.backend.OutboxBackend"}, "transport": EMAIL_TRANSPORT}
DEFAULT_FROM_EMAIL = os.environ.get("FROM_EMAIL", "Kansrijke Start Fryslân <portaal@kansrijkestart.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
UNSUBSCRIBE_EMAIL = os.environ.get("UNSUBSCRIBE_EMAIL", "afmelden@kansrijkestart.invalid")
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "aanjager@kansrijkestart.invalid")
# Where calendar programs answer invitations: the mailbox, imaps://user:password@host/INBOX, and its address. What is
# sent to agenda+...@ has to land there too. Without these people answer on the page (meetings/replies/).
CALENDAR_MAILBOX = os.environ.get("CALENDAR_MAILBOX", "")
CALENDAR_ADDRESS = os.environ.get("CALENDAR_ADDRESS", "")
if bool(CALENDAR_MAILBOX) != bool(CALENDAR_ADDRESS):
    raise ImproperlyConfigured("CALENDAR_MAILBOX and CALENDAR_ADDRESS need each other.")
if CALENDAR_MAILBOX and urlsplit(CALENDAR_MAILBOX).scheme not in {"imap", "imaps"}:
    raise ImproperlyConfigured("CALENDAR_MAILBOX is imaps://user:password@host/INBOX.")

# Language and time
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Files
# No file is larger than the portal takes, and no request larger than it wants to hear.
FILE_UPLOAD_HANDLERS = ["library.receiving.LimitedUploadHandler"]
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Only what a browser gets: the sources beside them import packages that collectstatic cannot follow.
STATICFILES_DIRS = [
    ("dist", BASE_DIR / "static" / "dist"),
    ("img", BASE_DIR / "static" / "img"),
    ("handleiding", BASE_DIR / "docs" / "img"),  # the pictures of the manuals
]
MEDIA_ROOT = VAR / "media"
# The virus scanner, unix:///run/clamav/clamd.ctl or tcp://clamd:3310. Without one, files are "not scanned".
CLAMD_URL = os.environ.get("CLAMD_URL", "")
if CLAMD_URL and urlsplit(CLAMD_URL).scheme not in {"unix", "tcp"}:
    raise ImproperlyConfigured("CLAMD_URL is unix:///path/of/the/socket or tcp://host:port.")
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR", VAR / "backups"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "library": {"BACKEND": "library.storage.ClosedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if TESTING:  # the manifest storage answers 404 under live_server
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # no files are collected for the tests

# Security
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # asked over plain http, from inside
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Behind our own proxy its X-Forwarded-* and X-Request-ID may be believed; else anybody could write them.
BEHIND_PROXY = flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kansrijkestart.views.errors.forbidden"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our style sheets

# Logging in: django-allauth. Accounts exist by invitation only; see members/accounts/.
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.accounts.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "members.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.accounts.passwords.CommonValidator"},
    {"NAME": "members.accounts.passwords.GuessablePasswordValidator"},
]
if TESTING:  # a real hash costs a third of a second
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_AGE = 12 * 60 * 60  # nobody stays logged in longer; members/accounts/middleware.py ends it sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# "managers" asks a second factor only of coordinators, data editors, circle leaders and staff.
MFA_REQUIRED = os.environ.get("MFA_REQUIRED", "everyone")
if MFA_REQUIRED not in {"everyone", "managers"}:
    raise ImproperlyConfigured("MFA_REQUIRED is 'everyone' or 'managers'.")

# Without this every visitor behind the proxy shares one address, and one rate limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
ACCOUNT_ADAPTER = "members.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes, never links: mail scanners open links, and ten minutes leave room for greylisting.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # by way of the second factor, for who has one
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # composed, so that it costs the same time, but not sent: see the adapter
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# Added to allauth's own limits: the public forms that ask for access (members/views/requests.py), and that write to
# the leaders of a coalition (coalitions/contact/).
ACCOUNT_RATE_LIMITS = {
    "access_request": "5/h/key,10/h/ip",
    "coalition_contact": "20/h/key,5/h/ip",
    # A whole town hall signs from one address.
    "signing_code": "10/h/key,60/h/ip",
    "signing_try": "30/h/key,120/h/ip",
    "declaration_check": "60/h/ip",
    # A calendar program looks a few times a day; somebody has it on a few devices.
    "calendar_feed": "60/h/key",
    "certificate_check": "60/h/ip",
    "symposium_code": "5/h/key,60/h/ip",
    "symposium_group": "60/d/key",
    "symposium_link": "5/h/key,60/h/ip",
    "symposium_try": "30/h/key,120/h/ip",
}
ACCOUNT_FORMS = {
    "login": "members.accounts.forms.LoginForm",
    "reauthenticate": "members.accounts.forms.ReauthenticateForm",
    "add_email": "members.accounts.forms.ChangeEmailForm",
    "change_password": "members.accounts.forms.ChangePasswordForm",
    "set_password": "members.accounts.forms.SetPasswordForm",
    "reset_password": "members.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "members.accounts.forms.NewPasswordForm",
    "confirm_password_reset_code": "members.accounts.forms.ResetCodeForm",
    "confirm_email_verification_code": "members.accounts.forms.EmailCodeForm",
}
MFA_ADAPTER = "members.accounts.adapters.MFAAdapter"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after count too: clocks differ, and people type slowly
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (DEMO or TESTING) and not HTTPS
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Kansrijke Start Fryslân"
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_TRUST_COOKIE_NAME = "__Host-trusted" if HTTPS else "trusted"
MFA_FORMS = {
    "authenticate": "members.accounts.forms.SecondFactorForm",
    "reauthenticate": "members.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "members.accounts.forms.ActivateAppForm",
    "add_webauthn": "members.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "members.accounts.forms.RenamePasskeyForm",
    "login_webauthn": "members.accounts.forms.PasskeyLoginForm",
    "authenticate_webauthn": "members.accounts.forms.PasskeySecondFactorForm",
    "reauthenticate_webauthn": "members.accounts.forms.ReauthenticatePasskeyForm",
}

LOGGING = logging_config(level=os.environ.get("LOG_LEVEL", "INFO"), readable=DEBUG or TESTING)
