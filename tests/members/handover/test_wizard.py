""" "Ik ga weg": the four steps, as who leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members import holdings, joining
from members.handover import views
from members.models import Handover, HandoverItem
from members.models.handovers import HandoverChoice
from members.models.users import Visitor
from tests.actions.factories import ActionPointFactory
from tests.members.factories import InvitationFactory, MembershipFactory, UserFactory
from tests.members.handover.steps import ACTION_POINTS, START, answers, draft_page, finish, part_of, step


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


def test_without_another_leader_who_is_there_longest_is_proposed(leaving, circle, leadership, partnership, today):
    MembershipFactory(circle=circle, since=today - timedelta(days=2000), until=today + timedelta(days=9))
    MembershipFactory(circle=circle, since=today)

    response = leaving.post(START, {"circles": [circle.pk], "leaves_on": today}, follow=True)

    part = Handover.objects.get().parts.get(circle=circle)
    assert (part.successor, part.passes_role) == (partnership.user, True)
    assert "Een voorstel: wie het langst bij deze kring hoort." in response.text


def test_nobody_is_proposed_as_coordinator(login, coordinator, today):
    network = coordinator.memberships.get().circle
    MembershipFactory(circle=network)

    login(coordinator).post(START, {"circles": [network.pk], "leaves_on": today})

    assert set(Handover.objects.get().parts.values_list("successor", flat=True)) == {None}


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
        (coordinator.email, "Lieke Leider stopt bij Coalitie Waadhoeke"),
    ]


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


@pytest.mark.parametrize("count", [1, 3])
def test_division_takes_the_same_number_of_queries(
    circle, leadership, co_leadership, draft, leaving, django_assert_num_queries, count
):
    ActionPointFactory.create_batch(count, circle=circle, owner=leadership.user)
    InvitationFactory.create_batch(count, circle=circle, invited_by=leadership.user)
    MembershipFactory.create_batch(count, circle=circle)

    # session, user, memberships, whether it is done, the draft twice;
    # parts, keepers, choices, memberships; drafts in conversations, plans and notes; one per kind
    with django_assert_num_queries(13 + len(holdings.sources())):
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
