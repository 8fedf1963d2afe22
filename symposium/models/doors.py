"""What the day itself adds: the links with which volunteers check people in, and rooms that changed."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

from symposium.models.editions import Edition
from symposium.models.programme import Session

_signer = signing.Signer(salt="symposium.door")


class DoorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    editable_by = visible_to

    def of_token(self, token):
        try:
            pk = int(_signer.unsign(token))
        except (signing.BadSignature, ValueError):
            return self.none()
        return self.filter(pk=pk)


class Door(models.Model):
    """A link for one volunteer or one entrance: who has it checks people in, on the day, without an account."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="doors")
    label = models.CharField("voor wie of waar", max_length=60)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField("gemaakt op")
    revoked_at = models.DateTimeField("ingetrokken op", null=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        verbose_name = "link voor de deur"
        verbose_name_plural = "links voor de deur"
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("symposium:door", args=[self.token])

    @property
    def token(self):
        return _signer.sign(self.pk)

    @property
    def link_id(self):
        """Of the text on the page of the coordinator that is copied."""
        return f"deur-{self.pk}"

    def revoke(self, *, now):
        """End the link; a phone that is still without a network learns it when it is back."""
        if self.revoked_at is None:
            self.revoked_at = now
            self.save(update_fields=["revoked_at"])


class RoomChange(models.Model):
    """A session that went to another room or time: what everybody who looks reads. Of what stayed it says nothing.

    Until it is told every step is a row, that says what was before; what is told is one row. A step that says nothing
    put in the programme what was not in it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="room_changes")
    was = models.CharField(max_length=80, blank=True)
    became = models.CharField(max_length=80, blank=True)
    # When it was and is now: “10.00 tot 11.00 uur”.
    was_at = models.CharField(max_length=40, blank=True)
    became_at = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    # Of a step: which wish it was of whom (a registration), for when it is put back. Gone once it is told.
    ranks = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "andere zaal"
        verbose_name_plural = "andere zalen"
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self._joined(self.was_at, self.was)} → {self._joined(self.became_at, self.became)}"

    @property
    def title(self):
        return "Andere zaal" if not self.became_at else "Andere tijd en zaal" if self.became else "Andere tijd"

    @property
    def sentence(self):
        now, then = (
            self._joined(hours and f"van {hours}", room and f"in {room}")
            for hours, room in ((self.became_at, self.became), (self.was_at, self.was))
        )
        return f"“{self.session.title}” is {now}, niet meer {then}."

    def after(self, before: "RoomChange") -> "RoomChange":
        """Say as well what an earlier change said of what this one left as it was."""
        if not self.became:
            self.was, self.became = before.was, before.became
        if not self.became_at:
            self.was_at, self.became_at = before.was_at, before.became_at
        return self

    def _joined(self, *parts):
        return " ".join(filter(None, parts))


class DayChange(models.Model):
    """What an edition was before its day, hours or place changed: a row for every step, until it is told."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="day_changes")
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    venue = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "andere dag of plaats"
        verbose_name_plural = "andere dagen en plaatsen"
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.held_on}, {self.venue}"
