"""What changed on an agenda is told in one mail a day, to who may read it; nothing is no mail."""

import datetime
import email
import email.policy

import pytest
from django.utils import timezone

from meetings import agenda, inviting, tasks
from meetings.mailing import news
from meetings.models import AgendaTold, Meeting
from outbox.models import Email
from tests.library.factories import DocumentFactory
from tests.meetings.factories import AgendaItemFactory, InviteeFactory, MeetingFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
EVENING = datetime.datetime(2026, 11, 23, 15, 30, tzinfo=datetime.UTC)  # half past four
TOMORROW = EVENING + datetime.timedelta(days=1)


@pytest.fixture
def meeting(circle, lead, partner, time_machine):
    time_machine.move_to(MORNING, tick=False)
    meeting = MeetingFactory(circle=circle, title="Overleg", day=datetime.date(2026, 12, 10))
    AgendaItemFactory(meeting=meeting, title="Welkom")
    inviting.invite(meeting, on=MORNING.date(), now=MORNING)
    meeting.refresh_from_db()
    return meeting


def last_text():
    row = Email.objects.latest("pk")
    return email.message_from_bytes(bytes(row.mime), policy=email.policy.default).get_body(["plain"]).get_content()


def test_only_what_is_new_is_told_and_once_a_day(meeting, partner):
    assert news.tell(meeting.pk, now=EVENING) == 0
    first = meeting.items.get()
    first.minutes = 5
    first.save()
    going = AgendaItemFactory(meeting=meeting, title="Weer weg")
    AgendaItemFactory(meeting=meeting, title="Hoe verder?")
    going.delete()

    assert news.tell(meeting.pk, now=MORNING) == 0
    assert news.tell(meeting.pk, now=EVENING) == 2
    text = last_text()
    assert "- Gewijzigd: Welkom (5 minuten)" in text
    assert "- Nieuw agendapunt: Hoe verder?" in text
    assert "Weer weg" not in text
    first.delete()
    assert news.tell(meeting.pk, now=EVENING) == 0

    assert news.tell(meeting.pk, now=TOMORROW) == 2
    assert "- Van de agenda af: Welkom" in last_text()
    assert "Hoe verder?" not in last_text()
    assert news.tell(meeting.pk, now=TOMORROW + datetime.timedelta(days=1)) == 0
    assert Email.objects.count() == 4


def test_what_changed_late_on_the_eve_is_told_before_the_meeting(meeting):
    Meeting.objects.update(starts=datetime.time(10), ends=datetime.time(12))
    item = meeting.items.get()
    eve, on_the_day = (
        timezone.make_aware(datetime.datetime.combine(meeting.day, datetime.time(hour))) + datetime.timedelta(days=day)
        for hour, day in ((16, -1), (7, 0))
    )
    AgendaItemFactory(meeting=meeting, title="Nog op tijd")
    assert news.tell(meeting.pk, now=eve) == 2
    item.title = "Welkom, met koffie"
    item.save()

    assert news.tell(meeting.pk, now=eve + datetime.timedelta(hours=6)) == 0
    assert news.tell(meeting.pk, now=on_the_day) == 2

    assert "Welkom, met koffie" in last_text()
    assert "Nog op tijd" not in last_text()
    item.delete()
    assert news.tell(meeting.pk, now=on_the_day) == 0


def test_other_explanation_and_another_order_are_told(meeting):
    first = meeting.items.get()
    AgendaItemFactory(meeting=meeting, title="Rondvraag")
    assert news.tell(meeting.pk, now=EVENING) == 2
    first.text = "Lees vooraf het plan."
    first.save()
    agenda.move(first, up=False)

    assert news.tell(meeting.pk, now=TOMORROW) == 2

    lines = [line for line in last_text().splitlines() if line.startswith("- ")]
    assert lines == ["- Andere uitleg bij “Welkom”", "- De punten staan in een andere volgorde"]


def test_who_is_to_tell_about_it_hears_so_once(meeting, lead, partner):
    first, new = meeting.items.get(), AgendaItemFactory(meeting=meeting, title="De folder", presenter=partner)
    first.presenter = partner
    first.save()

    assert news.tell(meeting.pk, now=EVENING) == 2

    texts = {
        row.to: email.message_from_bytes(bytes(row.mime), policy=email.policy.default) for row in Email.objects.all()
    }
    told = [
        line for line in texts[partner.email].get_body(["plain"]).get_content().splitlines() if line.startswith("- ")
    ]
    assert told == ["- Jij vertelt over “Welkom”", "- Nieuw agendapunt: De folder", "- Jij vertelt over “De folder”"]
    assert "Jij vertelt" not in texts[lead.email].get_body(["plain"]).get_content()
    new.minutes = 20
    new.save()
    news.tell(meeting.pk, now=TOMORROW)
    assert "Jij vertelt" not in last_text()


def test_agenda_told_when_less_was_kept_is_no_news(meeting):
    item = meeting.items.get()
    AgendaTold.objects.update(items={str(item.pk): [item.title, item.minutes, []]})

    assert news.tell(meeting.pk, now=EVENING) == 0


def test_paper_is_told_to_who_may_read_it(meeting, circle, partner):
    outsider = MembershipFactory().user
    InviteeFactory(meeting=meeting, user=outsider)
    paper = DocumentFactory(circle=circle, visibility="circle", title="Begroting")
    meeting.items.get().documents.add(paper)

    told = news.tell(meeting.pk, now=EVENING)

    assert told == 2
    assert not Email.objects.filter(to=outsider.email).exists()
    assert "- Nieuw stuk bij “Welkom”: Begroting" in last_text()


def test_who_said_no_or_never_wanted_it_hears_nothing(meeting, partner, lead):
    inviting.answer(meeting.invitees.get(user=partner), "no", now=MORNING)
    AgendaItemFactory(meeting=meeting, title="Nieuw")

    assert news.tell(meeting.pk, now=EVENING) == 1
    assert Email.objects.get().to == lead.email


def test_agenda_of_before_is_no_news(meeting):
    AgendaTold.objects.all().delete()

    assert news.tell(meeting.pk, now=EVENING) == 0
    assert str(AgendaTold.objects.get()) == "Agenda van Overleg"


def test_timetable_asks_every_meeting(meeting, time_machine, monkeypatch):
    AgendaItemFactory(meeting=meeting)
    started = []
    monkeypatch.setattr(tasks.mail_agenda_news_of, "delay", lambda **kwargs: started.append(kwargs["meeting_id"]))
    time_machine.move_to(EVENING, tick=False)

    tasks.mail_agenda_news()
    tasks.mail_agenda_news_of(meeting_id=meeting.pk)
    tasks.mail_agenda_news()

    assert started == [meeting.pk]
    assert Email.objects.count() == 2
    assert not news.due(timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_once(meeting):
    AgendaItemFactory(meeting=meeting)

    at_once(*[lambda: news.tell(meeting.pk, now=EVENING)] * 3)

    assert Email.objects.count() == 2
