"""How the directory stays right: what changed, what members propose, and files on their way in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coalitions.models.organisations import Organisation
from province.models import Municipality


class OrganisationChange(models.Model):
    """One change of one organisation: who, when, and per field what was and what became. Never edited."""

    class Kind(models.TextChoices):
        CREATED = "created", "toegevoegd"
        CHANGED = "changed", "gewijzigd"
        SUGGESTION = "suggestion", "voorstel overgenomen"
        IMPORT = "import", "ingelezen uit een bestand"
        REVIEWED = "reviewed", "nagekeken"
        OWNER = "owner", "andere eigenaar"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField("wat", max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField("wanneer")
    reason = models.CharField("toelichting", max_length=500, blank=True)
    # [[field, old, new], …] in the words of coalitions/directory/facts.py
    fields = models.JSONField("velden", default=list)

    class Meta:
        verbose_name = "wijziging op de sociale kaart"
        verbose_name_plural = "wijzigingen op de sociale kaart"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"


class SuggestionQuerySet(models.QuerySet):
    def editable_by(self, user):
        """Who decides: whoever may change the organisation, or leads a coalition where a new one would work."""
        if user.is_coordinator:
            return self
        known = Q(organisation__in=Organisation.objects.editable_by(user))
        new = Q(
            organisation=None,
            pk__in=self.model.municipalities.through.objects.filter(
                municipality__in=Organisation.objects.municipalities_led_by(user)
            ).values("suggestion"),
        )
        return self.filter(known | new)

    def visible_to(self, user):
        """Who proposed it follows what happens to it."""
        if not user.is_member:
            return self.none()
        return self.filter(Q(pk__in=self.editable_by(user).values("pk")) | Q(proposed_by=user.pk))

    def undecided(self):
        return self.filter(decided_at=None)


class Suggestion(models.Model):
    """What a member proposes: a new organisation, or other facts about one that is there."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "overgenomen"
        PARTLY = "partly", "voor een deel overgenomen"
        DECLINED = "declined", "niet overgenomen"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions"
    )
    # Where a new organisation would work: who leads a coalition there decides.
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="+")
    # The proposed facts, and what stood there when they were proposed; see coalitions/directory/facts.py.
    facts = models.JSONField("voorstel")
    before = models.JSONField("wat er stond", default=dict)
    reason = models.CharField("waarom", max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="organisation_suggestions"
    )
    proposed_at = models.DateTimeField("voorgesteld op")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    outcome = models.CharField("besluit", max_length=10, choices=Outcome.choices, blank=True)
    answer = models.CharField("antwoord", max_length=500, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel voor de sociale kaart"
        verbose_name_plural = "voorstellen voor de sociale kaart"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="coalitions_suggestion_decided_with_outcome",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("coalitions:suggestion_detail", args=[self.pk])

    @property
    def title(self):
        return self.organisation.name if self.organisation else self.facts.get("name", "")

    @property
    def is_new(self):
        """Whether this proposes an organisation that is not there (yet)."""
        return self.organisation_id is None


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file on its way in is seen by who brought it, as long as they may import."""
        return self.filter(by=user.pk) if user.is_coordinator or user.is_data_editor else self.none()

    editable_by = visible_to


class ImportDraft(models.Model):
    """A file that was read and not yet taken over: the preview, which others cannot change under one's hands."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField("bestand", max_length=150)
    uploaded_at = models.DateTimeField("gelezen op")
    expires_at = models.DateTimeField("verloopt op")
    # {"columns": [field, …], "rows": [[line number, {field: text}], …]}
    content = models.JSONField("inhoud")
    content_hash = models.CharField("vingerafdruk", max_length=64)
    confirmed_at = models.DateTimeField("overgenomen op", null=True, blank=True)
    added = models.PositiveIntegerField("toegevoegd", default=0)
    changed = models.PositiveIntegerField("gewijzigd", default=0)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand voor de sociale kaart"
        verbose_name_plural = "bestanden voor de sociale kaart"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("coalitions:import_detail", args=[self.pk])
