"""Four meetings of the province in one year, as people live them: by their pages and mails, on a clock that is set.

Each part has tests of its own; here it is about what one part hands to the next.
"""

import datetime
from collections import Counter

import pytest
from django.utils import timezone

from actions.models import ActionPoint
from library.models import Document
from meetings import tasks
from meetings.mailing import news, reminding
from meetings.models import Decision, Invitee, Meeting, Minutes, Tick
from meetings.planning import telling as poll_telling
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.library.factories import DocumentFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
PLACE = "Dorpshuis De Proef"
DAYS = ("2027-02-11", "2027-03-30", "2027-09-09", "2027-11-02")


@pytest.fixture
def leaders():
    """Of Dorp and Stad; each coalition works for one municipality."""
    found = []
    for name in ("Dorp", "Stad"):
        circle = CircleFactory(name=f"Coalitie {name}")
        PlaceFactory(coalition=CoalitionFactory(circle=circle), municipality__name=f"{name}stra")
        found.append(MembershipFactory(circle=circle, leader=True).user)
    return found


@pytest.fixture
def year(time_machine, login, network, coordinator, leaders):
    return Year(time_machine, login, coordinator, leaders)


class Year:
    """What the people of the province do, each through their own pages."""

    def __init__(self, clock, login, coordinator, leaders):
        self.clock, self.login, self.coordinator, self.leaders = clock, login, coordinator, leaders
        self.circles = [leader.memberships.get().circle for leader in leaders]

    def at(self, day, hour):
        """By the clock of Fryslân; whatever the timetable does at that hour is done."""
        local = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(hour))
        self.clock.move_to(timezone.make_aware(local), tick=False)
        self.timetable()

    def timetable(self):
        now = timezone.now()
        for rows, task in (
            (poll_telling.to_mail(now), tasks.mail_poll),
            (Invitee.objects.to_tell(now), tasks.mail_invitation),
            (reminding.due(now), tasks.mail_reminder),
        ):
            for pk in list(rows.values_list("pk", flat=True)):
                task(invitee_id=pk)
        for pk in list(news.due(now).values_list("pk", flat=True)):
            tasks.mail_agenda_news_of(meeting_id=pk)

    def post(self, who, url, data):
        response = self.login(who).post(url, data, follow=True)
        self.timetable()
        return response.text

    def call(self, title, day="", place=PLACE):
        times = {"starts": "09:30", "ends": "12:30"} if day else {"starts": "", "ends": ""}
        about = {"title": title, "day": day, "place": place, "audience": "leaders", "visibility": "network"}
        circles = [circle.pk for circle in self.circles]
        self.post(self.coordinator, "/bijeenkomsten/kring/netwerk/nieuw/", about | times | {"guest_circles": circles})
        return Meeting.objects.get(title=title)

    def agenda(self, meeting, *titles):
        for title in titles:
            self.post(self.coordinator, f"{url(meeting)}agenda/nieuw/", {"title": title, "minutes": 30})

    def hold(self, meeting, there):
        """The chair goes through the agenda, ticks who is there and writes down."""
        seen = 0
        for item in [*meeting.items.all(), None]:
            self.post(
                self.coordinator, f"{url(meeting)}vandaag/verder/", {"item": item.pk if item else "", "seen": seen}
            )
            seen = meeting.turns.last().pk
        ticked = {f"circle_{one.memberships.get().circle_id}": [one.pk] for one in there}
        said = self.post(self.coordinator, f"{url(meeting)}aanwezig/", {"seen": "", **ticked})
        item = meeting.items.last()
        self.post(
            self.coordinator, f"/bijeenkomsten/agendapunt/{item.pk}/besluit/", {"text": f"Zo doen we het {item}."}
        )
        page = f"/bijeenkomsten/agendapunt/{item.pk}/notities/"
        form = self.login(self.coordinator).get(page).context["form"]
        sent = {field.html_name: field.value() or "" for field in form}
        self.post(self.coordinator, page, sent | {"notes": f"Iedereen vond iets van {item}."})
        return said

    def minutes(self, meeting):
        self.post(self.coordinator, f"{url(meeting)}verslag/maken/", {})
        return self.post(self.coordinator, f"{url(meeting)}verslag/versturen/", {})

    def approve(self, meeting, *, at):
        said = {"approved_in": at.pk, "remarks": ""}
        return self.post(self.coordinator, f"{url(meeting)}verslag/vaststellen/", said)


def url(meeting):
    return f"/bijeenkomsten/{meeting.pk}/"


def mails_to(user):
    """How many of each kind: what stands before the colon."""
    return Counter(mail.subject.split(":")[0] for mail in Email.objects.filter(to=user.email))


