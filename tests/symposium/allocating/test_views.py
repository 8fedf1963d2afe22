import datetime

import pytest
import time_machine
from django.urls import reverse

from symposium.models import Mode, RegistrationState, Speaking
from symposium.registering import links
from symposium.tasks import allocate_waiting
from tests.symposium.allocating.conftest import NOW
from tests.symposium.factories import (
    EditionFactory,
    RegistrationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db
BEFORE = NOW - datetime.timedelta(days=3)


@pytest.fixture
def at():
    def moment(when):
        return time_machine.travel(when, tick=False)

    return moment


def url(person):
    return reverse("symposium:wishes", args=[links.token(person)])


def answers(*sessions):
    return {f"wens_{session.slot_id}_{rank}": session.pk for rank, session in enumerate(sessions, 1) if session}


def wishes(person):
    return list(person.wishes.order_by("slot", "rank").values_list("session__title", flat=True))


@time_machine.travel(BEFORE, tick=False)
def test_wishes_are_kept_and_can_be_changed(client, fair):
    edition, (language, rest) = fair
    person = RegistrationFactory(edition=edition)

    client.post(url(person), answers(language, rest))
    again = client.post(url(person), answers(rest), follow=True)

    assert "Je wensen zijn bewaard." in again.text
    assert wishes(person) == ["Rust"]
    assert f'<option value="{rest.pk}" selected>Rust</option>' in again.text


@time_machine.travel(BEFORE, tick=False)
def test_what_the_workshops_are_about_stands_with_the_wishes(client, fair):
    edition, (language, _rest) = fair
    language.summary = "Woorden die helpen."
    language.save()

    page = client.get(url(RegistrationFactory(edition=edition))).text

    assert "Woorden die helpen." in page
    assert f"/programma/{language.pk}/" not in page


@time_machine.travel(BEFORE, tick=False)
def test_a_second_wish_alone_becomes_the_first(client, fair):
    edition, (language, _rest) = fair
    person = RegistrationFactory(edition=edition)

    client.post(url(person), answers(None, language))

    assert list(person.wishes.values_list("rank", flat=True)) == [1]


@time_machine.travel(BEFORE, tick=False)
def test_the_same_workshop_twice_is_said_at_the_field(client, fair):
    edition, (language, _rest) = fair
    person = RegistrationFactory(edition=edition)

    page = client.post(url(person), answers(language, language))

    assert "In Workshopronde 1 koos je deze workshop al." in page.text
    assert wishes(person) == []


@time_machine.travel(BEFORE, tick=False)
def test_a_workshop_of_another_slot_is_no_choice(client, fair):
    edition, (language, _rest) = fair
    person, elsewhere = RegistrationFactory(edition=edition), SessionFactory()

    page = client.post(url(person), {f"wens_{language.slot_id}_1": elsewhere.pk})

    assert page.status_code == 200
    assert wishes(person) == []


@time_machine.travel(BEFORE, tick=False)
def test_who_speaks_in_a_round_wishes_nothing_in_it(client, fair):
    edition, (language, rest) = fair
    person = RegistrationFactory(edition=edition)
    Speaking.objects.create(session=language, speaker=SpeakerFactory(edition=edition, email=person.email))
    said = "In Workshopronde 1 spreek je zelf, bij “Taal”."
    alone = client.get(url(person)).text
    assert said in alone
    assert "Er valt nog niets te kiezen" not in alone
    later = TimeSlotFactory(edition=edition, title="Ronde 2", starts=datetime.time(13), ends=datetime.time(14))
    SessionFactory.create_batch(2, edition=edition, slot=later)

    page = client.get(url(person)).text

    assert said in page
    assert f"wens_{later.pk}_1" in page
    assert f"wens_{rest.slot_id}_1" not in page


@time_machine.travel(BEFORE, tick=False)
def test_a_round_with_one_workshop_is_not_asked(client, fair):
    edition, (language, rest) = fair
    rest.delete()

    page = client.get(url(RegistrationFactory(edition=edition)))

    assert "Er valt nog niets te kiezen" in page.text


def test_after_the_last_moment_wishes_can_be_read_only(client, fair, wish, at):
    edition, (language, rest) = fair
    person, nobody = wish(rest, language), RegistrationFactory(edition=edition)
    with at(NOW):
        page = client.post(url(person), answers(language), follow=True)
        empty = client.get(url(nobody))

    assert "De wensen zijn gesloten" in page.text
    assert wishes(person) == ["Rust", "Taal"]
    assert "<li>Rust</li>" in page.text
    assert "We hebben voor deze ronde geen wensen van je." in empty.text


def test_the_page_says_when_places_were_given(client, fair, at):
    edition, _sessions = fair
    person = RegistrationFactory(edition=edition)
    edition.allocated_at = NOW
    edition.save()

    with at(BEFORE):
        assert "De plekken zijn verdeeld." in client.get(url(person)).text


def test_first_come_has_no_wishes(client):
    person = RegistrationFactory(edition=EditionFactory())

    assert "zonder wensen" in client.get(url(person)).text


def test_a_link_that_is_not_ours_or_of_who_stays_away(client, fair):
    edition, _sessions = fair
    gone = RegistrationFactory(edition=edition, state=RegistrationState.CANCELLED, cancelled_at=NOW)

    assert client.get(url(gone)).status_code == 404
    assert client.get(reverse("symposium:wishes", args=["1-niet"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_coordinator_tries_and_gives(client, login, coordinator, fair, wish, at, count, django_assert_num_queries):
    edition, (language, rest) = fair
    page = reverse("symposium:allocation_detail", args=[edition.year])
    for _ in range(count):
        wish(language, rest)
    with at(NOW):
        login(coordinator)
        before = client.get(page)
        client.post(reverse("symposium:allocation_try", args=[edition.year]))
        busy = client.get(page)
        allocate_waiting()
        tried = client.get(page)
        assert (
            "Ja, verdeel en mail iedereen"
            in client.get(reverse("symposium:allocation_give", args=[edition.year])).text
        )
    with at(NOW + datetime.timedelta(hours=1)):
        client.post(reverse("symposium:allocation_give", args=[edition.year]))
        allocate_waiting()
        # session, user, memberships, edition, people, running, trial, given, workshops, and what every page asks
        with django_assert_num_queries(10):
            given = client.get(page)
        assert "Ja, verdeel opnieuw" in client.get(reverse("symposium:allocation_give", args=[edition.year])).text

    assert "De wensen zijn binnen." in before.text
    assert "Er wordt gerekend." in busy.text
    assert "De laatste proef" in tried.text
    assert "van de wensen op nummer één kwam uit" in tried.text
    assert "Zo zijn de plekken verdeeld" in given.text
    assert "De laatste proef" not in given.text


def test_before_the_last_moment_only_a_trial(client, login, coordinator, fair, at):
    edition, _sessions = fair
    with at(BEFORE):
        login(coordinator)
        page = client.get(reverse("symposium:allocation_detail", args=[edition.year]))
        refused = client.post(reverse("symposium:allocation_give", args=[edition.year]), follow=True)

    assert "Doe een proef" in page.text
    assert "Verdeel de plekken</a>" not in page.text
    assert "Mensen kunnen nog wensen opgeven." in refused.text


def test_a_run_that_failed_says_so(client, login, coordinator, fair):
    edition, _sessions = fair
    edition.allocations.create(is_trial=True, asked_at=NOW, finished_at=NOW, failure="Er kwam niets uit.")

    page = login(coordinator).get(reverse("symposium:allocation_detail", args=[edition.year]))

    assert "Er kwam niets uit." in page.text


def test_there_is_nothing_to_give_out_yet(client, login, coordinator):
    plain, empty = EditionFactory(), EditionFactory(year=2028, mode=Mode.FAIR, wishes_until=NOW)
    RoomFactory(edition=empty)
    login(coordinator)

    assert "Hier valt niets te verdelen" in client.get(reverse("symposium:allocation_detail", args=[plain.year])).text
    assert "Er zijn nog geen workshops" in client.get(reverse("symposium:allocation_detail", args=[empty.year])).text
