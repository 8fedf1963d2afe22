"""Giving back: the word, what people will read, the mail, and who waits for it."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Circle
from members.refused import Refused
from outbox.models import Email
from surveys.giving_back import releasing, telling, waiting
from surveys.giving_back.forms import WordForm
from surveys.models import Mode, Round
from surveys.tasks import run_rounds
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.races import at_once
from tests.surveys.factories import InvitationFactory, RoundFactory
from tests.surveys.results.build import answer, questionnaire, round_of

pytestmark = pytest.mark.django_db
WORD = "Dank jullie wel. Het viel op dat de overdracht vaak hapert."


@pytest.fixture
def closed(db):
    return round_of(questionnaire("ten"), closed=True, title="Coalitiescan 2027")


def path(name, one):
    return reverse(f"surveys:{name}", args=[one.pk])


def invited(sheet, circle=None, **said):
    return InvitationFactory(round=sheet.round, mode=sheet.mode, circle=circle, sheet=sheet, **said)


def give(one, by, word=WORD):
    Round.objects.filter(pk=one.pk).update(word=word)
    return releasing.release(one, seen=one.version, by=by, now=timezone.now())


def test_coordinator_writes_looks_and_gives_back(login, coordinator, closed):
    circle = CircleFactory(kind=Circle.Kind.COALITION)
    sheet = answer(closed, circle=circle)
    one = invited(sheet, circle, user__name="Tjitske Test")
    late = invited(answer(closed, submitted=False))
    client = login(coordinator)

    page = client.post(path("round_word", closed), {"word": WORD, "seen_version": seen(client, closed)}, follow=True)

    assert page.redirect_chain == [(path("round_release", closed), 302)]
    assert "1 mens krijgt deze mail" in page.text
    assert WORD in page.text
    assert not Round.objects.get().released_at

    said = client.post(path("round_release", closed), {"seen": page.context["round"].version}, follow=True)

    assert "De resultaten zijn teruggegeven." in said.text
    assert (Round.objects.get().released_by, Round.objects.get().word) == (coordinator, WORD)
    run_rounds()
    mail = Email.objects.get()
    assert (mail.to, mail.subject) == (one.user.email, "De resultaten van “Coalitiescan 2027” zijn er")
    for part in (WORD, "Dag Tjitske Test,", path("round_results", closed)):
        assert part in body(mail)
    assert late.user.email != mail.to


def test_two_coordinators_who_write_at_once_both_keep_their_words(login, coordinator, closed):
    client = login(coordinator)
    old = seen(client, closed)
    client.post(path("round_word", closed), {"word": "Van de een.", "seen_version": old})

    page = client.post(path("round_word", closed), {"word": "Van de ander.", "seen_version": old})

    assert page.status_code == 200
    assert "Jouw woord bij de resultaten: welke tekst blijft?" in page.text
    assert Round.objects.get().word == "Van de een."


def seen(client, one):
    return client.get(path("round_word", one)).context["form"]["seen_version"].value()


def body(mail):
    """Both parts, decoded."""
    message = message_from_bytes(bytes(mail.mime))
    return "".join(
        part.get_payload(decode=True).decode() for part in message.walk() if part.get_content_maintype() == "text"
    )


def test_word_is_asked(login, coordinator, closed):
    response = login(coordinator).post(path("round_word", closed), {"word": " ", "seen_version": ""})

    assert "ks-error-summary" in response.text
    assert not Round.objects.get().word


def test_pages_say_why_it_is_not_the_moment(login, coordinator, closed):
    running = round_of(closed.instrument_version)
    client = login(coordinator)

    assert "Er is nog geen woord" in client.get(path("round_release", closed)).text
    assert "De ronde loopt nog" in client.get(path("round_word", running)).text
    give(closed, coordinator)
    assert "Al teruggegeven" in client.get(path("round_word", closed)).text
    assert "Al teruggegeven" in client.get(path("round_release", closed)).text


def test_nobody_answered(login, coordinator, closed):
    Round.objects.update(word=WORD)
    sheet = answer(closed, submitted=False)
    invited(sheet)
    client = login(coordinator)
    pages = [client.get(path(name, closed)).text for name in ("round_detail", "round_results")]

    assert "Niemand vulde in" in client.get(path("round_release", closed)).text
    assert all("Niemand vulde in" in page and path("round_word", closed) not in page for page in pages)
    type(sheet).objects.update(submitted_at=closed.closed_at)
    pages = [client.get(path(name, closed)).text for name in ("round_detail", "round_results")]
    assert all("Niemand vulde in" not in page and path("round_word", closed) in page for page in pages)


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"word": ""}, releasing.NO_WORD), ({"version": 9}, releasing.CHANGED)],
)
def test_refused_with_a_sentence(login, coordinator, closed, changes, why):
    Round.objects.update(**{"word": WORD} | changes)

    response = login(coordinator).post(path("round_release", closed), {"seen": 1}, follow=True)

    assert why in response.text
    assert Round.objects.get().released_at is None


def test_running_round_is_not_given_back(coordinator):
    with pytest.raises(Refused, match="loopt nog"):
        releasing.release(RoundFactory(), seen=1, by=coordinator, now=timezone.now())


def test_button_without_what_was_seen_changes_nothing(login, coordinator, closed):
    Round.objects.update(word=WORD)

    login(coordinator).post(path("round_release", closed), {"seen": "x"})

    assert Round.objects.get().released_at is None


def test_second_click_gives_nothing_back_again(coordinator, closed):
    first = give(closed, coordinator)

    again = releasing.release(closed, seen=0, by=UserFactory(), now=timezone.now() + timedelta(hours=1))

    assert (again.released_at, again.released_by) == (first.released_at, coordinator)


def test_word_that_comes_too_late_or_too_early_is_refused(login, coordinator, closed):
    client = login(coordinator)
    running = round_of(closed.instrument_version)
    Round.objects.filter(pk=closed.pk).update(word=WORD)
    typed = {"word": "Nog iets", "seen_version": seen(client, closed)}
    give(closed, coordinator)

    assert releasing.RELEASED in client.post(path("round_word", closed), typed, follow=True).text
    typed = {"word": "Nu al", "seen_version": WordForm(instance=running)["seen_version"].value()}
    assert releasing.RUNNING in client.post(path("round_word", running), typed, follow=True).text
    assert set(Round.objects.values_list("word", flat=True)) == {WORD, ""}


def test_only_the_coordinator(login, member, closed):
    client = login(member)

    for name in ("round_word", "round_release"):
        assert client.get(path(name, closed)).status_code == 404
    assert client.get(reverse("surveys:give_back")).status_code == 404


def test_who_answered_without_a_name_hears_it_once(coordinator):
    one = round_of(questionnaire("ten"), Mode.ANONYMOUS, closed=True)
    did = InvitationFactory(round=one, has_answered=True)
    InvitationFactory(round=one)
    InvitationFactory(round=one, has_answered=True, user__is_active=False)
    listed = InvitationFactory(round=one, user=None, address="iemand@voorbeeld.invalid", has_answered=True)
    give(one, coordinator)

    assert [telling.tell_due(timezone.now()) for _ in range(2)] == [2, 0]

    assert set(Email.objects.values_list("to", flat=True)) == {did.user.email, listed.address}
    mail = body(Email.objects.get(to=listed.address))
    assert "Dag,\r\n" in mail
    assert "/resultaten/" not in mail


def test_what_was_given_back_long_ago_is_not_mailed(coordinator, closed):
    invited(answer(closed))
    give(closed, coordinator)

    assert telling.tell_due(timezone.now() + timedelta(days=31)) == 0


def test_coordinator_is_reminded_to_give_back(login, coordinator, member, closed):
    on = timezone.localdate()
    RoundFactory()
    invited(answer(closed))
    assert list(waiting.to_give_back(coordinator, on)) == [
        ("Geef de resultaten van “Coalitiescan 2027” terug aan wie invulde.", path("round_word", closed))
    ]
    assert not list(waiting.to_give_back(member, on))
    invited(answer(round_of(closed.instrument_version, closed=True, title="Borgingscheck 2027")))
    round_of(closed.instrument_version, closed=True, title="Niemand vulde deze in")

    [(sentence, url)] = waiting.to_give_back(coordinator, on)

    assert sentence == "2 rondes om terug te geven aan wie invulde."
    assert "Borgingscheck 2027" in login(coordinator).get(url).text
    for one in releasing.waiting_rounds():
        give(one, coordinator)
    assert not list(waiting.to_give_back(coordinator, on))
    assert "Alles is teruggegeven" in login(coordinator).get(url).text


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_what_waits(login, coordinator, django_assert_num_queries, count):
    for _ in range(count):
        invited(answer(round_of(questionnaire("ten"), closed=True)))
    client = login(coordinator)

    with django_assert_num_queries(4):  # session, user, memberships; the rounds
        client.get(reverse("surveys:give_back"))


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_batch(coordinator, closed, django_assert_num_queries, count):
    for _ in range(count):
        invited(answer(closed))
    give(closed, coordinator)

    with django_assert_num_queries(5):  # savepoint, invitations, mails, told, release
        telling.tell_batch(now=timezone.now())


def test_word_of_a_draft_is_nobodys(login, coordinator, closed):
    circle = CircleFactory(kind=Circle.Kind.COALITION)
    partner = MembershipFactory(circle=circle).user
    invited(answer(closed, circle=circle), circle, user=partner)
    Round.objects.update(word=WORD)

    page = login(coordinator).get(path("round_results", closed)).text
    assert WORD not in page
    assert "Wie invulde, weet dit nog niet" in page
    assert login(partner).get(path("round_results", closed)).status_code == 404

    give(closed, coordinator)
    page = login(partner).get(path("round_results", closed)).text
    assert WORD in page
    assert "Wat de aanjager erbij schreef" in page


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_everybody_once(coordinator, closed, meeting_point):
    for _ in range(3):
        invited(answer(closed))
    give(closed, coordinator)
    meeting_point(telling.emails, "results_are_there")

    at_once(*[lambda: telling.tell_due(timezone.now())] * 2)

    assert Email.objects.count() == 3
