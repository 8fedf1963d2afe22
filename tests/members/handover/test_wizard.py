""" "Ik ga weg": the four steps, as who leaves, as who leads the circle and as the coordinator."""

from datetime import timedelta

import pytest
from django.urls import reverse

from actions.holdings import SOURCE
from members import holdings, joining
from members.handover import views
from members.models import Handover, HandoverItem, Membership
from members.models.handovers import HandoverChoice
from members.models.users import Visitor
from outbox.models import Email
from tests.actions.factories import ActionPointFactory
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import InvitationFactory, MembershipFactory, UserFactory

START = "/overdragen/"
ACTION_POINTS = SOURCE.kind


@pytest.fixture
def leaving(login, leadership):
    """The browser of the leader."""
    return login(leadership.user)


@pytest.fixture
def draft(leaving, circle, leadership, today):
    """The leader did the first step, for everything and from today."""
    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})
    return Handover.objects.get()


def step(draft, name):
    return reverse(f"members:handover_{name}", args=[draft.pk])


def part_of(draft, circle):
    return draft.parts.get(circle=circle).pk


def answers(draft, **answers):
    """The second step: the same answer for every circle."""
    found = {}
    for part in draft.parts.all():
        found |= {f"{name}_{part.pk}": value for name, value in answers.items()}
    return found


def finish(client, draft):
    return client.post(step(draft, "complete"), follow=True)


def test_first_step_begins_a_draft_for_every_chosen_circle(leaving, circle, leadership, co_leadership, today):
    response = leaving.post(START, {"circles": [circle.pk], "leaves_on": today})

    draft = Handover.objects.get()
    assert response.headers["Location"] == step(draft, "divide")
    assert draft.person == draft.started_by == leadership.user
    # The network as a whole comes along: these are all the circles there are for this person.
    assert list(draft.parts.values_list("circle", "successor")) == [
        (circle.pk, co_leadership.user.pk),
        (None, None),
    ]


def test_leaving_one_of_two_circles_keeps_what_is_of_the_network(leaving, circle, leadership, today):
    MembershipFactory(user=leadership.user)

    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})

    assert list(Handover.objects.get().parts.values_list("circle", flat=True)) == [circle.pk]


def test_link_from_a_circle_proposes_that_circle(leaving, circle, leadership):
    MembershipFactory(user=leadership.user)

    page = leaving.get(f"{START}?kring={circle.slug}").text

    assert page.count(" checked") == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_day_lies_in_the_coming_year(leaving, circle, today, days):
    page = leaving.post(START, {"circles": [circle.pk], "leaves_on": today + timedelta(days=days)}).text

    assert "Kies vandaag of een latere dag, hoogstens een jaar vooruit." in page
    assert not Handover.objects.exists()


def test_draft_is_there_when_somebody_comes_back(draft, leaving, circle, today):
    again = leaving.get(START).text
    leaving.post(START, {"circles": [circle.pk], "leaves_on": today})
    home = leaving.get("/").text

    assert "Deze overdracht is al begonnen" in again
    assert Handover.objects.count() == 1
    assert "Je bent begonnen met overdragen, en nog niet klaar." in home
    assert step(draft, "divide") in home


def test_draft_can_be_thrown_away(draft, leaving, point, leadership, owner_of):
    response = leaving.post(step(draft, "discard"), follow=True)

    assert "Er is niets veranderd." in response.text
    assert not Handover.objects.exists()
    assert owner_of(point) == leadership.user


def test_second_step_shows_what_is_held_and_proposes_the_other_leader(
    point, invitation, co_leadership, draft, leaving
):
    page = leaving.get(step(draft, "divide")).text

    assert "2 dingen overdragen" in page
    assert "Actiepunten" in page
    assert "samen met Klaas Ook" in page
    assert f'<option value="{co_leadership.user.pk}" selected>' in page


