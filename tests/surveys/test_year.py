"""A year with four rounds, with a clock that stands still until we move it: what people get, see and can do."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from members.models import Circle
from members.refused import Refused
from outbox.models import Email
from surveys.answering import carried, filling, sealed
from surveys.giving_back.last_time import last_time
from surveys.models import Audience, How, Invitation, Mode, Question, Round
from surveys.sending import confirming, drafting
from surveys.tasks import run_rounds
from tests.members.factories import CircleFactory, MembershipFactory
from tests.surveys.results.build import questionnaire

pytestmark = pytest.mark.django_db
FRYSLAN = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)


@pytest.fixture
def people():
    """Two coalitions: of the first the leader and a partner, of the second only a leader, who never answers."""
    ours, theirs = (CircleFactory(kind=Circle.Kind.COALITION, name=name) for name in ("Ameland", "Dorp"))
    leader, partner = MembershipFactory(circle=ours, leader=True).user, MembershipFactory(circle=ours).user
    return ours, leader, partner, MembershipFactory(circle=theirs, leader=True).user


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2027, 2, 1, 8, tzinfo=FRYSLAN), tick=False) as traveller:
        yield traveller


def now():
    return datetime.now(FRYSLAN)


def goes_on(clock, days=0, hours=0):
    """So much later the timetable runs; a second run finds nothing to do."""
    clock.shift(timedelta(days=days, hours=hours))
    run_rounds()
    count = Email.objects.count()
    run_rounds()
    assert Email.objects.count() == count


def mailed():
    """Take what was mailed since the last look: who, sorted."""
    found = sorted(Email.objects.values_list("to", flat=True))
    Email.objects.all().delete()
    return found


def send(version, by, mode=Mode.JOINT, **said):
    """Open in an hour, close on the fourteenth day at five; remind a week and two days before."""
    opens_at = now() + timedelta(hours=1)
    one = drafting.start(
        version,
        title=said.pop("title"),
        mode=mode,
        audience=Audience.COALITIONS,
        opens_at=opens_at,
        closes_at=(opens_at + 14 * DAY).replace(hour=17),
        by=by,
        now=now(),
    )
    return confirming.confirm(one, by=by, now=now(), **said)


def give_back(client, one):
    """As the coordinator does it: write, look, press the button."""
    page = client.get(reverse("surveys:round_word", args=[one.pk]))
    word = {"word": "Dank jullie wel.", "seen_version": page.context["form"]["seen_version"].value()}
    page = client.post(reverse("surveys:round_word", args=[one.pk]), word, follow=True)
    client.post(page.redirect_chain[-1][0], {"seen": page.context["round"].version})
    assert Round.objects.get(pk=one.pk).released_at == now()


def test_year_of_four_rounds(clock, login, coordinator, people):
    ours, leader, partner, silent = people
    everybody = sorted([leader.email, partner.email, silent.email])
    scan = questionnaire("ten", "long")
    ten, long = Question.objects.filter(section__instrument_version=scan).order_by("position")

    # The first round: invited once, reminded at nine until the coalition submitted, closed by itself.
    first = send(scan, coordinator, title="Scan van het voorjaar")
    assert mailed() == []
    goes_on(clock, hours=1)
    assert mailed() == everybody
    sheet = first.sheets.get(circle=ours)
    filling.save_answer(sheet, ten, 6, by=partner, now=now())
    goes_on(clock, days=7)
    assert mailed() == everybody  # begun is not answered
    filling.save_answer(sheet, long, "De overdracht hapert.", by=leader, now=now())
    filling.submit(sheet, by=leader, now=now())
    goes_on(clock, days=5)
    assert mailed() == [silent.email]
    goes_on(clock, days=2, hours=9)
    first.refresh_from_db()
    assert first.closed_at
    assert mailed() == []

    # Nothing new before these people got it back; then the mail, once, to who answered.
    with pytest.raises(Refused, match="Scan van het voorjaar"):
        send(scan, coordinator, title="Te snel")
    Round.objects.filter(title="Te snel").delete()
    results = reverse("surveys:round_results", args=[first.pk])
    assert login(partner).get(results).status_code == 404
    give_back(login(coordinator), first)
    goes_on(clock)
    assert mailed() == sorted([leader.email, partner.email])
    assert "Dank jullie wel." in login(partner).get(results).text
    assert login(silent).get(results).status_code == 404

    # The second is without a name, the third each with their own sheet.
    clock.shift(60 * DAY)
    nameless = send(questionnaire("ten"), coordinator, Mode.ANONYMOUS, title="Samenwerken")
    goes_on(clock, hours=1)
    assert mailed() == everybody
    only = Question.objects.get(section__instrument_version=nameless.instrument_version)
    sealed.submit_anonymous(Invitation.objects.get(round=nameless, user=leader), {only.pk: 4}, now=now())
    goes_on(clock, days=15)
    nameless.refresh_from_db()
    assert nameless.closed_at
    assert not nameless.sheets.exists()  # of fewer than five nothing is ever opened
    mailed()
    give_back(login(coordinator), nameless)
    goes_on(clock)
    assert mailed() == [leader.email]

    clock.shift(60 * DAY)
    each = send(questionnaire("ten"), coordinator, Mode.EACH, title="Ieder voor zich")
    goes_on(clock, hours=1)
    mailed()
    own = each.sheets.get(user=partner)
    only = Question.objects.get(section__instrument_version=each.instrument_version)
    filling.save_answer(own, only, 9, by=partner, now=now())
    filling.submit(own, by=partner, now=now())
    goes_on(clock, days=15)
    mailed()
    give_back(login(coordinator), each)
    goes_on(clock)
    assert mailed() == [partner.email]

    # The fourth asks what the first asked: the answers of then lie beside it, and count only when looked at.
    clock.shift(60 * DAY)
    again = send(scan, coordinator, title="Scan van het najaar")
    goes_on(clock, hours=1)
    sheet = again.sheets.get(circle=ours)
    assert {answer.value for answer in carried.before(sheet).values()} == {6, "De overdracht hapert."}
    assert not sheet.answers.exists()
    last = last_time(again, partner, ours)
    assert (last.round, last.said[ten.line].all) == (first, "gemiddeld 6,0")
    filling.confirm_carried(sheet, long, by=partner, now=now())
    filling.save_answer(sheet, ten, 8, by=leader, now=now())
    filling.submit(sheet, by=leader, now=now())
    assert dict(sheet.answers.values_list("question", "how")) == {ten.pk: How.CHANGED, long.pk: How.CONFIRMED}
    goes_on(clock, days=15)
    mailed()
    give_back(login(coordinator), again)
    goes_on(clock)
    assert mailed() == sorted([leader.email, partner.email])
    page = login(leader).get(reverse("surveys:round_results", args=[again.pk])).text
    assert "<strong>Vorige keer</strong> (Scan van het voorjaar, februari 2027): gemiddeld 6,0." in page
