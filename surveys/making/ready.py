"""The questionnaires that come with the portal: our own statements, never the wording of a national instrument."""

from functools import cache
from pathlib import Path

from django.conf import settings

from surveys.making import transfer
from surveys.models import Instrument

FOLDER = Path(settings.BASE_DIR) / "data" / "instruments"


@cache
def shelf() -> dict[str, dict]:
    """Return what stands in each file, by its name without ".json"; read once, they change with the portal."""
    return {path.stem: transfer.parse(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}


def untaken():
    """The ones that nobody took yet, as (key, title, purpose)."""
    taken = set(Instrument.objects.exclude(key=None).values_list("key", flat=True))
    return [(key, said["title"], said["purpose"]) for key, said in shelf().items() if key not in taken]


def take(key: str, *, by, now):
    """Make the questionnaire of this name the network's own, as a draft. Raises KeyError for an unknown name."""
    return transfer.take_in(shelf()[key], by=by, now=now, key=key)
