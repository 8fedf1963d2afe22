"""Who was asked (invitations), and what is filled in together or alone (sheets)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse

from members.models import Circle
from surveys.models.rounds import Mode, Round


def whose(user) -> Q:
    return Q(mode=Mode.JOINT, circle__in=user.circle_ids) | Q(mode=Mode.EACH, user=user.pk)


class SheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A joint sheet is its circle's, your own sheet yours. A sheet without a name is nobody's to open."""
        named = self.exclude(mode=Mode.ANONYMOUS)
        if user.is_coordinator or user.is_data_editor:
            return named
        return named.filter(whose(user))

    def editable_by(self, user):
        """Everybody of the circle fills in the joint sheet. Whether it is still open: see `open_at`."""
        return self.filter(whose(user))

    def with_is_editable(self, user):
        """Adds `is_editable`: whether `editable_by` has it."""
        return self.annotate(is_editable=whose(user))

    def submitted(self):
        """A sheet without a name is only written when it is submitted."""
        return self.filter(Q(submitted_at__isnull=False) | Q(mode=Mode.ANONYMOUS))

    def with_deadline(self):
        """Adds `deadline`: of its round, or its own when that was extended."""
        closes = F("round__closes_at")
        return self.annotate(deadline=Greatest(closes, Coalesce(F("extended_until"), closes)))

    def open_at(self, now):
        return self.with_deadline().filter(
            round__opened_at__isnull=False, round__closed_at=None, deadline__gt=now, round__opens_at__lte=now
        )


class Sheet(models.Model):
    """One filled-in questionnaire: of a circle, of a person, or of somebody we do not know.

    Of an anonymous round sheets are written only at closing, all at once and in an order of chance: see SealedSheet.
    `circle` of a sheet that is not joint says through which circle its person was asked.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets", editable=False)
    mode = models.CharField(max_length=10, choices=Mode.choices, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, related_name="sheets", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="sheets", editable=False
    )
    # Of somebody without an account.
    address = models.EmailField("e-mailadres", max_length=320, blank=True, editable=False)
    submitted_at = models.DateTimeField("ingestuurd op", null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    extended_until = models.DateTimeField("uitstel tot", null=True, editable=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "ingevulde lijst"
        verbose_name_plural = "ingevulde lijsten"
        ordering = ["round", "circle__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "circle"], condition=Q(mode=Mode.JOINT), name="surveys_sheet_one_of_a_circle"
            ),
            models.UniqueConstraint(fields=["round", "user"], name="surveys_sheet_one_of_a_person"),
            models.UniqueConstraint(
                fields=["round", "address"], condition=~Q(address=""), name="surveys_sheet_one_of_an_address"
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.JOINT, circle__isnull=False, user=None, address="")
                | (Q(mode=Mode.EACH) & (Q(user=None) | Q(address="")))
                | Q(mode=Mode.ANONYMOUS, user=None, address="", submitted_at=None, submitted_by=None)
                & Q(extended_until=None),
                name="surveys_sheet_of_its_mode",
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="surveys_sheet_address_lower_case"),
        ]

    def __str__(self):
        return f"{self.round}: {self.circle or self.user or 'zonder naam'}"

    def get_absolute_url(self):
        return reverse("surveys:sheet_detail", args=[self.pk])

    @property
    def is_submitted(self):
        return self.submitted_at is not None or self.mode == Mode.ANONYMOUS

    @property
    def closes_at(self):
        """The deadline that counts for this sheet; every text about it names this one."""
        return max(self.round.closes_at, self.extended_until or self.round.closes_at)

    def is_open(self, now):
        """Whether somebody may still write in it."""
        return self.round.is_open(now, self.closes_at)


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who was asked is seen by who sends, and by yourself."""
        return self if user.is_coordinator else self.filter(user=user.pk)

    def editable_by(self, user):
        return self if user.is_coordinator else self.none()

    def waiting(self):
        """Who did not answer yet: of a joint sheet everybody, until it is submitted."""
        return self.filter(Q(sheet=None, has_answered=False) | Q(sheet__isnull=False, sheet__submitted_at=None))


class Invitation(models.Model):
    """That one person was asked in one round: once, and the database sees to it.

    Of an anonymous round it has no sheet, and of an answer it knows only that there was one: `has_answered`, without
    a moment. What was answered lies sealed until the round closes.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations", editable=False)
    mode = models.CharField(max_length=10, choices=Mode.choices, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="survey_invitations"
    )
    address = models.EmailField("e-mailadres", max_length=320, blank=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, null=True, related_name="invitations", editable=False)
    invited_at = models.DateTimeField("uitgenodigd op", null=True, editable=False)
    reminded_at = models.DateTimeField("laatst herinnerd op", null=True, editable=False)
    reminders = models.PositiveSmallIntegerField("herinneringen", default=0, editable=False)
    # Only of an anonymous round; elsewhere the sheet knows.
    has_answered = models.BooleanField("heeft ingevuld", default=False, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging voor een enquête"
        verbose_name_plural = "uitnodigingen voor enquêtes"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="surveys_invitation_once_a_person"),
            models.UniqueConstraint(
                fields=["round", "address"], condition=~Q(address=""), name="surveys_invitation_once_an_address"
            ),
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(address="") | Q(user__isnull=False, address=""),
                name="surveys_invitation_of_a_person_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(address=Lower("address")), name="surveys_invitation_address_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.ANONYMOUS, sheet=None) | ~Q(mode=Mode.ANONYMOUS) & Q(has_answered=False),
                name="surveys_invitation_without_sheet_when_anonymous",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "id"], condition=Q(invited_at=None), name="surveys_invitation_to_send")
        ]

    def __str__(self):
        return f"{self.round}: {self.user or self.address}"


class SealedSheet(models.Model):
    """An answered questionnaire without a name, closed until the round is.

    The box is encrypted with a key that is not in the database, and there is no moment and no counting number: a
    dump says neither what nor whose. At closing all boxes are opened at once, shuffled, and this row goes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sealed", editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    box = models.TextField("antwoorden, versleuteld", editable=False)

    class Meta:
        verbose_name = "verzegelde lijst"
        verbose_name_plural = "verzegelde lijsten"

    def __str__(self):
        return f"verzegelde lijst van {self.round}"
