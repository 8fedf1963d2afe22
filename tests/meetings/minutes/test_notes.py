"""Writing down: notes with a draft, two who type at once, decisions with their number, action points."""

import datetime
import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import ActionPoint
from meetings import calling, retention
from meetings.minutes import deciding, making
from meetings.models import Decision, NoteDraft
from tests.actions.factories import ActionPointFactory
from tests.meetings.factories import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinutesFactory,
)
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db
OFF = "Wat je schreef, is niet bewaard. Het staat nog op deze pagina"


@pytest.fixture
def meeting(circle):
    return MeetingFactory(circle=circle, days=0)


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, title="Wie belt er?")


def desk(meeting):
    return f"{meeting.get_absolute_url()}opschrijven/"


def url(item, part="notities/"):
    return f"/bijeenkomsten/agendapunt/{item.pk}/{part}"


def decision_url(decision):
    return f"/bijeenkomsten/besluiten/{decision.pk}/wijzigen/"


def call_off(meeting, by):
    calling.cancel(meeting, reason="De zaal is dicht.", by=by, now=meeting.starts_at - datetime.timedelta(days=1))


def opened(client, item):
    """What the browser sends back of the form as it was drawn."""
    return {field.html_name: field.value() or "" for field in client.get(url(item)).context["form"]}


def test_notes_are_kept_and_shown_to_who_leads(login, lead, partner, item):
    client = login(lead)

    response = client.post(url(item), opened(client, item) | {"notes": "Anna belt **morgen**."}, follow=True)

    assert "De notities zijn bewaard." in response.text
    assert response.redirect_chain[-1][0] == f"{desk(item.meeting)}#punt-{item.pk}"
    assert f'id="punt-{item.pk}"' in response.text
    assert "Anna belt <strong>morgen</strong>." in response.text
    assert login(partner).get(desk(item.meeting)).status_code == 403
    assert "Anna belt" not in login(partner).get(item.meeting.get_absolute_url()).text


def test_of_two_who_type_at_once_no_text_is_lost(login, lead, circle, item):
    other = MembershipFactory(circle=circle, leader=True).user
    client = login(lead)
    mine = opened(client, item)
    client = login(other)
    client.post(url(item), opened(client, item) | {"notes": "Wat de ander typte."})

    response = login(lead).post(url(item), mine | {"notes": "Wat ik typte."})

    assert "Kies welke blijft" in response.text
    clash = response.context["form"].conflict.clashes["notes"]
    assert "de ander" in clash.theirs
    assert response.context["form"]["notes"].value() == "Wat ik typte."
    item.refresh_from_db()
    assert item.notes == "Wat de ander typte."


def test_draft_goes_on_where_it_was(login, lead, item):
    client = login(lead)
    sent = opened(client, item) | {"notes": "Half af"}

    assert "Je klad is bewaard om" in client.post(url(item, "notities/klad/"), sent).text
    text = client.get(url(item)).text
    assert "Je gaat verder met je klad" in text
    assert "Half af" in text
    again = opened(client, item)
    client.post(url(item), again | {"notes": "Half af, en nu heel."})

    item.refresh_from_db()
    assert item.notes == "Half af, en nu heel."
    assert not NoteDraft.objects.exists()


def test_draft_is_thrown_away(login, lead, item):
    client = login(lead)
    client.post(url(item, "notities/klad/"), opened(client, item) | {"notes": "Half af"})
    assert str(NoteDraft.objects.get()) == f"Klad van {lead}"

    assert "Je klad is weg." in client.post(url(item, "notities/klad-weg/"), follow=True).text
    assert "Half af" not in client.get(url(item)).text


def test_draft_that_says_what_is_there_is_no_draft(login, lead, item):
    client = login(lead)
    client.post(url(item, "notities/klad/"), opened(client, item))

    assert "Je gaat verder met je klad" not in client.get(url(item)).text


def test_notes_typed_while_the_meeting_was_called_off_stay_on_the_page(login, lead, partner, item):
    client = login(lead)
    sent = opened(client, item) | {"notes": "Anna belt morgen."}
    call_off(item.meeting, lead)

    response = client.post(url(item), sent)

    assert OFF in response.text
    assert response.context["form"]["notes"].value() == "Anna belt morgen."
    kept = client.post(url(item, "notities/klad/"), sent)
    assert (kept.status_code, OFF in kept.text) == (409, True)
    item.refresh_from_db()
    assert (item.notes, NoteDraft.objects.count()) == ("", 0)
    # Looking is as it was, and nobody else comes in by this door.
    assert client.get(url(item)).status_code == 403
    assert login(partner).post(url(item), sent).status_code == 403


def test_decision_typed_while_the_meeting_was_called_off_stays_on_the_page(login, lead, item):
    decision = DecisionFactory(meeting=item.meeting)
    call_off(item.meeting, lead)

    for path in (url(item, "besluit/"), decision_url(decision)):
        response = login(lead).post(path, {"text": "We bellen iedereen."})
        assert "gaat intussen niet meer door" in response.text
        assert response.context["form"]["text"].value() == "We bellen iedereen."
    assert Decision.objects.get().text == decision.text


