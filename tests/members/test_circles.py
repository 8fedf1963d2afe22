"""The pages of circles and memberships."""

import datetime

import pytest
from django.urls import reverse

from members import circle_home
from members.models import Circle, Membership, User
from tests.conftest import PortalClient
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
    assert html.index("Coalitieleider: ") < html.index(">Anna Leider</a> en ") < html.index(">Lieke Leider</a>")
    assert "Een andere kring" not in html


def test_coordinator_sees_all_circles_and_first_those_without_leader(login, coordinator, circle, leadership):
    lost = CircleFactory(name="Coalitie Zonder")
    MembershipFactory(circle=lost, leader=True, ended=True)
    MembershipFactory(circle=lost, leader=True, user__is_active=False)

    response = login(coordinator).get(LIST)

    assert response.context["leaderless"] == [lost]
    assert {circle.name for circle in response.context["circles"]} == {
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

    names = [circle.name for circle in response.context["circles"]]
    assert (names if isinstance(found, list) else len(names)) == found
    assert ("Geen kring gevonden" in text(response)) is (found == [])


@pytest.mark.parametrize("count", [1, 3])
def test_circle_list_query_count(login, coordinator, django_assert_num_queries, count):
    for _ in range(count):
        MembershipFactory(leader=True)
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships, circles, leaders
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


# Ending a membership


@pytest.mark.parametrize("verb", ["end", "role"])
def test_membership_is_managed_by_leader_and_coordinator(
    login, client, coordinator, member, circle, leadership, partnership, verb
):
    target = MembershipFactory(circle=circle)
    path = member_path(verb, target)
    elsewhere = MembershipFactory(leader=True).user

    assert client.get(path).status_code == 302
    for user, status in [
        (UserFactory(), 404),
        (member, 404),
        (elsewhere, 404),
        (partnership.user, 403),
        (leadership.user, 200),
        (coordinator, 200),
    ]:
        client = login(user)
        assert client.get(path).status_code == status
        if status != 200:
            assert client.post(path, {"role": "leader"}).status_code == status
    target.refresh_from_db()
    assert target.until is None


def test_partner_cannot_promote_themselves(login, partnership):
    response = login(partnership.user).post(member_path("role", partnership), {"role": "leader"})

    assert response.status_code == 403
    assert partnership.circle.memberships.filter(role=Membership.Role.LEADER).count() == 0


def test_membership_is_not_reached_by_way_of_another_circle(login, partnership):
    mine = MembershipFactory(leader=True)
    path = reverse("members:membership_end", args=[mine.circle.slug, partnership.pk])

    assert login(mine.user).post(path).status_code == 404


def test_leader_ends_a_membership_after_a_question(login, leadership, partnership, today, said):
    client = login(leadership.user)
    path = member_path("end", partnership)

    question = client.get(path)
    partnership.refresh_from_db()
    assert partnership.until is None
    assert "Hoort Pier Partner niet meer bij Coalitie Waadhoeke?" in text(question)
    first, second = client.post(path, follow=True), client.post(path, follow=True)

    partnership.refresh_from_db()
    assert partnership.until == today
    assert said(first) == ["Pier Partner hoort niet meer bij Coalitie Waadhoeke."]
    assert said(second) == ["Pier Partner hoort al niet meer bij Coalitie Waadhoeke."]
    assert "Dit lidmaatschap is al beëindigd" in text(client.get(path))


def test_end_takes_effect_in_every_open_session(circle, leadership, partnership):
    """Two browsers of one person; the leader ends the membership in a third."""
    phone, laptop, leader = PortalClient(), PortalClient(), PortalClient()
    phone.force_login(partnership.user)
    laptop.force_login(partnership.user)
    leader.force_login(leadership.user)
    path = circle.get_absolute_url()
    assert [browser.get(path).status_code for browser in (phone, laptop)] == [200, 200]

    leader.post(member_path("end", partnership))

    assert [browser.get(path).status_code for browser in (phone, laptop)] == [404, 404]
    assert phone.get(LIST).status_code == 404


def test_leaving_yourself(login, partnership, leadership, said):
    client = login(partnership.user)
    MembershipFactory(user=partnership.user)
    path = member_path("end", partnership)

    assert "Wil je Coalitie Waadhoeke verlaten?" in text(client.get(path))
    first, second = client.post(path, follow=True), client.post(path, follow=True)

    assert said(first) == ["Je hoort niet meer bij Coalitie Waadhoeke."]
    assert said(second) == ["Je hoort al niet meer bij Coalitie Waadhoeke."]
    assert first.redirect_chain[-1][0] == LIST


def test_last_leader_reads_what_happens_first(login, leadership, coordinator, mailed):
    client = login(leadership.user)
    path = member_path("end", leadership)

    unaware = client.post(path)
    assert unaware.status_code == 200
    assert "Daarna heeft deze kring geen leider meer" in text(unaware)
    assert "De aanjager krijgt daarvan bericht" in text(client.get(path))
    assert mailed() == []
    client.post(path, {"without_leader": "on"})

    leadership.refresh_from_db()
    assert leadership.until is not None
    assert mailed() == [(coordinator.email, "Coalitie Waadhoeke heeft geen leider meer")]
    assert "Zonder leider" in text(login(coordinator).get(LIST))


def test_last_coordinator_stays(login, coordinator, said):
    membership = coordinator.memberships.get()
    client = login(coordinator)

    assert "Het netwerk houdt altijd minstens één aanjager" in text(client.get(member_path("end", membership)))
    response = client.post(member_path("end", membership), {"without_leader": "on"}, follow=True)

    assert said(response) == ["Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager."]
    assert User.objects.get(pk=coordinator.pk).is_coordinator


# Changing a role


def test_leader_changes_a_role(login, circle, leadership, partnership, today, yesterday, said):
    Membership.objects.update(since=yesterday)

    response = login(leadership.user).post(member_path("role", partnership), {"role": "leader"}, follow=True)

    assert said(response) == ["Pier Partner is nu coalitieleider in Coalitie Waadhoeke."]
    rows = circle.memberships.filter(user=partnership.user).order_by("pk")
    assert list(rows.values_list("role", "since", "until")) == [
        ("member", yesterday, today),
        ("leader", today, None),
    ]


@pytest.mark.parametrize("role", ["", "data", "baas"])
def test_role_that_does_not_exist_here_is_refused(login, leadership, partnership, role):
    response = login(leadership.user).post(member_path("role", partnership), {"role": role})

    assert list(response.context["form"].errors) == ["role"]
    partnership.refresh_from_db()
    assert partnership.until is None


def test_last_leader_changes_role_only_after_a_question(login, leadership, said, circle):
    client = login(leadership.user)
    path = member_path("role", leadership)

    question = client.post(path, {"role": "member"})
    assert "Daarna heeft deze kring geen leider meer" in text(question)
    assert 'name="without_leader" value="on"' in text(question)
    assert '<input type="radio" name="role" value="member"' in text(question)
    response = client.post(path, {"role": "member", "without_leader": "on"}, follow=True)

    assert said(response) == ["Lieke Leider is nu partner in Coalitie Waadhoeke."]
    assert circle.memberships.get(until=None).role == Membership.Role.MEMBER


def test_last_coordinator_keeps_the_role(login, coordinator, said):
    membership = coordinator.memberships.get()

    response = login(coordinator).post(member_path("role", membership), {"role": "member"}, follow=True)

    assert said(response) == ["Het netwerk houdt altijd minstens één aanjager. Maak eerst iemand anders aanjager."]


def test_role_of_who_left_stays_as_it_was(login, circle, leadership, said):
    left = MembershipFactory(circle=circle, ended=True)

    response = login(leadership.user).post(member_path("role", left), {"role": "leader"}, follow=True)

    assert said(response) == ["Dit lidmaatschap is al beëindigd."]


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
