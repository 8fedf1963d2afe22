"""A meeting through its pages: calling it, changing it, calling it off, throwing it away."""

import datetime

import pytest
from django.utils import timezone

from meetings import calling
from meetings.models import Meeting
from tests.meetings.factories import InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db
NEW = "/bijeenkomsten/kring/coalitie-dorp/nieuw/"


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def answers(**changed):
    return {
        "title": "Overleg van de coalitie",
        "day": in_days(9),
        "starts": "09:30",
        "ends": "11:00",
        "place": "Dorpshuis",
        "online_url": "",
        "about": "",
        "audience": "everybody",
        "visibility": "circle",
    } | changed


def open_form(client, meeting):
    """What a browser sends when somebody opens the form and presses the button."""
    form = client.get(f"{meeting.get_absolute_url()}wijzigen/").context["form"]
    sent = {field.html_name: field.value() for field in form}
    sent |= {name: field.widget.format_value(sent[name]) for name, field in form.fields.items() if name in CLOCKS}
    return {name: "" if value is None else value for name, value in sent.items()}


CLOCKS = ("starts", "ends")


def test_lead_calls_a_meeting_and_nobody_hears_of_it_yet(login, lead, circle):
    guest = CircleFactory(name="Coalitie Stad")

    response = login(lead).post(NEW, answers(guest_circles=[guest.pk], about="Dit is **nieuw**."), follow=True)

    meeting = Meeting.objects.get()
    assert (meeting.circle, meeting.created_by, list(meeting.guest_circles.all())) == (circle, lead, [guest])
    assert (meeting.invited_at, meeting.sequence) == (None, 0)
    assert "“Overleg van de coalitie” staat klaar. Er is nog niemand uitgenodigd." in response.text
    assert "9.30 tot 11.00 uur" in response.text
    assert "Coalitie Dorp, met Coalitie Stad" in response.text
    assert "<strong>nieuw</strong>" in response.text


def test_many_guests_are_a_number_that_opens(login, lead, circle):
    meeting = MeetingFactory(circle=circle)
    meeting.guest_circles.set([CircleFactory(name=f"Coalitie {number}") for number in range(5)])

    text = login(lead).get(meeting.get_absolute_url()).text

    assert "<summary>Met 5 andere kringen</summary>Coalitie 0, Coalitie 1, Coalitie 2, Coalitie 3, Coalitie 4" in text


def test_second_click_is_no_second_meeting(login, lead, circle):
    first, second = login(lead).post(NEW, answers()), login(lead).post(NEW, answers())

    assert first.url == second.url
    assert Meeting.objects.count() == 1


def test_network_meets_as_its_coalitions(login, coordinator, network, circle):
    CircleFactory(table=True)
    CircleFactory(name="Weg", ended_on=timezone.localdate())

    form = login(coordinator).get("/bijeenkomsten/kring/netwerk/nieuw/").context["form"]

    assert form["guest_circles"].value() == [circle.pk]
    assert form["audience"].value() == "leaders"
    assert form["visibility"].value() == "network"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, "starts", "2.30 uur bestaat dan niet."),
        ({"day": "2027-03-28", "starts": "01:30", "ends": "02:30"}, "ends", "02.30 uur bestaat dan niet."),
        ({"day": "2027-10-31", "starts": "02:30", "ends": "04:00"}, "starts", "02.30 uur komt twee keer voor."),
        ({"ends": "09:30"}, "ends", "Dit is niet later dan het begin."),
        ({"ends": ""}, "ends", "Vul dit ook in, of laat datum en tijden alle drie leeg."),
        ({"day": ""}, "day", "Vul dit ook in"),
        ({"day": "2020-01-01"}, "day", "Deze dag is al voorbij."),
        ({"day": in_days(1500)}, "day", "Dit is erg ver weg."),
        ({"place": ""}, "place", "Vul een plaats in"),
        ({"place": "", "online_url": "http://"}, "online_url", "Voer een geldige URL in."),
        ({"title": ""}, "title", "Dit veld is verplicht."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(
    login, lead, circle, time_machine, changed, field, sentence
):
    if "2027" in str(changed.get("day")):
        time_machine.move_to("2026-11-22 12:00+00:00")

    response = login(lead).post(NEW, answers(**changed))

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert 'value="Dorpshuis"' in response.text or "place" in changed
    assert not Meeting.objects.exists()


def test_place_that_is_missing_is_said_at_the_field_beside_what_else_is_wrong(login, lead, circle):
    form = login(lead).post(NEW, answers(place="", ends="09:30")).context["form"]

    assert list(form.errors) == ["ends", "place"]


def test_text_about_a_family_is_asked_about_first(login, lead, circle):
    response = login(lead).post(NEW, answers(about="De moeder van Jan de Vries uit Drachten drinkt."))

    assert response.status_code == 200
    assert not Meeting.objects.exists()


def test_change_of_time_or_place_is_for_calendars_and_of_the_title_is_not(login, lead, circle):
    meeting = MeetingFactory(circle=circle)
    client = login(lead)
    asked = meeting.rescheduled_at

    client.post(f"{meeting.get_absolute_url()}wijzigen/", open_form(client, meeting) | {"title": "Anders"})
    meeting.refresh_from_db()
    assert (meeting.title, meeting.sequence, meeting.rescheduled_at) == ("Anders", 0, asked)

    for sequence, changed in enumerate(({"starts": "10:00"}, {"place": "Online"}, {"day": in_days(20)}), start=1):
        client.post(f"{meeting.get_absolute_url()}wijzigen/", open_form(client, meeting) | changed)
        meeting.refresh_from_db()
        assert meeting.sequence == sequence
    assert meeting.starts == datetime.time(10, 0)
    assert meeting.rescheduled_at > asked


@pytest.mark.parametrize(("count", "sentence"), [(0, ""), (1, "1 persoon is"), (2, "2 mensen zijn")])
def test_circle_that_goes_leaves_nobody_invited_without_a_word(login, lead, circle, count, sentence):
    guest = CircleFactory(kind="coalition")
    meeting = MeetingFactory(circle=circle, invited_at=timezone.now(), guests=[guest])
    InviteeFactory(meeting=meeting)
    InviteeFactory.create_batch(count, meeting=meeting, circle=guest)
    client = login(lead)

    sent = open_form(client, meeting) | {"guest_circles": []}
    response = client.post(f"{meeting.get_absolute_url()}wijzigen/", sent, follow=True)

    (said,) = [str(message) for message in response.context["messages"]]
    assert ("nog uitgenodigd" in said) is bool(count)
    assert sentence in said


def test_saving_without_a_change_changes_nothing(login, lead, circle):
    meeting = MeetingFactory(circle=circle, guests=[CircleFactory()])
    client = login(lead)

    response = client.post(f"{meeting.get_absolute_url()}wijzigen/", open_form(client, meeting))

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.version, meeting.sequence) == (1, 0)


