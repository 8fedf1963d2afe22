"""Whom a question is put to: a few people who may know, then who leads the table, then the coordinator."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.models.topics import Topic


class Ring(models.IntegerChoices):
    """How far a question was carried."""

    NOBODY = 0, "nog aan niemand"
    KNOWERS = 1, "mensen die het misschien weten"
    LEADS = 2, "wie de tafel of coalitie leidt"
    COORDINATOR = 3, "de aanjager"


class Asking(models.Model):
    """How far one question was carried. See also: asking/inviting.py."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="asking")
    ring = models.PositiveSmallIntegerField("kring", choices=Ring.choices, default=Ring.NOBODY)

    class Meta:
        verbose_name = "vraagwijzer"
        verbose_name_plural = "vraagwijzers"
        constraints = [
            models.CheckConstraint(condition=Q(ring__in=Ring.values), name="community_asking_known_ring"),
        ]

    def __str__(self):
        return f"{self.topic}: {self.get_ring_display()}"


class AnswerInvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who is asked, and why, is between who asks, who is asked and the coordinator."""
        if user.is_coordinator:
            return self
        return self.filter(Q(topic__author=user.pk) | Q(person=user.pk), topic__in=Topic.objects.visible_to(user))

    def editable_by(self, user):
        """Only who was asked says "niet ik"; in a question that is still theirs to read."""
        return self.filter(person=user.pk, topic__in=Topic.objects.visible_to(user))

    def open(self):
        return self.filter(answered_at=None, declined_at=None)

    def waiting(self):
        """Open, and the question still waits for its first word."""
        return self.open().filter(topic__in=Topic.objects.unanswered().current())


class AnswerInvitation(models.Model):
    """Somebody is asked to answer a question, and told why they."""

    class Reason(models.TextChoices):
        EXPERTISE = "expertise", "noemt het in het profiel"
        ANSWER = "answer", "gaf eerder een antwoord"
        PASSED_ON = "passed_on", "een ander denkt dat"
        LEAD = "lead", "leidt de tafel of coalitie"
        COORDINATOR = "coordinator", "is de aanjager"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answer_invitations")
    ring = models.PositiveSmallIntegerField("kring", choices=Ring.choices)
    reason = models.CharField("waarom", max_length=15, choices=Reason.choices)
    # The words of the profile, the title of the question that was answered, or the name of the circle.
    about = models.CharField("waarover", max_length=300, blank=True)
    is_elsewhere = models.BooleanField("werkt in een andere gemeente", default=False)
    asked_at = models.DateTimeField("gevraagd op")
    # Who passed it on; empty when the portal asked.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField("niet ik, gezegd op", null=True, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)

    objects = AnswerInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging om te antwoorden"
        verbose_name_plural = "uitnodigingen om te antwoorden"
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["person", "asked_at"], name="community_invitation_of_week")]
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="community_answerinvitation_once"),
            models.CheckConstraint(
                condition=Q(ring__in=[ring for ring in Ring.values if ring != Ring.NOBODY]),
                name="community_answerinvitation_known_ring",
            ),
            models.CheckConstraint(
                condition=Q(passed_to=None) | Q(declined_at__isnull=False),
                name="community_answerinvitation_passed_on_by_who_declined",
            ),
            models.CheckConstraint(
                condition=~Q(passed_to=F("person")), name="community_answerinvitation_not_to_yourself"
            ),
            models.CheckConstraint(
                condition=(Q(declined_at=None) | Q(asked_at__lte=F("declined_at")))
                & (Q(answered_at=None) | Q(asked_at__lte=F("answered_at"))),
                name="community_answerinvitation_asked_first",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.topic}"

    @property
    def why(self):
        """Why this person, to who asked."""
        reasons = self.Reason
        about = self.about
        by = self.asked_by or "Iemand"
        sentence = {
            reasons.EXPERTISE: f"weet volgens het profiel veel van {about}",
            reasons.ANSWER: f"gaf eerder het antwoord op “{about}”",
            reasons.PASSED_ON: f"is de goede persoon hiervoor, denkt {by}",
            reasons.LEAD: f"leidt {about}",
            reasons.COORDINATOR: "is de aanjager, en kent het hele netwerk",
        }[self.reason]
        return f"{sentence}, en werkt in een andere gemeente" if self.is_elsewhere else sentence

    @property
    def why_you(self):
        """Why this person, to themselves."""
        reasons = self.Reason
        return {
            reasons.EXPERTISE: f"Je schreef in je profiel dat je veel weet van {self.about}.",
            reasons.ANSWER: f"Jij gaf eerder het antwoord op “{self.about}”.",
            reasons.PASSED_ON: f"{self.asked_by or 'Iemand uit het netwerk'} denkt dat jij dit weet.",
            reasons.LEAD: f"Jij leidt {self.about}, en na twee dagen is er nog geen antwoord.",
            reasons.COORDINATOR: "Na vier dagen is er nog geen antwoord. Misschien weet jij wie het wel weet.",
        }[self.reason]

    @property
    def state_label(self):
        if self.answered_at:
            return "gaf antwoord"
        if self.passed_to:
            return f"vroeg {self.passed_to}"
        return "weet het niet" if self.declined_at else "is gevraagd"
