"""Three years of plans, views and decisions. See also: demo/tableplan_texts.py.

Written in bulk, as the verbs of themetables/plans and themetables/decisions would have left them: one by one they
would take longer than the rest of the demo. Views come before decisions: the database refuses the other order.
"""

from datetime import date, datetime, timedelta
from itertools import cycle

from django.utils import timezone

from coalitions.models import Coalition
from kansrijkestart.demo.tableplan_texts import PLANS, STOPPED
from members.models import Membership, User
from themetables.models import DecisionMeeting, PlanVersion, PlanView, TableDecision, TablePlan, ThemeTable
from themetables.models.plans import NEEDED, TEXTS

TITLE = "Decemberbijeenkomst"
PLACE = "Provinciehuis, Tweebaksmarkt 52, Leeuwarden"
UNTIL_NEXT = timedelta(days=16)


def add(now, domain):
    if TablePlan.objects.exists():
        return
    made = Maker(now, User.objects.get(email=f"aanjager@{domain}"))
    plans = {text: made.plan(text) for text in PLANS}
    TablePlan.objects.bulk_create(plans.values())
    made.add_bottlenecks(plans)
    PlanVersion.objects.bulk_create(version for text, plan in plans.items() for version in made.versions(text, plan))
    PlanView.objects.bulk_create(view for text, plan in plans.items() for view in made.views(text, plan))
    made.add_decisions(plans)


class Maker:
    """Turns texts into rows, on the days of a year as the network lives it."""

    def __init__(self, now, coordinator):
        self.now, self.on, self.coordinator = now, timezone.localdate(now), coordinator
        self.tables = {table.slug: table for table in ThemeTable.objects.all()}
        self.coalitions = {coalition.slug: coalition for coalition in Coalition.objects.all()}
        people = Membership.objects.current(self.on).select_related("user").order_by("pk")
        self.leaders, self.others = {}, {}
        for one in people:
            found = self.leaders if one.role == Membership.Role.LEADER else self.others
            found.setdefault(one.circle_id, one.user)

    def day(self, year, month, day):
        return datetime(year, month, day, 10, 15, tzinfo=timezone.get_default_timezone())

    def submitted_at(self, text):
        """In November of the year before; for the next year three weeks ago, whenever the demo is made.

        One table began in time, and nothing was heard of it since: the one that is silent in the demo.
        """
        if text.is_draft:
            return self.now - timedelta(days=70)
        if text.year == 1:
            return self.now - timedelta(days=20)
        return self.day(self.on.year + text.year - 1, 11, 4)

    def leader(self, table):
        return self.leaders.get(table.circle_id, self.coordinator)

    def plan(self, text):
        table, submitted_at = self.tables[text.table], self.submitted_at(text)
        return TablePlan(
            table=table,
            year=self.on.year + text.year,
            submitted_at=None if text.is_draft else submitted_at,
            submitted_by=None if text.is_draft else self.leader(table),
            version=2,
            changed_by=self.leader(table),
            changed_at=submitted_at,
            **{name: getattr(text, name) for name in TEXTS},
        )

    def add_bottlenecks(self, plans):
        """Each plan names what the table works on and what was named before the plan was written."""
        through, rows = TablePlan.bottlenecks.through, []
        worked_on = {}
        for table in ThemeTable.objects.prefetch_related("bottlenecks"):
            worked_on[table.pk] = list(table.bottlenecks.all())
        for text, plan in plans.items():
            named = [one for one in worked_on[plan.table_id] if one.named_at < self.submitted_at(text)]
            plan.named = named
            rows += [through(tableplan=plan, bottleneck=bottleneck) for bottleneck in named]
        through.objects.bulk_create(rows)

    def versions(self, text, plan):
        """First somebody at the table began, then the lead submitted it."""
        begun = plan.changed_at - timedelta(days=25)
        titles = [{"pk": one.pk, "title": one.title} for one in plan.named]
        first = self.others.get(plan.table.circle_id, self.coordinator)
        written = {name: getattr(plan, name) for name in TEXTS}
        yield PlanVersion(
            plan=plan,
            number=1,
            saved_by=first,
            saved_at=begun,
            sentence="Begonnen.",
            bottlenecks=titles,
            **(written | {name: "" for name in NEEDED[2:]}),
        )
        yield PlanVersion(
            plan=plan,
            number=2,
            saved_by=plan.changed_by,
            saved_at=plan.changed_at,
            sentence="Wat de tafel oplevert gewijzigd." if text.is_draft else "Ingediend.",
            is_draft=text.is_draft,
            bottlenecks=titles,
            **written,
        )

    def views(self, text, plan):
        days = cycle((3, 6, 8, 11))
        for slug, stance, sentence, answer in text.views:
            given_at = self.submitted_at(text) + timedelta(days=next(days))
            by = self.leaders.get(self.coalitions[slug].circle_id, self.coordinator)
            yield PlanView(
                plan=plan,
                coalition=self.coalitions[slug],
                stance=stance,
                sentence=sentence,
                given_by=by,
                given_at=given_at,
                plan_version=2,
                changed_by=by,
                changed_at=given_at,
                answer=answer,
                answered_by=self.leader(plan.table) if answer else None,
                answered_at=given_at + timedelta(days=2) if answer else None,
            )

    def add_decisions(self, plans):
        years = {year: self.meeting(self.on.year + year) for year in (-1, 0)}
        coming = self.on + UNTIL_NEXT
        upcoming = DecisionMeeting(
            title=f"{TITLE} {coming.year}",
            year=self.on.year + 1,
            held_on=coming,
            place=PLACE,
            changed_by=self.coordinator,
            changed_at=self.now - timedelta(days=40),
        )
        DecisionMeeting.objects.bulk_create([*years.values(), upcoming])
        decided = {text: plan for text, plan in plans.items() if text.decision}
        rows = [self.decision(years[text.year], plan.table, plan, *text.decision) for text, plan in decided.items()]
        slug, reason = STOPPED
        rows.append(self.decision(years[-1], self.tables[slug], None, "stop", reason))
        closed_on = years[-1].held_on
        started_on = closed_on.replace(year=closed_on.year - 3)
        ThemeTable.objects.filter(slug=slug).update(started_on=started_on, closed_on=closed_on)
        for plan in decided.values():
            plan.decided_at = self.day(plan.year - 1, 12, 10)
        TablePlan.objects.bulk_update(decided.values(), ["decided_at"])
        TableDecision.objects.bulk_create(rows)

    def meeting(self, year):
        held_on = date(year - 1, 12, 9)
        return DecisionMeeting(
            title=f"{TITLE} {year - 1}",
            year=year,
            held_on=held_on,
            place=PLACE,
            changed_by=self.coordinator,
            changed_at=self.day(year - 1, 10, 20),
        )

    def decision(self, meeting, table, plan, outcome, reason):
        return TableDecision(
            meeting=meeting,
            table=table,
            plan=plan,
            outcome=outcome,
            reason=reason,
            decided_on=meeting.held_on,
            recorded_by=self.coordinator,
            recorded_at=self.day(meeting.held_on.year, 12, 10),
        )
