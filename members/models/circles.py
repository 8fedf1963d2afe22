"""Circles: the one idea of access. A circle is a named set of people, and every right is a row in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from language.sorting import SortKeyField
from members.models.periods import Period, PeriodQuerySet, one_at_a_time


class CircleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A circle's people are seen by its own people, or where it goes on; the coordinator sees all circles."""
        return self if user.is_coordinator else self.left_behind_for(user.circle_ids)

    def editable_by(self, user):
        """Who may invite to a circle and end memberships: its leaders and the coordinator."""
        if user.is_coordinator:
            return self
        return self.filter(pk__in=user.led_circle_ids)

    def existing(self, on):
        """Circles that have not ended on the day `on`: for lists, and for whatever people may join."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def left_behind_for(self, circle_ids):
        """These circles, and those that ended and go on in one of them: there is what they did before."""
        return self.filter(Q(pk__in=circle_ids) | Q(goes_on_in__in=circle_ids))

    def without_leader(self, on):
        """Circles that nobody leads on the day `on`: the coordinator is shown these."""
        led = Membership.objects.leading(on).values("circle")
        return self.existing(on).exclude(pk__in=led)

    def with_leaders(self, on):
        """Adds `leaders`: the memberships of who leads the circle on the day `on`."""
        leaders = Membership.objects.leading(on)
        return self.prefetch_related(
            models.Prefetch(
                "memberships", leaders.select_related("user").order_by("user__sort_name", "pk"), to_attr="leaders"
            )
        )


class Circle(models.Model):
    class Kind(models.TextChoices):
        NETWORK = "network", "netwerk"
        COALITION = "coalition", "coalitie"
        TABLE = "table", "thematafel"

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    sort_name = SortKeyField(source="name")
    # The first day without. The circle stays, because what its people made stays.
    ended_on = models.DateField("opgehouden op", null=True, blank=True)
    # Since it ended its people go on there, and whoever is there reads what it left behind.
    goes_on_in = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="went_before",
        verbose_name="gaat verder in",
    )

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = "kring"
        verbose_name_plural = "kringen"
        ordering = ["kind", "sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="network"), name="members_circle_one_network"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:circle_detail", args=[self.slug])

    def has_ended(self, on):
        """Whether this circle is no more on the day `on`. See also: CircleQuerySet.existing."""
        return self.ended_on is not None and self.ended_on <= on

    @property
    def roles(self):
        """The roles somebody can have in this kind of circle, as choices: (role, the Dutch word)."""
        return [(role, label) for (kind, role), label in ROLE_LABELS.items() if kind == self.kind]

    @property
    def leader_label(self):
        """What whoever leads this kind of circle is called."""
        return ROLE_LABELS[self.kind, Membership.Role.LEADER]


class MembershipQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """Who sees a circle sees who is and was in it; your own memberships you always see."""
        return self.filter(Q(circle__in=Circle.objects.visible_to(user)) | Q(user=user.pk))

    def editable_by(self, user):
        """A membership is ended by whoever leads the circle, and by yourself."""
        return self.filter(Q(circle__in=Circle.objects.editable_by(user)) | Q(user=user.pk))

    def leading(self, on):
        """Of who leads a circle on the day `on`, and can log in."""
        return self.current(on).filter(role=Membership.Role.LEADER, user__is_active=True)


class Membership(Period):
    """What one person is in one circle, from one day to another. All rights come from here."""

    class Role(models.TextChoices):
        LEADER = "leader", "leider"
        MEMBER = "member", "lid"
        DATA = "data", "gegevensredacteur"
        READER = "reader", "bestuurslezer"

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("rol", max_length=10, choices=Role.choices, default=Role.MEMBER)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            one_at_a_time("members_membership_one_at_a_time", "circle", "user"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lte=F("until")),
                name="members_membership_since_before_until",
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.circle}"

    @property
    def role_label(self):
        """The Dutch word people use for this role in this kind of circle (docs/glossary.md)."""
        return ROLE_LABELS.get((self.circle.kind, self.role), self.get_role_display())

    @property
    def role_since(self):
        """The line under somebody's name: "Trekker, sinds 1 maart 2025"."""
        line = f"{self.role_label.capitalize()}, sinds {date_format(self.since, 'j F Y')}"
        return f"{line}, tot {date_format(self.until, 'j F Y')}" if self.until else line


# In the order in which people see them: who leads comes first.
ROLE_LABELS = {
    (Circle.Kind.NETWORK, Membership.Role.LEADER): "aanjager",
    (Circle.Kind.NETWORK, Membership.Role.DATA): "gegevensredacteur",
    (Circle.Kind.NETWORK, Membership.Role.READER): "bestuurslezer",
    (Circle.Kind.NETWORK, Membership.Role.MEMBER): "lid van het netwerk",
    (Circle.Kind.COALITION, Membership.Role.LEADER): "coalitieleider",
    (Circle.Kind.COALITION, Membership.Role.MEMBER): "partner",
    (Circle.Kind.TABLE, Membership.Role.LEADER): "trekker",
    (Circle.Kind.TABLE, Membership.Role.MEMBER): "tafellid",
}