def test_second_step_needs_somebody_for_what_is_held(point, draft, leaving):
    page = leaving.post(step(draft, "divide"), answers(draft, successor="")).text

    assert "Vul dit nog in: Wie neemt het over bij Coalitie Waadhoeke?" in page
    assert "nog niemand gekozen" in page


def test_who_is_not_of_the_circle_cannot_be_chosen(point, draft, leaving):
    response = leaving.post(step(draft, "divide"), answers(draft, successor=UserFactory().pk))

    assert response.status_code == 200
    assert not draft.parts.filter(successor__isnull=False).exists()


def test_everything_goes_to_the_successor_who_becomes_leader(
    point, invitation, partnership, coordinator, draft, leaving, leadership, circle, today, owner_of, roles, mailed
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk, role="on"))
    leaving.post(step(draft, "note"), {"note": "Bel eerst de wethouder."})

    response = finish(leaving, draft)

    assert "Alles is overgedragen." in response.text
    invitation.refresh_from_db()
    assert owner_of(point) == invitation.invited_by == partnership.user
    assert roles(partnership.user, today) == {circle: "leader"}
    assert roles(leadership.user, today) == {}
    assert mailed() == [
        (partnership.user.email, "Je bent nu coalitieleider in Coalitie Waadhoeke"),
        (partnership.user.email, "Lieke Leider heeft werk aan je overgedragen"),
        (coordinator.email, "Lieke Leider gaat weg en heeft alles overgedragen"),
    ]


def test_who_leaves_sees_where_everything_went_and_no_more(point, partnership, draft, leaving, leadership):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))

    page = finish(leaving, draft).text

    assert "Actiepunten: 1" in page
    assert "Maak een folder" not in page
    assert leaving.get(point.get_absolute_url()).status_code == 404


