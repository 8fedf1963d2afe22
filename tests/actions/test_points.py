"""One action point through its pages: adding, reading, changing, and two people at once."""

import datetime

import pytest
from django.core import signing
from django.utils import timezone

from actions import planning, sources
from actions.models import ActionPoint
from actions.models.points import State
from province.models import Pillar
from tests.actions.factories import ActionPointFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NEW = "/werkagenda/coalitie-dorp/nieuw/"


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def answers(**changed):
    return {
        "what": "Bel de huisartsen",
        "how": "",
        "with_whom": "",
        "pillar": "",
        "owner": "",
        "due_on": in_days(9),
    } | (changed)


def page(point, part=""):
    return f"{point.get_absolute_url()}{part}"


def open_form(client, point):
    """What a browser sends when somebody opens the form and presses the button."""
    form = client.get(page(point, "wijzigen/")).context["form"]
    sent = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in sent.items()}


def test_member_adds_a_point_and_sees_to_it(login, partner, circle):
    client = login(partner)
    assert client.get(NEW).context["form"]["owner"].value() == partner.pk
    pillar = Pillar.objects.create(slug="voor", name="Voor", position=1)

    response = client.post(
        NEW,
        answers(how="Stap **voor** stap", with_whom="JGZ", pillar=pillar.pk, owner=partner.pk),
        follow=True,
    )

    point = ActionPoint.objects.get()
    assert (point.circle, point.owner, point.created_by, point.pillar) == (circle, partner, partner, pillar)
    assert "“Bel de huisartsen” staat op de werkagenda." in response.text
    assert "Stap <strong>voor</strong> stap" in response.text
    assert f"{partner} maakte dit actiepunt." in response.text
    assert (point.source_label, point.source_url) == ("", "")


def test_second_click_is_no_second_point(login, lead, circle):
    client = login(lead)

    first, second = client.post(NEW, answers()), client.post(NEW, answers())

    assert first.url == second.url
    assert ActionPoint.objects.get().changes.count() == 1


def test_coordinator_adds_for_others(login, coordinator, lead, circle):
    client = login(coordinator)
    assert client.get(NEW).context["form"]["owner"].value() is None

    client.post(NEW, answers(owner=lead.pk))
    client.post(NEW, answers(what="Nog van niemand"))

    assert list(ActionPoint.objects.order_by("pk").values_list("owner", flat=True)) == [lead.pk, None]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"what": ""}, "what", "Vul dit nog in: Wat"),
        ({"what": "x" * 201}, "what", "Dit zijn 201 tekens. Maak er hoogstens 200 van."),
        ({"due_on": ""}, "due_on", "Vul dit nog in: Uiterlijk"),
        ({"due_on": "gisteren"}, "due_on", ""),
        ({"due_on": datetime.date(2020, 1, 1)}, "due_on", "Deze dag is al voorbij. Kies een dag vanaf vandaag."),
        ({"due_on": datetime.date(9999, 12, 31)}, "due_on", "Dit is erg ver weg."),
        ({"owner": 0}, "owner", ""),
    ],
)
def test_wrong_input_is_explained_and_kept(login, lead, changed, field, sentence):
    response = login(lead).post(NEW, answers(with_whom="Verloskundigen") | changed)

    assert list(response.context["form"].errors) == [field]
    assert sentence in response.text
    assert "Verloskundigen" in response.text
    assert not ActionPoint.objects.exists()


def test_owner_is_somebody_who_works_in_the_circle(login, lead, circle, coordinator):
    left = MembershipFactory(circle=circle, ended=True).user
    inactive = MembershipFactory(circle=circle, user__is_active=False).user
    here = MembershipFactory(circle=circle).user

    found = set(login(lead).get(NEW).context["form"].fields["owner"].queryset)

    assert found == {lead, here}
    assert not {left, inactive, coordinator} & found


def test_owner_who_left_stays_until_somebody_else_is_chosen(login, lead, circle):
    point = ActionPointFactory(circle=circle)
    point.owner.memberships.update(until=timezone.localdate())
    client = login(lead)

    client.post(page(point, "wijzigen/"), open_form(client, point) | {"what": "Anders"})

    owner = point.owner
    point.refresh_from_db()
    assert (point.what, point.owner) == ("Anders", owner)


