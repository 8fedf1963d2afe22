"""From a result to a bottleneck, an action point or a question; and back, the next time."""

import pytest
from django.template import engines
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionPoint
from community.models import Topic
from meetings.models import Meeting
from members.models import Circle
from surveys.giving_back import growing
from surveys.giving_back.last_time import last_time
from surveys.models import Mode, Round
from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import CoalitionFactory
from tests.meetings.factories import MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.surveys.factories import InvitationFactory
from tests.surveys.results.build import answer, next_version, questionnaire, questions, round_of
from tests.themetables.factories import BottleneckFactory
from themetables.models import Bottleneck

pytestmark = pytest.mark.django_db
KINDS = ("ten", "matrix", "one", "long", "ranking", "date")
VALUES = {"ten": 7, "matrix": {"1": 4, "2": 2}, "one": 1, "long": "Tekst", "ranking": {"1": 2, "2": 1}}


@pytest.fixture
def leader(network):
    coalition = CoalitionFactory(circle__name="Coalitie Waadhoeke")
    return MembershipFactory(circle=coalition.circle, leader=True).user


@pytest.fixture
def circle(leader):
    return leader.current_memberships[0].circle


@pytest.fixture
def one_round(circle):
    """Given back; Waadhoeke gave a 7 and another coalition a 4."""
    one = round_of(questionnaire(*KINDS), released=True, title="Scan 2026", days_ago=400)
    answer(one, VALUES, circle=circle)
    answer(one, VALUES | {"ten": 4})
    return one


def asked(one, kind="ten"):
    return questions(one.instrument_version)[kind]


def results_of(one):
    return reverse("surveys:round_results", args=[one.pk])


def act(one, key, slug="", kind="ten"):
    name, more = ("result_act_of", [slug]) if slug else ("result_act", [])
    return reverse(f"surveys:{name}", args=[one.pk, asked(one, kind).pk, key, *more])


def source(one, kind="ten"):
    return f"{results_of(one)}#vraag-{asked(one, kind).pk}"


def test_leader_makes_an_action_point_of_a_result(login, leader, circle, one_round):
    client = login(leader)
    url = act(one_round, "actiepunt", circle.slug)
    assert f'href="{url}"' in client.get(results_of(one_round)).text

    form = client.get(url, follow=True)
    filled = {"what": "Bel de huisartsen", "due_on": timezone.localdate().isoformat()}
    client.post(form.redirect_chain[-1][0], filled | {"bron": form.context["form"]["bron"].value()})

    point = ActionPoint.objects.get()
    assert (point.circle, point.source_url) == (circle, source(one_round))
    assert point.source_label == "Scan 2026: Vraag van soort ten (Coalitie Waadhoeke: 7,0)"
    page = client.get(results_of(one_round)).text
    assert "Hieruit kwam voort:" in page
    assert f'<a href="{point.get_absolute_url()}">Bel de huisartsen</a> (actiepunt, nog niet begonnen)' in page


def test_result_of_all_becomes_a_bottleneck(login, leader, one_round):
    client = login(leader)
    form = client.get(act(one_round, "knelpunt"), follow=True)

    client.post(form.redirect_chain[-1][0], {"title": "Overdracht hapert", "what_happens": "Het gaat vaak mis."})

    named = Bottleneck.objects.get()
    assert named.source_label == "Scan 2026: Vraag van soort ten (gemiddeld 5,5)"
    assert named.source_url == source(one_round)


