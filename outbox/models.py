"""Mail as rows: what was sent to whom, what waits, what failed and why."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from outbox.reading import read
from outbox.reasons import explain


class Category(models.TextChoices):
    """What a mail is about. The label is what people see on the page with their preferences."""

    ACCOUNT = "account", "Je account"
    INVITATION = "invitation", "Uitnodigingen"
    REQUEST = "request", "Aanvragen om mee te doen"
    ANNOUNCEMENT = "announcement", "Mededelingen van het netwerk"
    ACTION = "action", "Herinneringen aan je actiepunten"
    REVIEW = "review", "Klopt dit nog? Wat je moet nakijken"
    CONTACT = "contact", "Berichten aan jou als coalitieleider"
    HANDOVER = "handover", "Wat je van een ander overneemt"
    SIGNING = "signing", "Ondertekenen van een verklaring"
    LOOP = "loop", "Knelpunten, thematafels en bouwstenen"
    MENTION = "mention", "Als iemand jou noemt in een gesprek"
    ANSWER = "answer", "Antwoorden op je vragen"
    ASKED = "asked", "Vragen waar jij misschien het antwoord op weet"
    MODERATION = "moderation", "Als een bijdrage van jou is verborgen"
    COMMUNITY = "community", "Gesprekken die je volgt"
    LIBRARY = "library", "Documenten in de bibliotheek"
    SURVEY = "survey", "Enquêtes"
    MEETING = "meeting", "Bijeenkomsten waarvoor je bent uitgenodigd"
    SYMPOSIUM = "symposium", "Het symposium waarvoor je bent aangemeld"

    @property
    def is_private(self):
        """Holds a code or a personal link: nobody but the receiver reads it, and nobody unsubscribes from it."""
        return self in PRIVATE

    @property
    def is_digest(self):
        """Gathered in one mail a day or a week, so that much news is not many mails. See also: members/notices/."""
        return self in DIGESTS


# Somebody waits for these at their screen.
URGENT = (Category.ACCOUNT, Category.INVITATION, Category.SIGNING)
PRIVATE = (*URGENT, Category.SURVEY, Category.SYMPOSIUM)
DIGESTS = (Category.LOOP, Category.COMMUNITY, Category.LIBRARY)

WAITING = Q(inflight_since=None, sent_at=None, bounced_at=None)
OPEN = Q(sent_at=None, bounced_at=None)
ENDED = Q(sent_at__isnull=False) | Q(bounced_at__isnull=False)


class State(models.TextChoices):
    WAITING = "waiting", "wacht"
    IN_FLIGHT = "in_flight", "wordt verstuurd"
    SENT = "sent", "verstuurd"
    BOUNCED = "bounced", "mislukt"


class EmailQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The log of all mail is the coordinator's."""
        return self if user.is_coordinator else self.none()

    editable_by = visible_to

    def due(self, now):
        """Mail that may leave, what somebody is waiting for at their screen first."""
        return self.filter(WAITING, next_attempt_at__lte=now).order_by("urgency", "next_attempt_at", "pk")

    def stuck(self, before):
        """Taken by a dispatcher that never came back to say how it went."""
        return self.filter(OPEN, inflight_since__lte=before)


