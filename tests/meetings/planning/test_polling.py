"""A meeting without a day finds one: proposing, asking, answering, choosing, and the mail about it."""

import datetime
import email
import email.policy

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import calling, inviting, tasks, waiting
from meetings.models import DateOption, Invitee, Meeting, Poll, Tick
from meetings.planning import polling, telling
from outbox.models import Email
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.meetings.factories import AgendaItemFactory, InviteeFactory, MeetingFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.symposium.factories import EditionFactory

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
ON = NOW.date()
CLOSES = datetime.date(2026, 12, 1)
CLOCK = {"starts": datetime.time(9), "ends": datetime.time(11)}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def meeting(circle, lead, partner):
    PlaceFactory(coalition=CoalitionFactory(circle=circle), municipality__name="Dorpstra")
    return MeetingFactory(circle=circle, title="Overleg", day=None, starts=None, ends=None, place="")


@pytest.fixture
def options(meeting):
    return [polling.propose(meeting, day=datetime.date(2027, 1, day), **CLOCK) for day in (11, 12)]


@pytest.fixture
def poll(meeting, options, lead):
    """Two days, and everybody was asked."""
    polling.ask(meeting, closes_on=CLOSES, by=lead, on=ON, now=NOW)
    return Poll.objects.get()


def page(meeting, part=""):
    return f"/bijeenkomsten/{meeting.pk}/datums/{part}"


def says(options, *said):
    return {f"datum-{option.pk}": one for option, one in zip(options, said, strict=True)}


def run(now=None):
    for pk in list(telling.to_mail(now or timezone.now()).order_by("pk").values_list("pk", flat=True)):
        tasks.mail_poll(invitee_id=pk)


def test_meeting_without_a_day_asks_for_proposals(login, lead, circle):
    answers = {"title": "Overleg", "day": "", "starts": "", "ends": "", "place": "", "audience": "everybody"}

    response = login(lead).post(
        "/bijeenkomsten/kring/coalitie-dorp/nieuw/", answers | {"visibility": "circle"}, follow=True
    )

    meeting = Meeting.objects.get()
    assert response.redirect_chain[-1][0] == page(meeting, "voorstellen/")
    assert "Er is nog geen dag voorgesteld." in response.text
    text = login(lead).get("/bijeenkomsten/").text
    assert "Zoekt nog een datum" in text
    assert "Er staat niets op de agenda." not in text
    assert "Zoek een datum" in login(lead).get(meeting.get_absolute_url()).text
    AgendaItemFactory(meeting=meeting, minutes=20)
    assert "20 minuten" in login(lead).get(f"{meeting.get_absolute_url()}agenda/").text
    assert "Samen 20 minuten." in login(lead).get(meeting.get_absolute_url()).text
    assert not meeting.is_over(timezone.now())


def test_undated_meeting_invites_nobody_and_has_no_file(login, lead, partner, meeting):
    client = login(lead)
    InviteeFactory(meeting=meeting, user=lead)

    assert client.get(f"{meeting.get_absolute_url()}bijeenkomst.ics").status_code == 404
    assert client.get(f"{meeting.get_absolute_url()}antwoord/").status_code == 404
    response = client.post(f"{meeting.get_absolute_url()}uitnodigen/", follow=True)
    assert "heeft nog geen datum" in response.text
    assert "Zodra die er is" in login(partner).get(meeting.get_absolute_url()).text


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, "starts", "bestaat dan niet"),
        ({"day": "2027-10-31", "starts": "01:30", "ends": "02:30"}, "ends", "komt twee keer voor"),
        ({"ends": "09:00"}, "ends", "niet later dan het begin"),
        ({"day": "2026-11-23"}, "day", "vanaf morgen"),
        ({"day": "2031-01-01"}, "day", "erg ver weg"),
        ({"day": ""}, "day", "verplicht"),
    ],
)
def test_proposal_that_cannot_be_is_refused_at_the_field(login, lead, meeting, changed, field, sentence):
    sent = {"day": "2027-01-11", "starts": "09:00", "ends": "11:00"} | changed

    form = login(lead).post(page(meeting, "voorstellen/"), sent).context["form"]

    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert not DateOption.objects.exists()


def test_proposals_are_put_there_once_and_taken_away(login, lead, meeting):
    client = login(lead)
    sent = {"day": "2027-01-11", "starts": "09:00", "ends": "11:00"}

    client.post(page(meeting, "voorstellen/"), sent)
    response = client.post(page(meeting, "voorstellen/"), sent, follow=True)
    assert "Voorgesteld: maandag 11 januari 2027, 9.00 tot 11.00 uur." in response.text
    option = DateOption.objects.get()
    assert "minstens twee voorstellen" in ask(client, meeting).text
    response = client.post(f"/bijeenkomsten/datum/{option.pk}/weghalen/", follow=True)

    assert "Weggehaald: maandag 11 januari 2027" in response.text
    assert not DateOption.objects.exists()


