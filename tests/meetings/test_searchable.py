"""Meetings are found by what they are about, and only by who sees them."""

import datetime

import pytest

from kansrijkestart import wiring  # noqa: F401 - registers the sources
from library.search import sources
from meetings import searchable
from tests.meetings.factories import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def test_what_is_found_of_a_meeting(circle):
    meeting = MeetingFactory(circle=circle, title="Overleg", day=datetime.date(2027, 1, 11), about="Over **vroeg**.")
    AgendaItemFactory(meeting=meeting, title="Wie belt wie?", presenter_name="Iemand")

    (part,) = searchable.parts(meeting)

    assert (part.title, part.url) == ("Overleg", meeting.get_absolute_url())
    assert "vroeg" in part.text
    assert "Wie belt wie?" in part.text
    assert "Iemand" not in part.text
    assert part.context == "11 januari 2027"
    assert (part.low_from, part.note) == (datetime.date(2027, 1, 12), "is geweest")


def test_without_a_day_and_called_off_say_so(circle):
    undated = MeetingFactory(circle=circle, day=None, starts=None, ends=None)
    (part,) = searchable.parts(undated)
    assert (part.context, part.low_from) == ("nog zonder datum", None)

    (part,) = searchable.parts(MeetingFactory(cancelled=True))
    assert part.note == "gaat niet door"


def test_search_asks_who_sees_it(circle, partner, member):
    meeting = MeetingFactory(circle=circle)
    source = sources.sources["meeting"]

    assert list(source.visible_to(partner)) == list(source.objects()) == [meeting]
    assert not source.visible_to(member).exists()
