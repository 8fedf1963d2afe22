import copy

import pytest

from outbox.messages import Category, message
from tests.outbox.mails import TEMPLATES


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