def test_day_on_which_something_is_already_says_so(login, lead, circle, meeting, options):
    there = {"day": options[0].day, "title": "Tafel Kraamzorg"}
    MeetingFactory(circle=circle, **there)
    MeetingFactory(circle=circle, day=options[1].day, cancelled=True)
    MeetingFactory(**there | {"title": "Van anderen"})
    edition = EditionFactory(held_on=options[0].day)

    text = login(lead).get(page(meeting, "voorstellen/")).text

    assert f"Die dag is er al: Tafel Kraamzorg, {edition}</span>" in text
    assert text.count("Die dag is er al") == 1


def ask(client, meeting, closes_on=CLOSES):
    return client.post(page(meeting, "vragen/"), {"vragen-closes_on": closes_on}, follow=True)


def test_nobody_reads_thirteen_proposals(login, lead, meeting):
    for day in range(1, 13):
        polling.propose(meeting, day=datetime.date(2027, 1, day), **CLOCK)

    response = login(lead).post(
        page(meeting, "voorstellen/"), {"day": "2027-02-01", "starts": "09:00", "ends": "11:00"}
    )

    assert "Meer dan 12 voorstellen leest niemand." in response.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-22", "al voorbij"),
        ("2027-11-22", "half jaar"),
        ("2027-01-11", "Je stelt maandag 11 januari voor."),
        ("", "verplicht"),
    ],
)
def test_closing_day_that_cannot_be_is_refused(login, lead, meeting, options, day, sentence):
    assert sentence in ask(login(lead), meeting, day).context["ask_form"].errors["closes_on"][0]


def test_everybody_is_asked_by_mail_and_once_more(login, lead, partner, meeting, options, clock):
    response = ask(login(lead), meeting)
    assert "2 mensen krijgen binnen een minuut mail." in response.text
    run()
    run()
    mail = Email.objects.get(to=partner.email)
    text = email.message_from_bytes(bytes(mail.mime), policy=email.policy.default).get_body(["plain"]).get_content()
    assert (mail.subject, Email.objects.count()) == ("Wanneer kun je? Overleg", 2)
    assert "- maandag 11 januari 2027, 9.00 tot 11.00 uur" in text
    assert page(meeting, "antwoord/") in text
    ((text, url, _),) = waiting.days_to_answer(partner, ON)
    assert (text, url) == ("Laat weten wanneer je kunt voor “Overleg”.", page(meeting, "antwoord/"))

    login(partner).post(page(meeting, "antwoord/"), says(options, "yes", "no"))
    assert list(waiting.days_to_answer(partner, ON)) == []
    clock.move_to("2026-11-29 07:59+00:00", tick=False)  # 8.59 in Fryslân, two days before
    run()
    assert Email.objects.count() == 2
    clock.move_to("2026-11-29 08:00+00:00", tick=False)
    run()
    run()

    assert Email.objects.latest("pk").to == lead.email
    assert Email.objects.latest("pk").subject == "Nog even: wanneer kun je? Overleg"
    assert Email.objects.count() == 3
    assert not telling.tell(meeting.invitees.get(user=partner).pk, now=timezone.now())


def test_somebody_says_which_days_suit_and_sees_who_is_represented(login, lead, partner, meeting, poll, options):
    stad = CircleFactory(name="Coalitie Stad")
    PlaceFactory(coalition=CoalitionFactory(circle=stad), municipality__name="Stedum")
    meeting.guest_circles.add(stad)
    guest = MembershipFactory(circle=stad).user
    client = login(partner)
    assert "Laat weten wanneer je kunt" in client.get(page(meeting)).text
    client.post(page(meeting, "antwoord/"), says(options, "yes", "maybe"))
    # Who came to the circles after everybody was asked, answers all the same.
    login(guest).post(page(meeting, "antwoord/"), says(options, "maybe", "no"))

    text = client.get(page(meeting)).text

    assert "de meeste gemeenten" in text
    assert "<strong>1 van de 2 gemeenten</strong>: Dorpstra." in text
    assert "Als het moet ook: Stedum." in text
    assert "<strong>0 van de 2 gemeenten</strong>." in text
    assert "Nog niet: Stedum." in text
    assert "1 ja, 1 als het moet, 1 nog geen antwoord" in text
    client = login(partner)
    assert client.get(page(meeting, "antwoord/")).context["form"][f"datum-{options[1].pk}"].value() == "maybe"
    assert "Verander je antwoord" in client.get(page(meeting)).text
    login(guest).post(page(meeting, "antwoord/"), says(options, "yes", "yes"))
    assert "2 gemeenten</strong>: allemaal." in client.get(page(meeting)).text


