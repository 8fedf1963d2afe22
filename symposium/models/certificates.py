"""What somebody takes home: points of a professional register, and a certificate that anybody can check."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from symposium import codes
from symposium.models.editions import Edition
from symposium.models.programme import Session
from symposium.models.registrations import Registration


class AccreditationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    editable_by = visible_to


class Accreditation(models.Model):
    """How many points one register gives: for the whole day, or for one session."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="accreditations")
    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accreditations",
        verbose_name="onderdeel",
    )
    body = models.CharField("register", max_length=60)
    number = models.CharField("nummer van de accreditatie", max_length=30, blank=True)
    points = models.DecimalField(
        "punten",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(100)],
    )

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = "accreditatie"
        verbose_name_plural = "accreditaties"
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "session", "body"],
                nulls_distinct=False,
                name="symposium_accreditation_once_per_body_and_session",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0) & Q(points__lte=100), name="symposium_accreditation_has_points"
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.points}"


class RegisterNumber(models.Model):
    """Under which number a register knows somebody: given by themselves, with consent, for the points of one day."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="register_numbers")
    body = models.CharField("register", max_length=60)
    number = models.CharField("registernummer", max_length=20)
    consented_at = models.DateTimeField("toestemming op")

    class Meta:
        verbose_name = "registernummer"
        verbose_name_plural = "registernummers"
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "body"], name="symposium_registernumber_once_per_person_and_body"
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.number}"


class Certificate(models.Model):
    """That somebody was there, as it was when they asked for it; stays checkable when the registration is gone."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="certificates")
    registration = models.OneToOneField(Registration, on_delete=models.SET_NULL, null=True, related_name="certificate")
    code = models.CharField("code", max_length=30, unique=True)
    name = models.CharField("naam", max_length=100)
    issued_at = models.DateTimeField("gemaakt op")
    # A slip in the name was mended: another one counts, and this code says so.
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    # What the PDF says: a list of body, points and number of the accreditation.
    points = models.JSONField("punten", default=list)
    sessions = models.JSONField("gevolgd", default=list)

    class Meta:
        verbose_name = "bewijs van deelname"
        verbose_name_plural = "bewijzen van deelname"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(registration=None), name="symposium_certificate_replaced_is_nobodys"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def shown_code(self):
        return codes.grouped(self.code)
