"""Which links belong to the chain of one thing, in as many statements as there are stations, and one more."""

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, When, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.models import Coalition
from themetables.chain.links import Chain, Kind, Link, Station
from themetables.models import (
    Adoption,
    AdoptionState,
    BlockVersion,
    Bottleneck,
    BuildingBlock,
    TableDecision,
    TablePlan,
    ThemeTable,
)

MODELS = {
    Kind.BOTTLENECK: Bottleneck,
    Kind.TABLE: ThemeTable,
    Kind.PLAN: TablePlan,
    Kind.DECISION: TableDecision,
    Kind.BLOCK: BuildingBlock,
    Kind.ADOPTION: Adoption,
}
MOST = 4  # links at one station; more become a number
REST = "rest"
# What a coalition does with a block, in the words of somebody who looks at it.
DOES = {
    AdoptionState.IN_USE: "gebruikt het",
    AdoptionState.ADAPTED: "paste het aan",
    AdoptionState.NOT_YET: "nog niet",
    AdoptionState.NOT_FOR_US: "niet voor hen",
}
DO = {**DOES, AdoptionState.IN_USE: "gebruiken het", AdoptionState.ADAPTED: "pasten het aan"}
# After a number of times: 7 keer in gebruik.
COUNTED = {**DOES, AdoptionState.IN_USE: "in gebruik", AdoptionState.ADAPTED: "aangepast"}
STATES_IN_ORDER = Case(*(When(state=state, then=place) for place, state in enumerate(AdoptionState)))


def kind_of(thing):
    return next(kind for kind, model in MODELS.items() if isinstance(thing, model))


def collect(thing, user, on) -> Chain:
    """Return the chain of `thing` as `user` may see it on the day `on`."""
    kind = kind_of(thing)
    here = (kind, thing.pk)
    scope = SCOPES[kind](thing)
    # A chain has at most one table: whatever it starts from is of one table, or of none.
    table = ThemeTable.objects.visible_to(user).filter(scope[Kind.TABLE]).first()
    lists = {"tafel": table.slug} if table else {}
    bottlenecks = _bottlenecks(scope[Kind.BOTTLENECK], user, on, here, lists)
    tables = [_table(table, here, bottlenecks)] if table else []
    plans = _plans(scope[Kind.PLAN], user, here)
    decisions, rows = _decisions(scope[Kind.DECISION], user, here, plans)
    blocks, shown = _blocks(scope[Kind.BLOCK], user, here, rows, on, lists)
    adoptions = _adoptions(scope[Kind.BLOCK], user, on, here, shown)
    found = (bottlenecks, tables, plans, decisions, blocks, adoptions)
    return Chain(tuple(Station(kind, tuple(links)) for kind, links in zip(Kind, found, strict=True)))


# What belongs to a thing: a condition per station


def _of_bottleneck(bottleneck):
    pk = bottleneck.merged_into_id or bottleneck.pk
    return {
        Kind.BOTTLENECK: Q(pk=pk),
        Kind.TABLE: Q(pk__in=Bottleneck.objects.filter(pk=pk).values("table")),
        Kind.PLAN: Q(bottlenecks=pk),
        Kind.DECISION: Q(plan__bottlenecks=pk),
        Kind.BLOCK: Q(solves=pk),
    }


def _of_table(table):
    return {kind: Q(table=table.pk) for kind in Kind} | {Kind.TABLE: Q(pk=table.pk)}


def _of_plan(plan):
    return _of_plan_id(plan.pk, plan.table_id)


def _of_plan_id(pk, table_id):
    solving = BuildingBlock.solves.through.objects.filter(bottleneck__plans=pk)
    return {
        Kind.BOTTLENECK: Q(plans=pk),
        Kind.TABLE: Q(pk=table_id),
        Kind.PLAN: Q(pk=pk),
        Kind.DECISION: Q(plan=pk),
        Kind.BLOCK: Q(table=table_id, pk__in=solving.values("buildingblock")),
    }


