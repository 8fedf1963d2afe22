"""The start package: what a new leader sees and does, and what the coordinator keeps."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from coalitions.models import StartItem, StartTick
from coalitions.startpackage import keeping
from tests.coalitions.factories import CoalitionFactory, StartItemFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

PAGE = "/startpakket/"
MANAGE = "/startpakket/beheren/"
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def coalition():
    """Led by two people, of whom one is new."""
    coalition = CoalitionFactory(slug="a", name="A", phase="forming", circle__slug="coalitie-a")
    MembershipFactory(circle=coalition.circle, leader=True, since=date(2020, 1, 1), user__name="Al Lang")
    MembershipFactory(circle=coalition.circle, leader=True, since=date(2026, 11, 1), user__name="Pas Begonnen")
    return coalition


@pytest.fixture
def newcomer(coalition):
    return coalition.circle.memberships.get(user__name="Pas Begonnen").user


def mark(client, item, coalition, *, done=True):
    data = {"coalition": coalition.pk, **({"done": "on"} if done else {})}
    return client.post(reverse("coalitions:start_tick", args=[item.pk]), data, follow=True)


def test_new_leader_is_told_the_next_step_until_all_is_done(login, newcomer, coalition):
    first = StartItemFactory(title="Lees de pagina")
    second = StartItemFactory(title="Nodig uit", audience="coalition")
    client = login(newcomer)

    assert f'<a href="{PAGE}">Volgende stap van je startpakket: Lees de pagina.</a>' in client.get("/").text
    mark(client, first, coalition)
    assert "Volgende stap van je startpakket: Nodig uit." in client.get("/").text
    assert f'<li id="stap-{second.pk}-{coalition.pk}" tabindex="-1">' in client.get(PAGE).text
    back = mark(client, second, coalition)
    assert back.redirect_chain[0][0] == f"{PAGE}#stap-{second.pk}-{coalition.pk}"
    assert "startpakket:" not in client.get("/").text
    assert "Je hebt alles gedaan." in client.get(PAGE).text


@pytest.mark.parametrize(("since", "told"), [(date(2026, 5, 24), True), (date(2026, 5, 23), False)])
def test_leader_is_new_for_half_a_year(login, coalition, since, told):
    StartItemFactory(title="Lees de pagina")
    user = MembershipFactory(circle=coalition.circle, leader=True, since=since).user

    assert ("Volgende stap van je startpakket" in login(user).get("/").text) is told
    assert login(user).get(PAGE).status_code == 200


def test_package_of_nobody_else(login, coalition, member, coordinator):
    item = StartItemFactory()
    partner = MembershipFactory(circle=coalition.circle).user
    table_lead = MembershipFactory(circle=CircleFactory(table=True), leader=True, since=TODAY).user

    for user in (member, partner, table_lead):
        client = login(user)
        assert client.get(PAGE).status_code == 404
        assert mark(client, item, coalition).status_code == 404
        assert "startpakket" not in client.get("/").text
    assert login(coordinator).get(PAGE)["Location"] == MANAGE
    assert not StartTick.objects.exists()


def test_own_step_is_ticked_by_each_and_undone(login, newcomer, coalition):
    item = StartItemFactory(title="Vul je profiel aan")
    client = login(newcomer)

    text = mark(client, item, coalition).text
    mark(client, item, coalition)

    tick = StartTick.objects.get()
    assert (tick.user, tick.coalition, tick.by, str(tick)) == (
        *(newcomer, None, newcomer),
        "Vul je profiel aan: Pas Begonnen",
    )
    assert "“Vul je profiel aan” is gedaan." in text
    assert "Gedaan op 22 november 2026." in text
    other = login(coalition.circle.memberships.get(user__name="Al Lang").user)
    assert "Gedaan op" not in other.get(PAGE).text
    assert "“Vul je profiel aan” is weer open." in mark(login(newcomer), item, coalition, done=False).text
    assert not StartTick.objects.exists()


def test_step_of_the_coalition_is_done_for_all_its_leaders(login, newcomer, coalition):
    item = StartItemFactory(audience="coalition", title="Nodig partners uit")

    mark(login(newcomer), item, coalition)

    assert str(StartTick.objects.get()) == "Nodig partners uit: A"
    text = login(coalition.circle.memberships.get(user__name="Al Lang").user).get(PAGE).text
    assert "Gedaan op 22 november 2026." in text
    assert "Voor coalitie A" in text


def test_nobody_ticks_for_another_coalition(login, newcomer):
    item = StartItemFactory(audience="coalition")

    assert mark(login(newcomer), item, CoalitionFactory()).status_code == 404
    assert not StartTick.objects.exists()


def test_coalition_that_is_under_way_has_no_steps_of_its_own(login, newcomer, coalition):
    StartItemFactory(audience="coalition", title="Nodig partners uit")
    StartItemFactory(title="Lees de pagina")
    coalition.phase = "running"
    coalition.save()

    assert "Nodig partners uit" not in login(newcomer).get(PAGE).text


def test_links_lead_to_the_leaders_own_coalition(login, newcomer):
    StartItemFactory(link="/coalities/{coalitie}/")
    StartItemFactory(link="/kringen/{kring}/")
    StartItemFactory(link="", title="Zonder link")

    text = login(newcomer).get(PAGE).text

    assert 'href="/coalities/a/"' in text
    assert 'href="/kringen/coalitie-a/"' in text
    assert '<span class="ks-badge ks-badge--accent">volgende stap</span>' in text


def test_empty_package_is_not_there(login, newcomer):
    assert login(newcomer).get(PAGE).status_code == 404
    assert "startpakket:" not in login(newcomer).get("/").text


def test_coordinator_sees_how_far_everybody_is(login, coordinator, newcomer, coalition):
    first, _ = StartItemFactory(title="Lees de pagina"), StartItemFactory(title="Bel iemand")
    StartItemFactory(audience="coalition", title="Nodig partners uit")
    mark(login(newcomer), first, coalition)
    CoalitionFactory(name="Klaar", phase="lasting")

    text = " ".join(login(coordinator).get(MANAGE).text.split())

    row = text.split('<th scope="row">Pas Begonnen</th>')[1].split("</tr>")[0]
    assert "1 van 2, het laatst op 22 november 2026" in row
    assert "Bel iemand" in row
    assert "1 november 2026" in row
    assert "Al Lang" not in text
    assert '<a href="/overzicht/a/">A</a></th><td data-label="Gedaan">0 van 1</td>' in text
    assert "Klaar</a>" not in text


def test_coordinator_is_told_when_nobody_is_new(login, coordinator):
    text = login(coordinator).get(MANAGE).text

    assert "Het laatste half jaar werd niemand coalitieleider." in text
    assert "Geen coalitie is nog aan het beginnen." in text
    assert "Hier staat nog geen stap." in text


def test_coordinator_adds_changes_and_moves_steps(login, coordinator):
    client = login(coordinator)
    new = reverse("coalitions:start_item_create")
    for title in ("Een", "Twee", "Drie"):
        client.post(new, {"audience": "leader", "title": title, "link": "/contact/"})
    een, twee, drie = StartItem.objects.all()

    moved = client.post(reverse("coalitions:start_item_move", args=[drie.pk]), {"direction": "up"})
    assert moved.url == f"{MANAGE}#stap-{drie.pk}"
    assert f'id="stap-{drie.pk}"' in client.get(MANAGE).text
    client.post(reverse("coalitions:start_item_move", args=[een.pk]), {"direction": "up"})
    client.post(reverse("coalitions:start_item_move", args=[twee.pk]), {"direction": "down"})
    client.post(reverse("coalitions:start_item_move", args=[een.pk]), {"direction": "opzij"})
    assert [str(item) for item in StartItem.objects.all()] == ["Een", "Drie", "Twee"]
    client.post(reverse("coalitions:start_item_move", args=[een.pk]), {"direction": "down"})
    assert [str(item) for item in StartItem.objects.all()] == ["Drie", "Een", "Twee"]

    edit = reverse("coalitions:start_item_edit", args=[een.pk])
    seen = client.get(edit).context["form"]["seen_version"].value()
    data = {"audience": "coalition", "title": "Eén", "seen_version": seen}
    assert "“Eén” is bewaard." in client.post(edit, data, follow=True).text
    assert [(str(item), item.position) for item in StartItem.objects.filter(audience="coalition")] == [("Eén", 1)]

    seen = client.get(edit).context["form"]["seen_version"].value()
    client.post(edit, {"audience": "coalition", "title": "Nog beter", "seen_version": seen})
    (moved,) = StartItem.objects.filter(audience="coalition")
    assert (moved.title, moved.position) == ("Nog beter", 1)


def test_two_people_who_change_one_step_both_keep_it(login, coordinator):
    item = StartItemFactory(title="Zo")
    client = login(coordinator)
    edit = reverse("coalitions:start_item_edit", args=[item.pk])
    seen = client.get(edit).context["form"]["seen_version"].value()
    StartItem.objects.update(title="Anders")

    form = client.post(edit, {"audience": "leader", "title": "Mijn", "seen_version": seen}).context["form"]

    assert list(form.conflict.clashes) == ["title"]
    assert StartItem.objects.get().title == "Anders"


def test_withdrawn_step_is_gone_but_keeps_its_ticks(login, coordinator, newcomer, coalition):
    item = StartItemFactory(title="Oude stap")
    StartItemFactory(title="Andere stap")
    mark(login(newcomer), item, coalition)
    path = reverse("coalitions:start_item_withdraw", args=[item.pk])

    text = login(coordinator).post(path, follow=True).text

    assert "“Oude stap” is uit het startpakket." in text
    assert "Uit het pakket gehaald (1)" in text
    assert "Oude stap" not in login(newcomer).get(PAGE).text
    assert mark(login(newcomer), item, coalition).status_code == 404
    moved = login(coordinator).post(reverse("coalitions:start_item_move", args=[item.pk]), {"direction": "up"})
    assert moved.status_code == 404
    assert "staat weer in het startpakket" in login(coordinator).post(path, {"back": "on"}, follow=True).text
    assert StartTick.objects.count() == 1


@pytest.mark.parametrize(
    "link", ["/bestaat-niet/", "http://voorbeeld.invalid/", "javascript:alert(1)", "//x.invalid/", "//[", "contact"]
)
def test_link_that_leads_nowhere_is_refused(login, coordinator, link):
    response = login(coordinator).post(
        reverse("coalitions:start_item_create"), {"audience": "leader", "title": "x", "link": link}
    )

    assert response.context["form"].errors == {
        "link": ["Deze pagina bestaat niet. Kopieer het adres uit de balk van je browser."]
    }


@pytest.mark.parametrize(
    "link", ["", "/kringen/{kring}/", "/coalities/{coalitie}/?jaar=2026", "https://voorbeeld.invalid/x"]
)
def test_link_to_a_page_or_the_web_is_fine(login, coordinator, link):
    login(coordinator).post(
        reverse("coalitions:start_item_create"), {"audience": "leader", "title": "x", "link": link}
    )

    assert StartItem.objects.get().link == link


@pytest.mark.parametrize("path", ["", "nieuw/", "1/"])
def test_leader_does_not_keep_the_list(login, newcomer, path):
    assert login(newcomer).get(f"{MANAGE}{path}").status_code == 404


def test_tick_is_of_a_person_or_of_a_coalition(newcomer, coalition):
    with pytest.raises(IntegrityError, match="person_or_coalition"):
        StartTick.objects.create(item=StartItemFactory(), user=newcomer, coalition=coalition, at=timezone.now())


def test_moving_what_was_withdrawn_meanwhile_changes_nothing():
    items = StartItemFactory.create_batch(2)
    StartItem.objects.filter(pk=items[1].pk).update(withdrawn_at=timezone.now())

    keeping.move(items[1], up=True)

    assert [item.position for item in StartItem.objects.all()] == [items[0].position, items[1].position]


@pytest.mark.django_db(transaction=True)
def test_moving_at_the_same_moment_loses_no_step():
    items = StartItemFactory.create_batch(5)

    # More than once: rows that are locked in the order of the list end in a deadlock only now and then.
    for _ in range(5):
        outcomes = at_once(*[lambda item=item: keeping.move(item, up=True) for item in items[1:]])
        assert outcomes == [None] * 4

    assert sorted(StartItem.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("count", [1, 3])
def test_package_query_count(django_assert_num_queries, login, count):
    user = MembershipFactory(circle=CoalitionFactory().circle, leader=True, since=TODAY).user
    for _ in range(count):
        MembershipFactory(user=user, circle=CoalitionFactory().circle, leader=True, since=TODAY - timedelta(days=1))
        StartItemFactory()
        StartItemFactory(audience="coalition")
    client = login(user)

    with django_assert_num_queries(6):  # session, user, memberships, coalitions, steps, ticks
        client.get(PAGE)


@pytest.mark.parametrize("count", [1, 3])
def test_manage_query_count(django_assert_num_queries, login, coordinator, count):
    for _ in range(count):
        MembershipFactory(circle=CoalitionFactory().circle, leader=True, since=TODAY)
        StartItemFactory()
    client = login(coordinator)

    # session, user, memberships, steps twice (also withdrawn ones, and in use), new leaders and coalitions with a
    # count each, ticks
    with django_assert_num_queries(10):
        client.get(MANAGE)


def test_new_leaders_and_new_coalitions_each_have_their_own_pages(login, coordinator):
    for number in range(21):
        coalition = CoalitionFactory(name=f"Jong {number:02}", phase="forming")
        MembershipFactory(circle=coalition.circle, leader=True, since=TODAY, user__name=f"Leider {number:02}")
    desk = login(coordinator)

    first = desk.get(MANAGE)
    both = desk.get(MANAGE, {"page": "2", "page2": "2"})
    wrong = desk.get(MANAGE, {"page": "99", "page2": "x"})

    for key, last in (("leaders", "Leider 20"), ("coalitions", "Jong 20")):
        assert len(first.context[key]) == 20
        assert [one.title for one in both.context[key]] == [last]
    assert len(wrong.context["leaders"]) == 1
    assert len(wrong.context["coalitions"]) == 20
    assert 'href="?page=2"' in first.text
    assert 'href="?page2=2"' in first.text
    assert 'href="?page=2&amp;page2=1"' in both.text
