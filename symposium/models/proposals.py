"""What somebody of the network would like to bring to the symposium, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models.text import single_line
from symposium.models.editions import Edition
from symposium.models.programme import Session


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who proposed it, and the coordinator, who weighs it."""
        return self if user.is_coordinator else self.filter(proposer=user.pk)

    def editable_by(self, user):
        """Until somebody decided; that the call is still open is asked by the verbs."""
        return self.filter(withdrawn_at=None, taken_at=None, declined_at=None, proposer=user.pk)

    def waiting(self):
        return self.filter(withdrawn_at=None, taken_at=None, declined_at=None)


class Proposal(models.Model):
    """One workshop that somebody offers in answer to the call of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="proposals", editable=False)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="symposium_proposals",
        verbose_name="voorgesteld door",
        editable=False,
    )
    title = models.CharField("hoe heet je workshop?", max_length=120, validators=[single_line])
    summary = models.TextField("wat gaan mensen er doen en leren?", max_length=1500)
    for_whom = models.CharField("voor wie is het?", max_length=200, validators=[single_line])
    speakers = models.TextField("wie geven de workshop?", max_length=600)
    table = models.ForeignKey(
        "themetables.ThemeTable",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bij welke thematafel past het?",
    )
    block = models.ForeignKey(
        "themetables.BuildingBlock",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="over welke bouwsteen gaat het?",
    )
    needs = models.TextField("wat heb je nodig?", max_length=600, blank=True)
    submitted_at = models.DateTimeField("ingediend op", editable=False)
    changed_at = models.DateTimeField("gewijzigd op", editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)
    taken_at = models.DateTimeField("opgenomen op", null=True, blank=True, editable=False)
    declined_at = models.DateTimeField("deze keer niet, op", null=True, blank=True, editable=False)
    decline_reason = models.TextField("waarom niet", max_length=600, blank=True, editable=False)
    session = models.OneToOneField(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposal", editable=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                # At most one of the three happened.
                condition=Q(withdrawn_at=None, taken_at=None)
                | Q(withdrawn_at=None, declined_at=None)
                | Q(taken_at=None, declined_at=None),
                name="symposium_proposal_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, decline_reason="")
                | (Q(declined_at__isnull=False) & ~Q(decline_reason="")),
                name="symposium_proposal_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(session=None) | Q(taken_at__isnull=False), name="symposium_proposal_session_only_if_taken"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("symposium:proposal_detail", args=[self.pk])

    @property
    def is_waiting(self):
        return self.withdrawn_at is None and self.taken_at is None and self.declined_at is None

    @property
    def state(self):
        """(word, kind of badge)"""
        if self.withdrawn_at:
            return "ingetrokken", ""
        if self.taken_at and self.session is None:
            return "niet meer in het programma", "warning"
        if self.taken_at:
            return ("gaat niet door", "warning") if self.session.is_cancelled else ("komt in het programma", "ok")
        return ("deze keer niet", "warning") if self.declined_at else ("wordt bekeken", "info")