def find_a_day(year):
    """January: nobody knows a day yet. Two are proposed, and the one with more municipalities is chosen."""
    dorp, stad = year.leaders
    year.at("2027-01-05", 10)
    meeting = year.call("Winter", place="")
    for day in ("2027-02-10", DAYS[0]):
        said = {"day": day, "starts": "09:30", "ends": "12:30"}
        year.post(year.coordinator, f"{url(meeting)}datums/voorstellen/", said)
    first, second = meeting.poll.options.all()
    asked = year.post(year.coordinator, f"{url(meeting)}datums/vragen/", {"vragen-closes_on": "2027-01-12"})
    assert "3 mensen krijgen binnen een minuut mail." in asked
    for who, said in ((dorp, ("yes", "yes")), (stad, ("no", "yes"))):
        answers = {f"datum-{option.pk}": one for option, one in zip((first, second), said, strict=True)}
        year.post(who, f"{url(meeting)}datums/antwoord/", answers)
    year.at("2027-01-10", 9)  # who said nothing is asked once more
    covered = year.login(dorp).get(f"{url(meeting)}datums/").context["covered"]
    assert [(one.present, one.is_best) for one in covered] == [(["Dorpstra"], False), (["Dorpstra", "Stadstra"], True)]
    year.post(year.coordinator, f"/bijeenkomsten/datum/{second.pk}/kiezen/", {"place": PLACE, "online_url": ""})
    meeting.refresh_from_db()
    assert meeting.day.isoformat() == DAYS[0]
    assert set(meeting.invitees.filter(answer="yes").values_list("user", flat=True)) == {dorp.pk, stad.pk}
    assert Tick.objects.count() == 4
    return meeting


def test_a_year_of_provincial_meetings(year, coordinator):
    dorp, stad = year.leaders
    winter = find_a_day(year)
    year.agenda(winter, "Welkom", "Wat willen we dit jaar?")
    year.at("2027-01-20", 17)
    winter.items.last().documents.add(DocumentFactory(circle=winter.circle, visibility="network", title="Jaarplan"))
    year.at("2027-01-21", 17)
    year.at("2027-02-09", 9)
    poll, invited = ({"Wanneer kun je? Winter": 1}, {"Uitnodiging": 1, "Nieuw op de agenda": 2, "Herinnering": 1})
    assert mails_to(dorp) == mails_to(stad) == Counter(poll | invited)
    assert mails_to(coordinator)["Nog even"] == 1

    year.at(DAYS[0], 13)
    assert "van 1 van de 2 kringen." in year.hold(winter, there=[dorp])
    point = ActionPointFactory(circle=year.circles[0], owner=dorp, source_label="x", source_url=url(winter))
    assert "Het verslag is verstuurd." in year.minutes(winter)
    assert mails_to(dorp)["Het verslag van Winter"] == 1
    assert mails_to(stad)["Gemist? Dit is besloten"] == 1
    meetings = [winter]

    for title, day, there in (("Lente", DAYS[1], [dorp, stad]), ("Herfst", DAYS[2], [stad]), ("Advent", DAYS[3], [])):
        before = meetings[-1]
        coming = datetime.date.fromisoformat(day)
        year.at((coming - datetime.timedelta(days=30)).isoformat(), 10)
        meeting = year.call(title, day)
        year.agenda(meeting, "Welkom")
        assert "staat op de agenda van" in year.post(coordinator, f"{url(before)}verslag/agenderen/", {})
        year.agenda(meeting, "Hoe gaat het?")
        assert "3 mensen zijn uitgenodigd." in year.post(coordinator, f"{url(meeting)}uitnodigen/", {})
        for who, said in ((dorp, "yes"), (stad, "maybe")):
            year.post(who, f"{url(meeting)}antwoord/", {"answer": said})
        # Around both nights that the clock is moved: not before nine by the clock, two days before.
        eve = (coming - datetime.timedelta(days=2)).isoformat()
        year.at(eve, 8)
        assert mails_to(dorp)["Herinnering"] == len(meetings)
        year.at(eve, 9)
        year.at(eve, 10)
        assert mails_to(dorp)["Herinnering"] == len(meetings) + 1
        year.at(day, 13)
        year.hold(meeting, there=there)
        assert "Het verslag is vastgesteld" in year.approve(before, at=meeting)
        year.minutes(meeting)
        meetings.append(meeting)

    assert [one.label for one in Decision.objects.order_by("number")] == [f"2027-{number}" for number in (1, 2, 3, 4)]
    approved = Minutes.objects.filter(approved_at__isnull=False).order_by("pk")
    assert [(one.meeting, one.approved_in) for one in approved] == list(zip(meetings, meetings[1:], strict=False))
    assert Document.objects.filter(kind="minutes").count() == 3
    text = year.login(stad).get(f"{url(winter)}verslag/").text
    assert "vastgesteld" in text
    assert "Iedereen vond iets van Wat willen we dit jaar?." in text
    assert ActionPoint.objects.get() == point
    assert mails_to(stad) == Counter(
        poll
        | {"Uitnodiging": 4, "Nieuw op de agenda": 2, "Herinnering": 4}
        | {"Gemist? Dit is besloten": 2, "Het verslag van Lente": 1, "Het verslag van Herfst": 1}
    )
    found = year.login(stad).get("/bijeenkomsten/aanwezigheid/").context["found"]
    assert [one.title for one in found.meetings] == ["Herfst", "Lente", "Winter"]
    words = {str(row.circle): [word for _, word in row.cells] for row in found.rows}
    assert words == {
        "Coalitie Dorp": ["was er niet", "was er", "was er"],
        "Coalitie Stad": ["was er", "was er", "was er niet"],
    }
