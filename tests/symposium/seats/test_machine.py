"""Whatever people do with their places, in whatever order: what must be true is true after every step."""

import datetime

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bench._seats import broken
from members.refused import Refused
from outbox.models import Email
from symposium.models import Edition, Seat
from symposium.registering import joining
from symposium.seats import choosing, coordinating, lapsing
from tests.symposium.seats.build import NOW, open_edition, workshops

WHO, WHICH, ROOM = st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)
MACHINE = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


class Places(RuleBasedStateMachine):
    """Five people, two rounds of two small workshops, a day for four."""

    @initialize()
    def begin(self):
        Edition.objects.filter(year=2027).delete()
        Email.objects.all().delete()
        self.edition = open_edition(capacity=4, offer_hours=1)
        self.sessions = [*workshops(self.edition, 1, 2), *workshops(self.edition, 1, 1, round=1)]
        self.now = NOW
        self.people = [self.join(number) for number in range(5)]

    def join(self, number):
        email = f"mens{number}@voorbeeld.invalid"
        return joining.join(self.edition, name=f"Mens {number}", email=email, now=self.now)

    def tried(self, verb, *args, **kwargs):
        """A refusal changes nothing; that is asked after every step anyway."""
        had = set(Seat.objects.values_list("registration", "slot"))
        try:
            verb(*args, now=self.now, **kwargs)
        except Refused:
            assert set(Seat.objects.values_list("registration", "slot")) == had
        return had

    @rule(who=WHO)
    def come(self, who):
        self.join(who)
        self.tried(joining.come, self.people[who])

    @rule(who=WHO)
    def stay_away(self, who):
        self.tried(joining.cancel, self.people[who])

    @rule(who=WHO, which=WHICH)
    def choose(self, who, which):
        """Whoever had something in that round still has something there: nobody ends with neither."""
        person, session = self.people[who], self.sessions[which]
        had = self.tried(choosing.choose, person, session)
        if (person.pk, session.slot_id) in had:
            assert Seat.objects.filter(registration=person, slot=session.slot_id).exists()

    @rule(who=WHO, which=WHICH)
    def leave(self, who, which):
        self.tried(choosing.leave, self.people[who], self.sessions[which])

    @rule(who=WHO, which=WHICH)
    def confirm(self, who, which):
        self.tried(choosing.confirm, self.people[who], self.sessions[which])

    @rule(which=WHICH, capacity=ROOM)
    def resize(self, which, capacity):
        self.tried(coordinating.resize_session, self.sessions[which], max(capacity, 1))

    @rule(capacity=st.one_of(st.none(), st.integers(1, 5)))
    def resize_day(self, capacity):
        self.tried(coordinating.resize_day, self.edition, capacity)

    @rule(which=WHICH, make_room=st.booleans())
    def promote(self, which, make_room):
        waiting = Seat.objects.filter(session=self.sessions[which], position__isnull=False).order_by("-position")
        if seat := waiting.first():
            self.tried(coordinating.give_seat, seat, make_room=make_room)

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours):
        self.now += datetime.timedelta(hours=hours)
        lapsing.lapse_due(self.now)

    @invariant()
    def every_promise_holds(self):
        if hasattr(self, "edition"):
            assert broken(self.edition.pk) == []

    @invariant()
    def one_mail_per_offer(self):
        offers = Email.objects.filter(dedupe_key__startswith="symposium/seats/emails/offered")
        assert offers.count() == len(set(offers.values_list("dedupe_key", flat=True)))


@pytest.mark.django_db
def test_whatever_people_do_every_promise_about_places_holds():
    run_state_machine_as_test(Places, settings=MACHINE)
