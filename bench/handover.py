"""How long it takes to hand 500 things of all kinds over in one transaction."""

import datetime
import random
import statistics
import time

from bench import figure
from bench._house import own_database

THINGS = 500
ROUNDS = 5
GOAL = 2  # seconds


def run():
    with own_database():
        print_figures()


def print_figures():
    """Hand everything over and back, a few times; beside it the least that could do it: one UPDATE per kind."""
    from members import holdings

    people, circles = make_world()
    whole, bare = [], []
    for turn in range(ROUNDS + 1):  # the first round warms up
        giver, taker = people[turn % 2], people[(turn + 1) % 2]
        held = holdings.held_by(giver)
        assert len(held) == THINGS, len(held)
        seconds = timed(hand_over, giver, taker, circles), timed(update, held, taker)
        if turn:
            whole.append(seconds[0])
            bare.append(seconds[1])
        come_back(giver, circles)
    ratios = [one / other for one, other in zip(whole, bare, strict=True)]
    figure(
        "handover.seconds",
        round(statistics.median(whole), 3),
        unit="s",
        goal=f"< {GOAL}",
        ok=statistics.median(whole) < GOAL,
        baseline=f"one bulk UPDATE per kind {statistics.median(bare):.4f} s, {statistics.median(ratios):.0f} times "
        f"({min(ratios):.0f} to {max(ratios):.0f}); with history, a record per thing, mail and the end of all rights",
    )


def timed(act, *arguments):
    began = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - began


def hand_over(giver, taker, circles):
    """The wizard with its own verbs: begin, choose one successor, complete."""
    from django.utils import timezone

    from members.handover import completing, dividing

    now = timezone.now()
    draft = dividing.start(giver, circles, leaves_on=timezone.localdate(now), by=giver, now=now)
    draft.parts.update(successor=taker)
    completing.complete(draft, by=giver, now=now)


def update(held, taker):
    """The baseline: the same rows, nothing but the name."""
    from django.db import transaction

    from members import holdings

    kinds = {}
    for one in held:
        kinds.setdefault(one.kind, []).append(one.pk)
    with transaction.atomic():
        for kind, pks in kinds.items():
            source = holdings.source(kind)
            source.things().model.objects.filter(pk__in=pks).update(**{source.owner: taker})


def come_back(person, circles):
    from django.utils import timezone

    from members import joining

    for circle in circles:
        joining.join(person, circle, "leader", by=None, on=timezone.localdate())


def make_world():
    """Two leaders of two coalitions; the first of them looks after everything."""
    from tests.coalitions.factories import CoalitionFactory
    from tests.members.factories import MembershipFactory, UserFactory

    random.seed(1)
    since = datetime.date(2024, 1, 1)
    people = UserFactory.create_batch(2, factor=False)
    coalitions = CoalitionFactory.create_batch(2)
    MembershipFactory(circle__network=True, leader=True)
    for coalition in coalitions:
        for person in people:
            MembershipFactory(circle=coalition.circle, user=person, leader=True, since=since)
    for number in range(THINGS):
        make_thing(number, coalitions[number % 2], people[0])
    return people, [coalition.circle for coalition in coalitions]


def make_thing(number, coalition, owner):
    """In turn a point of the plan, an agreement, an organisation, a partner, an invitation, a declaration."""
    from tests.actions.factories import ActionPointFactory
    from tests.coalitions.agreements.factories import AgreementFactory
    from tests.coalitions.declarations.factories import DeclarationFactory
    from tests.coalitions.factories import OrganisationFactory
    from tests.members.factories import InvitationFactory

    makers = (
        lambda: ActionPointFactory(circle=coalition.circle, owner=owner),
        lambda: AgreementFactory(coalition=coalition, owner=owner, adopted=True),
        lambda: OrganisationFactory(owner=owner),
        lambda: InvitationFactory(circle=coalition.circle, invited_by=owner),
        lambda: DeclarationFactory(coalition=coalition, owner=owner),
    )
    makers[number % len(makers)]()
