"""A round in the making: changed and thrown away as long as it was not confirmed."""

from django.db import transaction

from members.refused import Refused
from surveys.models import Audience, Listed, Mode, Round, Version
from surveys.sending import planning

CONFIRMED = "Deze ronde is intussen klaargezet. Haal haar eerst terug om nog iets te wijzigen."


@transaction.atomic
def start(
    version: Version,
    *,
    opens_at,
    closes_at,
    by,
    now,
    title="",
    mode=Mode.JOINT,
    audience=Audience.COALITIONS,
    circles=(),
    addresses=(),
    intro="",
    reminder_days=planning.USUAL,
    source=("", ""),
) -> Round:
    """Save a new draft that asks a fixed version, and return it. `source`: label and address of what it evaluates."""
    round = Round(
        instrument_version=version,
        title=title or version.instrument.title,
        mode=mode,
        audience=audience,
        intro=intro,
        opens_at=opens_at,
        closes_at=closes_at,
        source_label=source[0],
        source_url=source[1],
    )
    round.save_version(by=by, now=now)
    round.circles.set(circles)
    write_list(round, addresses)
    planning.plan(round, reminder_days, after=opens_at)
    return round


def lock(round: Round) -> Round:
    """Return the round as it is now, if it is still a draft. Raises Refused. Ends with the transaction."""
    found = Round.objects.select_for_update(no_key=True).filter(pk=round.pk).first()
    if found is None:
        raise Refused("Deze ronde is intussen weggegooid.")
    if not found.is_draft:
        raise Refused(CONFIRMED)
    return found


def write_list(round: Round, addresses) -> None:
    """Set the pasted addresses; one that stands there twice counts once."""
    round.listed.all().delete()
    Listed.objects.bulk_create(Listed(round=round, address=one) for one in sorted({one.lower() for one in addresses}))


@transaction.atomic
def save(form, *, by, now):
    """Save a form of a draft; None when somebody else changed the same words: draw it again. Raises Refused."""
    lock(form.instance)
    return form.save_by(by, now)


@transaction.atomic
def discard(round: Round) -> None:
    lock(round).delete()