def test_successor_gets_one_page_with_note_things_and_where_to_begin(
    point, partnership, draft, leaving, client, login, circle
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    leaving.post(step(draft, "note"), {"note": "Bel eerst de **wethouder**."})
    finish(leaving, draft)
    handover = Handover.objects.get()
    successor = login(partnership.user)

    home = successor.get("/").text
    page = successor.get(handover.get_absolute_url()).text
    read = successor.post(reverse("members:handover_read", args=[handover.pk]), follow=True).text

    assert "Bekijk wat je overnam van Lieke Leider." in home
    assert "Bel eerst de <strong>wethouder</strong>." in page
    assert point.get_absolute_url() in page
    assert circle.get_absolute_url() in page
    assert "Bekijk wat je overnam" not in read


def test_successor_who_left_the_circle_too_no_longer_sees_it(
    point, partnership, coordinator, draft, leaving, today, login
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    finish(leaving, draft)
    joining.end(partnership, by=coordinator, on=today)
    MembershipFactory(user=partnership.user)

    assert login(partnership.user).get(draft.get_absolute_url()).status_code == 404


def test_one_kind_and_one_thing_can_go_to_somebody_else(
    circle, leadership, co_leadership, partnership, draft, leaving, owner_of
):
    third = MembershipFactory(circle=circle)
    rest, special = ActionPointFactory.create_batch(2, circle=circle, owner=leadership.user)
    invitation = InvitationFactory(circle=circle, invited_by=leadership.user)
    url = reverse("members:handover_divide_kind", args=[draft.pk, part_of(draft, circle), "actiepunten"])

    leaving.post(url, {"all": partnership.user.pk, f"thing_{special.pk}": third.user.pk})
    page = leaving.get(step(draft, "divide")).text
    shown = leaving.get(url).text
    finish(leaving, draft)

    assert "Pier Partner (1)" in page
    assert shown.count(f'<option value="{third.user.pk}" selected>') == 1
    assert owner_of(rest) == partnership.user
    assert owner_of(special) == third.user
    invitation.refresh_from_db()
    assert invitation.invited_by == co_leadership.user


def test_a_choice_can_be_taken_back(circle, point, co_leadership, partnership, draft, leaving, owner_of):
    url = reverse("members:handover_divide_kind", args=[draft.pk, part_of(draft, circle), "actiepunten"])

    leaving.post(url, {"all": partnership.user.pk})
    leaving.post(url, {"all": ""})
    finish(leaving, draft)

    assert owner_of(point) == co_leadership.user


def test_kind_that_is_not_held_has_no_page(circle, draft, leaving):
    url = reverse("members:handover_divide_kind", args=[draft.pk, part_of(draft, circle), "actiepunten"])

    assert leaving.get(url).status_code == 404


def test_many_things_stand_on_more_pages_and_every_choice_is_kept(
    circle, leadership, co_leadership, partnership, draft, leaving, owner_of
):
    points = ActionPointFactory.create_batch(51, circle=circle, owner=leadership.user)
    url = reverse("members:handover_divide_kind", args=[draft.pk, part_of(draft, circle), "actiepunten"])
    names = [name for name in leaving.get(f"{url}?page=2").context["form"].fields if name != "all"]
    last = int(names[0].removeprefix("thing_"))
    first = next(point.pk for point in points if point.pk != last)

    leaving.post(f"{url}?page=2", {f"thing_{last}": partnership.user.pk})
    leaving.post(url, {f"thing_{first}": partnership.user.pk})
    finish(leaving, draft)

    assert len(names) == 1
    mine = HandoverItem.objects.filter(to=partnership.user).values_list("thing", flat=True)
    assert set(mine) == {first, last}


def test_what_was_added_meanwhile_goes_along(circle, leadership, co_leadership, draft, leaving, owner_of):
    leaving.get(step(draft, "complete"))
    late = ActionPointFactory(circle=circle, owner=leadership.user)

    finish(leaving, draft)

    assert owner_of(late) == co_leadership.user


def test_successor_who_left_meanwhile_is_chosen_anew(
    circle, point, partnership, draft, leaving, leadership, coordinator, today, owner_of
):
    leaving.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    joining.end(partnership, by=coordinator, on=today)

    response = finish(leaving, draft)

    assert "is nog niemand gekozen" in response.text
    assert response.redirect_chain[-1][0] == step(draft, "divide")
    assert owner_of(point) == leadership.user
    assert leadership.user.memberships.get().until is None


def test_second_click_changes_nothing(point, co_leadership, draft, leaving, mailed):
    finish(leaving, draft)
    first = mailed()

    done = draft_page(draft)
    for name in ("divide", "note", "complete", "discard"):
        assert leaving.get(step(draft, name)).url == done
        assert leaving.post(step(draft, name)).url == done
    assert leaving.get(done).status_code == 200
    assert mailed() == first


def test_second_click_tells_a_stranger_nothing(point, co_leadership, draft, leaving, login, member):
    finish(leaving, draft)

    assert login(member).post(step(draft, "complete")).status_code == 404


def test_last_leader_is_warned_and_the_coordinator_is_told(circle, leadership, coordinator, draft, leaving, mailed):
    page = leaving.get(step(draft, "complete")).text
    finish(leaving, draft)

    assert "Daarna heeft deze kring geen leider meer" in page
    assert (coordinator.email, "Coalitie Waadhoeke heeft geen leider meer") in mailed()


def test_later_day_moves_things_now_and_ends_rights_then(
    circle, point, leadership, co_leadership, leaving, today, owner_of, roles
):
    day = today + timedelta(days=30)
    leaving.post(START, {"circles": [circle.pk], "leaves_on": day})

    finish(leaving, Handover.objects.get())

    assert owner_of(point) == co_leadership.user
    assert leadership.user.memberships.get().until == day
    assert roles(leadership.user, day - timedelta(days=1)) == {circle: "leader"}
    assert roles(leadership.user, day) == {}


def test_draft_that_waited_ends_rights_today_and_not_in_the_past(
    circle, leadership, co_leadership, draft, leaving, today
):
    Handover.objects.update(leaves_on=today - timedelta(days=20))

    finish(leaving, draft)

    assert leadership.user.memberships.get().until == today


def test_what_belongs_to_the_network_goes_with_who_leaves_everything(
    circle, leadership, co_leadership, network, coordinator, draft, leaving
):
    organisation = OrganisationFactory(owner=leadership.user)
    part = draft.parts.get(circle=None)

    leaving.post(
        step(draft, "divide"),
        {f"successor_{part_of(draft, circle)}": co_leadership.user.pk, f"successor_{part.pk}": coordinator.pk},
    )
    finish(leaving, draft)

    organisation.refresh_from_db()
    assert organisation.owner == coordinator


def test_last_coordinator_cannot_leave(network, coordinator, login, today):
    client = login(coordinator)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    response = finish(client, draft)

    assert "Maak eerst iemand anders aanjager." in response.text
    assert Handover.objects.get().completed_at is None


def test_coordinator_hands_the_network_over_to_somebody_of_it(network, coordinator, member, login, today, roles):
    client = login(coordinator)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=member.pk, role="on"))
    finish(client, draft)

    assert roles(member, today) == {network: "leader"}
    assert roles(coordinator, today) == {}


