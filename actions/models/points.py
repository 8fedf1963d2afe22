"""Action points: what a circle is going to do, how and with whom, by when, and who sees to it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from language.sorting import SearchKeyField
from members.models import Circle, Membership, Versioned
from members.models.text import single_line
from province.models import Pillar


class State(models.TextChoices):
    """Follows from the moments of an action point; nothing stores it. See also: ActionPoint.state."""

    TODO = "todo", "nog niet begonnen"
    DOING = "doing", "bezig"
    DONE = "done", "klaar"
    DROPPED = "dropped", "vervallen"


STATE_KINDS = {State.TODO: "plain", State.DOING: "info", State.DONE: "ok", State.DROPPED: "plain"}
OPEN = Q(done_at=None, dropped_at=None)
IN_STATE = {
    State.TODO: OPEN & Q(started_at=None),
    State.DOING: OPEN & Q(started_at__isnull=False),
    State.DONE: Q(done_at__isnull=False),
    State.DROPPED: Q(dropped_at__isnull=False),
}


def circle_ids_of(user):
    """The circles whose plan somebody works with: all they are in, but not those they only read along with."""
    return [m.circle_id for m in user.current_memberships if m.role != Membership.Role.READER]


def may_see_plan(user, circle):
    """Its own people; and of a circle that ended those of the one it goes on in, who only read."""
    return works_with(user, circle) or circle.goes_on_in_id in circle_ids_of(user)


def works_with(user, circle):
    """Also the right to add to the plan: whoever takes the minutes types what was agreed."""
    return user.is_coordinator or circle.pk in circle_ids_of(user)


class ActionPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A plan is for the people of the circle, and for the coordinator; a board reader does not see it.

        What a circle that ended had done, those read who go on with its work.
        """
        if user.is_coordinator:
            return self
        return self.filter(circle__in=Circle.objects.left_behind_for(circle_ids_of(user)).order_by())

    def editable_by(self, user):
        """Who leads the circle, who sees to this point, and the coordinator; in a circle that ended nobody."""
        if user.is_coordinator:
            return self.filter(circle__in=Circle.objects.existing(timezone.localdate()))
        working = self.filter(circle__in=circle_ids_of(user))
        return working.filter(Q(circle__in=user.led_circle_ids) | Q(owner=user.pk))

    def open(self):
        return self.filter(OPEN)

    def over(self):
        return self.exclude(OPEN)

    def over_since(self, moment):
        return self.filter(Q(done_at__lt=moment) | Q(dropped_at__lt=moment))

    def overdue(self, on):
        return self.open().filter(due_on__lt=on)

    def in_state(self, state):
        return self.filter(IN_STATE[state])

    def in_order(self):
        """As every view of a plan sorts: what is open by date, then what is over, the newest first."""
        return self.order_by(
            Case(When(dropped_at__isnull=False, then=2), When(done_at__isnull=False, then=1), default=0),
            Case(When(OPEN, then=F("due_on"))),
            F("done_at").desc(),
            F("dropped_at").desc(),
            "pk",
        )

    def with_people(self):
        """Adds what a line of the plan shows."""
        return self.select_related("circle", "owner", "pillar")


class ActionPoint(Versioned):
    """One line of the plan (werkagenda) of a circle, in the field's own form: wat / hoe / met wie."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="action_points", verbose_name="kring")
    what = models.CharField("wat", max_length=200, validators=[single_line])
    how = models.TextField("hoe", max_length=2000, blank=True)
    with_whom = models.CharField("met wie", max_length=300, blank=True, validators=[single_line])
    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pijler"
    )
    # Empty only while nobody has been chosen. PROTECT: nobody's points lose their owner unnoticed.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name="wie zorgt dat het gebeurt",
    )
    due_on = models.DateField("uiterlijk")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True, editable=False)
    done_at = models.DateTimeField("klaar op", null=True, blank=True, editable=False)
    result = models.CharField("resultaat", max_length=500, blank=True, validators=[single_line])
    dropped_at = models.DateTimeField("vervallen op", null=True, blank=True, editable=False)
    drop_reason = models.CharField("reden", max_length=500, blank=True, validators=[single_line])
    # What this point grew out of, on a higher floor: a link, not a foreign key (docs/architecture.md).
    source_label = models.CharField("komt uit", max_length=200, blank=True, editable=False)
    source_url = models.CharField(max_length=500, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField("gemaakt op", editable=False)
    # Reminders are for what came after this day: it was made, given, moved or reminded of. See also: reminding.py.
    told_on = models.DateField("verteld op", editable=False)
    # Somebody else put it in this owner's name, and no mail told them yet. See also: reminding.py.
    given_on = models.DateField("gekregen op", null=True, blank=True, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # It is over for so long (or its owner is erased) that the work stays and the names went. See also: forgetting.py.
    nameless_at = models.DateTimeField("zonder namen sinds", null=True, blank=True, editable=False)
    # Rises when date or state change, and at nothing else: what a calendar goes by (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    search_text = SearchKeyField(source="searchable_text", max_length=3000)

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="actions_actionpoint_says_what"),
            models.CheckConstraint(
                condition=Q(done_at=None, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
                name="actions_actionpoint_done_with_result",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, drop_reason="") | (Q(dropped_at__isnull=False) & ~Q(drop_reason="")),
                name="actions_actionpoint_dropped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None),
                name="actions_actionpoint_done_or_dropped",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(owner__isnull=False) | Q(nameless_at__isnull=False),
                name="actions_actionpoint_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(nameless_at=None) | (~OPEN & Q(owner=None)),
                name="actions_actionpoint_nameless_is_over",
            ),
            models.CheckConstraint(
                condition=Q(given_on=None) | (OPEN & Q(owner__isnull=False)),
                name="actions_actionpoint_given_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(source_label="", source_url="")
                | (~Q(source_label="") & Q(source_url__startswith="/") & ~Q(source_url__startswith="//")),
                name="actions_actionpoint_source_is_here",
            ),
        ]
        indexes = [
            # What the coordinator's overview asks of every plan: the last change, and what is open and late.
            models.Index(fields=["circle", "changed_at"], name="actions_actionpoint_newest"),
            models.Index(
                fields=["circle", "due_on"],
                include=["changed_at"],
                condition=OPEN,
                name="actions_actionpoint_to_do",
            ),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("actions:point_detail", args=[self.circle.slug, self.pk])

    @property
    def searchable_text(self):
        return " ".join([self.what, self.with_whom, self.how])

    @property
    def state(self):
        if self.dropped_at:
            return State.DROPPED
        if self.done_at:
            return State.DONE
        return State.DOING if self.started_at else State.TODO

    @property
    def who(self):
        """Who sees to it, in words."""
        if self.owner_id:
            return str(self.owner)
        return "niet meer bewaard" if self.nameless_at else "nog niemand"

    @property
    def state_kind(self):
        """The colour that repeats the word (components/badge.html)."""
        return STATE_KINDS[self.state]

    @property
    def is_open(self):
        return self.done_at is None and self.dropped_at is None

    def is_overdue(self, on):
        """See also: ActionPointQuerySet.overdue."""
        return self.is_open and self.due_on < on


def last_day_of_week(on):
    """The Sunday of the week of `on`."""
    return on + timedelta(days=6 - on.weekday())