def test_point_keeps_a_link_to_what_it_grew_out_of(login, lead, circle):
    url = sources.create_url(circle, label="Overleg van 3 maart", url="/bijeenkomsten/3/")
    client = login(lead)
    token = client.get(url).context["form"]["bron"].value()

    response = client.post(url, answers(bron=token), follow=True)

    assert '<a href="/bijeenkomsten/3/">Overleg van 3 maart</a>' in response.text


@pytest.mark.parametrize("salt", [None, "anders"])
def test_forged_source_is_left_out(login, lead, salt):
    forged = signing.dumps(["Nep", "https://elders.invalid/"], salt=salt) if salt else "onzin"

    login(lead).post(NEW, answers(bron=forged))

    assert ActionPoint.objects.get().source_url == ""


def test_detail_says_what_is_not_there_yet(login, partner, circle):
    point = ActionPointFactory(circle=circle, nobodys=True)

    text = login(partner).get(page(point)).text

    assert text.count("Nog niet ingevuld.") == 2
    assert "Nog niemand" in text
    assert "Alle pijlers" in text
    assert "Ik pak dit op" in text
    assert "Meld klaar" not in text


def test_detail_says_that_it_is_late(login, lead, circle):
    assert "te laat" in login(lead).get(page(ActionPointFactory(circle=circle, due_in=-1))).text


def test_history_shows_before_and_after(login, lead, circle):
    point = ActionPointFactory(circle=circle, owner=lead, what="Bel", how="Snel")
    client = login(lead)

    client.post(page(point, "wijzigen/"), open_form(client, point) | {"what": "Mail", "how": "", "with_whom": "JGZ"})
    text = client.get(page(point)).text

    assert "Bel</del>" in text
    assert "<ins>Mail</ins>" in text
    assert "Met wie" in text
    assert "leeg" in text


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_a_point_with_history(login, lead, circle, django_assert_num_queries, count):
    point = ActionPointFactory(circle=circle, owner=lead)
    for _ in range(count):
        planning.start(point, by=MembershipFactory(circle=circle).user, now=timezone.now())
        planning.pause(point, by=lead, now=timezone.now())
    client = login(lead)

    with django_assert_num_queries(7):  # session, user, memberships, point, may it be changed, history and its length
        client.get(page(point))


def test_long_history_comes_in_pages(login, lead, circle):
    point = ActionPointFactory(circle=circle, owner=lead)
    for _ in range(16):
        planning.start(point, by=lead, now=timezone.now())
        planning.pause(point, by=lead, now=timezone.now())

    response = login(lead).get(page(point))

    assert len(response.context["history"].object_list) == 30
    assert "page=2" in response.text


def test_whole_life_in_the_browser(login, lead, circle):
    point = ActionPointFactory(circle=circle, owner=lead)
    client = login(lead)

    def state():
        return ActionPoint.objects.get().state

    client.post(page(point, "zet/"), {"zet": "begin"})
    assert state() == State.DOING
    client.post(page(point, "zet/"), {"zet": "terug"})
    assert state() == State.TODO
    response = client.post(page(point, "klaar/"), {"result": "Elf praktijken doen mee."}, follow=True)
    assert state() == State.DONE
    assert "is klaar. Mooi!" in response.text
    assert "Elf praktijken doen mee." in response.text
    client.post(page(point, "zet/"), {"zet": "heropen"})
    assert state() == State.TODO
    response = client.post(page(point, "vervallen/"), {"reason": "De GGD doet het."}, follow=True)
    assert state() == State.DROPPED
    assert "Vervallen omdat" in response.text


@pytest.mark.parametrize(("part", "field"), [("klaar/", "result"), ("vervallen/", "reason")])
@pytest.mark.parametrize("typed", ["", " ", "x" * 501, "twee\nregels"])
def test_end_needs_one_sentence(login, lead, circle, part, field, typed):
    point = ActionPointFactory(circle=circle)

    response = login(lead).post(page(point, part), {field: typed})

    assert list(response.context["form"].errors) == [field]
    assert ActionPoint.objects.get().is_open


