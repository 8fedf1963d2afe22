"""The agenda: its clock, its order, its papers, and the page to print."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions import sources
from meetings import agenda, calling
from meetings.models import AgendaItem
from tests.library.factories import DocumentFactory, VersionFactory
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once, kinds
from tests.themetables.factories import BottleneckFactory
from tests.themetables.plans.factories import TablePlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(circle):
    return MeetingFactory(circle=circle, starts=datetime.time(9, 30), ends=datetime.time(10, 30))


def answers(**changed):
    return {"title": "Wie belt er?", "minutes": 20, "presenter": "", "presenter_name": "", "text": ""} | changed


def new(meeting):
    return f"{meeting.get_absolute_url()}agenda/nieuw/"


def url(item, part):
    return f"/bijeenkomsten/agendapunt/{item.pk}/{part}/"


def edited(client, item, **changed):
    """Open the form, change something and press the button."""
    form = client.get(url(item, "wijzigen")).context["form"]
    sent = {field.html_name: field.value() for field in form}
    return client.post(url(item, "wijzigen"), {name: value or "" for name, value in sent.items()} | changed)


def titles(meeting):
    return [item.title for item in meeting.items.all()]


def three(meeting):
    return [AgendaItemFactory(meeting=meeting, title=title) for title in ("Een", "Twee", "Drie")]


def test_agenda_says_when_each_item_begins(login, partner, meeting):
    AgendaItemFactory(meeting=meeting, minutes=20)
    AgendaItemFactory(meeting=meeting, minutes=40)

    found = agenda.of(meeting, user=partner)
    text = login(partner).get(meeting.get_absolute_url()).text

    assert [f"{slot.begins:%H:%M}-{slot.ends:%H:%M}" for slot in found.slots] == ["09:30-09:50", "09:50-10:30"]
    assert '<time datetime="09:50">9.50</time>' in text
    assert "Samen 60 van de 60 minuten." in text


def test_clock_of_the_agenda_goes_with_the_night_it_changes(partner, circle):
    meeting = MeetingFactory(
        circle=circle, day=datetime.date(2027, 3, 28), starts=datetime.time(1, 30), ends=datetime.time(4, 0)
    )
    AgendaItemFactory(meeting=meeting, minutes=60)

    found = agenda.of(meeting, user=partner)

    assert f"{found.slots[0].ends:%H:%M}" == "03:30"
    assert found.room == 90


@pytest.mark.parametrize(("minutes", "words"), [(61, "1 minuut langer"), (70, "10 minuten langer")])
def test_agenda_that_does_not_fit_says_so_to_who_can_mend_it(login, lead, partner, meeting, minutes, words):
    AgendaItemFactory(meeting=meeting, minutes=minutes)
    sentence = f"De punten duren samen {words} dan de bijeenkomst."

    assert sentence in login(lead).get(meeting.get_absolute_url()).text
    text = login(partner).get(meeting.get_absolute_url()).text
    assert sentence not in text
    assert f"Samen {minutes} van de 60 minuten." in text


def test_empty_agenda_says_so(login, partner, lead, meeting):
    for part in ("", "agenda/"):
        assert "Er staat nog niets op de agenda." in login(partner).get(f"{meeting.get_absolute_url()}{part}").text
    assert new(meeting) not in login(partner).get(meeting.get_absolute_url()).text
    assert new(meeting) in login(lead).get(meeting.get_absolute_url()).text


def test_lead_puts_something_on_the_agenda(login, lead, partner, meeting):
    client = login(lead)

    assert client.get(new(meeting), {"bron": "x"}).context["form"]["bron"].value() == "x"
    first = client.post(new(meeting), answers(presenter=partner.pk, text="We **besluiten**."), follow=True)
    second = client.post(new(meeting), answers(title="En dan?", presenter_name="Iemand van de GGD"), follow=True)

    assert "“Wie belt er?” staat op de agenda." in first.text
    assert "<strong>besluiten</strong>" in first.text
    assert str(partner) in first.text
    assert "Iemand van de GGD" in second.text
    assert titles(meeting) == ["Wie belt er?", "En dan?"]


def test_item_keeps_what_it_belongs_to(login, lead, meeting):
    link = sources.create_url(meeting.circle, label="Knelpunt: te laat", url="/knelpunten/1/")
    bron = parse_qs(urlsplit(link).query)["bron"][0]

    client = login(lead)
    chosen = client.get(new(meeting), {"bron": bron}).context["form"]["source_url"].value()

    text = client.post(new(meeting), answers(bron=bron, source_url=chosen), follow=True).text

    assert 'Hoort bij <a href="/knelpunten/1/">Knelpunt: te laat</a>' in text


def test_item_is_about_a_bottleneck_or_a_plan_and_that_can_change(login, lead, circle, meeting):
    bottleneck, plan = BottleneckFactory(title="Te laat gemeld"), TablePlanFactory(submitted=True)
    hidden = TablePlanFactory()  # a draft of a table that is not theirs
    client = login(lead)
    form = client.get(new(meeting)).context["form"]
    offered = {heading: dict(found) for heading, found in form.fields["source_url"].choices if heading}
    assert offered == {
        "Knelpunten": {bottleneck.get_absolute_url(): "Knelpunt: Te laat gemeld"},
        "Plannen van de thematafels": {plan.get_absolute_url(): str(plan)},
    }

    text = client.post(new(meeting), answers(source_url=bottleneck.get_absolute_url()), follow=True).text
    assert f'Hoort bij <a href="{bottleneck.get_absolute_url()}">Knelpunt: Te laat gemeld</a>' in text

    item = meeting.items.get()
    for address, label in ((plan.get_absolute_url(), str(plan)), ("", "")):
        assert edited(client, item, source_url=address).status_code == 302
        item.refresh_from_db()
        assert (item.source_url, item.source_label) == (address, label)

    refused = edited(client, item, source_url=hidden.get_absolute_url())
    assert list(refused.context["form"].errors) == ["source_url"]


def test_item_about_what_somebody_else_may_not_read_keeps_it(login, lead, meeting):
    item = AgendaItemFactory(meeting=meeting, source_label="Plan van de tafel", source_url="/thematafels/x/plan/2027/")

    assert edited(login(lead), item, title="Anders").status_code == 302

    item.refresh_from_db()
    assert (item.title, item.source_label) == ("Anders", "Plan van de tafel")


def test_second_click_is_no_second_item(login, lead, meeting):
    login(lead).post(new(meeting), answers())
    login(lead).post(new(meeting), answers())

    assert titles(meeting) == ["Wie belt er?"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"minutes": "vijf"}, "minutes"),
        ({"presenter": 0}, "presenter"),
    ],
)
def test_wrong_input_is_said_at_the_field(login, lead, meeting, changed, field):
    response = login(lead).post(new(meeting), answers(**changed))

    assert list(response.context["form"].errors) == [field]
    assert "deze waarde" not in response.text
    assert not AgendaItem.objects.exists()


def test_presenter_is_chosen_or_named_not_both(login, lead, meeting):
    response = login(lead).post(new(meeting), answers(presenter=lead.pk, presenter_name="Iemand"))

    assert list(response.context["form"].errors) == ["presenter_name"]


def test_presenters_are_of_the_circles_and_stay_when_they_left(login, lead, partner, meeting):
    guest, gone = MembershipFactory().user, MembershipFactory(ended=True).user
    meeting.guest_circles.add(guest.memberships.get().circle)
    item = AgendaItemFactory(meeting=meeting, presenter=gone)
    MembershipFactory()

    form = login(lead).get(url(item, "wijzigen")).context["form"]

    assert set(form.fields["presenter"].queryset) == {lead, partner, guest, gone}


def test_item_is_changed(login, lead, meeting):
    item = AgendaItemFactory(meeting=meeting)
    client = login(lead)
    form = client.get(url(item, "wijzigen")).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}

    response = client.post(url(item, "wijzigen"), sent | {"minutes": 45}, follow=True)

    item.refresh_from_db()
    assert item.minutes == 45
    assert "staat op de agenda" in response.text
    clash = client.post(url(item, "wijzigen"), sent | {"minutes": 50})
    assert "Kies welke blijft" in clash.text


def test_items_change_places(login, lead, meeting):
    one, _, three_ = three(meeting)
    client = login(lead)

    client.post(url(three_, "zet"), {"direction": "up"})
    assert titles(meeting) == ["Een", "Drie", "Twee"]
    client.post(url(one, "zet"), {"direction": "down"})
    assert titles(meeting) == ["Drie", "Een", "Twee"]
    client.post(url(three_, "zet"), {"direction": "up"})
    client.post(url(three_, "zet"), {"direction": "sideways"})
    assert titles(meeting) == ["Drie", "Een", "Twee"]
    assert [item.position for item in meeting.items.all()] == [1, 2, 3]


def test_item_is_dropped_at_another_place(login, lead, meeting):
    one, *_ = three(meeting)
    client = login(lead)

    assert client.post(url(one, "plaats"), {"index": 1, "section": meeting.pk}).status_code == 204
    assert titles(meeting) == ["Twee", "Een", "Drie"]
    client.post(url(one, "plaats"), {"index": 99})
    assert titles(meeting) == ["Twee", "Drie", "Een"]
    client.post(url(one, "plaats"), {"index": "x"})
    assert titles(meeting) == ["Twee", "Drie", "Een"]


def test_item_is_taken_away(login, lead, meeting):
    one, *_ = three(meeting)
    client = login(lead)
    assert "van de agenda halen?" in client.get(url(one, "weghalen")).text

    response = client.post(url(one, "weghalen"), follow=True)

    assert "“Een” is van de agenda gehaald." in response.text
    assert titles(meeting) == ["Twee", "Drie"]


def test_what_was_taken_away_meanwhile_is_not_moved(meeting):
    one, *_ = three(meeting)
    AgendaItem.objects.filter(pk=one.pk).delete()

    with pytest.raises(calling.Refused, match="intussen weggehaald"):
        agenda.move(one, up=False)

    assert titles(meeting) == ["Twee", "Drie"]


def test_meeting_that_was_called_off_meanwhile_keeps_its_agenda(login, lead, meeting, monkeypatch):
    """Called off after the page looked whether this person may change it."""
    item, *_ = three(meeting)
    may = AgendaItem.objects.all().editable_by(lead)
    calling.cancel(meeting, reason="Geen tijd", by=lead, now=timezone.now())
    monkeypatch.setattr(type(may), "editable_by", lambda self, user: self)
    client = login(lead)

    for response in (
        client.post(url(item, "zet"), {"direction": "down"}, follow=True),
        client.post(url(item, "weghalen"), follow=True),
    ):
        assert "Deze bijeenkomst gaat niet meer door. Er is niets veranderd." in response.text
    assert titles(meeting) == ["Een", "Twee", "Drie"]


def test_called_off_while_somebody_typed_keeps_what_was_typed(login, lead, meeting):
    item = AgendaItemFactory(meeting=meeting, title="Zoals het was")
    calling.cancel(meeting, reason="Geen tijd", by=lead, now=timezone.now())

    for path in (new(meeting), url(item, "wijzigen")):
        response = login(lead).post(path, answers())
        assert "Deze bijeenkomst gaat intussen niet meer door." in response.text
        assert 'value="Wie belt er?"' in response.text
    assert titles(meeting) == ["Zoals het was"]


def test_nobody_changes_the_agenda_of_a_meeting_that_was_called_off(login, lead, circle):
    item = AgendaItemFactory(meeting=MeetingFactory(circle=circle, cancelled=True))

    assert login(lead).get(url(item, "wijzigen")).status_code == 403
    assert "Haal weg" not in login(lead).get(item.get_absolute_url()).text


def test_papers_are_for_who_may_read_them(login, lead, member, meeting):
    meeting.visibility = "network"
    meeting.save()
    item = AgendaItemFactory(meeting=meeting)
    for title, visibility in (("Voor de kring", "circle"), ("Voor het netwerk", "network")):
        document = DocumentFactory(circle=meeting.circle, title=title, visibility=visibility)
        VersionFactory(document=document)
        item.documents.add(document)

    for part in ("", "agenda/"):
        page = f"{meeting.get_absolute_url()}{part}"
        text = login(member).get(page).text
        assert ("Voor het netwerk" in text, "Voor de kring" in text) == (True, False)
        assert "Voor de kring" in login(lead).get(page).text
    narrow = "(alleen Coalitie Dorp leest dit stuk"
    assert narrow not in login(lead).get(meeting.get_absolute_url()).text
    meeting.guest_circles.add(MembershipFactory().circle)
    assert login(lead).get(meeting.get_absolute_url()).text.count(narrow) == 1


def test_lead_finds_the_library_from_an_item(login, lead, meeting):
    item = AgendaItemFactory(meeting=meeting)
    document = DocumentFactory(circle=meeting.circle)
    client = login(lead)
    text = client.get(meeting.get_absolute_url()).text
    start = text.index("/bibliotheek/kiezen/?")
    link = text[start : text.index('"', start)].replace("&amp;", "&")

    response = client.post(link, {"document": document.pk})

    assert response.url == item.get_absolute_url()
    assert list(item.documents.all()) == [document]


def test_agenda_on_paper_has_the_clock_and_no_buttons(login, lead, meeting):
    AgendaItemFactory(meeting=meeting, minutes=20, presenter=lead, text="Lees vooraf.")

    text = login(lead).get(f"{meeting.get_absolute_url()}agenda/").text

    for part in ("9.30 tot 9.50", "Lees vooraf.", str(lead), "data-ks-print"):
        assert part in text
    assert "Omhoog" not in text


def test_agenda_on_paper_says_it_does_not_go_on(login, lead, circle):
    meeting = MeetingFactory(circle=circle, cancelled=True)

    assert "Te weinig mensen kunnen." in login(lead).get(f"{meeting.get_absolute_url()}agenda/").text


@pytest.mark.parametrize(
    ("fields", "promise"),
    [
        ({"title": ""}, "has_title"),
        ({"minutes": 0}, "takes_time"),
        ({"source_label": "Elders", "source_url": "//elders.invalid"}, "source_is_here"),
    ],
)
def test_database_refuses_what_must_never_be(meeting, fields, promise):
    with pytest.raises(IntegrityError, match=f"meetings_agendaitem_{promise}"), transaction.atomic():
        AgendaItemFactory(meeting=meeting, **fields)


def test_database_refuses_two_presenters(meeting, lead):
    with pytest.raises(IntegrityError, match="one_presenter"), transaction.atomic():
        AgendaItemFactory(meeting=meeting, presenter=lead, presenter_name="Ook iemand")


@pytest.mark.parametrize("count", [1, 3])
def test_page_with_an_agenda_query_count(login, lead, meeting, django_assert_num_queries, count):
    for _ in range(count):
        item = AgendaItemFactory(meeting=meeting, presenter=MembershipFactory(circle=meeting.circle).user)
        item.documents.add(DocumentFactory(circle=meeting.circle))
    client = login(lead)

    # session, user, memberships; meeting, its guests; may it be changed; agenda, its papers; who comes; what it is for
    with django_assert_num_queries(10):
        client.get(meeting.get_absolute_url())


def two_at_once(meeting, lead, meeting_point):
    meeting_point(agenda, "last_of")
    now = timezone.now()
    return at_once(
        *[
            lambda title=title: agenda.add(AgendaItem(meeting=meeting, title=title), by=lead, now=now)
            for title in ("Een", "Twee")
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_two_items_at_once_have_places_of_their_own(lead, meeting, meeting_point):
    two_at_once(meeting, lead, meeting_point)

    assert sorted(titles(meeting)) == ["Een", "Twee"]
    assert [item.position for item in meeting.items.all()] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_items_want_one_place(lead, meeting, meeting_point, monkeypatch):
    monkeypatch.setattr(calling, "locked", lambda meeting: meeting)

    outcomes = two_at_once(meeting, lead, meeting_point)

    assert kinds(outcomes) == ["AgendaItem", "DatabaseError"]
