"""The evaluation goes once, by itself, the morning after, to who was there: also to who has no account."""

import datetime

import pytest

from members.refused import Refused
from outbox.models import Email
from surveys.answering import links
from surveys.making import ready, versions
from surveys.models import Instrument, Invitation, Round
from surveys.sending import confirming, drafting, gatherings
from surveys.tasks import run_rounds
from symposium.afterwards import evaluating
from symposium.models import Edition, Evaluation, Presence
from symposium.tasks import send_evaluations
from tests.races import at_once
from tests.symposium.factories import EditionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 2, 11)
EVENING = datetime.datetime(2027, 2, 11, 19, tzinfo=datetime.UTC)
MORNING = datetime.datetime(2027, 2, 12, 8, tzinfo=datetime.UTC)  # nine o'clock in Fryslân
PATH = "/symposium/2027/evaluatie/"


def comes(edition, *, was_there=True, **who):
    person = RegistrationFactory(edition=edition, **who)
    if was_there:
        Presence.objects.create(registration=person, scanned_at=EVENING, received_at=EVENING)
    return person


@pytest.fixture
def edition(network):
    return EditionFactory()


def test_it_goes_the_morning_after_to_who_was_there_and_only_once(client, edition, member, time_machine):
    comes(edition, user=member, email="ander@voorbeeld.invalid")
    comes(edition, email="gast@voorbeeld.invalid")
    comes(edition, email="")  # walked in, and gave no address
    comes(edition, was_there=False)

    time_machine.move_to(MORNING - datetime.timedelta(minutes=1), tick=False)
    send_evaluations()
    assert not Round.objects.exists()
    time_machine.move_to(MORNING, tick=False)
    for _ in range(2):
        send_evaluations()
        run_rounds()

    (round,) = Round.objects.all()
    asked = {(one.user, one.address) for one in Invitation.objects.all()}
    mails = Email.objects.filter(dedupe_key__startswith="survey:")
    assert asked == {(member, ""), (None, "gast@voorbeeld.invalid")}
    assert sorted(mails.values_list("to", flat=True)) == sorted([member.email, "gast@voorbeeld.invalid"])
    assert (round.is_anonymous, round.source_label, round.source_url) == (True, "Symposium 2027", "/symposium/2027/")
    link = links.url_of(Invitation.objects.get(user=None))
    assert "Welk cijfer geef je de dag?" in client.get(link).text


def test_nobody_checked_in_so_it_goes_to_who_would_come(edition):
    comes(edition, was_there=False, email="gast@voorbeeld.invalid")
    comes(edition, was_there=False, state="cancelled", cancelled_at=EVENING)

    assert gatherings.people("/symposium/2027/") == [(None, "gast@voorbeeld.invalid")]


def test_other_pages_have_no_guests_and_a_recent_edition_can_be_chosen(edition):
    EditionFactory(year=2026)

    assert [gatherings.people(url) for url in ("/symposium/", "/weg", "/symposium/2031/")] == [[], [], []]
    assert gatherings.recent(DAY) == [("Symposium 2027, 11 februari 2027", "/symposium/2027/")]


@pytest.mark.parametrize("later", [0, 15])
def test_without_guests_or_much_later_nothing_goes_by_itself(edition, later):
    if later:
        comes(edition)

    assert evaluating.send_due(MORNING + datetime.timedelta(days=later)) == 0
    assert not Round.objects.exists()


