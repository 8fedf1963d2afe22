"""Who speaks at an edition: from the network or from elsewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from members.models.text import single_line
from symposium.models.editions import Edition
from symposium.models.programme import OfEditionQuerySet, Session, TimeSlot


class Speaker(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="speakers", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="iemand uit het netwerk",
    )
    name = models.CharField("naam", max_length=100, validators=[single_line])
    # Only for the mail with the link to their own page; never shown.
    email = models.EmailField("e-mailadres", blank=True)
    organisation = models.CharField("organisatie", max_length=150, blank=True, validators=[single_line])
    function = models.CharField("functie", max_length=100, blank=True, validators=[single_line])
    about = models.TextField("over de spreker", max_length=1000, blank=True)
    # For the coordinator: a beamer, a stand, a place to park.
    needs = models.CharField("wat is er nodig?", max_length=500, blank=True, validators=[single_line])
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True, editable=False)
    completed_at = models.DateTimeField("zelf ingevuld op", null=True, blank=True, editable=False)
    # Only then a visitor reads who it is.
    consented_at = models.DateTimeField("mag in het programma, gezegd op", null=True, blank=True, editable=False)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "spreker"
        verbose_name_plural = "sprekers"
        ordering = ["edition", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user"],
                name="symposium_speaker_once",
                violation_error_message="Deze spreker staat er al.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="symposium_speaker_has_name"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="symposium_speaker_email_lower_case"),
        ]

    def __str__(self):
        return self.name


class SpeakingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=Session.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(session__in=Session.objects.editable_by(user))

    def of(self, registration):
        """When and where somebody who is registered speaks: the same account, or the same address."""
        mine = Q(speaker__email=registration.email) & ~Q(speaker__email="")
        if registration.user_id:
            mine |= Q(speaker__user=registration.user_id)
        found = self.filter(mine, session__edition=registration.edition_id, session__cancelled_at=None)
        return found.exclude(slot=None).select_related("session")


class Speaking(models.Model):
    """That somebody speaks in a session. `slot` is the session's own: the database keeps it so."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="speaking")
    speaker = models.ForeignKey(Speaker, on_delete=models.RESTRICT, related_name="speaking")
    slot = models.ForeignKey(TimeSlot, on_delete=models.RESTRICT, null=True, related_name="+", editable=False)

    objects = SpeakingQuerySet.as_manager()

    class Meta:
        verbose_name = "spreekt in"
        verbose_name_plural = "spreekt in"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "speaker"], name="symposium_speaking_once"),
            models.UniqueConstraint(fields=["speaker", "slot"], name="symposium_speaking_one_at_a_time"),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.session}"
