"""After any sequence of joining, handing over and leaving: nothing is without an owner, and no right is left.

With the real sources of every app, as kansrijkestart/wiring.py registers them.
"""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import ActionPoint
from coalitions.models import Declaration
from library.models import Document, Version
from members import holdings, joining
from members.access import Visibility
from members.handover import completing, dividing, passing
from members.models import Handover, HandoverChoice, Invitation, Membership, User
from tests.actions.factories import ActionPointFactory
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory
from tests.library.factories import DocumentFactory, VersionFactory
from tests.members.factories import CircleFactory, InvitationFactory, MembershipFactory, UserFactory

Role = Membership.Role
STEPS = ("join", "make", "make", "make", "leave", "role", "hand over", "invite", "accept", "plan", "day", "deactivate")


class World:
    """A network with two coalitions and seven people; every step is one of the portal's own verbs."""

    def __init__(self, luck):
        self.luck = luck
        self.now = timezone.now()
        self.on = timezone.localdate(self.now)
        self.network = CircleFactory(network=True)
        self.coalitions = [CoalitionFactory(), CoalitionFactory()]
        self.circles = [self.network, *[coalition.circle for coalition in self.coalitions]]
        self.people = UserFactory.create_batch(7, factor=False)
        MembershipFactory(circle=self.network, user=self.people[0], leader=True)
        for circle in self.circles[1:]:
            for person in self.people[1:4]:
                MembershipFactory(circle=circle, user=person, role=luck.choice([Role.LEADER, Role.MEMBER]))

    def step(self, name):
        getattr(self, name.replace(" ", "_"))()

    def membership(self, *roles):
        """Somebody's membership of today."""
        memberships = Membership.objects.current(self.on).filter(user__is_active=True).select_related("circle", "user")
        return self.luck.choice(list(memberships.filter(role__in=roles) if roles else memberships.order_by("pk")))

    def actor(self):
        return User.objects.coordinators(self.on).first()

    def join(self):
        circle = self.luck.choice(self.circles)
        role = self.luck.choice([role for role, _ in circle.roles])
        person = self.luck.choice([one for one in self.people if User.objects.get(pk=one.pk).is_active])
        joining.join(person, circle, role, by=None, on=self.on)

    def make(self):
        membership = self.membership(Role.LEADER, Role.MEMBER, Role.DATA)
        owner, circle = membership.user, membership.circle
        if circle == self.network:
            made = [lambda: OrganisationFactory(owner=owner), lambda: ActionPointFactory(circle=circle, owner=owner)]
        else:
            coalition = circle.coalition
            made = [
                lambda: ActionPointFactory(circle=circle, owner=owner),
                lambda: AgreementFactory(coalition=coalition, owner=owner),
                lambda: AgreementFactory(coalition=coalition, owner=owner, adopted=True),
                lambda: DeclarationFactory(coalition=coalition, owner=owner),
                lambda: DeclarationFactory(coalition=coalition, owner=owner, completed=True),
                lambda: DocumentFactory(circle=circle, owner=owner, visibility=Visibility.CIRCLE),
                lambda: VersionFactory(document__circle=circle, document__owner=owner, held=True),
                lambda: OrganisationFactory(owner=owner),
                lambda: PartnerFactory(coalition=coalition, contact=owner, organisation__owner=owner),
                lambda: InvitationFactory(circle=circle, invited_by=owner),
            ]
        self.luck.choice(made)()

    def leave(self):
        membership = self.membership()
        self.unless_refused(lambda: self.end(membership, self.on))

    def plan(self):
        membership = self.membership()
        self.unless_refused(lambda: self.end(membership, self.on + timedelta(days=self.luck.choice([1, 30]))))

    def end(self, membership, on):
        joining.end(membership, by=membership.user, on=on, now=self.now, without_leader=True)

    def day(self):
        """The day has come on which somebody was going to leave; the timetable runs."""
        Membership.objects.filter(until__gt=self.on).update(until=self.on)
        for person in passing.left_behind(self.on):
            passing.pass_on(person, by=None, now=self.now)

    def role(self):
        membership = self.membership()
        role = self.luck.choice([role for role, _ in membership.circle.roles])
        self.unless_refused(
            lambda: joining.change_role(
                membership, role, by=self.actor(), on=self.on, now=self.now, without_leader=True
            )
        )

    def hand_over(self):
        person = self.membership().user
        circles = dividing.leavable(person, self.on)
        chosen = self.luck.sample(circles, self.luck.randint(1, len(circles)))
        leaves_on = self.on + timedelta(days=self.luck.choice([0, 0, 14]))
        draft = dividing.start(person, chosen, leaves_on=leaves_on, by=person, now=self.now)
        for one in dividing.plan_of(draft, self.on).parts:
            self.divide(one)
        self.unless_refused(lambda: completing.complete(draft, by=person, now=self.now))

    def divide(self, one):
        part, people = one.part, [pk for pk, _ in one.people]
        part.passes_role = self.luck.random() < 0.5
        invites = part.circle and part.circle != self.network and self.luck.random() < 0.3
        part.successor_id = None if invites or not people else self.luck.choice(people)
        part.invites = f"opvolger{Invitation.objects.count()}@voorbeeld.invalid" if invites else ""
        part.save()
        for kind in one.kinds:
            if people and self.luck.random() < 0.3:
                user = User.objects.get(pk=self.luck.choice(people))
                dividing.choose(part, kind.kind, {kind.things[0].pk: user})

    def invite(self):
        membership = self.membership(Role.LEADER)
        address = f"gast{Invitation.objects.count()}@voorbeeld.invalid"
        joining.invite(address, membership.circle, Role.MEMBER, by=membership.user, now=self.now)

    def accept(self):
        invitation = Invitation.objects.open(self.now).filter(handover_items__isnull=False).first()
        invitation = invitation or Invitation.objects.open(self.now).first()
        if invitation:
            self.people.append(joining.open_account(invitation, name="Nieuw", now=self.now))

    def deactivate(self):
        """What the technical admin does: never with the only coordinator."""
        person = self.membership().user
        if list(User.objects.coordinators(self.on)) != [person]:
            User.objects.filter(pk=person.pk).update(is_active=False)
            passing.pass_on(person, by=None, now=self.now)

    def unless_refused(self, act):
        try:
            with transaction.atomic():
                act()
        except (joining.Refused, completing.NotDivided):
            Handover.objects.drafts().delete()


