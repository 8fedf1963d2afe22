"""Keeping agreements: every verb locks the row, looks again, saves the next version and keeps it whole."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.models import Agreement, AgreementState, AgreementVersion
from members import conflicts
from members.models import User
from members.refused import Refused

# What a version holds word for word; the partners and municipalities are kept by their names of that day.
KEPT = ("step", "title", "text", "instrument", "valid_from", "review_on")


def record(agreement: Agreement, sentence: str, *, note: str = "") -> AgreementVersion:
    """Keep the agreement as it was saved just now. For who has just called `save_version`, in its transaction."""
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.version,
        saved_by=agreement.changed_by,
        saved_at=agreement.changed_at,
        sentence=sentence,
        note=note,
        state=agreement.state,
        organisations=[
            {"pk": organisation.pk, "name": organisation.name} for organisation in agreement.organisations.all()
        ],
        municipalities=[{"pk": place.pk, "name": place.name} for place in agreement.municipalities.all()],
        **{name: getattr(agreement, name) for name in KEPT},
    )


def adopt(
    agreement: Agreement, *, version: int, valid_from: date, review_on: date, owner: User, by: User, now
) -> Agreement:
    """Let a draft hold from a day on. `version` is the text that was read: another text is not adopted unseen.

    What this agreement replaces lapses with it.
    """
    with transaction.atomic():
        row = locked(agreement)
        if row.state != AgreementState.DRAFT:
            raise Refused("Deze afspraak is al vastgesteld of vervallen.")
        if row.version != version:
            who = row.changed_by or "Iemand anders"
            raise Refused(
                f"{who} heeft de tekst intussen gewijzigd. Lees eerst de nieuwe tekst, en stel die dan vast."
            )
        row.adopted_at, row.adopted_by = now, by
        row.valid_from, row.review_on, row.owner = valid_from, review_on, owner
        row.save_version(by=by, now=now)
        record(row, "Vastgesteld.")
        if row.replaces and row.replaces.state == AgreementState.ADOPTED:
            lapse(row.replaces, reason=f"Vervangen door “{row.title}”.", by=by, now=now)
    return row


def lapse(agreement: Agreement, *, reason: str, by: User, now) -> bool:
    """Say that an agreement no longer holds, or that a draft will not be one. False when that was said already."""
    with transaction.atomic():
        row = locked(agreement)
        if row.state == AgreementState.LAPSED:
            return False
        row.lapsed_at, row.lapsed_by, row.lapse_reason = now, by, reason
        row.owner = None  # nobody has to look after it any more
        row.save_version(by=by, now=now)
        record(row, "Vervallen.", note=reason)
    return True


def restore(version: AgreementVersion, *, by: User, now) -> Agreement:
    """Bring back an old text as the newest version; the texts in between stay in the history."""
    with transaction.atomic():
        row = locked(version.agreement)
        if row.state == AgreementState.LAPSED:
            raise Refused("Deze afspraak is vervallen. Maak er een nieuw concept van.")
        if holds_already(row, version):
            raise Refused(f"De tekst van versie {version.number} staat er al.")
        row.step, row.title, row.text, row.instrument = version.step, version.title, version.text, version.instrument
        # The date to look again is a matter of now, not of then.
        row.valid_from = version.valid_from or row.valid_from
        row.save_version(by=by, now=now)
        row.organisations.set(
            row.organisations.model.objects.filter(pk__in=[one["pk"] for one in version.organisations])
        )
        row.municipalities.set(places_of(row, version))
        record(row, f"Versie {version.number} teruggezet.")
    return row


def places_of(agreement, version):
    """Return the municipalities this version is for, in the coalition of now.

    A text of before two coalitions became one says nothing about where, and was for less than the whole of now.
    """
    merged = agreement.coalition.merged_from.filter(carried_over_at__gt=version.saved_at)
    if not version.municipalities and merged.exists():
        return set(agreement.municipalities.values_list("pk", flat=True))
    return {place["pk"] for place in version.municipalities}


def holds_already(agreement, version):
    """Whether this is the text of now: a second click, or nothing changed since."""
    names = ("step", "title", "text", "instrument")
    partners = {one["pk"] for one in version.organisations}
    return (
        all(getattr(agreement, name) == getattr(version, name) for name in names)
        and set(agreement.organisations.values_list("pk", flat=True)) == partners
        and set(agreement.municipalities.values_list("pk", flat=True)) == places_of(agreement, version)
    )


def confirmed(agreement: Agreement, *, by: User, on: date) -> None:
    """Keep in the history that somebody looked. Called by members/reviewing.py, which holds the lock."""
    agreement.save_version(by=by, now=timezone.now())
    record(agreement, "Nagekeken: klopt nog.")


def locked(agreement):
    return conflicts.lock(Agreement.objects.select_related("changed_by", "replaces"), agreement.pk)


def a_year_after(day: date) -> date:
    """When to look again, unless somebody chooses otherwise."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)
