"""The pages of circles and memberships."""

import datetime

import pytest
from django.urls import reverse

from members import circle_home
from members.models import Circle, Membership
from tests.members.factories import CircleFactory, InvitationFactory, MembershipFactory, UserFactory

LIST = reverse("members:circle_list")


def text(response):
    return " ".join(response.content.decode().split())


def member_path(verb, membership):
    return reverse(f"members:membership_{verb}", args=[membership.circle.slug, membership.pk])


# My circles


def test_my_circles_tell_my_role_and_who_leads(login, circle, leadership, partnership):
    MembershipFactory(circle=circle, leader=True, user__name="Anna Leider")
    CircleFactory(name="Een andere kring")

    html = text(login(partnership.user).get(LIST))

    assert "Je bent hier partner, sinds 1 januari 2024." in html
    assert html.index("Coalitieleiders: ") < html.index(">Anna Leider</a> en ") < html.index(">Lieke Leider</a>")
    assert "Een andere kring" not in html


def test_coordinator_sees_all_circles_and_first_those_without_leader(login, coordinator, circle, leadership):
    lost = CircleFactory(name="Coalitie Zonder")
    MembershipFactory(circle=lost, leader=True, ended=True)
    MembershipFactory(circle=lost, leader=True, user__is_active=False)

    response = login(coordinator).get(LIST)

    assert list(response.context["leaderless"]) == [lost]
    assert {circle.name for circle in response.context["page"].object_list} == {
        "Netwerk",
        "Coalitie Waadhoeke",
        "Coalitie Zonder",
    }
    assert text(response).index("Deze kring heeft geen leider") < text(response).index("<h2>Alle kringen</h2>")


@pytest.mark.parametrize(
    ("query", "found"),
    [("sudwest", ["Coalitie Súdwest-Fryslân"]), ("", 3), ("bestaat niet", []), ("x" * 101, 3), ("%", []), ("\x00", 3)],
)
def test_coordinator_searches_circles(login, coordinator, circle, query, found):
    CircleFactory(name="Coalitie Súdwest-Fryslân")

    response = login(coordinator).get(LIST, {"zoek": query})

    names = [circle.name for circle in response.context["page"].object_list]
    assert (names if isinstance(found, list) else len(names)) == found
    assert ("Geen kring gevonden" in text(response)) is (found == [])


@pytest.mark.parametrize("count", [1, 3])
def test_circle_list_query_count(login, coordinator, django_assert_num_queries, count):
    for _ in range(count):
        MembershipFactory(leader=True)
    client = login(coordinator)

    with django_assert_num_queries(7):  # session, user, memberships, count, circles, leaders, who has none
        client.get(LIST)


def test_who_is_in_no_circle_gets_a_kind_page(login, stranger):
    response = login(stranger).get(LIST)

    assert response.status_code == 404
    assert "Je hoort op dit moment bij geen kring" in text(response)
    assert reverse("members:profile_edit") in text(response)


# One circle


def test_circle_shows_leaders_first_then_by_name(login, circle, partnership, leadership):
    MembershipFactory(circle=circle, user__name="Aukje Partner")

    html = text(login(partnership.user).get(circle.get_absolute_url()))

    assert html.index("Lieke Leider") < html.index("Aukje Partner") < html.index("Pier Partner</a>")
    assert "Coalitieleider, sinds 1 januari 2024" in html


def test_former_members_are_folded_away_without_link(login, circle, leadership, today):
    left = MembershipFactory(circle=circle, ended=True, user__name="Wieger Weg")
    MembershipFactory(circle=circle, user=leadership.user, since="2020-01-01", until="2021-01-01")

    html = text(login(leadership.user).get(circle.get_absolute_url()))

    folded = html[html.index("<details> <summary>Wie hoorde er vroeger bij? (1)") :]
    assert "Wieger Weg" in folded
    assert left.user.get_absolute_url() not in html


def test_first_name_only_hides_the_surname_in_the_circle(login, circle, leadership):
    MembershipFactory(circle=circle, user__name="Ytsje Geheim", user__shows_first_name_only=True)
    MembershipFactory(circle=circle, user__name="Oeds Geheim", user__shows_first_name_only=True, ended=True)

    html = text(login(leadership.user).get(circle.get_absolute_url()))

    assert "Ytsje" in html
    assert "Oeds" in html
    assert "Geheim" not in html


def test_partner_manages_nobody_but_themselves(login, circle, leadership, partnership):
    InvitationFactory(circle=circle, email="genodigd@voorbeeld.invalid")

    html = text(login(partnership.user).get(circle.get_absolute_url()))

    assert member_path("end", partnership) in html
    for hidden in [
        member_path("end", leadership),
        member_path("role", partnership),
        reverse("members:invitation_create", args=[circle.slug]),
        "genodigd@voorbeeld.invalid",
    ]:
        assert hidden not in html


def test_leader_sees_open_and_expired_invitations(login, circle, leadership, now):
    InvitationFactory(circle=circle, email="open@voorbeeld.invalid")
    InvitationFactory(circle=circle, email="oud@voorbeeld.invalid", expired=True)
    InvitationFactory(circle=circle, email="weg@voorbeeld.invalid", withdrawn_at=now)
    InvitationFactory(email="elders@voorbeeld.invalid")

    response = login(leadership.user).get(circle.get_absolute_url())

    assert {invitation.email for invitation in response.context["invitations"]} == {
        "open@voorbeeld.invalid",
        "oud@voorbeeld.invalid",
    }
    assert text(response).count("verlopen") == 1


