"""A round (ronde): a fixed version of a questionnaire that goes to people between two moments."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from members.models import Circle
from members.models.versioned import Versioned
from surveys.models.instruments import Version


class Mode(models.TextChoices):
    """Who fills in a sheet, and whether we know who it was."""

    JOINT = "joint", "Elke kring vult samen één lijst in"
    EACH = "each", "Iedereen vult zelf een lijst in, met naam"
    ANONYMOUS = "anonymous", "Iedereen vult zelf een lijst in, zonder naam"


class Audience(models.TextChoices):
    """Whom a round is sent to; `circles` says which, where that matters."""

    COALITIONS = "coalitions", "De coalities"
    CIRCLES = "circles", "De leden van kringen die je kiest"
    NETWORK = "network", "Alle leden van het netwerk"
    LIST = "list", "Mensen bij een bijeenkomst"


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sends and who reads figures sees all; others see what they were asked, once it opened."""
        if user.is_coordinator or user.is_data_editor:
            return self
        mine = Q(invitations__user=user.pk) | Q(mode=Mode.JOINT, sheets__circle__in=user.circle_ids)
        return self.filter(mine, opened_at__isnull=False).distinct()

    def editable_by(self, user):
        return self if user.is_coordinator else self.none()

    def drafts(self):
        return self.filter(confirmed_at=None)

    def running(self, now):
        """Open, or with an extension that still runs."""
        late = Q(closes_at__gt=now) | Q(sheets__extended_until__gt=now)
        return self.filter(late, opened_at__isnull=False, closed_at=None).distinct()


class Round(Versioned):
    """From draft to confirmed (it goes out at `opens_at`), opened (people were invited), closed and given back.

    The moments are the truth, in that order. From `confirmed_at` on, what is asked and how stays as it is
    (migration 0004). `closed_at` is when answering ended for everybody, extensions included.
    """

    # Not `version`: that is the how-manieth time this row was saved (Versioned).
    instrument_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="rounds", verbose_name="vragenlijst"
    )
    title = models.CharField("titel", max_length=120)
    intro = models.TextField("inleiding", max_length=3000, blank=True)
    mode = models.CharField("hoe", max_length=10, choices=Mode.choices)
    audience = models.CharField("voor wie", max_length=10, choices=Audience.choices)
    circles = models.ManyToManyField(Circle, related_name="rounds", blank=True, verbose_name="kringen")
    opens_at = models.DateTimeField("gaat open op")
    closes_at = models.DateTimeField("sluit op")
    # Whole minutes one sheet takes, by our own estimate at the moment of confirming.
    minutes = models.PositiveSmallIntegerField("minuten", default=0, editable=False)
    # What it evaluates, when that is something with a page: a meeting, a symposium.
    source_label = models.CharField(max_length=200, blank=True, editable=False)
    source_url = models.CharField(max_length=300, blank=True, editable=False)
    # Why these people are asked again before they saw what the last round gave; they read it themselves.
    override_reason = models.CharField("waarom nu al", max_length=500, blank=True)
    confirmed_at = models.DateTimeField("klaargezet op", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    opened_at = models.DateTimeField("verstuurd op", null=True, editable=False)
    closed_at = models.DateTimeField("gesloten op", null=True, editable=False)
    # Giving back: the results go to whoever answered, with a word from the coordinator.
    word = models.TextField("woord vooraf", max_length=3000, blank=True)
    released_at = models.DateTimeField("teruggegeven op", null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")), name="surveys_round_opens_before_closing"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(confirmed_at__isnull=False), name="surveys_round_confirmed_then_opened"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="surveys_round_opened_then_closed"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(closed_at__isnull=False), name="surveys_round_closed_then_released"
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.JOINT) | Q(audience__in=[Audience.COALITIONS, Audience.CIRCLES]),
                name="surveys_round_joint_is_of_circles",
            ),
            # For the composite foreign keys of migration 0004: a sheet has the mode of its round.
            models.UniqueConstraint(fields=["id", "mode"], name="surveys_round_with_its_mode"),
        ]
        indexes = [models.Index(fields=["opens_at"], condition=Q(opened_at=None), name="surveys_round_to_open")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:round_detail", args=[self.pk])

    @property
    def is_draft(self):
        return self.confirmed_at is None

    def is_open(self, now, until=None):
        """Whether people may answer; `until`: the closing that counts for somebody, when that was extended."""
        is_running = self.opened_at is not None and self.closed_at is None
        return is_running and self.opens_at <= now < (until or self.closes_at)

    @property
    def is_anonymous(self):
        return self.mode == Mode.ANONYMOUS

    @property
    def is_joint(self):
        return self.mode == Mode.JOINT

    @cached_property
    def earlier(self):
        """The numbers of the rounds before this one that asked the same in the same way, newest first, each with the
        moment at which it was given back. What was answered before and what came of it is looked for in these only.
        """
        same = Round.objects.filter(
            instrument_version__instrument=self.instrument_version.instrument_id,
            mode=self.mode,
            opens_at__lt=self.opens_at,
        )
        return list(same.order_by("-opens_at", "-pk").values_list("pk", "released_at"))


class Reminder(models.Model):
    """One reminder run of a round, at an instant: "two days before, at 9:00" is counted in local time when planned.

    With a `sheet` it is for that one alone: who got extension is reminded before the day that counts for them.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    sheet = models.ForeignKey("Sheet", on_delete=models.CASCADE, null=True, related_name="reminders")
    due_at = models.DateTimeField("herinnert op")
    # When it looked at everybody; whoever had answered by then was left out.
    done_at = models.DateTimeField("gedaan op", null=True, editable=False)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "due_at"], condition=Q(sheet=None), name="surveys_reminder_once_a_moment"
            ),
            models.UniqueConstraint(fields=["sheet", "due_at"], name="surveys_reminder_once_a_moment_of_a_sheet"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="surveys_reminder_due")]

    def __str__(self):
        return f"{self.round}, {self.due_at}"
