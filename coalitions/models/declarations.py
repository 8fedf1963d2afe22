"""The declaration of intent (intentieverklaring): the text, and where it stands.

What happened is a moment, never a flag. The verbs stand in coalitions/declarations/. A text that somebody signed is
frozen by the database itself: see the migration "declarations_frozen". Who signs: models/signatures.py.
"""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.models.coalitions import Coalition
from members.models import Versioned
from members.models.text import single_line

# What a signer reads and puts their name to. See also: the trigger in the migration "declarations_frozen".
TEXT_FIELDS = ("title", "since", "through", "preamble", "commitments", "principles")


class DeclarationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A declaration is read by its coalition; who signs reads it through a link, the rest with its code."""
        return self if user.is_coordinator else self.filter(coalition__circle__in=user.circle_ids)

    def editable_by(self, user):
        return self.filter(coalition__in=Coalition.objects.editable_by(user))

    def open(self):
        """Sent for signing, and not done yet."""
        return self.filter(sent_at__isnull=False, completed_at=None, withdrawn_at=None)

    def with_counts(self):
        """Adds how many were asked and how many of them signed. Who had not signed when it was closed was asked."""
        is_counted = Q(requests__withdrawn_at=None) | Q(requests__withdrawn_at__gte=F("completed_at"))
        return self.annotate(
            asked_count=Count("requests", filter=is_counted),
            signed_count=Count("requests__signature"),
        )

    def looked_after(self, on):
        """What somebody has to keep an eye on: it is not done yet, or it holds."""
        return self.filter(Q(completed_at=None) | Q(through__gte=on), withdrawn_at=None)

    def unfinished(self):
        """What is still written, or waits for signatures."""
        return self.filter(completed_at=None, withdrawn_at=None)


class Declaration(Versioned):
    """One version of a coalition's declaration. A change after the first signature is a new version, with `previous`.

    `version` counts how often the text was saved (members/conflicts.py); `number` is what people call the version.
    """

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        OPEN = "open", "ligt ter ondertekening"
        COMPLETED = "completed", "ondertekend"
        REPLACED = "replaced", "vervangen"
        WITHDRAWN = "withdrawn", "ingetrokken"

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="declarations")
    number = models.PositiveSmallIntegerField("nummer", default=1, editable=False)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="followers"
    )
    title = models.CharField("titel", max_length=150, validators=[single_line])
    since = models.DateField("geldt van")
    # The last day, as people write it: not the first day without, as `until` is elsewhere.
    through = models.DateField("geldt tot en met")
    preamble = models.TextField("waarom we dit doen", max_length=6000)
    commitments = models.TextField("wat de ondertekenaars beloven", max_length=4000)
    principles = models.TextField("uitgangspunten", max_length=6000)
    # Whoever has this code has the PDF: it is printed there, and nowhere else.
    code = models.CharField(max_length=30, unique=True, null=True, editable=False)  # noqa: DJ001 - none before sending
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="declarations_owned",
        verbose_name="wie houdt dit bij",
    )
    # Beside the text: no part of what people sign, so it may change after the first signature.
    documents = models.ManyToManyField(
        "library.Document", related_name="declarations", verbose_name="documenten", blank=True, editable=False
    )
    created_at = models.DateTimeField("gemaakt op", editable=False)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True, editable=False)
    completed_at = models.DateTimeField("ondertekend op", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField("reden", max_length=1000, blank=True, editable=False)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = "intentieverklaring"
        verbose_name_plural = "intentieverklaringen"
        ordering = ["-since", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["previous"],
                condition=Q(withdrawn_at=None),
                name="coalitions_declaration_one_follower",
            ),
            models.CheckConstraint(
                condition=Q(since__lte=F("through")), name="coalitions_declaration_since_before_through"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(code__isnull=False), name="coalitions_declaration_sent_with_code"
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(sent_at__lte=F("completed_at")),
                name="coalitions_declaration_sent_before_completed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="coalitions_declaration_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(previous=None) | ~Q(previous=F("pk")), name="coalitions_declaration_not_its_own_previous"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("coalitions:declaration_detail", args=[self.coalition.slug, self.pk])

    @property
    def state(self):
        """Where it stands. Whether it was replaced asks for `followers`: prefetch them for a list."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.sent_at is None:
            return self.State.CONCEPT
        if self.completed_at is None:
            return self.State.OPEN
        # The old version holds until everybody signed the new one, and the new one's period began.
        following = self.following
        if following and following.completed_at and following.has_begun(timezone.localdate()):
            return self.State.REPLACED
        return self.State.COMPLETED

    @property
    def following(self):
        """The version after this one, if somebody made it."""
        return next((follower for follower in self.followers.all() if not follower.withdrawn_at), None)

    @property
    def is_concept(self):
        return self.state == self.State.CONCEPT

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_done(self):
        """Signed by all, or taken back: nothing is left to do."""
        return bool(self.completed_at or self.withdrawn_at)

    @property
    def can_be_edited(self):
        """Until the first signature; the database holds the same (migration "declarations_frozen")."""
        return not self.is_done and not self.requests.filter(signature__isnull=False).exists()

    def is_looked_after(self, on):
        """The same as `looked_after` above."""
        return not self.withdrawn_at and (not self.completed_at or not self.is_over(on))

    def has_begun(self, on):
        return self.since <= on

    def is_over(self, on):
        return self.through < on

    @property
    def period(self):
        """When it holds, in words; whole years as people say them. Reads after "geldt" or "gold"."""
        first, last = self.since, self.through
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            return f"van {date_format(first, 'j F Y')} tot en met {date_format(last, 'j F Y')}"
        return f"in {first.year}" if first.year == last.year else f"van {first.year} tot en met {last.year}"

    @property
    def commitment_list(self):
        return points(self.commitments)

    @property
    def principle_list(self):
        return points(self.principles)

    @property
    def text_sha256(self):
        """The fingerprint of what a signer reads. The same text gives the same one, whatever the line ends."""
        return fingerprint({name: getattr(self, name) for name in TEXT_FIELDS})


def points(text):
    """Return the points of a list that somebody typed, one on a line, with or without a mark before it."""
    lines = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return [line for line in lines if line]


def fingerprint(text):
    lines = [
        text["title"],
        f"{text['since']:%Y-%m-%d}",
        f"{text['through']:%Y-%m-%d}",
        *(text[name] for name in TEXT_FIELDS[3:]),
    ]
    whole = "\n\n".join(line.replace("\r\n", "\n").strip() for line in lines)
    return hashlib.sha256(whole.encode()).hexdigest()
