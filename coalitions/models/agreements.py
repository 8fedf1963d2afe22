"""Agreements (ketenafspraken): who does what at each step of the route of a family, and every version of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.models.coalitions import Coalition
from coalitions.models.organisations import Organisation
from members.models import Reviewable, ReviewableQuerySet, Versioned
from members.models.text import single_line
from province.models import Municipality


class Step(models.TextChoices):
    """The route of a family, in the order in which it goes."""

    NOTICING = "noticing", "signaleren"
    DISCUSSING = "discussing", "bespreken"
    REFERRING = "referring", "verwijzen"
    PRENATAL_VISIT = "prenatal-visit", "prenataal huisbezoek"
    SUPPORTING = "supporting", "begeleiden"
    HANDING_OVER = "handing-over", "overdragen"
    EVALUATING = "evaluating", "evalueren"

    @property
    def question(self):
        return QUESTIONS[self]


# What an agreement about this step answers; shown where there is none yet.
QUESTIONS = {
    Step.NOTICING: "Wie let waarop, en wanneer? Bijvoorbeeld: welke vragen stelt de verloskundige bij de intake?",
    Step.DISCUSSING: "Wie bespreekt zorgen met de ouders, en met wie overlegt een professional daarna?",
    Step.REFERRING: "Waar kan een gezin terecht, wie verwijst en hoe snel is er iemand?",
    Step.PRENATAL_VISIT: "Wie vraagt het prenataal huisbezoek aan, wie gaat erheen en wat gebeurt er daarna?",
    Step.SUPPORTING: "Wie begeleidt het gezin, en wie houdt het overzicht als er meer mensen helpen?",
    Step.HANDING_OVER: "Wie draagt wat over aan wie, op welk moment en met toestemming van de ouders?",
    Step.EVALUATING: "Wanneer kijken jullie samen of het werkt, en wie legt dat vast?",
}


class AgreementState(models.TextChoices):
    DRAFT = "draft", "concept"
    ADOPTED = "adopted", "vastgesteld"
    LAPSED = "lapsed", "vervallen"


class AgreementQuerySet(ReviewableQuerySet):
    def visible_to(self, user):
        """What holds or held, every member of the network may read; a draft is a matter of the circle."""
        if user.is_coordinator:
            return self
        if not user.is_member:
            return self.none()
        # Coalitions apart, not joined: only of a draft it is asked whose it is.
        mine = Coalition.objects.filter(circle__in=user.circle_ids).order_by()
        return self.filter(Q(adopted_at__isnull=False) | Q(coalition__in=mine))

    def editable_by(self, user):
        """Who leads the coalition, who looks after it and is still in the circle, and the coordinator."""
        going_on = self.filter(coalition__carried_over_at=None)
        if user.is_coordinator:
            return going_on
        return going_on.filter(
            Q(coalition__circle__in=user.led_circle_ids) | Q(owner=user.pk, coalition__circle__in=user.circle_ids)
        )

    def current(self):
        """What is there to work with: drafts, and what holds."""
        return self.filter(lapsed_at=None)


class Agreement(Versioned, Reviewable):
    """What the partners of a coalition agreed about one step. See also: AgreementVersion, agreements/keeping.py."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="agreements", verbose_name="coalitie", editable=False
    )
    step = models.CharField("stap", max_length=15, choices=Step.choices)
    title = models.CharField("titel", max_length=120, validators=[single_line])
    text = models.TextField("wie doet wat", max_length=6000)
    instrument = models.CharField("instrument", max_length=120, blank=True, validators=[single_line])
    organisations = models.ManyToManyField(
        Organisation, related_name="agreements", verbose_name="partners die meedoen", blank=True
    )
    # Empty means: in every municipality of the coalition, also one that joins later. Filled in when coalitions merge.
    municipalities = models.ManyToManyField(
        Municipality, related_name="agreements", verbose_name="alleen in deze gemeenten", blank=True
    )
    valid_from = models.DateField("geldt vanaf", null=True, blank=True)
    # A draft that is to take the place of an agreement that holds until then.
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replacements"
    )
    documents = models.ManyToManyField(
        "library.Document", related_name="agreements", verbose_name="documenten", blank=True, editable=False
    )
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    lapsed_at = models.DateTimeField("vervallen op", null=True, blank=True, editable=False)
    lapsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    lapse_reason = models.CharField(
        "waarom vervallen", max_length=300, blank=True, validators=[single_line], editable=False
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["pk"]
        indexes = [
            # All that the matrix of the province asks (agreements/matrix.py): it never reads the texts.
            models.Index(
                fields=["coalition", "step"],
                include=["id", "adopted_at", "review_on"],
                condition=Q(lapsed_at=None),
                name="coalitions_agreement_matrix",
            ),
            models.Index(fields=["coalition", "changed_at"], name="coalitions_agreement_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="coalitions_agreement_known_step"),
            models.CheckConstraint(
                condition=Q(lapsed_at=None, lapse_reason="") | (Q(lapsed_at__isnull=False) & ~Q(lapse_reason="")),
                name="coalitions_agreement_lapsed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(lapsed_at=None) | Q(adopted_at=None) | Q(adopted_at__lte=F("lapsed_at")),
                name="coalitions_agreement_adopted_before_lapsed",
            ),
            # Whatever holds is looked after, and looked at again.
            models.CheckConstraint(
                condition=Q(adopted_at=None) | Q(valid_from__isnull=False, review_on__isnull=False),
                name="coalitions_agreement_adopted_with_dates",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("coalitions:agreement_detail", args=[self.coalition.slug, self.pk])

    @property
    def state(self):
        if self.lapsed_at:
            return AgreementState.LAPSED
        return AgreementState.ADOPTED if self.adopted_at else AgreementState.DRAFT

    @property
    def only_in(self):
        """Where it holds, as people read it; nothing when it holds in the whole coalition."""
        return in_one_breath([place.name for place in self.municipalities.all()])


class AgreementVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may read the agreement reads its history; what it was as a draft stays in the circle."""
        found = self.filter(agreement__in=Agreement.objects.visible_to(user))
        if user.is_coordinator:
            return found
        return found.filter(~Q(state=AgreementState.DRAFT) | Q(agreement__coalition__circle__in=user.circle_ids))


class AgreementVersion(models.Model):
    """The whole agreement as it was saved once. Never changed: the database refuses it (migration)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("versie")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField("bewaard op")
    # What changed, in a sentence; and why, in the words of who changed it.
    sentence = models.CharField("wat er veranderde", max_length=300)
    note = models.CharField("toelichting", max_length=200, blank=True)
    state = models.CharField("stand", max_length=10, choices=AgreementState.choices)
    step = models.CharField("stap", max_length=15, choices=Step.choices)
    title = models.CharField("titel", max_length=120)
    text = models.TextField("wie doet wat")
    instrument = models.CharField("instrument", max_length=120, blank=True)
    # With their names of that day: an organisation may be called something else by now.
    organisations = models.JSONField("partners die meedoen", default=list)
    municipalities = models.JSONField("alleen in deze gemeenten", default=list)
    valid_from = models.DateField("geldt vanaf", null=True)
    review_on = models.DateField("opnieuw nakijken op", null=True)

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een afspraak"
        verbose_name_plural = "versies van afspraken"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="coalitions_agreementversion_number"),
        ]

    def __str__(self):
        return f"{self.title}, versie {self.number}"

    @property
    def partner_names(self):
        return [organisation["name"] for organisation in self.organisations]

    @property
    def only_in(self):
        return in_one_breath([place["name"] for place in self.municipalities])


def in_one_breath(names):
    """Return "Ameland", "Ameland en Vlieland", "Ameland, Terschelling en Vlieland"."""
    *others, last = names or [""]
    return f"{', '.join(others)} en {last}" if others else last