def test_data_role_goes_to_the_successor(network, coordinator, member, login, today, roles):
    editor = MembershipFactory(circle=network, role=Membership.Role.DATA).user
    client = login(editor)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=member.pk, role="on"))
    page = client.get(step(draft, "complete")).text
    finish(client, draft)

    assert "De rol van gegevensredacteur" in page
    assert roles(member, today) == {network: "data"}


def test_coordinator_who_is_no_member_of_the_circle_can_take_it_over(
    circle, point, coordinator, draft, leaving, today, roles
):
    leaving.post(step(draft, "divide"), answers(draft, successor=coordinator.pk, role="on"))
    finish(leaving, draft)

    assert roles(coordinator, today)[circle] == "leader"


def test_who_leads_already_keeps_that_role(network, coordinator, login, today, roles):
    editor = MembershipFactory(circle=network, role=Membership.Role.DATA).user
    client = login(editor)
    client.post(START, {"circles": [network.pk], "leaves_on": today})
    draft = Handover.objects.get()

    client.post(step(draft, "divide"), answers(draft, successor=coordinator.pk, role="on"))
    finish(client, draft)

    assert roles(coordinator, today) == {network: "leader"}


def test_member_without_anything_leaves_in_peace(circle, partnership, login, today):
    client = login(partnership.user)
    client.post(START, {"circles": [circle.pk], "leaves_on": today})
    draft = Handover.objects.get()

    divided = client.post(step(draft, "divide"), {})
    page = client.get(step(draft, "complete")).text
    finished = finish(client, draft).text

    assert divided.status_code == 302
    assert "er is niets over te dragen" in page
    assert "Er stond niets op naam." in finished


def test_leader_hands_over_for_somebody_of_the_circle(circle, leadership, partnership, leaving, today, owner_of):
    point = ActionPointFactory(circle=circle, owner=partnership.user)
    MembershipFactory(user=partnership.user)
    start = reverse("members:handover_start_for", args=[partnership.user.pk])

    page = leaving.get(start).text
    leaving.post(start, {"circles": [circle.pk], "leaves_on": today})
    finish(leaving, Handover.objects.get())

    # Only the circle that this leader leads.
    assert page.count('type="checkbox"') == 1
    assert owner_of(point) == leadership.user
    assert Email.objects.filter(to=partnership.user.email).get().subject.startswith("Je hoort niet meer")


def test_leader_of_another_circle_cannot(circle, partnership, login):
    stranger = MembershipFactory(leader=True).user

    assert login(stranger).get(f"/overdragen/voor/{partnership.user.pk}/").status_code == 404