def check(world):
    network_leaders = Membership.objects.current(world.on).filter(circle=world.network, role=Role.LEADER)
    assert network_leaders.filter(user__is_active=True).exists()
    for person in User.objects.all():
        memberships = list(person.memberships.current(world.on).select_related("circle"))
        is_coordinator = any(m.circle == world.network and m.role == Role.LEADER for m in memberships)
        works_in = {m.circle for m in memberships if m.role != Role.READER}
        for holding in holdings.held_by(person):
            assert person.is_active
            assert memberships
            assert holding.circle is None or is_coordinator or holding.circle in works_in, (person, holding)
        if not is_coordinator:
            check_rights(world, person, {m.circle for m in memberships})

    for declaration in Declaration.objects.select_related("coalition").prefetch_related("followers"):
        keeps = Membership.objects.current(world.on).filter(user=declaration.owner, user__is_active=True)
        assert declaration.is_looked_after(world.on)
        assert keeps.exists()
    for version in Version.objects.held().select_related("document__owner", "uploaded_by"):
        # Somebody who works there has the word; it never waits for who is gone.
        people = {User.objects.get(pk=pk) for pk in (version.document.owner_id, version.uploaded_by_id)}
        has_word = [one for one in people if Version.objects.for_word_of(one).filter(pk=version.pk).exists()]
        assert any(one.is_active for one in has_word), version


def check_rights(world, person, circles):
    """In a circle that somebody left, they see and change nothing any more."""
    others = [circle for circle in world.circles if circle not in circles]
    person = User.objects.get(pk=person.pk)
    for model, path in ((ActionPoint, "circle"), (Declaration, "coalition__circle"), (Invitation, "circle")):
        assert not model.objects.visible_to(person).filter(**{f"{path}__in": others}).exists()
    assert not Document.objects.visible_to(person).filter(circle__in=others, visibility=Visibility.CIRCLE).exists()
    for source in holdings.sources():
        things = source.things()
        if source.circle and hasattr(things, "editable_by"):
            mine = things.editable_by(person).filter(**{f"{source.circle}__in": others})
            assert not mine.exists(), (person, source.kind, list(mine))


def without_owner():
    """How many things of each kind are in nobody's name."""
    return {
        source.kind: source.things().filter(**{f"{source.owner}__isnull": True}).count()
        for source in holdings.sources()
    }


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=10), seed=st.integers(0, 10**6))
def test_nothing_is_without_an_owner_and_no_right_is_left(steps, seed):
    with transaction.atomic():
        world = World(random.Random(seed))
        for step in steps:
            world.step(step)
            check(world)
            assert set(without_owner().values()) == {0}
        assert not HandoverChoice.objects.filter(part__handover__completed_at__isnull=False).exists()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_check_sees_who_left_with_things(network, coordinator):
    """The negative control: a right that ends without its verb."""
    with transaction.atomic():
        world = World.__new__(World)
        world.on, world.network, world.circles = timezone.localdate(), network, [network]
        membership = MembershipFactory(circle=network)
        ActionPointFactory(circle=network, owner=membership.user)
        check(world)
        Membership.objects.filter(pk=membership.pk).update(until=world.on)

        with pytest.raises(AssertionError):
            check(world)
