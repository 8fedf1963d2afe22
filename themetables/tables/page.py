"""What the page of a table gathers from the rooms of the loop. Each part is one question, whatever there is."""

from coalitions import lines
from members.rooms import rooms_of
from themetables.models import Bottleneck, BottleneckState, BuildingBlock, DecisionMeeting, TableDecision, TablePlan
from themetables.tables.standing import standings

MOST = 10
MOST_NOTES = 3
LINES = {"Werkagenda": lines.plan, "Documenten": lines.documents}


def for_everybody(table, user):
    blocks = BuildingBlock.objects.visible_to(user).current().filter(table=table)
    return {"blocks": blocks.order_by("sort_title")}


def for_members(table, user, on):
    """Return the parts that members see, and what this person may do here."""
    bottlenecks = list(
        Bottleneck.objects.visible_to(user)
        .current()
        .filter(table=table)
        .exclude(state=BottleneckState.TURNED_DOWN)
        .with_reach(on)
        .order_by("-reach", "title")[: MOST + 1]
    )
    plans = list(TablePlan.objects.visible_to(user).filter(table=table, year__gte=on.year).order_by("year"))
    for plan in plans:
        plan.table = table
    may_edit = table.is_editable_by(user)
    parts = {
        "bottlenecks": bottlenecks[:MOST],
        "has_more_bottlenecks": len(bottlenecks) > MOST,
        "plans": plans,
        "year": on.year,
        "decisions": TableDecision.objects.visible_to(user).standing().filter(table=table)[:MOST_NOTES],
        "notes": table.notes.visible_to(user).select_related("by")[:MOST_NOTES],
        "may_edit": may_edit,
        "may_write": table.is_worked_at_by(user),
    }
    if table.circle:
        parts["work"] = work(table.circle, user, on)
    if not table.is_closed:
        # Where the network decides about it. Meetings of its own come with the room `meetings`.
        parts["meetings"] = DecisionMeeting.objects.visible_to(user).filter(held_on__gte=on).order_by("held_on")
        parts |= about_joining(table, user, on)
    if may_edit:
        parts["standing"] = standings([table], on)[0]
        parts["request_count"] = table.join_requests.undecided().count()
    return parts


def work(circle, user, on):
    """The rooms of the circle that have no part of their own on the page, each with one line."""
    return [(room, LINES[room.label](circle, user, on)) for room in rooms_of(circle, user) if room.label in LINES]


def about_joining(table, user, on):
    """Whether this person sits here, waits for an answer, or could join."""
    mine = [one for one in user.current_memberships if one.circle_id == table.circle_id]
    if mine:
        return {"membership": mine[0]}
    return {"my_request": table.join_requests.undecided().filter(user=user).first()}
