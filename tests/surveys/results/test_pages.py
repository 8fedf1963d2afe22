"""The results of a round, as those read them who may."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from surveys.models import AnswerTag, Mode
from surveys.results import keeping
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.surveys.factories import InvitationFactory
from tests.surveys.results.build import VALUES, answer, next_version, questionnaire, questions, round_of

pytestmark = pytest.mark.django_db


def page_of(one_round):
    return reverse("surveys:round_results", args=[one_round.pk])


def page_of_question(one_round, kind):
    return reverse("surveys:question_results", args=[one_round.pk, questions(one_round.instrument_version)[kind].pk])


@pytest.fixture
def room(login, editor):
    return login(editor)


def test_every_kind_is_shown(room):
    one_round = round_of(questionnaire())
    for _ in range(3):
        answer(one_round)

    response = room.get(page_of(one_round))

    results = {one.kind: one for one in response.context["found"].results}
    assert [(row.label, row.number, row.share) for row in results["one"].rows] == [
        ("een", 3, 100),
        ("twee", 0, 0),
        ("drie", 0, 0),
    ]
    assert [(row.label, row.number) for row in results["many"].rows] == [("een", 3), ("twee", 0), ("drie", 3)]
    assert [row.number for row in results["scale"].rows] == [0, 0, 0, 3, 0, 0]
    assert results["scale"].rows[-1].is_unknown
    assert [row.number for row in results["ten"].rows] == [0] * 7 + [3] + [0] * 3
    assert [(row.label, row.number) for row in results["number"].rows] == [("12,5 uur", 3)]
    assert [(row.label, row.number) for row in results["yes_no"].rows] == [("ja", 3), ("nee", 0)]
    assert [(row.label, row.number) for row in results["date"].rows] == [("november 2026", 3)]
    assert [(line.label, line.mean_words, line.unknown) for line in results["matrix"].lines] == [
        ("een", "4,0", 0),
        ("twee", "", 3),
        ("drie", "2,0", 0),
    ]
    assert [(line.label, line.mean_words) for line in results["ranking"].lines] == [
        ("twee", "1,0"),
        ("een", "2,0"),
        ("drie", "3,0"),
    ]
    assertContains(response, "Een lange tekst")
    assertContains(response, "Omdat het helpt")
    for kind in VALUES:
        assert room.get(page_of_question(one_round, kind)).status_code == 200


@pytest.mark.parametrize("sheet_count", [1, 3])
@pytest.mark.parametrize(
    ("mode", "is_kept", "number"),
    [(Mode.JOINT, False, 19), (Mode.ANONYMOUS, False, 20), (Mode.JOINT, True, 17), (Mode.ANONYMOUS, True, 17)],
)
def test_round_results_query_count(room, django_assert_num_queries, mode, is_kept, number, sheet_count):
    one_round = round_of(questionnaire(), mode, closed=True)
    for _ in range(sheet_count):
        for _ in range(5):
            answer(one_round, circle=CircleFactory() if mode == Mode.JOINT else None)
    if is_kept:
        keeping.keep_due(timezone.now())

    # Session, user, memberships, round, sections of the filter, circles, sections, questions, what they depend on,
    # kept counts, sheets, texts; where nothing was kept also counts and bands, and of a round without names sizes.
    # What grew out of it: the questions, four kinds of things; the round before.
    with django_assert_num_queries(number):
        room.get(page_of(one_round))


@pytest.mark.parametrize("round_count", [1, 3])
def test_question_results_query_count(room, django_assert_num_queries, round_count):
    version = questionnaire("scale", "long")
    for ago in range(round_count):
        one_round = round_of(version, days_ago=ago + 1)
        for _ in range(round_count + 1):
            answer(one_round)
    room.get(page_of_question(one_round, "scale"))

    # Session, user, memberships, round, question, tags, circles of the filter; counts and bands; rounds, questions,
    # counts and bands of the trend; for the map means, places of coalitions and municipalities. What grew
    # out of it: the questions, four kinds of things; the round before.
    with django_assert_num_queries(23):
        room.get(page_of_question(one_round, "scale"))


@pytest.mark.parametrize(
    ("mode", "closed", "said"),
    [
        (Mode.JOINT, False, "Er is nog niets ingestuurd"),
        (Mode.JOINT, True, "Niemand stuurde iets in"),
        (Mode.ANONYMOUS, True, "Minder dan vijf mensen vulden in."),
    ],
)
def test_without_answers_the_page_says_why(room, mode, closed, said):
    one_round = round_of(questionnaire(), mode, closed=closed)

    assertContains(room.get(page_of(one_round)), said)


def test_who_answered_reads_it_once_it_was_given_back(login):
    version = questionnaire()
    given_back, closed = round_of(version, released=True), round_of(version, closed=True)
    mine, other = CircleFactory(), CircleFactory()
    partner, outsider = (MembershipFactory(circle=circle).user for circle in (mine, other))
    for one_round in (given_back, closed):
        answer(one_round, circle=mine)
        answer(one_round, VALUES | {"long": "Van een ander"})
        answer(one_round, circle=other, submitted=False)

    response = login(partner).get(page_of(given_back))

    assertContains(response, str(mine))
    assertContains(response, "Een lange tekst")
    assertNotContains(response, "Van een ander")
    assert login(partner).get(page_of(closed)).status_code == 404
    assert login(outsider).get(page_of(given_back)).status_code == 404
    assert login(partner).get(page_of_question(given_back, "long")).status_code == 200


def test_who_answered_alone_reads_it_and_only_their_own_text(login):
    one_round = round_of(questionnaire(), Mode.EACH, released=True)
    circle = CircleFactory()
    me, colleague = (MembershipFactory(circle=circle).user for _ in range(2))
    answer(one_round, circle=circle, user=me)
    answer(one_round, VALUES | {"long": "Van mijn collega"}, circle=circle, user=colleague)

    response = login(me).get(page_of(one_round))

    assertContains(response, "Een lange tekst")
    assertNotContains(response, "Van mijn collega")


def test_results_without_names_are_there_once_closed(login, editor, network):
    version = questionnaire()
    open_round, closed = round_of(version, Mode.ANONYMOUS), round_of(version, Mode.ANONYMOUS, closed=True)
    given_back = round_of(version, Mode.ANONYMOUS, released=True)
    answered, silent = UserFactory(), UserFactory()
    for one_round in (closed, given_back):
        InvitationFactory(round=one_round, user=answered, has_answered=True)
        InvitationFactory(round=one_round, user=silent)
        for _ in range(5):
            answer(one_round)

    assert login(editor).get(page_of(open_round)).status_code == 404
    assertContains(login(editor).get(page_of(closed)), "Deze ronde is zonder naam")
    assert login(answered).get(page_of(closed)).status_code == 404
    assert login(answered).get(page_of(given_back)).status_code == 200
    assertNotContains(login(answered).get(page_of_question(given_back, "long")), "Een lange tekst")
    assert login(silent).get(page_of(given_back)).status_code == 404


def test_board_reader_reads_what_was_given_back(login, network):
    reader = MembershipFactory(circle=network, role="reader").user
    given_back, closed = round_of(questionnaire(), released=True), round_of(questionnaire(), closed=True)

    assert login(reader).get(page_of(given_back)).status_code == 200
    assert login(reader).get(page_of(closed)).status_code == 404


def test_a_visitor_finds_no_results(client):
    assert client.get(page_of(round_of(questionnaire(), released=True))).status_code == 302


def test_the_circle_that_is_chosen_stands_beside_the_band(room):
    one_round = round_of(questionnaire())
    circles = [CircleFactory() for _ in range(4)]
    for step, circle in zip((1, 2, 3, 5), circles, strict=True):
        answer(one_round, VALUES | {"scale": step, "number": str(step * 10)}, circle=circle)

    response = room.get(page_of(one_round), {"kring": circles[3].pk})

    results = {one.kind: one for one in response.context["found"].results}
    strip = results["scale"].strip
    assert (strip.own_words, strip.words) == (
        "5,0",
        "De middelste helft zit tussen 1,8 en 3,5, het midden is 2,5.",
    )
    assert (strip.own, strip.middle) == (1000, 375)
    assert [row.own for row in results["scale"].rows] == [0, 0, 0, 0, 1, 0]
    assert results["number"].strip.own_words == "50,0"
    assert {line.strip.words for line in results["ranking"].lines} == {
        "De middelste helft zit op 1,0.",
        "De middelste helft zit op 2,0.",
        "De middelste helft zit op 3,0.",
    }


def test_one_section_is_enough(room):
    version = questionnaire("scale")
    one_round = round_of(version)
    answer(one_round)
    section = version.sections.get()

    response = room.get(page_of(one_round), {"onderdeel": section.pk})

    assert [part.section for part in response.context["found"].parts] == [section]
    assert room.get(page_of(one_round), {"onderdeel": "x", "kring": "y"}).status_code == 200


# Texts and their words


def test_who_reads_puts_words_to_texts_and_takes_them_away(room):
    one_round = round_of(questionnaire("long"))
    for number in range(3):
        answer(one_round, {"long": f"Tekst {number}"})
    path = page_of_question(one_round, "long")
    marks = [mark for mark, _ in room.get(path).context["texts"]]

    assertRedirects(
        room.post(f"{path}trefwoord/", {"mark": marks[0], "name": "  Geld  en Tijd "}), f"{path}#tekst-{marks[0]}"
    )
    room.post(f"{path}trefwoord/", {"mark": marks[0], "name": "geld en tijd"})
    room.post(f"{path}trefwoord/", {"mark": marks[1], "name": "samen"})

    response = room.get(path, {"trefwoord": "samen"})
    assert [answer.words for _, answer in response.context["texts"]] == ["Tekst 1"]
    assert list(response.context["tags"]) == [("geld en tijd", 1), ("samen", 1)]
    room.post(f"{path}trefwoord/weg/", {"mark": marks[0], "name": "geld en tijd"})
    assert list(AnswerTag.objects.values_list("name", flat=True)) == ["samen"]


def test_a_word_that_is_empty_or_a_text_that_is_gone(room):
    one_round = round_of(questionnaire("long", "scale"))
    answer(one_round, {"long": "Tekst"})
    path = page_of_question(one_round, "long")
    ((mark, _),) = room.get(path).context["texts"]

    response = room.post(f"{path}trefwoord/", {"mark": mark, "name": " "}, follow=True)
    assertContains(response, "Schrijf één trefwoord")
    room.post(f"{path}trefwoord/weg/", {"mark": mark})
    assert room.post(f"{path}trefwoord/", {"mark": "weg", "name": "geld"}).status_code == 404
    assert room.post(f"{path}trefwoord/", {"name": "geld"}).status_code == 404
    assert not AnswerTag.objects.exists()


def test_who_answered_puts_no_words(login):
    one_round = round_of(questionnaire("long"), released=True)
    circle = CircleFactory()
    answer(one_round, {"long": "Tekst"}, circle=circle)
    client = login(MembershipFactory(circle=circle).user)
    path = page_of_question(one_round, "long")
    ((mark, sheet_answer),) = client.get(path).context["texts"]
    AnswerTag.objects.create(answer_id=sheet_answer.pk, name="geld")

    assert client.post(f"{path}trefwoord/", {"mark": mark, "name": "x"}).status_code == 403
    assertContains(client.get(path), "geld")


def test_a_question_of_another_round_is_not_here(room):
    one_round, other = round_of(questionnaire("scale")), round_of(questionnaire("scale"))
    question = questions(other.instrument_version)["scale"]

    assert room.get(reverse("surveys:question_results", args=[one_round.pk, question.pk])).status_code == 404


# Through the rounds


def test_a_line_goes_on_for_as_long_as_the_question_stays(room):
    first = questionnaire("scale", "one", "number", "matrix", "ranking", "long")
    second = next_version(first, changed=("one",))
    circle = CircleFactory()
    rounds = [round_of(first, days_ago=20), round_of(second, days_ago=10)]
    for one_round, step in zip(rounds, (2, 4), strict=True):
        answer(one_round, VALUES | {"scale": step, "number": str(step)}, circle=circle)
        answer(one_round, VALUES | {"scale": 3, "number": "3"})
    round_of(questionnaire("scale"), days_ago=5)

    response = room.get(page_of_question(rounds[1], "scale"), {"kring": circle.pk})
    trend = response.context["trend"]
    assert [(one.round, one.words, one.own_words) for one in trend.moments] == [
        (rounds[0], "gemiddeld 2,5", "2,0"),
        (rounds[1], "gemiddeld 3,5", "4,0"),
    ]
    assert trend.line == "M40 111L600 73"
    assert trend.own_line == "M40 130L600 54"
    assert trend.area.endswith("z")
    assert trend.breaks == []

    for at, before, sentence in (
        (1, 0, "Eerder stond hier een andere vraag"),
        (0, 1, "Later is deze vraag veranderd in"),
    ):
        response = room.get(page_of_question(rounds[at], "one"), {"kring": circle.pk})
        assert [one.round for one in response.context["trend"].moments] == [rounds[at]]
        assertContains(response, sentence)
        assertContains(response, page_of_question(rounds[before], "one"))

    for kind, said, own in (
        ("number", "gemiddeld 3,5 uur", "4,0"),
        ("matrix", "een: 4,0; drie: 2,0", "een: 4,0; drie: 2,0"),
        ("ranking", "vooraan: twee", "twee: 1,0; een: 2,0; drie: 3,0"),
        ("long", "1 tekst", ""),
    ):
        moment = room.get(page_of_question(rounds[1], kind), {"kring": circle.pk}).context["trend"].moments[1]
        assert (moment.words, moment.own_words) == (said, own)


def test_a_line_of_few_answers_says_so(room):
    version = questionnaire("scale", "one", "matrix", "ranking", "number")
    full, few, empty = (round_of(version, Mode.ANONYMOUS, closed=True, days_ago=ago) for ago in (30, 20, 10))
    circles = [CircleFactory() for _ in range(2)]
    for circle in circles:
        for _ in range(5):
            answer(full, {"scale": 3, "one": 2}, circle=circle)
    for _ in range(4):
        answer(few, VALUES)

    said = {}
    for kind in ("scale", "one", "matrix", "ranking", "number"):
        trend = room.get(page_of_question(full, kind), {"kring": circles[0].pk}).context["trend"]
        said[kind] = [(moment.words, moment.own_words, moment.is_shown) for moment in trend.moments]

    assert said["scale"] == [
        ("gemiddeld 3,0", "3,0", True),
        ("te weinig antwoorden", "", False),
        ("0 teksten", "", False),
    ]
    assert said["one"][0] == ("een 0%, twee 100%, drie 0%", "twee", True)
    assert said["matrix"][0] == ("", "", True)
    assert said["ranking"][0] == ("", "", True)


def test_one_coalition_makes_a_line_and_no_band(room):
    version = questionnaire("scale")
    rounds = [round_of(version, days_ago=ago) for ago in (9, 2)]
    for one_round in rounds:
        answer(one_round)

    trend = room.get(page_of_question(rounds[0], "scale")).context["trend"]

    assert (trend.line, trend.area) == ("M40 54L600 54", "")


def test_numbers_stand_in_groups_when_they_are_many(room):
    one_round = round_of(questionnaire("number", "date"))
    for number in range(12):
        answer(one_round, {"number": str(number * 100), "date": f"20{14 + number}-03-01"})

    results = room.get(page_of(one_round)).context["found"].results

    assert [(row.label, row.number) for row in results[0].rows] == [
        ("0 tot 200 uur", 2),
        ("200 tot 400 uur", 2),
        ("400 tot 600 uur", 2),
        ("600 tot 800 uur", 2),
        ("800 tot 1.000 uur", 2),
        ("1.000 tot 1.200 uur", 2),
    ]
    assert [row.label for row in results[1].rows] == [str(2014 + number) for number in range(12)]
