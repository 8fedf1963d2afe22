"""How a round goes, as counted now: who began, who submitted, who cannot be reached."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Max, OuterRef, Q, Subquery

from outbox.models import Email
from surveys.models import Invitation, Question, Round, Sheet, Step

AFTER = 2  # reminders; then a phone call works, not a third mail


@dataclass
class Line:
    """One sheet as it stands on the page."""

    sheet: Sheet
    asked: int  # questions
    bounced: list[str] = field(default_factory=list)

    @property
    def label(self):
        return str(self.sheet.circle if self.sheet.mode == "joint" else self.sheet.user or self.sheet.address)

    @property
    def state(self):
        if self.sheet.submitted_at:
            return "ingestuurd"
        if self.sheet.answered:
            return f"bezig, {self.sheet.answered} van {self.asked}"
        return "nog niet begonnen"

    @property
    def kind(self):
        """The colour of its badge."""
        return "ok" if self.sheet.submitted_at else "info" if self.sheet.answered else ""


@dataclass(frozen=True)
class Progress:
    asked: int
    answered: int
    lines: list[Line]
    bounced: list[str]


def of(round: Round) -> Progress:
    """Count it; without names there are no lines, only a total."""
    bad = bounced(round)
    if round.is_anonymous:
        totals = round.invitations.aggregate(asked=Count("pk"), answered=Count("pk", filter=Q(has_answered=True)))
        return Progress(totals["asked"], totals["answered"], [], sorted(address for _, address in bad))
    count = Question.objects.filter(section__instrument_version=round.instrument_version_id).count()
    found = {sheet.pk: Line(sheet, count) for sheet in sheets_of(round)}
    for sheet, address in bad:
        found[sheet].bounced.append(address)
    lines = sorted(found.values(), key=lambda line: (line.sheet.submitted_at is not None, line.label))
    answered = sum(1 for line in lines if line.sheet.submitted_at)
    return Progress(len(lines), answered, lines, sorted(address for _, address in bad))


def sheets_of(round: Round):
    given = Step.objects.filter(sheet=OuterRef("pk"), kind=Step.Kind.EXTENDED).order_by("-at", "-pk")
    return (
        round.sheets.select_related("circle", "user")
        .annotate(answered=Count("answers", distinct=True), extended_by=Subquery(given.values("by__name")[:1]))
        .order_by("pk")
    )


def bounced(round: Round) -> list[tuple[int | None, str]]:
    """Return (the sheet, the address) of every invitation of which a mail came back, as far as the log reaches."""
    keys = Email.objects.filter(bounced_at__isnull=False, dedupe_key__startswith=f"survey:{round.pk}:")
    numbers = {int(key.split(":")[2]) for key in keys.values_list("dedupe_key", flat=True)}
    found = Invitation.objects.filter(pk__in=numbers).select_related("user").order_by("pk")
    return [(one.sheet_id, one.user.email if one.user_id else one.address) for one in found]


def to_call(round: Round):
    """Sheets that were not submitted after the second reminder, who was never phoned first."""
    return (
        sheets_of(round)
        .filter(submitted_at=None)
        .annotate(most=Max("invitations__reminders"), called_at=Max("calls__at"))
        .filter(most__gte=AFTER)
        .order_by(F("called_at").asc(nulls_first=True), "pk")
    )
