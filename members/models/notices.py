"""What people are told of what others did, until a mail took it along. See also: members/notices/."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from members.models.circles import Circle, Membership
from outbox.models import Category, Preference

# What waited longer (the portal was away, or somebody wanted no mail) is old news by now.
STALE = timedelta(days=30)


class NoticeQuerySet(models.QuerySet):
    def waiting(self, now):
        """In no mail yet, and still news."""
        return self.filter(mailed_at=None, created_at__gt=now - STALE)

    def due(self, now, *, today, monday):
        """What makes that a mail may leave: no digest today for whoever wants one a day, or this week for one a week.

        A weekly digest holds at least something of before this `monday`, so that it leaves on that day. Who wants
        none is due too: what waits for them is thrown away.
        """
        wanted = Preference.objects.filter(user=OuterRef("user"), category=OuterRef("category"))
        earlier = Notice.objects.filter(user=OuterRef("user"), category=OuterRef("category"))
        every = Preference.Frequency
        return (
            self.waiting(now)
            .annotate(frequency=Coalesce(Subquery(wanted.values("frequency")[:1]), Value(every.DAILY)))
            .filter(
                Q(frequency=every.NEVER)
                | Q(frequency=every.DAILY) & ~Exists(earlier.filter(mailed_at__gte=today))
                | Q(frequency=every.WEEKLY, created_at__lt=monday) & ~Exists(earlier.filter(mailed_at__gte=monday))
            )
        )

    def still_for_them(self, on):
        """Only what the person may still hear of: takes part in the network, and in the circle it is about."""
        current = Membership.objects.current(on).filter(user=OuterRef("user"))
        leads_network = Q(circle__kind=Circle.Kind.NETWORK, role=Membership.Role.LEADER)
        return self.filter(
            Exists(current),
            Q(circle=None) | Exists(current.filter(Q(circle=OuterRef("circle")) | leads_network)),
            user__is_active=True,
        )


class DigestMail(models.Model):
    """That somebody's digest of a day left: there is one a day, whatever there is to tell."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    on = models.DateField("dag")

    class Meta:
        verbose_name = "verzamelmail"
        verbose_name_plural = "verzamelmails"
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], name="members_digestmail_one_a_day"),
        ]

    def __str__(self):
        return f"{self.user} – {self.on:%d-%m-%Y}"


class Notice(models.Model):
    """One sentence for one person, which leaves with the next digest of its category."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    category = models.CharField("soort", max_length=20, choices=Category.choices)
    # Only its people hear of it; without: every member of the network may.
    circle = models.ForeignKey(
        Circle, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="kring"
    )
    sentence = models.CharField("zin", max_length=300)
    url = models.CharField("pagina", max_length=500)
    key = models.CharField("kenmerk", max_length=200)
    created_at = models.DateTimeField("gemaakt op")
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over het werk"
        verbose_name_plural = "berichten over het werk"
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["user", "category"], condition=Q(mailed_at=None), name="members_notice_waiting")
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="members_notice_once_per_person"),
            # A page of this portal: a digest never sends anybody elsewhere.
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="members_notice_page_of_the_portal"
            ),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(created_at__lte=F("mailed_at")),
                name="members_notice_made_before_mailed",
            ),
        ]

    def __str__(self):
        return self.sentence