def test_guest_that_ended_stays_to_choose(login, lead, circle):
    gone = CircleFactory(name="Coalitie Weg", ended_on=timezone.localdate())
    CircleFactory(name="Coalitie Ook Weg", ended_on=timezone.localdate())
    meeting = MeetingFactory(circle=circle, guests=[gone])

    form = login(lead).get(f"{meeting.get_absolute_url()}wijzigen/").context["form"]

    assert list(form.fields["guest_circles"].queryset) == [gone]


def test_day_that_passed_can_stay(login, lead, circle):
    meeting = MeetingFactory(circle=circle, past=True)
    client = login(lead)

    client.post(f"{meeting.get_absolute_url()}wijzigen/", open_form(client, meeting) | {"about": "Achteraf."})

    meeting.refresh_from_db()
    assert meeting.about == "Achteraf."


def test_two_people_change_one_meeting(login, lead, circle):
    meeting = MeetingFactory(circle=circle)
    other = MembershipFactory(circle=circle, leader=True).user
    mine, theirs = open_form(login(lead), meeting), open_form(login(other), meeting)

    login(other).post(f"{meeting.get_absolute_url()}wijzigen/", theirs | {"starts": "08:00"})
    clash = login(lead).post(f"{meeting.get_absolute_url()}wijzigen/", mine | {"starts": "10:00"})
    merged = login(lead).post(f"{meeting.get_absolute_url()}wijzigen/", mine | {"place": "Kerk"}, follow=True)

    assert "Kies welke blijft" in clash.text
    assert f"Wat {other} intussen wijzigde, blijft ook" in merged.text
    meeting.refresh_from_db()
    assert (meeting.starts, meeting.place) == (datetime.time(8, 0), "Kerk")


def test_meeting_is_called_off_with_a_reason_and_stays(login, lead, partner, circle):
    meeting = MeetingFactory(circle=circle, online_url="https://voorbeeld.invalid/zaal")
    client = login(lead)
    url = f"{meeting.get_absolute_url()}afzeggen/"
    assert "De pagina blijft staan" in client.get(url).text

    assert list(client.post(url, {"reason": ""}).context["form"].errors) == ["reason"]
    response = client.post(url, {"reason": "Te weinig mensen kunnen."}, follow=True)

    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.cancel_reason) == (1, "Te weinig mensen kunnen.")
    assert "is afgezegd" in response.text
    text = login(partner).get(meeting.get_absolute_url()).text
    assert "Deze bijeenkomst gaat niet door" in text
    assert "Wie komt er" not in text
    assert "voorbeeld.invalid/zaal" not in text
    again = login(lead).get(url, follow=True)
    assert [str(message) for message in again.context["messages"]] == [calling.OFF]
    assert login(partner).get(url).status_code == 403