def test_draft_that_is_too_long_says_so(login, lead, item):
    response = login(lead).post(url(item, "notities/klad/"), {"notes": "x" * 20_001})

    assert response.status_code == 400


def test_drafts_go_after_ninety_days(lead, item):
    now = timezone.now()
    for days in (91, 89):
        NoteDraft.objects.create(
            item=AgendaItemFactory(), user=lead, data={}, saved_at=now - datetime.timedelta(days=days)
        )

    assert retention.purge(now)["note_drafts"] == 1


def test_item_with_notes_is_not_taken_away(login, lead, item):
    item.notes = "Er is iets gezegd."
    item.save()

    response = login(lead).post(url(item, "weghalen/"), follow=True)

    assert "Bij dit punt staan notities." in response.text
    assert item.meeting.items.exists()


def test_decisions_are_numbered_by_circle_and_year(login, lead, partner, circle, item):
    DecisionFactory(meeting=item.meeting, number=6)
    DecisionFactory()
    client = login(lead)
    client.get(url(item, "besluit/"))

    response = client.post(url(item, "besluit/"), {"text": "We bellen alle praktijken."}, follow=True)

    label = f"{item.meeting.day.year}-7"
    assert f"Besluit {label} is opgeschreven." in response.text
    decision = Decision.objects.get(number=7)
    assert (decision.circle, decision.item) == (circle, item)
    assert "We bellen alle praktijken." in login(partner).get(item.meeting.get_absolute_url()).text


def test_second_click_is_no_second_decision(login, lead, item):
    for _ in range(2):
        login(lead).post(url(item, "besluit/"), {"text": "Eén keer."})

    assert Decision.objects.count() == 1


def test_decision_is_changed_and_removed(login, lead, item):
    decision = DecisionFactory(meeting=item.meeting, item=item)
    client = login(lead)
    edit, remove = (f"/bijeenkomsten/besluiten/{decision.pk}/{part}/" for part in ("wijzigen", "weghalen"))
    sent = {field.html_name: field.value() or "" for field in client.get(edit).context["form"]}

    assert "Nu goed." in client.post(edit, sent | {"text": "Nu goed."}, follow=True).text
    clash = client.post(edit, sent | {"text": "Anders."})
    assert "Kies welke blijft" in clash.text
    assert "Nu goed." in client.get(remove).text
    assert "is weggehaald" in client.post(remove, follow=True).text
    assert not Decision.objects.exists()


def test_decision_in_approved_minutes_is_final(login, lead, item):
    decision = DecisionFactory(meeting=item.meeting, item=item)
    MinutesFactory(meeting=item.meeting, approved=True)
    client = login(lead)

    for part in ("wijzigen", "weghalen"):
        assert client.get(f"/bijeenkomsten/besluiten/{decision.pk}/{part}/").status_code == 403
    text = client.post(url(item, "besluit/"), {"text": "Nog een."}).text
    assert "De besluiten staan nu vast." in text
    text = client.post(f"/bijeenkomsten/besluiten/{decision.pk}/wijzigen/", {"text": "Getypt."}).text
    assert "Kies welke blijft" in text
    assert "Getypt." in text
    assert "Wijzig" not in client.get(desk(item.meeting)).text
    for change in (lambda: Decision.objects.update(text="Stiekem"), lambda: Decision.objects.all().delete()):
        with pytest.raises(IntegrityError, match="approved minutes"), transaction.atomic():
            change()
    Decision.objects.update(changed_by=None)


def test_approved_while_somebody_removes_a_decision(login, lead, item, monkeypatch):
    decision = DecisionFactory(meeting=item.meeting, item=item)
    MinutesFactory(meeting=item.meeting, approved=True)
    monkeypatch.setattr(type(Decision.objects.all()), "editable_by", lambda self, user: self)

    response = login(lead).post(f"/bijeenkomsten/besluiten/{decision.pk}/weghalen/", follow=True)

    assert "De besluiten staan nu vast." in response.text


def test_meeting_with_decisions_is_not_thrown_away(login, lead, item):
    DecisionFactory(meeting=item.meeting)

    response = login(lead).post(f"{item.meeting.get_absolute_url()}weggooien/", follow=True)

    assert "Hier zijn besluiten genomen." in response.text


def test_decision_keeps_its_place_when_its_item_goes(login, lead, item):
    decision = DecisionFactory(meeting=item.meeting, item=item)
    item.delete()

    text = login(lead).get(desk(decision.meeting)).text

    assert "Besluiten die niet bij een agendapunt staan" in text
    assert decision.text in text