def _of_decision(decision):
    if decision.plan_id is None:
        return _of_table(decision.table) | {Kind.PLAN: Q(pk__in=[]), Kind.DECISION: Q(pk=decision.pk)}
    return _of_plan_id(decision.plan_id, decision.table_id) | {
        Kind.DECISION: Q(plan=decision.plan_id) | Q(pk=decision.pk)
    }


def _of_block(block):
    return _of_block_id(block.pk, block.table_id)


def _of_block_id(pk, table_id):
    planning = TablePlan.bottlenecks.through.objects.filter(bottleneck__blocks=pk).values("tableplan")
    return {
        Kind.BOTTLENECK: Q(blocks=pk),
        Kind.TABLE: Q(pk=table_id),
        Kind.PLAN: Q(table=table_id, pk__in=planning),
        Kind.DECISION: Q(table=table_id, plan__in=planning),
        Kind.BLOCK: Q(pk=pk),
    }


def _of_adoption(adoption):
    return _of_block_id(adoption.block_id, adoption.block.table_id)


SCOPES = {
    Kind.BOTTLENECK: _of_bottleneck,
    Kind.TABLE: _of_table,
    Kind.PLAN: _of_plan,
    Kind.DECISION: _of_decision,
    Kind.BLOCK: _of_block,
    Kind.ADOPTION: _of_adoption,
}


# The stations


def _few(queryset):
    """Return the first rows and how many there are in all; one statement."""
    rows = list(queryset.annotate(all_together=Window(Count("pk")))[:MOST])
    return rows, rows[0].all_together if rows else 0


def _rest(kind, number, words, url, comes_from=()):
    return [Link(kind, REST, words, "", url, comes_from, is_folded=True)] if number > 0 else []


def _bottlenecks(scope, user, on, here, lists):
    found = Bottleneck.objects.visible_to(user).current().filter(scope).with_reach(on)
    rows, number = _few(found.order_by("-municipality_count", "named_at", "pk"))
    links = [
        Link(
            Kind.BOTTLENECK,
            one.pk,
            one.title,
            f"{one.get_state_display()}, {_municipalities(one.reach)}",
            one.get_absolute_url(),
            is_here=(Kind.BOTTLENECK, one.pk) == here,
        )
        for one in rows
    ]
    url = reverse("themetables:bottleneck_list", query=lists)
    return links + _rest(Kind.BOTTLENECK, number - MOST, _more(number - MOST, "knelpunt", "knelpunten"), url)


def _municipalities(number):
    return f"herkend in {number} gemeente{'' if number == 1 else 'n'}"


def _more(number, one, many):
    return f"en nog {number} {one if number == 1 else many}"


def _table(table, here, bottlenecks):
    return Link(
        Kind.TABLE,
        table.pk,
        table.short_name,
        "gestopt" if table.is_closed else "actief",
        table.get_absolute_url(),
        tuple((link.kind, link.key) for link in bottlenecks),
        (Kind.TABLE, table.pk) == here,
    )


def _plans(scope, user, here):
    """The newest ones, the oldest first."""
    found = TablePlan.objects.visible_to(user).filter(scope).select_related("table")
    rows, number = _few(found.order_by("-year", "pk"))
    links = [
        Link(
            Kind.PLAN,
            plan.pk,
            f"Plan {plan.year}",
            plan.state.label,
            plan.get_absolute_url(),
            ((Kind.TABLE, plan.table_id),),
            (Kind.PLAN, plan.pk) == here,
        )
        for plan in reversed(rows)
    ]
    if not rows:
        return []
    table = rows[0].table
    words = _more(number - MOST, "eerder plan", "eerdere plannen")
    return _rest(Kind.PLAN, number - MOST, words, table.get_absolute_url(), ((Kind.TABLE, table.pk),)) + links


def _decisions(scope, user, here, plans):
    """The newest that hold, the oldest first; and the rows themselves."""
    shown = {link.key for link in plans}
    holding = scope & Q(correction=None)
    if here[0] == Kind.DECISION:
        holding |= Q(pk=here[1])
    found = TableDecision.objects.visible_to(user).filter(holding).select_related("table")
    rows, number = _few(found.order_by("-decided_on", "-pk"))
    rows.reverse()
    links = [
        Link(
            Kind.DECISION,
            one.pk,
            one.get_outcome_display().capitalize(),
            date_format(one.decided_on, "j F Y"),
            one.get_absolute_url(),
            ((Kind.PLAN, one.plan_id) if one.plan_id in shown else (Kind.TABLE, one.table_id),),
            (Kind.DECISION, one.pk) == here,
        )
        for one in rows
    ]
    words = _more(number - MOST, "eerder besluit", "eerdere besluiten")
    return _rest(Kind.DECISION, number - MOST, words, reverse("themetables:decision_list")) + links, rows


