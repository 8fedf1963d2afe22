"""Somebody leaves, and gives what they hold to others: first a draft to come back to, then the record of it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from members.models.circles import Circle
from members.models.invitations import Invitation


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft: who is working on it. Afterwards also whoever took something over and is still in that circle."""
        if user.is_coordinator:
            return self
        if not user.is_authenticated:
            return self.none()
        of_this = {"handover": OuterRef("pk"), "handover__completed_at__isnull": False}
        took_over = Exists(HandoverItem.objects.visible_to(user).filter(**of_this))
        succeeds = Exists(HandoverPart.objects.taken_over_by(user).filter(**of_this))
        return self.filter(Q(pk__in=self._worked_on_by(user)) | took_over | succeeds)

    def editable_by(self, user):
        """A draft: for who leaves, for who started it and still leads those circles, and for the coordinator."""
        drafts = self.drafts()
        return drafts if user.is_coordinator else drafts.filter(pk__in=self._worked_on_by(user))

    def drafts(self):
        return self.filter(completed_at=None)

    def completed(self):
        return self.filter(completed_at__isnull=False)

    def _worked_on_by(self, user):
        of_others = HandoverPart.objects.filter(
            ~Q(circle__in=user.led_circle_ids) | Q(circle=None), handover=OuterRef("pk")
        )
        mine = Q(person=user.pk) | (Q(started_by=user.pk) & ~Exists(of_others))
        return Handover.objects.filter(mine).values("pk")


class Handover(models.Model):
    """One person's way out of one or more circles."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="handovers"
    )
    # Nobody, when the portal did it by itself.
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    leaves_on = models.DateField("eerste dag zonder")
    note = models.TextField("overdrachtsbriefje", max_length=5000, blank=True)
    created_at = models.DateTimeField("begonnen op")
    completed_at = models.DateTimeField("overgedragen op", null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(completed_at=None), name="members_handover_one_draft_per_person"
            ),
        ]

    def __str__(self):
        return f"overdracht van {self.person_name}"

    def get_absolute_url(self):
        name = "handover_detail" if self.completed_at else "handover_divide"
        return reverse(f"members:{name}", args=[self.pk])

    @property
    def person_name(self):
        return self.person.shown_name if self.person else "een vroegere collega"

    @property
    def is_by_other(self):
        """Somebody else started it, and wrote the note: for who is gone already."""
        return self.started_by_id is not None and self.started_by_id != self.person_id

    @property
    def writer_name(self):
        return self.started_by.shown_name if self.is_by_other else self.person_name


class HandoverPartQuerySet(models.QuerySet):
    def taken_over_by(self, user):
        """The circles in which this person succeeded somebody, as long as they are in them."""
        return self.filter(successor=user.pk, circle__in=user.circle_ids)


class HandoverPart(models.Model):
    """One circle that somebody leaves; without a circle: what belongs to the network as a whole."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="parts")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # The successor becomes what this person was: leader, data editor, board reader.
    passes_role = models.BooleanField(default=False)
    # Somebody who has no account yet: gets role and things by accepting the invitation.
    invites = models.EmailField("e-mailadres", blank=True)
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="handover_parts")

    objects = HandoverPartQuerySet.as_manager()

    class Meta:
        verbose_name = "kring in een overdracht"
        verbose_name_plural = "kringen in een overdracht"
        ordering = ["circle__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "circle"], nulls_distinct=False, name="members_handoverpart_once_per_circle"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(invites=""), name="members_handoverpart_somebody_here_or_invited"
            ),
        ]

    def __str__(self):
        return str(self.circle or "het netwerk")


class HandoverChoice(models.Model):
    """In a draft: one kind, or one thing, goes to somebody else than the rest."""

    part = models.ForeignKey(HandoverPart, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=30)
    thing = models.PositiveBigIntegerField(null=True)  # the whole kind, without
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "keuze in een overdracht"
        verbose_name_plural = "keuzes in een overdracht"
        constraints = [
            models.UniqueConstraint(
                fields=["part", "kind", "thing"], nulls_distinct=False, name="members_handoverchoice_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.thing or ''} naar {self.to}"


class HandoverItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What you took over, as long as you are in that circle; the coordinator sees all."""
        if user.is_coordinator:
            return self
        in_circles = Q(circle__in=user.circle_ids)
        if user.is_member:
            in_circles |= Q(circle=None)
        return self.filter(in_circles, to=user.pk)

    def unread(self):
        return self.filter(read_at=None)


class HandoverItem(models.Model):
    """One thing that went from one person to another, in the words of that day."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    thing = models.PositiveBigIntegerField()
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="handover_items"
    )
    # Goes on to the invited successor as soon as that one accepts.
    waits_for = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="handover_items")
    read_at = models.DateTimeField("gelezen op", null=True)
    # A draft for whoever had one of their own at that place: what it said. For that person alone.
    text = models.TextField("klad", blank=True)

    objects = HandoverItemQuerySet.as_manager()

    class Meta:
        verbose_name = "overgedragen ding"
        verbose_name_plural = "overgedragen dingen"
        ordering = ["pk"]

    def __str__(self):
        return self.label
