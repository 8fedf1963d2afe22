"""Slides and notes of a session: documents of the library, with whose they are and what others may do with them."""

from django.db import models
from django.db.models import Q

from library.models import Document
from members.models.text import single_line
from symposium.models.programme import Session
from symposium.models.speakers import Speaker


class Licence(models.TextChoices):
    SHARE = "share", "Delen en aanpassen mag, met de naam van de maker erbij (CC BY 4.0)"
    NO_PROFIT = "no_profit", "Delen en aanpassen mag, met de naam erbij en niet om eraan te verdienen (CC BY-NC 4.0)"
    READ = "read", "Lezen en bewaren mag; voor iets anders vraag je het de maker"


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read the document, and the session it belongs to."""
        readable = Document.objects.current().visible_to(user).with_something_to_read()
        return self.filter(document__in=readable, session__in=Session.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(session__in=Session.objects.editable_by(user))


class Material(models.Model):
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="materials", editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+", editable=False)
    # Who added it by their own link; empty when the coordinator did.
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="materials", editable=False
    )
    maker = models.CharField("van wie is het?", max_length=150, validators=[single_line])
    licence = models.CharField("wat mogen anderen ermee?", max_length=10, choices=Licence)
    added_at = models.DateTimeField("toegevoegd op", editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materiaal"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "document"], name="symposium_material_once"),
            models.CheckConstraint(condition=~Q(maker=""), name="symposium_material_has_maker"),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="symposium_material_licence_is_known"
            ),
        ]

    def __str__(self):
        return str(self.document)
