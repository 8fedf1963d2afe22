import copy

import pytest

from outbox import leaving
from outbox.messages import Category, message
from tests.outbox.mails import TEMPLATES
from tests.outbox.sink import free_port, listening
from tests.races import LONG


@pytest.fixture
def letter(settings):
    """Return a mail from templates that exist in this test only."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["APP_DIRS"] = False
    templates[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", TEMPLATES),
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
    settings.TEMPLATES = templates

    def _letter(to="lezer@voorbeeld.invalid", naam="Anna", category=Category.ANNOUNCEMENT, **options):
        context = {"naam": naam, "url": "https://voorbeeld.invalid/?a=1&b=2"}
        return message("nieuws", to=to, context=context, category=category, **options)

    return _letter


@pytest.fixture
def sink(settings, monkeypatch):
    """A mail server, and a dispatcher that sends to it. On a busy machine it may take its time."""
    for limit in ("TO_LISTEN", "TO_TAKE"):
        monkeypatch.setattr(leaving, limit, LONG)
    with listening() as found:
        options = {"host": "127.0.0.1", "port": found.port, "timeout": LONG}
        transport = {"BACKEND": "outbox.smtp.EmailBackend", "OPTIONS": options}
        settings.MAILERS = {**settings.MAILERS, "transport": transport}
        yield found


@pytest.fixture
def no_mail_server(settings):
    """A dispatcher that sends to a port where nobody listens."""
    options = {"host": "127.0.0.1", "port": free_port(), "timeout": 5}
    transport = {"BACKEND": "outbox.smtp.EmailBackend", "OPTIONS": options}
    settings.MAILERS = {**settings.MAILERS, "transport": transport}