def test_result_comes_on_the_agenda_of_a_meeting(login, leader, circle, one_round):
    client = login(leader)
    meeting = MeetingFactory(circle=circle)
    others, over = MeetingFactory(), MeetingFactory(circle=circle, past=True)
    page = client.get(results_of(one_round)).text
    assert act(one_round, "agendapunt", str(over.pk)) not in page
    assert act(one_round, "agendapunt", str(others.pk)) not in page
    url = act(one_round, "agendapunt", str(meeting.pk))
    assert f'href="{url}"' in page

    form = client.get(url, follow=True)
    kept = {name: form.context["form"][name].value() for name in ("bron", "source_url")}
    filled = {"title": "De overdracht", "minutes": 20, **kept}
    client.post(form.redirect_chain[-1][0], filled)

    item = meeting.items.get()
    assert (item.title, item.source_url) == ("De overdracht", source(one_round))
    link = f'<a href="{meeting.get_absolute_url()}">De overdracht</a> (agendapunt, {meeting})'
    assert link in client.get(results_of(one_round)).text
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=timezone.now(), cancel_reason="Ziek")
    assert link not in client.get(results_of(one_round)).text


def test_result_becomes_a_question_to_the_network(login, leader, one_round):
    client = login(leader)
    form = client.get(act(one_round, "vraag", kind="matrix"), follow=True)
    said = {"kind": "question", "title": "Hoe doen jullie dit?", "text": "Vertel.", "audience": "network"}

    client.post(form.redirect_chain[-1][0], said)

    topic = Topic.objects.get()
    assert topic.source_label == "Scan 2026: Vraag van soort matrix (het laagst: twee (2,0 van 5))"
    assert topic.source_url == source(one_round, "matrix")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("one", "(een 100%)"), ("long", "(2 teksten)"), ("ranking", "(vooraan: twee)"), ("date", "soort date")],
)
def test_label_says_what_came_out(leader, one_round, kind, said):
    label = growing.label_of(one_round, asked(one_round, kind), leader, None)

    assert label.endswith(said)


def test_label_of_a_circle_says_its_lowest_statement(leader, circle, one_round):
    label = growing.label_of(one_round, asked(one_round, "matrix"), leader, circle)

    assert label.endswith("(Coalitie Waadhoeke: het laagst: twee (2,0 van 5))")


def test_label_of_a_question_that_the_circle_left_open_is_of_all(leader, circle, one_round):
    circle.sheets.get().answers.filter(question__kind__in=["ten", "matrix"]).delete()

    assert growing.label_of(one_round, asked(one_round), leader, circle).endswith("(gemiddeld 4,0)")
    assert "van 5" in growing.label_of(one_round, asked(one_round, "matrix"), leader, circle)


def test_statements_nobody_knows_say_nothing(leader, circle):
    one = round_of(questionnaire("matrix"), released=True)
    answer(one, {"matrix": {"1": 0}}, circle=circle)

    assert growing.label_of(one, asked(one, "matrix"), leader, None).endswith("soort matrix")


def test_too_few_without_names_say_no_number(coordinator):
    one = round_of(questionnaire("ten"), Mode.ANONYMOUS, released=True)
    for _ in range(4):
        answer(one, {"ten": 3})

    assert growing.label_of(one, asked(one), coordinator, None).endswith("(te weinig antwoorden)")


def test_only_what_somebody_may_make_is_offered(login, leader, circle, one_round, coordinator, network):
    reader = MembershipFactory(circle=network, role="reader").user

    def offered(user, beside=None):
        offers = growing.offers_of(one_round, user, beside, timezone.localdate())
        return [(one.key, one.slug) for one in offers]

    assert offered(leader) == [("knelpunt", ""), ("actiepunt", circle.slug), ("vraag", "")]
    assert offered(coordinator) == [("knelpunt", ""), ("vraag", "")]
    assert offered(coordinator, circle) == [("knelpunt", ""), ("actiepunt", circle.slug), ("vraag", "")]
    assert offered(reader, circle) == [("vraag", "")]
    client = login(reader)
    assert client.get(act(one_round, "knelpunt")).status_code == 404
    assert client.get(act(one_round, "actiepunt", circle.slug)).status_code == 404
    assert client.get(act(one_round, "onzin")).status_code == 404