def test_who_comes_for_a_table_stands_for_their_own_coalition(login, lead, partner, meeting):
    table = MeetingFactory(circle=CircleFactory(table=True), day=None, starts=None, ends=None)
    leader = MembershipFactory(circle=table.circle, user=lead, leader=True).user
    option = [polling.propose(table, day=datetime.date(2027, 1, day), **CLOCK) for day in (11, 12)][0]
    polling.ask(table, closes_on=CLOSES, by=leader, on=ON, now=NOW)
    Tick.objects.create(option=option, invitee=table.invitees.get(user=lead), said="yes")

    assert "1 gemeenten</strong>: allemaal." in login(lead).get(page(table)).text


def test_every_proposal_is_answered(login, partner, meeting, poll, options):
    response = login(partner).post(page(meeting, "antwoord/"), {f"datum-{options[0].pk}": "yes"})

    assert list(response.context["form"].errors) == [f"datum-{options[1].pk}"]
    assert not Tick.objects.exists()


def test_answering_ends(login, lead, partner, meeting, poll, options, clock):
    clock.move_to("2026-12-02 09:00+00:00", tick=False)
    client = login(partner)

    response = client.post(page(meeting, "antwoord/"), says(options, "yes", "yes"), follow=True)
    assert polling.CLOSED in response.text
    assert "kiest nu een datum" in response.text
    with pytest.raises(calling.Refused):
        polling.answer(meeting, partner, {}, on=timezone.localdate(), now=timezone.now())
    assert not Tick.objects.exists()
    ((text, url, _),) = waiting.days_to_choose(lead, timezone.localdate())
    assert text == "Kies een datum voor Overleg: antwoorden kan niet meer."
    assert "Kies hieronder een datum" in login(lead).get(url).text
    assert list(waiting.days_to_choose(partner, timezone.localdate())) == []


def test_chosen_day_invites_everybody(login, lead, partner, meeting, poll, options):
    MembershipFactory(circle=meeting.circle)
    polling.answer(meeting, partner, {options[1].pk: "yes"}, on=ON, now=NOW)
    polling.answer(meeting, lead, {options[1].pk: "maybe"}, on=ON, now=NOW)
    client = login(lead)
    address = f"/bijeenkomsten/datum/{options[1].pk}/kiezen/"
    assert "dinsdag 12 januari 2027" in client.get(address).text.lower()
    assert list(client.post(address, {"place": "", "online_url": ""}).context["form"].errors) == ["place"]

    response = client.post(address, {"place": "Dorpshuis", "online_url": ""}, follow=True)

    assert "Gekozen: dinsdag 12 januari 2027, 9.00 tot 11.00 uur." in response.text
    meeting.refresh_from_db()
    assert (meeting.day, meeting.place, meeting.invited_at) == (datetime.date(2027, 1, 12), "Dorpshuis", NOW)
    assert {one.user: one.answer for one in meeting.invitees.all()}[partner] == "yes"
    assert sorted(one.answer for one in meeting.invitees.all()) == ["", "", "yes"]
    assert meeting.invitees.to_tell(NOW).count() == 3
    assert "De datum is gekozen" in client.get(page(meeting)).text
    assert "heeft al een datum" in client.post(address, {"place": "Elders"}, follow=True).text
    assert "heeft al een datum" in client.get(page(meeting, "voorstellen/"), follow=True).text
    with pytest.raises(calling.Refused):
        polling.withdraw(options[0])


def test_day_that_went_by_is_not_chosen(login, lead, meeting, poll, options, clock):
    clock.move_to("2027-01-11 12:00+00:00", tick=False)

    response = login(lead).post(f"/bijeenkomsten/datum/{options[0].pk}/kiezen/", {"place": "Hier"})

    assert "Deze dag is al voorbij." in response.text


def test_last_proposal_of_an_open_question_stays(login, lead, meeting, poll, options):
    client = login(lead)
    client.post(f"/bijeenkomsten/datum/{options[0].pk}/weghalen/")

    response = client.post(f"/bijeenkomsten/datum/{options[1].pk}/weghalen/", follow=True)

    assert "Dit is het laatste voorstel." in response.text
    assert "Geef mensen langer de tijd" not in response.text
    assert poll.options.get() == options[1]


def test_more_time_asks_who_came_later(login, lead, meeting, poll):
    MembershipFactory(circle=meeting.circle)

    assert "1 mens krijgt binnen een minuut mail." in ask(login(lead), meeting, "2026-12-20").text
    poll.refresh_from_db()
    assert (poll.closes_on, poll.opened_by) == (datetime.date(2026, 12, 20), lead)


def test_day_that_is_filled_in_ends_the_question(lead, partner, meeting, poll):
    meeting.day, meeting.starts, meeting.ends, meeting.place = datetime.date(2027, 1, 5), *CLOCK.values(), "Hier"

    calling.change(meeting, ["day", "starts", "ends", "place"], by=lead, now=NOW)

    poll.refresh_from_db()
    assert (poll.closed_at, meeting.invited_at) == (NOW, NOW)
    assert meeting.invitees.to_tell(NOW).count() == 2


