"""Who is asked to sign a declaration, the codes they are mailed, and the signatures. See also: declarations.py."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower

from coalitions.models.declarations import Declaration
from coalitions.models.organisations import Organisation
from members.models.text import single_line

REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2  # by the portal; after that a person has to phone


class SignatureRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The names belong to the coalition; addresses are shown to who may change the declaration."""
        return self.filter(declaration__in=Declaration.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(declaration__in=Declaration.objects.editable_by(user))

    def standing(self):
        """Not taken back: somebody who signed, said no, or still has to."""
        return self.filter(withdrawn_at=None)

    def asked(self):
        """Who was asked to the end: also who had not answered when the declaration was closed."""
        return self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("declaration__completed_at")))

    def unanswered(self):
        return self.filter(withdrawn_at=None, declined_at=None, signature=None)

    def waiting(self):
        """Mailed, and of a declaration that can still be signed. The link may have expired."""
        return self.unanswered().filter(
            sent_at__isnull=False,
            declaration__sent_at__isnull=False,
            declaration__completed_at=None,
            declaration__withdrawn_at=None,
        )

    def may_be_reminded(self, now):
        """At most one reminder a week, whoever sends it, and none about a link that no longer works."""
        silent_since = Coalesce("reminded_at", "sent_at")
        return (
            self.waiting()
            .alias(silent_since=silent_since)
            .filter(silent_since__lte=now - REMIND_AFTER, expires_at__gt=now)
        )

    def due_for_reminder(self, now):
        return self.may_be_reminded(now).filter(reminder_count__lt=MOST_REMINDERS)

    def to_be_called(self, now):
        """Reminded twice, and silent for another week: mail does not help here."""
        return self.waiting().filter(reminder_count__gte=MOST_REMINDERS, reminded_at__lte=now - REMIND_AFTER)


class SignatureRequest(models.Model):
    """One person of one organisation who is asked to sign. No account is needed: the mail holds a personal link.

    The link is made from `link_seed` and the portal's own key, so that a reminder can repeat it and a copy of the
    database cannot; `token_hash` finds the request back.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="signature_requests",
        verbose_name="partner",
    )
    organisation_name = models.CharField("organisatie", max_length=150, validators=[single_line])
    name = models.CharField("naam", max_length=100, blank=True, validators=[single_line])
    function = models.CharField("functie", max_length=100, blank=True, validators=[single_line])
    email = models.EmailField("e-mailadres", blank=True)
    link_seed = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - none unsent
    sent_at = models.DateTimeField("gevraagd op", null=True, blank=True, editable=False)
    expires_at = models.DateTimeField("link geldig tot", null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True, editable=False)
    reminder_count = models.PositiveSmallIntegerField("herinneringen", default=0, editable=False)
    leader_told_at = models.DateTimeField("leider gevraagd te bellen op", null=True, blank=True, editable=False)
    declined_at = models.DateTimeField("tekent niet, sinds", null=True, blank=True, editable=False)
    decline_reason = models.TextField("reden", max_length=1000, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("niet meer gevraagd sinds", null=True, blank=True, editable=False)
    wiped_at = models.DateTimeField("gegevens gewist op", null=True, blank=True, editable=False)

    objects = SignatureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "verzoek om te ondertekenen"
        verbose_name_plural = "verzoeken om te ondertekenen"
        ordering = ["organisation_name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "declaration",
                Lower("email"),
                condition=Q(withdrawn_at=None) & ~Q(email=""),
                name="coalitions_signaturerequest_once_per_address",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | ~Q(decline_reason="") | Q(wiped_at__isnull=False),
                name="coalitions_signaturerequest_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(token_hash=None) | Q(sent_at__isnull=False, expires_at__isnull=False),
                name="coalitions_signaturerequest_link_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(wiped_at__isnull=False) | ~Q(email="") & ~Q(name=""),
                name="coalitions_signaturerequest_whom_we_ask",
            ),
        ]

    def __str__(self):
        return f"{self.name or 'naam gewist'} ({self.organisation_name})"

    @property
    def signed(self):
        """The signature, or None."""
        return getattr(self, "signature", None)

    def is_expired(self, now):
        return self.expires_at is not None and self.expires_at <= now

    def is_waiting_since_long(self, now):
        """See also: SignatureRequestQuerySet.to_be_called."""
        return bool(
            self.reminder_count >= MOST_REMINDERS and self.reminded_at and self.reminded_at <= now - REMIND_AFTER
        )


class SigningCode(models.Model):
    """Six digits mailed to the address of the request, with what the signer confirmed when asking for them."""

    request = models.ForeignKey(SignatureRequest, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, editable=False)
    name = models.CharField("naam", max_length=100)
    function = models.CharField("functie", max_length=100, blank=True)
    text_sha256 = models.CharField("vingerafdruk van de gelezen tekst", max_length=64)
    sent_at = models.DateTimeField("verstuurd op")
    tries = models.PositiveSmallIntegerField("pogingen", default=0)

    class Meta:
        verbose_name = "code om te ondertekenen"
        verbose_name_plural = "codes om te ondertekenen"
        ordering = ["-sent_at", "-pk"]
        get_latest_by = ["sent_at", "pk"]

    def __str__(self):
        return f"code van {self.sent_at:%Y-%m-%d %H:%M}"


class SignatureQuerySet(models.QuerySet):
    def of(self, declaration):
        return self.filter(request__declaration=declaration).order_by("signed_at", "pk")


class Signature(models.Model):
    """Who signed which text, when. The database lets nobody change or remove it."""

    request = models.OneToOneField(SignatureRequest, on_delete=models.PROTECT, related_name="signature")
    name = models.CharField("naam", max_length=100)
    function = models.CharField("functie", max_length=100, blank=True)
    organisation_name = models.CharField("organisatie", max_length=150)
    text_sha256 = models.CharField("vingerafdruk van de tekst", max_length=64)
    signed_at = models.DateTimeField("ondertekend op")

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        ordering = ["signed_at", "pk"]

    def __str__(self):
        return f"{self.name} ({self.organisation_name})"