def _blocks(scope, user, here, decisions, on, lists):
    """Each comes out of the decision that held when it was published first."""
    first = (
        BlockVersion.objects.filter(block=OuterRef("pk")).order_by().values("block").annotate(at=Min("published_at"))
    )
    found = BuildingBlock.objects.visible_to(user).filter(scope).annotate(first_at=Subquery(first.values("at")))
    rows, number = _few(found.order_by(F("first_at").asc(nulls_last=True), "pk"))
    links = []
    for block in rows:
        day = timezone.localdate(block.first_at) if block.first_at else on
        before = [one for one in decisions if one.decided_on <= day]
        origin = (Kind.DECISION, before[-1].pk) if before else (Kind.TABLE, block.table_id)
        since = f", sinds {date_format(day, 'F Y')}" if block.first_at else ""
        links.append(
            Link(
                Kind.BLOCK,
                block.pk,
                block.title,
                f"{block.get_state_display()}{since}",
                block.get_absolute_url(),
                (origin,),
                (Kind.BLOCK, block.pk) == here,
            )
        )
    words = _more(number - MOST, "bouwsteen", "bouwstenen")
    return links + _rest(Kind.BLOCK, number - MOST, words, reverse("themetables:block_list", query=lists)), rows


def _adoptions(scope, user, on, here, blocks):
    """Every coalition by name when there are few; else a number for each answer, and the one we came from."""
    found = _alive(Adoption.objects.visible_to(user), on).filter(
        block__in=BuildingBlock.objects.visible_to(user).filter(scope)
    )
    counts = found.order_by().values_list("state", "block").annotate(number=Count("pk"))
    by_state = {}
    for state, block_id, number in counts:
        by_state.setdefault(state, {})[block_id] = number
    is_here = Case(When(pk=here[1] if here[0] == Kind.ADOPTION else 0, then=0), default=1)
    rows = list(found.select_related("coalition", "block").order_by(is_here, STATES_IN_ORDER, "since", "pk")[:MOST])
    number = sum(sum(of_block.values()) for of_block in by_state.values())
    if number <= MOST:
        return [_adoption(one, here) for one in rows]
    links = [_adoption(one, here) for one in rows if (Kind.ADOPTION, one.pk) == here]
    for one in rows:
        if (Kind.ADOPTION, one.pk) == here:
            by_state[one.state][one.block_id] -= 1
    url = reverse("themetables:block_matrix")
    if len(blocks) == 1:
        url = f"{blocks[0].get_absolute_url()}#waar"
    return links + [
        _folded(state, by_state[state], url, len(blocks) == 1)
        for state in AdoptionState
        if sum(by_state.get(state, {}).values())
    ]


def _alive(adoptions, on):
    """Leaves out coalitions that went on as part of another."""
    return adoptions.filter(Exists(Coalition.objects.existing(on).filter(pk=OuterRef("coalition"))))


def _adoption(one, here):
    return Link(
        Kind.ADOPTION,
        one.pk,
        one.coalition.name,
        DOES[one.state],
        one.get_absolute_url(),
        ((Kind.BLOCK, one.block_id),),
        (Kind.ADOPTION, one.pk) == here,
    )


def _folded(state, of_block, url, is_one_block):
    number = sum(of_block.values())
    what = ("coalitie" if number == 1 else "coalities") if is_one_block else "keer"
    words = (COUNTED if not is_one_block else DOES if number == 1 else DO)[state]
    origins = tuple((Kind.BLOCK, block_id) for block_id, many in of_block.items() if many)
    return Link(Kind.ADOPTION, state, f"{number} {what}", words, url, origins, is_folded=True)