def test_empty_circle_says_what_to_do(login, coordinator, circle):
    html = text(login(coordinator).get(circle.get_absolute_url()))

    assert "Er hoort nog niemand bij deze kring" in html
    assert "Deze kring heeft geen leider" in html


@pytest.mark.parametrize("count", [1, 3])
def test_circle_detail_query_count(login, circle, leadership, django_assert_num_queries, count):
    MembershipFactory.create_batch(count, circle=circle)
    MembershipFactory.create_batch(count, circle=circle, ended=True)
    InvitationFactory.create_batch(count, circle=circle)
    client = login(leadership.user)

    # session, user, memberships, circle, its people, invitations; for the rooms its coalition
    with django_assert_num_queries(7):
        client.get(circle.get_absolute_url())


def test_circle_leads_to_its_home(monkeypatch, network, circle):
    monkeypatch.setattr(circle_home, "_finders", {})
    circle_home.register(Circle.Kind.NETWORK, lambda circle: circle_home.Home(f"Naar {circle}", "/thuis/"))

    assert circle_home.home_of(network).url == "/thuis/"
    assert circle_home.home_of(circle) is None


def test_circle_leads_to_the_rooms_around_it(login, member, network):
    page = text(login(member).get(network.get_absolute_url()))

    assert f'<a href="{network.get_absolute_url()}" aria-current="page">Mensen</a>' in page
    assert '<a href="/werkagenda/netwerk/">Werkagenda</a>' in page


@pytest.mark.parametrize("name", ["circle_detail", "invitation_create"])
def test_circle_is_there_for_its_people_and_the_coordinator(
    login, client, coordinator, member, circle, leadership, partnership, name
):
    path = reverse(f"members:{name}", args=[circle.slug])
    may_look = 403 if name == "invitation_create" else 200
    left = MembershipFactory(circle=circle, ended=True).user
    elsewhere = MembershipFactory(leader=True).user

    assert client.get(path).status_code == 302
    for user, status in [
        (UserFactory(), 404),
        (left, 404),
        (member, 404),
        (elsewhere, 404),
        (partnership.user, may_look),
        (leadership.user, 200),
        (coordinator, 200),
    ]:
        assert login(user).get(path).status_code == status


# The rows themselves


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("network", ["aanjager", "gegevensredacteur", "bestuurslezer", "lid van het netwerk"]),
        ("coalition", ["coalitieleider", "partner"]),
        ("table", ["trekker", "tafellid"]),
    ],
)
def test_roles_have_their_dutch_word(kind, words):
    circle = Circle(kind=kind)

    assert [label for _, label in circle.roles] == words
    assert circle.leader_label == words[0]
    assert [Membership(circle=circle, role=role).role_label for role, _ in circle.roles] == words


def test_role_from_elsewhere_still_has_a_word():
    assert Membership(circle=Circle(kind="table"), role="data").role_label == "gegevensredacteur"


def test_membership_counts_from_its_first_day_until_its_last(db, today):
    day = datetime.timedelta(days=1)
    membership = MembershipFactory(since=today, until=today + day)

    days = [today - day, today, today + day]
    assert [membership.is_current(on) for on in days] == [False, True, False]
    assert [Membership.objects.current(on).exists() for on in days] == [False, True, False]


def test_circle_and_membership_say_what_they_are(db):
    membership = MembershipFactory(circle__name="Coalitie Waadhoeke", user__name="Pier Partner")

    assert str(membership) == "Pier Partner – Coalitie Waadhoeke"


def test_coordinator_reads_how_to_find_a_leader_and_a_member_whom_to_ask(client, circle, coordinator):
    MembershipFactory(circle=circle)
    partner = MembershipFactory(circle=circle).user

    client.force_login(coordinator)
    hers = client.get(circle.get_absolute_url()).text
    client.force_login(partner)
    theirs = client.get(circle.get_absolute_url()).text

    assert "kies hieronder bij een naam “Verander de rol”" in hers
    assert "Vraag de aanjager" not in hers
    assert "Vraag de aanjager wie het overneemt." in theirs


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("1", "Kring 00", "Kring 29"),
        ("2", "Kring 30", "Kring 31"),
        ("99", "Kring 30", "Kring 31"),
        ("x", "Kring 00", "Kring 29"),
    ],
)
def test_long_list_of_circles_stands_on_pages(login, coordinator, page, first, last):
    for number in range(32):
        CircleFactory(name=f"Kring {number:02}")

    response = login(coordinator).get(LIST, {"zoek": "kring ", "page": page})

    names = [circle.name for circle in response.context["page"].object_list]
    assert (names[0], names[-1]) == (first, last)
    assert "32 kringen." in text(response)
    assert "zoek=kring" in response.text.split('aria-label="Pagina')[1].split("</nav>")[0]


def test_who_leads_nothing_is_said_on_every_page(login, coordinator):
    for number in range(31):
        CircleFactory(name=f"Kring {number:02}")

    response = login(coordinator).get(LIST, {"page": "2"})

    assert "Kring 00" in response.text.split("<h2>Alle kringen")[0]