@pytest.mark.parametrize(("whose", "who"), [("circle", "lead"), ("network", "coordinator")])
def test_action_point_comes_from_the_meeting_and_leads_back(login, request, whose, who):
    circle, lead = request.getfixturevalue(whose), request.getfixturevalue(who)
    item = AgendaItemFactory(meeting=MeetingFactory(circle=circle, days=0))
    client = login(lead)
    (link,) = re.findall(r'href="(/werkagenda/[^"]+bron=[^"]+)"', client.get(desk(item.meeting)).text)
    link = html.unescape(link)
    bron = parse_qs(urlsplit(link).query)["bron"][0]
    said = {"what": "Bel de praktijken", "due_on": timezone.localdate().isoformat(), "owner": lead.pk, "bron": bron}

    client.post(link, said)

    point = ActionPoint.objects.get()
    assert (point.circle, point.source_url) == (circle, item.get_absolute_url())
    assert "Bel de praktijken" in client.get(desk(item.meeting)).text
    assert item.get_absolute_url() in client.get(point.get_absolute_url()).text
    assert list(making.points_of(item.meeting)) == [point]


def test_meeting_of_more_circles_offers_each_plan_one_may_write(login, coordinator, network):
    first, second = CircleFactory(kind="coalition"), CircleFactory(kind="coalition")
    item = AgendaItemFactory(meeting=MeetingFactory(circle=network, days=0, guests=[first, second]))

    text = login(coordinator).get(desk(item.meeting)).text

    assert "Zet een actiepunt op een werkagenda" in text
    for circle in (network, first, second):
        assert f"/werkagenda/{circle.slug}/" in text


def test_desk_without_an_agenda_says_what_to_do(login, lead, circle):
    text = login(lead).get(desk(MeetingFactory(circle=circle))).text

    assert "Er staat nog niets op de agenda" in text
    assert "Maak het verslag" not in text


def test_decisions_of_a_circle_are_searched(login, partner, circle):
    here = f"/bijeenkomsten/kring/{circle.slug}/besluiten/"
    client = login(partner)
    assert "Er staan nog geen besluiten" in client.get(here).text
    meeting = MeetingFactory(circle=circle, past=True)
    found = DecisionFactory(meeting=meeting, text="We bellen de Huisarts.")
    DecisionFactory(meeting=meeting, text="We drinken koffie.")
    DecisionFactory(text="Huisarts van een ander.")

    def texts(query):
        return [one.text for one in client.get(here, query).context["page"].object_list]

    assert texts({"q": "huisarts"}) == texts({"q": found.label}) == ["We bellen de Huisarts."]
    assert len(texts({})) == len(texts({"q": "x" * 101})) == 2
    assert "Niets gevonden" in client.get(here, {"q": "zebra"}).text
    assert client.get("/bijeenkomsten/kring/bestaat-niet/besluiten/").status_code == 404


def test_closed_decisions_are_for_the_circle(login, member, circle):
    DecisionFactory(meeting=MeetingFactory(circle=circle, past=True), text="Voor ons.")
    DecisionFactory(meeting=MeetingFactory(circle=circle, past=True, for_network=True), text="Voor allen.")

    text = login(member).get(f"/bijeenkomsten/kring/{circle.slug}/besluiten/").text

    assert ("Voor allen." in text, "Voor ons." in text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_decision_list_query_count(login, partner, circle, django_assert_num_queries, count):
    for _ in range(count):
        DecisionFactory(meeting=MeetingFactory(circle=circle, past=True))
    client = login(partner)

    # session, user, memberships; the circle; how many and which; the rooms of the circle
    with django_assert_num_queries(6):
        client.get(f"/bijeenkomsten/kring/{circle.slug}/besluiten/")


@pytest.mark.parametrize("count", [1, 3])
def test_desk_query_count(login, lead, circle, meeting, django_assert_num_queries, count):
    for _ in range(count):
        item = AgendaItemFactory(meeting=meeting)
        DecisionFactory(meeting=meeting, item=item)
        DecisionFactory(meeting=meeting)
        ActionPointFactory(circle=circle, source_label="x", source_url=item.get_absolute_url())
    client = login(lead)

    # session, user, memberships; meeting, its guests, may it be changed; items, decisions, loose ones; points; minutes
    with django_assert_num_queries(11):
        client.get(desk(meeting))


def two_at_once(circle, lead, meeting_point):
    meeting_point(deciding, "last_number")
    now = timezone.now()
    meetings = [MeetingFactory(circle=circle, days=0) for _ in range(2)]
    return at_once(
        *[
            lambda meeting=meeting: deciding.decide(
                Decision(meeting=meeting, text="Zo doen we het."), by=lead, now=now
            )
            for meeting in meetings
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_have_numbers_of_their_own(circle, lead, meeting_point):
    assert kinds(two_at_once(circle, lead, meeting_point)) == ["Decision", "Decision"]

    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_on_the_circle_two_decisions_want_one_number(circle, lead, meeting_point, monkeypatch):
    monkeypatch.setattr(calling, "take_turn", lambda circle_id: None)

    assert kinds(two_at_once(circle, lead, meeting_point)) == ["DatabaseError", "Decision"]