class Email(models.Model):
    """One message to one address. The bytes are made once, so that a repeat is the same message."""

    category = models.CharField("soort", max_length=20, choices=Category.choices)
    to = models.CharField("aan", max_length=320)
    sender = models.CharField("van", max_length=320)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="emails",
        db_index=False,  # only asked when a person is erased
    )
    subject = models.TextField("onderwerp")
    mime = models.BinaryField("bericht")
    message_id = models.CharField(max_length=255)
    dedupe_key = models.CharField(max_length=200, blank=True)
    # What is asked when it leaves: does it still have to? See outbox/guards.py.
    guard = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField("gemaakt op", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    next_attempt_at = models.DateTimeField("volgende poging", default=timezone.now)
    inflight_since = models.DateTimeField("onderweg sinds", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    bounced_at = models.DateTimeField("mislukt op", null=True, blank=True)
    wiped_at = models.DateTimeField("tekst gewist op", null=True, blank=True)
    last_error = models.TextField("laatste fout", blank=True)
    # A code to log in with does not wait behind a mail to everybody.
    urgency = models.GeneratedField(
        expression=Case(When(category__in=URGENT, then=Value(0)), default=Value(1)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    # The moments are the truth; this only makes them easy to show and to filter on.
    state = models.GeneratedField(
        expression=Case(
            When(sent_at__isnull=False, then=Value(State.SENT)),
            When(bounced_at__isnull=False, then=Value(State.BOUNCED)),
            When(inflight_since__isnull=False, then=Value(State.IN_FLIGHT)),
            default=Value(State.WAITING),
        ),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["-pk"]
        # Few, because each one is written again at every mark of a sent mail. Taken rows stay in the queue's.
        indexes = [
            models.Index(fields=["urgency", "next_attempt_at", "id"], condition=OPEN, name="outbox_email_queue")
        ]
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="outbox_email_one_per_message_id"),
            models.UniqueConstraint(
                fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="outbox_email_one_per_cause"
            ),
            models.CheckConstraint(
                condition=Q(inflight_since=None, sent_at=None)
                | Q(inflight_since=None, bounced_at=None)
                | Q(sent_at=None, bounced_at=None),
                name="outbox_email_one_state",
            ),
            models.CheckConstraint(
                condition=Q(bounced_at=None) | ~Q(last_error=""), name="outbox_email_bounced_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(wiped_at=None) & ~Q(mime=b"") | Q(ENDED, wiped_at__isnull=False, mime=b""),
                name="outbox_email_wiped_only_after_its_end",
            ),
            models.CheckConstraint(
                condition=~Q(category__in=[category.value for category in PRIVATE])
                | WAITING
                | Q(inflight_since__isnull=False)
                | Q(wiped_at__isnull=False),
                name="outbox_email_private_wiped_at_its_end",
            ),
        ]

    def __str__(self):
        return f"{self.subject} – {self.to}"

    @property
    def is_private(self):
        return self.category in PRIVATE

    @property
    def is_bounced(self):
        return self.bounced_at is not None

    @property
    def can_be_sent_again(self):
        return self.is_bounced and self.wiped_at is None

    @property
    def state_label(self):
        return State(self.state).label

    @property
    def reason(self):
        """Why it failed or still waits, in Dutch words."""
        return explain(self.last_error) if self.last_error else ""

    @property
    def text(self):
        """The plain text for the log; a private mail is read by nobody but its receiver."""
        return "" if self.is_private else read(self.mime).text

    def send_again(self, now):
        """Put a bounced mail back in the queue; call with the row locked."""
        self.bounced_at = None
        self.attempts = 0
        self.next_attempt_at = now
        self.save(update_fields=["bounced_at", "attempts", "next_attempt_at"])


class PreferenceQuerySet(models.QuerySet):
    def about(self, address, user=None):
        """The preferences of a person, or of an address that belongs to nobody with an account."""
        whose = Q(address__iexact=address) | Q(user__email__iexact=address)
        return self.filter(whose | Q(user=user) if user else whose)


class Preference(models.Model):
    """How often somebody wants mail of one category. Without a row: at once, or every day when it is a digest."""

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", "Direct"
        DAILY = "daily", "Elke dag, als er iets is"
        WEEKLY = "weekly", "Elke week, op maandag"
        NEVER = "never", "Nooit"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="mail_preferences"
    )
    # Somebody without an account may be mailed too, and may say no to it.
    address = models.EmailField("e-mailadres", max_length=320, blank=True)
    category = models.CharField("soort", max_length=20, choices=Category.choices)
    frequency = models.CharField("hoe vaak", max_length=10, choices=Frequency.choices)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "mailvoorkeur"
        verbose_name_plural = "mailvoorkeuren"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "category"], condition=Q(address=""), name="outbox_preference_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["address", "category"], condition=Q(user=None), name="outbox_preference_once_per_address"
            ),
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(address="") | Q(user__isnull=False, address=""),
                name="outbox_preference_of_a_person_or_an_address",
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="outbox_preference_address_lower_case"),
            models.CheckConstraint(
                condition=~Q(category__in=[category.value for category in PRIVATE]),
                name="outbox_preference_not_for_private_mail",
            ),
            # At once is not offered for a digest, and what is no digest is not gathered.
            models.CheckConstraint(
                condition=Q(frequency="never")
                | Q(category__in=[category.value for category in DIGESTS], frequency__in=["daily", "weekly"])
                | ~Q(category__in=[category.value for category in DIGESTS]) & Q(frequency="at_once"),
                name="outbox_preference_fits_the_category",
            ),
        ]

    def __str__(self):
        return f"{self.user or self.address}: {self.get_category_display()} {self.get_frequency_display().lower()}"


class DemoMessage(models.Model):
    """A delivered mail in the inbox of the demo. Stays empty outside demo mode."""

    to = models.CharField("aan", max_length=320)
    subject = models.TextField("onderwerp")
    mime = models.BinaryField("bericht")
    received_at = models.DateTimeField("ontvangen op", default=timezone.now)

    class Meta:
        verbose_name = "mail in de demo"
        verbose_name_plural = "mails in de demo"
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return f"{self.subject} – {self.to}"