def test_leader_cannot_start_what_the_person_started_already(circle, leadership, partnership, login, today):
    other = MembershipFactory(user=partnership.user).circle
    login(partnership.user).post(START, {"circles": [circle.pk, other.pk], "leaves_on": today})

    response = login(leadership.user).post(
        f"/overdragen/voor/{partnership.user.pk}/", {"circles": [circle.pk], "leaves_on": today}, follow=True
    )

    assert "Pier Partner is zelf al bezig met overdragen." in response.text


def test_who_started_and_leads_no_longer_cannot_go_on(circle, leadership, partnership, coordinator, leaving, today):
    leaving.post(f"/overdragen/voor/{partnership.user.pk}/", {"circles": [circle.pk], "leaves_on": today})
    draft = Handover.objects.get()
    MembershipFactory(circle=circle, leader=True)
    joining.change_role(leadership, Membership.Role.MEMBER, by=coordinator, on=today)

    assert leaving.get(step(draft, "divide")).status_code == 404


def test_coordinator_hands_over_for_who_is_gone_already(
    point, leadership, partnership, coordinator, login, today, owner_of
):
    Membership.objects.filter(pk=leadership.pk).update(until=today)
    client = login(coordinator)
    link = reverse("members:handover_start_for", args=[leadership.user.pk])

    assert link in client.get(leadership.user.get_absolute_url()).text
    client.post(link, {"circles": [point.circle.pk], "leaves_on": today})
    draft = Handover.objects.get()
    client.post(step(draft, "divide"), answers(draft, successor=partnership.user.pk))
    client.post(step(draft, "note"), {"note": "Begin met de huisartsen."})
    finish(client, draft)

    assert owner_of(point) == partnership.user
    mail = Email.objects.filter(to=partnership.user.email).get()
    assert mail.subject == "Je hebt werk overgenomen van Lieke Leider"
    assert "heeft werk van Lieke Leider aan jou overgedragen." in mail.text
    # Who is gone did not write it.
    assert "Het briefje van Lieke Leider" not in login(partnership.user).get(draft_page(draft)).text


def draft_page(draft):
    return reverse("members:handover_detail", args=[draft.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_division_takes_the_same_number_of_queries(
    circle, leadership, co_leadership, draft, leaving, django_assert_num_queries, count
):
    ActionPointFactory.create_batch(count, circle=circle, owner=leadership.user)
    InvitationFactory.create_batch(count, circle=circle, invited_by=leadership.user)
    MembershipFactory.create_batch(count, circle=circle)

    # session, user, memberships, whether it is done, the draft twice;
    # parts, keepers, choices, memberships; one per kind
    with django_assert_num_queries(10 + len(holdings.sources())):
        leaving.get(step(draft, "divide"))


def test_second_click_at_the_same_moment_leads_to_what_the_first_did(
    point, co_leadership, draft, leaving, coordinator, login, mailed, monkeypatch
):
    """Both found the draft; the first completed it before the second came to the lock."""
    found, first = views._draft, []

    def find_and_be_late(request, pk):
        handover = found(request, pk)
        with monkeypatch.context() as patch:
            patch.setattr(views, "_draft", found)
            finish(leaving, draft)
        first.extend(mailed())
        return handover

    monkeypatch.setattr(views, "_draft", find_and_be_late)

    response = login(coordinator).post(step(draft, "complete"))

    assert response.url == draft_page(draft)
    assert first
    assert mailed() == first


def test_what_is_kept_of_a_handover_names_itself(point, co_leadership, draft, leaving):
    choice = HandoverChoice(kind="actiepunt", thing=None, to=co_leadership.user)
    finish(leaving, draft)
    done = Handover.objects.get()

    assert str(done) == f"overdracht van {done.person_name}"
    assert [str(item) for item in HandoverItem.objects.filter(kind=ACTION_POINTS)] == ["Maak een folder"]
    assert str(choice) == f"actiepunt  naar {co_leadership.user}"


def test_handover_is_nothing_for_a_visitor(draft):
    assert not Handover.objects.visible_to(Visitor()).exists()
