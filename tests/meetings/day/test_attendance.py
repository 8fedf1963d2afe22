"""Who was there: ticking, walking in, counting, looking back over the years, and forgetting names."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import retention
from meetings.day import attendance, people
from meetings.models import Presence, WalkIns
from tests.meetings.factories import InviteeFactory, MeetingFactory, PresenceFactory, TurnFactory, WalkInsFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
OVER_TIME = "/bijeenkomsten/aanwezigheid/"


@pytest.fixture
def meeting(circle):
    return MeetingFactory(circle=circle, days=0)


def url(meeting, part=""):
    return f"{meeting.get_absolute_url()}aanwezig/{part}"


def names(meeting):
    return {one.user for one in meeting.presences.all()}


def field(circle):
    return f"circle_{circle.pk}"


def test_chair_ticks_who_is_there(login, lead, circle, meeting):
    yes, no = InviteeFactory(meeting=meeting, yes=True), InviteeFactory(meeting=meeting, no=True)
    client = login(lead)
    form = client.get(url(meeting)).context["form"]
    assert [label for _, label in form.fields[field(circle)].choices] == [
        f"{one.user} (zei: {said})" for one, said in sorted([(yes, "ik kom"), (no, "ik kom niet")], key=by_name)
    ]

    response = client.post(url(meeting), {"seen": "", field(circle): [no.user_id]}, follow=True)

    assert "Bewaard. Er was 1 mens." in response.text
    assert names(meeting) == {no.user}


def by_name(pair):
    return (pair[0].user.sort_name, pair[0].user_id)


def test_tick_is_taken_back(login, lead, circle, meeting):
    there = PresenceFactory(meeting=meeting)

    login(lead).post(url(meeting), {"seen": str(there.user_id)})

    assert not meeting.presences.exists()


def test_what_another_phone_ticked_stays(login, lead, circle, meeting):
    mine, theirs = InviteeFactory(meeting=meeting), InviteeFactory(meeting=meeting)
    PresenceFactory(meeting=meeting, user=theirs.user)

    login(lead).post(url(meeting), {"seen": "x", field(circle): [mine.user_id]})

    assert names(meeting) == {mine.user, theirs.user}


def test_both_phones_tick_the_same_person(login, lead, circle, meeting):
    mine = InviteeFactory(meeting=meeting)
    for _ in range(2):
        login(lead).post(url(meeting), {"seen": "", field(circle): [mine.user_id]})

    assert names(meeting) == {mine.user}


def test_nobody_is_ticked_who_is_not_on_the_list(meeting):
    attendance.tick(meeting, there={UserFactory().pk}, seen=set(), now=timezone.now())

    assert not meeting.presences.exists()


def test_nobody_is_there_before_the_day(login, lead, circle):
    meeting = MeetingFactory(circle=circle)
    person = InviteeFactory(meeting=meeting).user
    client = login(lead)

    for response in (
        client.post(url(meeting), {"seen": "", field(circle): [person.pk]}, follow=True),
        client.post(url(meeting, "erbij/"), {"user": MembershipFactory().user_id}, follow=True),
        client.post(url(meeting, "tellen/"), {"organisation": "Praktijk", "number": 1}, follow=True),
    ):
        assert "Deze bijeenkomst is nog niet geweest." in response.text
    assert not meeting.presences.exists()
    assert not meeting.walk_ins.exists()


def test_substitute_stands_on_the_list_with_whom_they_replace(login, lead, circle, meeting):
    first = InviteeFactory(meeting=meeting, no=True)
    instead = InviteeFactory(meeting=meeting, stands_in_for=first)

    labels = [label for _, label in login(lead).get(url(meeting)).context["form"].fields[field(circle)].choices]

    assert f"{instead.user} (in plaats van {first}, gaf geen antwoord)" in labels


def test_somebody_walks_in_instead_of_another(login, lead, circle, meeting):
    absent = InviteeFactory(meeting=meeting)
    other = MembershipFactory().user
    client = login(lead)
    client.get(url(meeting, "erbij/"))

    response = client.post(url(meeting, "erbij/"), {"user": other.pk, "instead_of": absent.user_id}, follow=True)

    assert f"{other} staat erbij." in response.text
    assert f"{other} (in plaats van {absent})" in response.text
    assert meeting.presences.get().circle == circle
    assert f"in plaats van {absent}" in login(lead).get(meeting.get_absolute_url()).text


def test_who_walks_in_comes_for_a_circle_of_the_meeting_or_for_their_own(circle):
    network, guest = CircleFactory(kind="network"), CircleFactory()
    meeting = MeetingFactory(circle=network, days=0, guests=[guest])
    now = timezone.now()
    ours, theirs = MembershipFactory(circle=guest).user, MembershipFactory(circle=circle).user
    MembershipFactory(user=ours)
    nowhere = UserFactory()

    came = [attendance.let_in(meeting, user, now=now).circle for user in (ours, theirs, nowhere)]

    assert came == [guest, circle, network]
    assert attendance.let_in(meeting, ours, now=now).circle == guest
    assert meeting.presences.count() == 3


def test_walk_in_without_replacing_says_so(login, lead, meeting):
    PresenceFactory(meeting=meeting)

    assert "was niet uitgenodigd" in login(lead).get(url(meeting)).text


def test_who_is_gone_from_the_invitees_still_gives_a_circle(meeting, circle):
    other = MembershipFactory()

    came = attendance.let_in(meeting, other.user, instead_of=UserFactory(), now=timezone.now())

    assert came.circle == other.circle


def test_people_without_an_account_are_a_number(login, lead, circle, meeting):
    client = login(lead)
    client.get(url(meeting, "tellen/"))

    def send(number, of=""):
        said = {"organisation": "Praktijk De Proef", "circle": of, "number": number}
        return client.post(url(meeting, "tellen/"), said, follow=True).text

    assert "Er waren 2 mensen." in send(2)
    assert "Er waren 5 mensen." in send(3, of=circle.pk)
    assert "3 van Praktijk De Proef, namens Coalitie Dorp" in client.get(url(meeting)).text
    text = client.get(meeting.get_absolute_url()).text
    assert "Zonder naam: 2 van Praktijk De Proef, 3 van Praktijk De Proef." in text
    assert "Er waren 3 mensen" in send(0)
    wrong = client.post(url(meeting, "tellen/"), {"number": 1}).context["form"]
    assert list(wrong.errors) == ["organisation"]
    assert list(client.post(url(meeting, "erbij/"), {"user": 0}).context["form"].errors) == ["user"]


def test_meeting_of_the_network_alone_has_no_circles_to_miss(login, lead):
    found = attendance.of(WalkInsFactory(meeting=MeetingFactory(circle=CircleFactory(kind="network"))).meeting)

    assert found.sentence == "Er waren 2 mensen."


def test_list_without_anybody_says_what_to_do(login, lead, meeting):
    assert "Er is niemand uitgenodigd" in login(lead).get(url(meeting)).text


def test_page_says_who_was_there_to_who_may_come(login, lead, member, circle):
    meeting = MeetingFactory(circle=circle, past=True, for_network=True, guests=[CircleFactory(name="Coalitie Stad")])
    came = PresenceFactory(meeting=meeting)
    said_yes = InviteeFactory(meeting=meeting, yes=True)

    text = login(lead).get(meeting.get_absolute_url()).text
    section = text[text.index('id="was-er"') : text.index("</section>", text.index('id="was-er"'))]
    assert str(came.user) in section
    assert str(said_yes.user) not in section
    assert "Niemand van: Coalitie Stad." in section
    assert str(came.user) not in login(member).get(meeting.get_absolute_url()).text


def test_years_lie_beside_each_other_in_words(login, coordinator, network, lead, partner):
    asked, other = (CircleFactory(kind="coalition", name=name) for name in ("Coalitie A", "Coalitie B"))
    never = MeetingFactory(circle=network, past=True, guests=[asked], for_network=True)
    old = MeetingFactory(circle=network, days=-90, guests=[asked, other], for_network=True)
    new = MeetingFactory(circle=network, days=-3, guests=[asked], for_network=True)
    WalkInsFactory(meeting=old, circle=asked)
    PresenceFactory(meeting=new, circle=network)

    found = login(coordinator).get(OVER_TIME).context["found"]

    assert found.meetings == [new, old]
    words = {str(row.circle): [word for _, word in row.cells] for row in found.rows}
    counts = {str(row.circle): (row.count, row.missed, row.last) for row in found.rows}
    assert words["Coalitie A"] == ["was er niet", "was er"]
    assert words["Coalitie B"] == ["niet uitgenodigd", "was er niet"]
    assert counts["Coalitie A"] == ("1 van de 2", 1, old)
    assert counts["Coalitie B"] == ("0 van de 1", 1, None)
    assert [count for _, count in found.counts] == ["0 van de 1", "1 van de 2"]
    assert never not in found.meetings
    assert login(lead).get(OVER_TIME).status_code == 200
    assert login(partner).get(OVER_TIME).status_code == 404


def test_who_is_missed_longest_is_called_first(login, coordinator, network):
    long, longer, never, new = (CircleFactory(kind="coalition", name=f"Coalitie {name}") for name in "ABCD")
    for days, came in ((-90, [long, longer]), (-60, [long]), (-30, [network]), (-3, [network])):
        meeting = MeetingFactory(circle=network, days=days, guests=[long, longer, never], for_network=True)
        for circle in came:
            PresenceFactory(meeting=meeting, circle=circle)

    response = login(coordinator).get(OVER_TIME)

    missed = [(row.circle, row.missed) for row in response.context["found"].long_missed]
    assert missed == [(never, 4), (longer, 3), (long, 2)]
    assert "<strong>Coalitie C</strong>: de laatste 4 keer niet</li>" in response.text
    assert "de laatste 2 keer niet, het laatst op" in response.text
    assert new.name in response.text


def test_years_without_anything_noted_say_so(login, lead):
    CircleFactory(kind="coalition")

    assert "Er is nog niets bijgehouden" in login(lead).get(OVER_TIME).text


@pytest.mark.parametrize("count", [1, 3])
def test_over_time_query_count(login, lead, django_assert_num_queries, count):
    network = CircleFactory(kind="network")
    for number in range(count):
        circle = CircleFactory(kind="coalition")
        meeting = MeetingFactory(circle=network, days=-3 - number, guests=[circle], for_network=True)
        PresenceFactory(meeting=meeting, circle=circle)
    client = login(lead)

    # session, user, memberships; meetings, their guests; who came, by name and by number; coalitions
    with django_assert_num_queries(8):
        client.get(OVER_TIME)


@pytest.mark.parametrize("count", [1, 3])
def test_attendance_query_count(login, lead, meeting, django_assert_num_queries, count):
    for _ in range(count):
        InviteeFactory(meeting=meeting, stands_in_for=InviteeFactory(meeting=meeting))
        PresenceFactory(meeting=meeting)
        WalkInsFactory(meeting=meeting)
    client = login(lead)

    # session, user, memberships; meeting, its guests, may it be changed; who is there, who was asked; there, walk-ins
    with django_assert_num_queries(10):
        client.get(url(meeting))


def test_names_go_after_two_years_and_the_number_stays(circle):
    meeting, kept = MeetingFactory(circle=circle, days=-800), MeetingFactory(circle=circle, days=-700)
    for _ in range(2):
        PresenceFactory(meeting=meeting)
    PresenceFactory(meeting=kept)

    assert retention.purge(timezone.now())["meeting_presences"] == 2
    PresenceFactory(meeting=meeting)
    retention.purge(timezone.now())

    assert Presence.objects.get().meeting == kept
    assert [(one.circle, one.count, str(one)) for one in WalkIns.objects.all()] == [(circle, 3, "Coalitie Dorp")]
    assert attendance.of(meeting).present == [circle]


def test_who_was_there_can_be_asked_something(circle, lead, partner, meeting):
    came = PresenceFactory(meeting=meeting).user
    PresenceFactory(meeting=meeting, user=UserFactory(is_active=False))
    PresenceFactory()
    InviteeFactory(meeting=meeting, yes=True)

    assert list(people.were_there(meeting.pk)) == [came]


def test_meetings_to_ask_about_are_over_and_of_who_leads(circle, lead, partner):
    over = PresenceFactory(meeting__circle=circle).meeting
    PresenceFactory(meeting=over)
    MeetingFactory(circle=circle, past=True)
    PresenceFactory(meeting__circle=circle, meeting__days=3)

    assert list(people.meetings_to_ask_about(lead, now=timezone.now())) == [over]
    assert not people.meetings_to_ask_about(partner, now=timezone.now()).exists()


@pytest.mark.parametrize(
    ("fields", "promise"),
    [
        ({"count": 0}, "walkins_are_some"),
        ({"organisation": ""}, "walkins_of_somewhere"),
    ],
)
def test_database_refuses_what_must_never_be(meeting, fields, promise):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        WalkInsFactory(meeting=meeting, **fields)


def test_database_refuses_the_same_twice(meeting):
    came = PresenceFactory(meeting=meeting)
    WalkInsFactory(meeting=meeting, organisation="Praktijk")

    with pytest.raises(IntegrityError, match="once_per_meeting"), transaction.atomic():
        PresenceFactory(meeting=meeting, user=came.user)
    with pytest.raises(IntegrityError, match="not_instead_of_itself"), transaction.atomic():
        Presence.objects.update(instead_of=came.user)
    with pytest.raises(IntegrityError, match="walkins_once"), transaction.atomic():
        WalkInsFactory(meeting=meeting, organisation="Praktijk")


def test_names_of_things_in_the_admin(meeting):
    came = PresenceFactory(meeting=meeting)

    assert str(came) == str(came.user)
    assert str(TurnFactory(item__title="Welkom")) == "Welkom"