@pytest.mark.parametrize(("part", "field"), [("klaar/", "result"), ("vervallen/", "reason")])
def test_who_is_second_reads_what_happened_and_keeps_the_sentence(login, lead, circle, part, field):
    point = ActionPointFactory(circle=circle, done=True)

    response = login(lead).post(page(point, part), {field: "Mijn zin erover."}, follow=True)

    assert "Mijn zin erover." in response.text
    assert "Dit actiepunt is intussen klaar. Kijk eerst of dat klopt." in response.text
    assert ActionPoint.objects.get().state == State.DONE


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/werkagenda/coalitie-dorp/bord/?stand=open", "/werkagenda/coalitie-dorp/bord/?stand=open#punt-%s"),
        ("https://elders.invalid/", None),
        ("//elders.invalid/", None),
        ("/\\elders.invalid/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_button_leads_back_to_where_it_stood_and_nowhere_else(login, lead, circle, back, to):
    point = ActionPointFactory(circle=circle)

    response = login(lead).post(page(point, "zet/"), {"zet": "begin", "terug": back})

    assert response.url == (to % point.pk if to else page(point))


def test_button_that_does_not_exist_does_nothing(login, lead, circle):
    point = ActionPointFactory(circle=circle)

    response = login(lead).post(page(point, "zet/"), {"zet": "wissen"})

    assert response.url == page(point)
    assert not point.changes.exists()


def test_partner_picks_up_what_is_nobodys(login, partner, circle):
    point = ActionPointFactory(circle=circle, nobodys=True)

    response = login(partner).post(page(point, "oppakken/"), follow=True)

    assert ActionPoint.objects.get().owner == partner
    assert "is nu van jou." in response.text
    assert "Meld klaar" in response.text


def test_two_people_edit_one_point_and_no_words_are_lost(client, login, lead, partner, circle):
    point = ActionPointFactory(circle=circle, owner=partner, what="Bel", how="", with_whom="JGZ")
    client = login(lead)
    first = open_form(client, point)
    second = dict(first)

    client.post(page(point, "wijzigen/"), first | {"what": "Bel de huisartsen", "with_whom": "JGZ en gebiedsteam"})
    response = login(partner).post(
        page(point, "wijzigen/"), second | {"what": "Bel de praktijken", "how": "Met een vaste vraag"}
    )

    assert "bewaarde" in response.text
    assert "Bel de praktijken" in response.text
    assert "huisartsen" in response.text
    point.refresh_from_db()
    assert point.what == "Bel de huisartsen"

    form = response.context["form"]
    again = {field.html_name: field.value() for field in form} | {"what": "Bel alle praktijken", "pillar": ""}
    response = login(partner).post(page(point, "wijzigen/"), again, follow=True)

    assert "Het actiepunt is gewijzigd." in response.text
    point.refresh_from_db()
    assert (point.what, point.how, point.with_whom) == (
        "Bel alle praktijken",
        "Met een vaste vraag",
        "JGZ en gebiedsteam",
    )
    assert point.version == 3
    assert [change.by for change in point.changes.all()] == [partner, lead]


def test_saving_without_a_change_leaves_no_trace(login, lead, circle):
    point = ActionPointFactory(circle=circle, owner=lead, due_in=-3)  # a day that is over may stay
    client = login(lead)

    response = client.post(page(point, "wijzigen/"), open_form(client, point))

    assert response.status_code == 302
    assert not point.changes.exists()


def test_point_of_another_circle_is_not_here(login, lead, circle):
    elsewhere = ActionPointFactory()

    assert login(lead).get(f"/werkagenda/coalitie-dorp/{elsewhere.pk}/").status_code == 404


def test_what_grew_out_of_a_page_is_told_to_who_may_read_it(lead, circle, member):
    address = "/enquetes/1/#vraag-2"
    point = ActionPointFactory(circle=circle, source_label="Uitslag", source_url=address)
    ActionPointFactory(circle=circle, source_label="Anders", source_url="/enquetes/1/#vraag-3")
    ActionPointFactory(circle=circle, source_label="Uitslag", source_url=address, dropped=True)

    kind = "actiepunt, nog niet begonnen"
    assert sources.grown(lead, [address]) == [(address, kind, point.what, point.get_absolute_url())]
    assert sources.grown(member, [address]) == []