def test_the_coordinator_holds_it_back_lets_it_go_and_sends_it(login, coordinator, edition, time_machine):
    comes(edition, email="gast@voorbeeld.invalid")
    time_machine.move_to(EVENING - datetime.timedelta(days=1), tick=False)
    web = login(coordinator)

    assert "Je hoeft niets te doen." in web.get(PATH).text
    too_early = web.post(PATH, {"what": "send"}, follow=True).text
    assert "Het symposium is nog niet voorbij." in too_early
    assert "De evaluatie gaat niet vanzelf weg." in web.post(PATH, {"what": "hold"}, follow=True).text
    assert evaluating.send_due(MORNING) == 0
    assert "Je hield de evaluatie tegen" in web.get(PATH).text
    assert "je hield de evaluatie tegen" in web.get("/symposium/2027/regie/").text.lower()
    assert "De evaluatie gaat weer vanzelf weg." in web.post(PATH, {"what": "let_go"}, follow=True).text
    assert "gaat vanzelf op 12 februari 2027" in web.get("/symposium/2027/regie/").text.lower()
    time_machine.move_to(EVENING, tick=False)
    web = login(coordinator)  # a session is over after a day
    assert "1 mens krijgt de evaluatie" in web.get(PATH).text
    assert "De evaluatie gaat nu weg" in web.post(PATH, {"what": "send"}, follow=True).text

    assert evaluating.send_due(MORNING) == 0
    assert web.post(PATH, {"what": "other"}).status_code == 200
    for what in ("send", "hold"):
        assert "De evaluatie is al verstuurd." in web.post(PATH, {"what": what}, follow=True).text
    assert Round.objects.count() == 1
    assert "de evaluatie is verstuurd" in web.get("/symposium/2027/regie/").text.lower()
    Round.objects.update(opened_at=EVENING, closed_at=EVENING)
    assert "Lees de resultaten" in web.get(PATH).text
    Round.objects.update(released_at=EVENING)
    assert "De evaluatie is klaar" in web.get(PATH).text


def test_what_the_network_made_of_it_is_asked_once_it_is_fixed(login, coordinator, edition, time_machine):
    comes(edition)
    time_machine.move_to(MORNING, tick=False)
    draft = ready.take("symposium", by=coordinator, now=MORNING)
    web = login(coordinator)
    assert evaluating.send_due(MORNING) == 0
    assert "is nog een concept" in web.get(PATH).text
    with pytest.raises(Refused, match="concept"):
        evaluating.send_now(edition, by=coordinator, now=MORNING)

    versions.fix(draft, by=coordinator, now=MORNING)
    Instrument.objects.update(archived_at=MORNING)
    assert "is opgeborgen" in web.get(PATH).text
    assert "niet verstuurd" not in web.get("/symposium/2027/regie/").text.lower()
    Instrument.objects.update(archived_at=None)

    assert evaluating.send_due(MORNING) == 1
    assert Round.objects.get().instrument_version == draft


def test_a_round_that_was_thrown_away_does_not_come_back_by_itself(login, coordinator, edition, time_machine):
    comes(edition)
    time_machine.move_to(MORNING, tick=False)
    evaluating.send_due(MORNING)
    round = Round.objects.get()

    confirming.take_back(round, by=coordinator, now=MORNING)
    drafting.discard(round)

    assert evaluating.send_due(MORNING) == 0
    assert "De evaluatie is weggegooid" in login(coordinator).get(PATH).text
    assert "niet verstuurd" in login(coordinator).get("/symposium/2027/regie/").text.lower()
    evaluating.send_now(edition, by=coordinator, now=MORNING)
    assert Round.objects.count() == 1


def test_long_after_the_day_only_the_coordinator_sends_it(login, coordinator, edition, time_machine):
    comes(edition)
    time_machine.move_to(MORNING + datetime.timedelta(days=20), tick=False)

    page = login(coordinator).get(PATH).text

    assert "te lang geleden" in page
    assert "Verstuur nu" in page


@pytest.mark.django_db(transaction=True)
def test_two_runs_beside_each_other_send_one(meeting_point):
    comes(EditionFactory())
    meeting_point(evaluating, "due")

    call = lambda: evaluating.send_due(MORNING)  # noqa: E731
    at_once(call, call)

    assert (Evaluation.objects.count(), Round.objects.count(), Edition.objects.count()) == (1, 1, 1)
