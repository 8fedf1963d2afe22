"""Links for somebody's own calendar: what is in them, for whom, and that they can be taken back."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from meetings import calendar, calling
from meetings.models import Feed, Invitee
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
PAGE = "/bijeenkomsten/in-je-eigen-agenda/"


def feed_of(user, circle=None):
    return Feed.objects.create(user=user, circle=circle, made_at=timezone.now())


def events(client, feed):
    client.logout()
    response = client.get(feed.get_absolute_url())
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def titles(client, feed):
    return [str(event["SUMMARY"]) for event in events(client, feed)]


def test_link_is_made_replaced_and_switched_off(login, partner, circle):
    client = login(partner)
    assert "Maak een link" in client.get(PAGE).text

    client.post(f"{PAGE}maken/")
    client.post(f"{PAGE}maken/")
    client.post(f"{PAGE}maken/", {"circle": circle.pk})
    mine, ours = Feed.objects.order_by("pk")
    text = client.get(PAGE).text
    assert (mine.circle, ours.circle, mine.user) == (None, circle, partner)
    assert mine.address in text
    assert f'href="webcal://{ours.address.partition("://")[2]}"' in text
    old = mine.get_absolute_url()
    assert client.get(old).status_code == 200

    assert "De oude werkt niet meer" in client.post(f"{PAGE}{mine.pk}/vervangen/", follow=True).text
    mine.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(mine.get_absolute_url()).status_code == 200
    client.post(f"{PAGE}{mine.pk}/uitzetten/")

    assert client.get(mine.get_absolute_url()).status_code == 404
    assert list(Feed.objects.all()) == [ours]


def test_link_of_another_is_not_yours_to_change(login, partner, lead):
    feed = feed_of(lead)

    assert login(partner).post(f"{PAGE}{feed.pk}/uitzetten/").status_code == 404
    assert feed.address not in login(partner).get(PAGE).text


def test_link_for_a_circle_of_others_is_refused(login, partner):
    response = login(partner).post(f"{PAGE}maken/", {"circle": CircleFactory().pk}, follow=True)

    assert "Van deze kring kun je geen link maken." in response.text
    assert not Feed.objects.exists()


def test_own_calendar_has_what_somebody_may_come_to(client, partner, lead, circle):
    other = CircleFactory()
    MeetingFactory(circle=circle, title="Van ons")
    MeetingFactory(circle=other, title="Met ons", guests=[circle])
    MeetingFactory(circle=circle, title="Voor wie leidt", audience="leaders")
    MeetingFactory(circle=other, title="Om te lezen", for_network=True)
    MeetingFactory(circle=circle, title="Afgezegd", cancelled=True)
    MeetingFactory(circle=circle, title="Zonder dag", day=None, starts=None, ends=None)
    MeetingFactory(circle=circle, title="Lang geleden", days=-800)
    InviteeFactory(meeting=MeetingFactory(circle=circle, title="Zei nee"), user=partner, no=True)
    InviteeFactory(meeting=MeetingFactory(circle=other, title="Op naam"), user=partner)
    InviteeFactory(meeting=MeetingFactory(circle=other, title="Van af"), user=partner, withdrawn_at=timezone.now())

    assert titles(client, feed_of(partner)) == ["Van ons", "Met ons", "Gaat niet door: Afgezegd", "Op naam"]
    assert titles(client, feed_of(partner, circle)) == ["Van ons", "Met ons", "Gaat niet door: Afgezegd", "Zei nee"]
    assert titles(client, feed_of(lead, circle))[2] == "Voor wie leidt"


def test_coordinator_does_not_get_the_calendar_of_everybody(client, coordinator, network, circle):
    MeetingFactory(circle=circle, title="Van een coalitie")
    MeetingFactory(circle=network, title="Van het netwerk")

    assert titles(client, feed_of(coordinator)) == ["Van het netwerk"]


def test_who_leaves_the_circle_loses_it(client, partner, circle, network):
    MembershipFactory(circle=network, user=partner)
    MeetingFactory(circle=circle)
    feed = feed_of(partner, circle)
    assert len(titles(client, feed)) == 1

    membership = partner.memberships.get(circle=circle)
    membership.until = timezone.localdate()
    membership.save()

    assert titles(client, feed) == []


def test_who_left_the_network_has_no_link(client, partner, circle):
    feed = feed_of(partner)
    partner.is_active = False
    partner.save()
    assert client.get(feed.get_absolute_url()).status_code == 404

    partner.is_active = True
    partner.save()
    partner.memberships.all().delete()
    assert client.get(feed.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("token", ["x", "x.y", "a" * 32])
def test_forged_link_is_nothing(client, db, token):
    assert client.get(f"/agenda/{token}.ics").status_code == 404


def test_unchanged_feed_is_the_same_and_sent_once(client, partner, lead, circle):
    meeting = MeetingFactory(circle=circle)
    url = feed_of(partner).get_absolute_url()
    first, second = client.get(url), client.get(url)
    assert first.content == second.content
    assert first["Cache-Control"] == "private, no-cache"
    assert first["X-Robots-Tag"] == "noindex, nofollow"
    again = {"headers": {"if-none-match": first["ETag"]}}
    assert client.get(url, **again).status_code == 304

    meeting.about = "Iets wat in geen agenda staat."
    calling.change(meeting, ["about"], by=lead, now=timezone.now())
    assert client.get(url, **again).status_code == 304
    meeting.place = "Kerk"
    calling.change(meeting, ["place"], by=lead, now=timezone.now())
    changed = client.get(url, **again)

    assert changed.status_code == 200
    (event,) = Calendar.from_ical(changed.content).walk("VEVENT")
    assert (event["SEQUENCE"], event["LOCATION"]) == (1, "Kerk")


def test_feed_mail_and_download_name_the_same_meeting(login, partner, circle):
    invitee = InviteeFactory(meeting=MeetingFactory(circle=circle), user=partner)
    meeting = invitee.meeting
    file = login(partner).get(f"{meeting.get_absolute_url()}bijeenkomst.ics").content
    feed = login(partner).get(feed_of(partner).get_absolute_url()).content
    mail = calendar.request(Invitee.objects.get())

    found = [Calendar.from_ical(body).walk("VEVENT")[0] for body in (file, feed, mail)]

    assert len({str(event["UID"]) for event in found}) == 1
    assert len({(event["SEQUENCE"], event["DTSTAMP"].dt, event["DTSTART"].dt) for event in found}) == 1


def test_called_off_stays_with_its_word(client, partner, lead, circle):
    meeting = MeetingFactory(circle=circle)
    calling.cancel(meeting, reason="Te weinig mensen.", by=lead, now=timezone.now())

    (event,) = events(client, feed_of(partner))

    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_calendar_holds_no_key_of_its_reader(client, partner, circle):
    MeetingFactory(circle=circle)
    feed = feed_of(partner)

    body = client.get(feed.get_absolute_url()).content

    assert feed.key.encode() not in body
    assert partner.email.encode() not in body


def test_program_that_asks_all_the_time_is_slowed_down(client, partner, settings):
    settings.ACCOUNT_RATE_LIMITS = {"calendar_feed": "2/h/key"}
    url = feed_of(partner).get_absolute_url()

    statuses = [client.get(url).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    assert client.get(url)["Retry-After"] == "3600"


def test_database_holds_one_link_of_a_kind(partner, circle):
    feed_of(partner)
    with pytest.raises(IntegrityError, match="once_per_circle"), transaction.atomic():
        feed_of(partner)
    assert str(feed_of(partner, circle)) == "Bijeenkomsten van Coalitie Dorp"


@pytest.mark.parametrize("count", [1, 3])
def test_feed_query_count(client, partner, circle, django_assert_num_queries, count):
    for number in range(count):
        MeetingFactory(circle=circle, day=timezone.localdate() + datetime.timedelta(days=number))
    url = feed_of(partner).get_absolute_url()

    # the link and whose it is; memberships; counting this look in the shared cache (12); meetings
    with django_assert_num_queries(15):
        client.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, partner, django_assert_num_queries, count):
    for _ in range(count):
        feed_of(partner, MembershipFactory(user=partner).circle)
    client = login(partner)

    # session, user, memberships; links; circles
    with django_assert_num_queries(5):
        client.get(PAGE)