def test_form_leaves_the_day_to_the_question(login, lead, meeting, options):
    form = login(lead).get(f"{meeting.get_absolute_url()}wijzigen/").context["form"]

    assert "day" not in form.fields
    sent = {field.html_name: "" if field.value() is None else field.value() for field in form}
    response = login(lead).post(f"{meeting.get_absolute_url()}wijzigen/", sent, follow=True)
    assert response.redirect_chain[-1][0] == meeting.get_absolute_url()


def test_form_takes_a_day_as_long_as_nobody_is_asked(login, lead, meeting):
    form = login(lead).get(f"{meeting.get_absolute_url()}wijzigen/").context["form"]

    assert not form.fields["day"].required


def test_cancelled_meeting_asks_nothing(login, lead, partner, meeting, poll):
    calling.cancel(meeting, reason="Te weinig mensen.", by=lead, now=NOW)

    assert "Deze bijeenkomst gaat niet door" in login(partner).get(page(meeting)).text
    assert polling.CLOSED in login(partner).get(page(meeting, "antwoord/"), follow=True).text
    assert not telling.to_mail(NOW).exists()


def test_meeting_that_people_answered_for_is_called_off_and_not_thrown_away(login, lead, meeting, poll):
    response = login(lead).post(f"{meeting.get_absolute_url()}weggooien/", follow=True)

    assert "Er zijn al mensen uitgenodigd." in response.text
    assert Meeting.objects.get() == meeting


def test_question_is_for_who_may_come(login, member, coordinator, meeting, poll):
    meeting.visibility = "network"
    meeting.save()

    assert login(member).get(page(meeting)).status_code == 404
    assert login(coordinator).get(page(meeting)).status_code == 200
    assert login(coordinator).get(page(meeting, "antwoord/")).status_code == 404
    assert str(poll) == "Datum voor Overleg"
    assert str(Tick(invitee=meeting.invitees.first(), said="yes")).endswith(": Ja")


def test_timetable_starts_one_task_per_person(meeting, poll, monkeypatch):
    started = []
    monkeypatch.setattr(tasks.mail_poll, "delay", lambda **kwargs: started.append(kwargs["invitee_id"]))

    tasks.mail_polls()

    assert started == sorted(meeting.invitees.values_list("pk", flat=True))


def test_database_refuses_what_must_never_be(meeting, options, poll):
    for fields, promise in (
        ({"starts": datetime.time(9)}, "day_and_times_or_neither"),
        ({"invited_at": NOW}, "invited_for_a_day"),
    ):
        with pytest.raises(IntegrityError, match=promise), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**fields)
    with pytest.raises(IntegrityError, match="times_that_exist"), transaction.atomic():
        poll.options.create(day=datetime.date(2027, 3, 28), starts=datetime.time(2, 30), ends=datetime.time(5))
    with pytest.raises(IntegrityError, match="open_until_a_day"), transaction.atomic():
        Poll.objects.update(closes_on=None)


def test_undated_meeting_is_not_invited_by_force(meeting):
    with pytest.raises(calling.Refused, match="nog geen datum"):
        inviting.invite(meeting, on=ON, now=NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, lead, meeting, poll, options, django_assert_num_queries, count):
    for _ in range(count):
        invitee = InviteeFactory(meeting=meeting)
        Tick.objects.create(option=options[0], invitee=invitee, said="yes")
    client = login(lead)

    # session, user, memberships; meeting, its guests; the question; my invitation; people; of where (2); proposals,
    # ticks; did I answer; may I choose
    with django_assert_num_queries(14):
        client.get(page(meeting))


def test_who_was_asked_hears_that_no_day_is_needed_any_more(login, poll, meeting, lead, partner):
    run()
    assert "Wie gevraagd is wanneer het past" in login(lead).get(f"{meeting.get_absolute_url()}afzeggen/").text
    inviting.take_off(meeting.invitees.get(user=partner), now=NOW)
    tell_all()
    calling.cancel(meeting, reason="Het is al opgelost.", by=lead, now=NOW)
    for _ in range(2):
        tell_all()

    off, called_off = Email.objects.order_by("pk")[2:]
    assert (off.to, off.subject) == (partner.email, "Je hoeft niet te komen: Overleg")
    assert (called_off.to, called_off.subject) == (lead.email, "Gaat niet door: Overleg")
    assert "Het is al opgelost. Je hoeft geen dagen meer vrij te houden." in called_off.text
    assert b"text/calendar" not in bytes(called_off.mime)


def tell_all():
    for invitee in Invitee.objects.to_tell(NOW):
        tasks.mail_invitation(invitee_id=invitee.pk)