def test_what_was_cannot_be_called_off(login, lead, circle):
    meeting = MeetingFactory(circle=circle, past=True)

    client = login(lead)

    response = client.post(f"{meeting.get_absolute_url()}afzeggen/", {"reason": "Te laat"})

    assert "Deze bijeenkomst is al geweest." in response.text
    assert 'value="Te laat"' in response.text
    text = client.get(meeting.get_absolute_url()).text
    assert "Zeg de bijeenkomst af" not in text
    assert "Deze bijeenkomst is geweest." in text


def test_what_was_called_off_meanwhile_is_not_called_off_twice(login, lead, partner, circle):
    meeting = MeetingFactory(circle=circle)
    calling.cancel(meeting, reason="Eerst", by=lead, now=timezone.now())

    response = login(lead).post(f"{meeting.get_absolute_url()}afzeggen/", {"reason": "Daarna"})

    assert "Deze bijeenkomst gaat al niet meer door." in response.text
    assert 'value="Daarna"' in response.text
    assert login(partner).post(f"{meeting.get_absolute_url()}afzeggen/", {"reason": "Daarna"}).status_code == 403
    meeting.refresh_from_db()
    assert (meeting.cancel_reason, meeting.sequence) == ("Eerst", 1)


def test_called_off_while_somebody_changed_it_keeps_what_was_typed(login, lead, circle):
    meeting = MeetingFactory(circle=circle, place="Dorpshuis")
    client = login(lead)
    sent = open_form(client, meeting)
    calling.cancel(meeting, reason="Eerst", by=lead, now=timezone.now())

    response = client.post(f"{meeting.get_absolute_url()}wijzigen/", sent | {"about": "Een lang verhaal."})

    assert "Wat je schreef, is niet bewaard." in response.text
    assert "Een lang verhaal." in response.text
    meeting.refresh_from_db()
    assert (meeting.about, meeting.sequence) == ("", 1)


def test_proposal_for_what_was_called_off_meanwhile_says_so(login, lead, circle):
    meeting = MeetingFactory(circle=circle, day=None, starts=None, ends=None, cancelled=True)

    response = login(lead).post(f"{meeting.get_absolute_url()}datums/voorstellen/", {"day": in_days(9)}, follow=True)

    assert calling.OFF in response.text
    assert meeting.cancel_reason in response.text


def test_meeting_nobody_was_asked_for_can_be_thrown_away(login, lead, circle):
    meeting = MeetingFactory(circle=circle)
    client = login(lead)
    assert "weggooien?" in client.get(f"{meeting.get_absolute_url()}weggooien/").text

    response = client.post(f"{meeting.get_absolute_url()}weggooien/", follow=True)

    assert f"“{meeting}” is weggegooid." in response.text
    assert not Meeting.objects.exists()


def test_meeting_people_were_asked_for_is_never_thrown_away(login, lead, circle):
    meeting = MeetingFactory(circle=circle, invited_at=timezone.now())

    response = login(lead).post(f"{meeting.get_absolute_url()}weggooien/", follow=True)

    assert "Er zijn al mensen uitgenodigd." in response.text
    assert Meeting.objects.get() == meeting
    assert "Gooi weg" not in response.text


def test_online_link_is_only_for_who_may_come(login, partner, member, coordinator, circle):
    meeting = MeetingFactory(circle=circle, for_network=True, place="", online_url="https://voorbeeld.invalid/zaal")
    guest = MembershipFactory()
    meeting.guest_circles.add(guest.circle)

    for user in (partner, guest.user, coordinator):
        assert 'href="https://voorbeeld.invalid/zaal"' in login(user).get(meeting.get_absolute_url()).text
    text = login(member).get(meeting.get_absolute_url()).text
    assert "voorbeeld.invalid" not in text
    assert "Wie mag komen, ziet hier de link." in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, lead, circle, django_assert_num_queries, count):
    meeting = MeetingFactory(circle=circle, guests=CircleFactory.create_batch(count))
    client = login(lead)

    # session, user, memberships; meeting, its guests; may it be changed; agenda; who comes; what it is for
    with django_assert_num_queries(9):
        client.get(meeting.get_absolute_url())


def click(circle, by, now):
    meeting = MeetingFactory.build(circle=circle, title="Samen")
    return calling.call(meeting, [], by=by, now=now).pk


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_meeting(lead, circle, meeting_point):
    meeting_point(calling, "of_click_before")
    now = timezone.now()

    first, second = at_once(*[lambda: click(circle, lead, now)] * 2)

    assert first == second == Meeting.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_without_taking_turns_two_clicks_make_two_meetings(lead, circle, meeting_point, monkeypatch):
    meeting_point(calling, "of_click_before")
    monkeypatch.setattr(calling, "take_turn", lambda circle_id: None)
    now = timezone.now()

    at_once(*[lambda: click(circle, lead, now)] * 2)

    assert Meeting.objects.count() == 2
