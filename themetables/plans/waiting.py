"""What waits for somebody about the plans of the tables. See also: kansrijkestart/waiting.py."""

from django.db.models import Count, F, Q
from django.urls import reverse

from members.models import Circle
from themetables.models import Outcome, PlanView, TableDecision, TablePlan, ThemeTable
from themetables.plans import seasons


def views_to_give(user, on):
    """Plans on which a coalition that this person leads gave no view yet."""
    circles = user.led_ids_of(Circle.Kind.COALITION)
    if not circles:
        return
    given = Count("views", filter=Q(views__coalition__circle__in=circles))
    plans = TablePlan.objects.asking().annotate(given=given).filter(given__lt=len(circles))
    plans = list(plans.select_related("table").order_by("year", "pk"))
    if len(plans) == 1:
        plan = plans[0]
        yield f"Geef jullie mening over het plan voor {plan.year} van tafel {plan.table}.", plan.get_absolute_url()
    elif plans:
        year = plans[0].year
        overview = reverse("themetables:plan_overview", query={"jaar": year})
        yield f"{len(plans)} tafelplannen wachten op de mening van jullie coalitie.", overview


def views_to_answer(user, on):
    """What coalitions said about a plan of a table that this person leads, and nobody answered yet."""
    circles = user.led_ids_of(Circle.Kind.TABLE)
    if not circles:
        return
    asking = TablePlan.objects.asking().filter(table__circle__in=circles)
    open_ones = PlanView.objects.unanswered().filter(plan__in=asking).order_by("plan__table__sort_name")
    rows = open_ones.values("plan__year", name=F("plan__table__short_name"), slug=F("plan__table__slug"))
    for row in rows.annotate(number=Count("pk")):
        what = "1 mening wacht" if row["number"] == 1 else f"{row['number']} meningen wachten"
        url = reverse("themetables:plan_detail", args=[row["slug"], row["plan__year"]])
        yield f"{what} op jouw antwoord bij het plan van tafel {row['name']}.", f"{url}#meningen"


def plans_due(user, on):
    """From September on: the plan for next year, until it is submitted."""
    circles = user.led_ids_of(Circle.Kind.TABLE)
    if not circles or on.month < seasons.FIRST_MONTH:
        return
    year = seasons.planned_year(on)
    submitted = TablePlan.objects.filter(year=year, submitted_at__isnull=False)
    # A table that began with a decision writes its first plan after it. See also: closing.why_not_submitted.
    decided = TableDecision.objects.standing().filter(meeting__year=year).exclude(outcome=Outcome.NEW)
    led = ThemeTable.objects.active().filter(circle__in=circles)
    for table in led.exclude(plans__in=submitted).exclude(decisions__in=decided):
        url = reverse("themetables:plan_list", args=[table.slug])
        yield f"Schrijf het plan voor {year} van tafel {table} en dien het in. In december besluit het netwerk.", url