def test_plan_of_a_circle_that_ended_is_not_offered(leader, circle, one_round):
    Circle.objects.filter(pk=circle.pk).update(ended_on=timezone.localdate())
    user = type(leader).objects.get(pk=leader.pk)

    assert "actiepunt" not in {one.key for one in growing.offers_of(one_round, user, None, timezone.localdate())}


def test_nothing_grows_out_of_a_round_that_runs(login, coordinator):
    running = round_of(questionnaire("ten"))
    answer(running, {"ten": 5})
    client = login(coordinator)

    assert "Doe er iets mee" not in client.get(results_of(running)).text
    assert client.get(act(running, "knelpunt")).status_code == 404


def test_question_of_another_questionnaire_is_not_there(login, coordinator, one_round):
    other = round_of(questionnaire("ten"), released=True)
    url = reverse("surveys:result_act", args=[one_round.pk, asked(other).pk, "knelpunt"])

    assert login(coordinator).get(url).status_code == 404


def test_stranger_does_not_get_from_a_result_to_a_form(login, stranger, one_round):
    assert login(stranger).get(act(one_round, "vraag")).status_code == 404


@pytest.fixture
def again(one_round, circle):
    """The same questionnaire a year later, with another question about the one choice."""
    again = round_of(
        next_version(one_round.instrument_version, changed=["one"]), released=True, title="Scan 2027", days_ago=30
    )
    answer(again, VALUES, circle=circle)
    return again


def test_next_round_shows_what_came_out_and_what_was_done(login, leader, one_round, again, circle):
    seen = BottleneckFactory(source_label="Uitslag", source_url=source(one_round))
    elsewhere = ActionPointFactory(
        circle=CircleFactory(kind=Circle.Kind.COALITION), source_label="Uitslag", source_url=source(one_round)
    )
    BottleneckFactory(source_label="Anders", source_url=source(again))

    page = login(leader).get(results_of(again)).text

    assert "<strong>Vorige keer</strong> (Scan 2026," in page
    assert "gemiddeld 5,5. Jullie zelf: 7,0." in page
    assert f'<a href="{seen.get_absolute_url()}">{seen.title}</a> (knelpunt, open)' in page
    assert elsewhere.what not in page
    last = last_time(again, leader, circle)
    assert asked(again, "one").line not in last.said
    assert {said.all for said in last.said.values()} == {
        "gemiddeld 5,5",
        "het laagst: twee (2,0 van 5)",
        "vooraan: twee",
        "",
    }


@pytest.mark.parametrize("changes", [{"released_at": None}, {"mode": Mode.EACH}])
def test_round_before_that_was_not_given_back_or_asked_otherwise_is_not_shown(circle, leader, changes):
    one = round_of(questionnaire("ten"), released=True, days_ago=400, **changes)
    answer(one, {"ten": 5}, circle=circle)
    again = round_of(one.instrument_version)

    assert last_time(again, leader).round is None


def test_who_did_not_answer_the_last_time_reads_nothing_of_it(one_round, again):
    newcomer = MembershipFactory(circle__kind=Circle.Kind.COALITION).user

    assert last_time(again, newcomer).round is None


def test_answering_page_shows_the_last_time(leader, circle, one_round, again):
    template = engines["django"].from_string(
        "{% load giving_back %}{% last_time round user circle as last %}{% last_time_of last question %}"
    )

    said = template.render({"round": again, "user": leader, "circle": circle, "question": asked(again)})
    nothing = template.render({"round": one_round, "user": leader, "circle": None, "question": asked(one_round)})

    assert "gemiddeld 5,5. Jullie zelf: 7,0." in said
    assert not nothing.strip()


def test_who_answered_without_a_name_makes_a_question_of_it(login, network):
    one = round_of(questionnaire("ten"), Mode.ANONYMOUS, released=True)
    for _ in range(5):
        answer(one, {"ten": 3})
    user = MembershipFactory(circle=network).user
    InvitationFactory(round=one, user=user, has_answered=True)

    assert login(user).get(act(one, "vraag")).status_code == 302
    assert Round.objects.get().is_anonymous
