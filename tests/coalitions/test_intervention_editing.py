"""What a coalition does with interventions: reading and editing its own page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.activity import last_activity
from coalitions.interventions.forms import UseForm
from coalitions.models import FormerUse, InterventionUse
from members.rooms import Room, rooms_of
from tests.coalitions.factories import CoalitionFactory, InterventionFactory, PlaceFactory, UseFactory
from tests.members.factories import CircleFactory, MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition(leader):
    """A coalition of the municipality A, led by `leader`."""
    place = PlaceFactory(
        coalition__circle=leader.memberships.get().circle, coalition__slug="a", municipality__name="A"
    )
    return place.coalition


@pytest.fixture
def voorzorg():
    return InterventionFactory(name="VoorZorg thuis", short_name="VoorZorg", slug="voorzorg", pillars=["na"])


LIST = "/coalities/a/interventies/"
EDIT = "/coalities/a/interventies/voorzorg/"
REMOVE = "/coalities/a/interventies/voorzorg/weghalen/"


def typed(**changes):
    return {"state": "offered", "since": "2024-01-01", "reason": "Het past hier.", **changes}


def edited(client, **changes):
    """Open the page, change what is given, and return the answer to pressing the button."""
    form = client.get(EDIT).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data["since"] = date.fromisoformat(str(data["since"])).isoformat()
    return client.post(EDIT, {name: value for name, value in {**data, **changes}.items() if value is not None})


def test_addresses_are_what_they_say(coalition, voorzorg):
    assert reverse("coalitions:use_list", args=["a"]) == LIST
    assert reverse("coalitions:use_edit", args=["a", "voorzorg"]) == EDIT
    assert reverse("coalitions:use_remove", args=["a", "voorzorg"]) == REMOVE


def test_leader_chooses_from_the_menu(login, leader, coalition, voorzorg):
    UseFactory(intervention=voorzorg)
    client = login(leader)
    text = client.get(LIST).text
    assert "Hier staat nog niets" in text
    assert f'href="{EDIT}">Kies' in text
    assert "1 coalitie</td>" in text

    response = client.post(EDIT, typed(), follow=True)

    use = InterventionUse.objects.get(coalition=coalition)
    assert (use.state, use.since, use.reason) == ("offered", date(2024, 1, 1), "Het past hier.")
    assert (use.version, use.changed_by) == (1, leader)
    assert "VoorZorg is bewaard." in response.text
    assert f'href="{EDIT}">Wijzig' in response.text
    assert "Aangeboden sinds 1 januari 2024" in response.text


def test_ended_coalition_does_not_count_in_the_menu(login, leader, coalition, voorzorg):
    UseFactory(intervention=voorzorg, coalition__circle__ended_on=date(2025, 1, 1))
    UseFactory(intervention=voorzorg, state="stopped")

    assert "nog geen coalitie</td>" in login(leader).get(LIST).text


def test_member_reads_and_is_offered_nothing_to_change(login, member, coalition, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg, reason="*Goed* voor ons.")

    text = login(member).get(LIST).text

    assert "<em>Goed</em> voor ons." in text
    assert EDIT not in text
    assert "Nog niet gekozen" not in text


def test_member_reads_that_nothing_is_there(login, member, coalition):
    assert "De coalitie heeft nog niets ingevuld" in login(member).get(LIST).text


def test_room_is_for_members_and_for_coalitions(login, member, stranger, coalition):
    room = Room("Interventies", LIST)

    assert room in rooms_of(coalition.circle, member)
    assert room not in rooms_of(coalition.circle, stranger)
    assert "Interventies" not in [one.label for one in rooms_of(CircleFactory(table=True), member)]
    assert f'<a href="{LIST}" aria-current="page">Interventies</a>' in login(member).get(LIST).text


def test_another_state_keeps_the_former_one(login, leader, coalition, voorzorg):
    UseFactory(
        coalition=coalition, intervention=voorzorg, state="planned", since=date(2023, 5, 1), reason="We zoeken geld."
    )
    client = login(leader)

    edited(client, state="offered", since="2024-01-01", reason="Het is gelukt.")

    use = InterventionUse.objects.get()
    assert (use.state, use.since, use.version) == ("offered", date(2024, 1, 1), 2)
    former = FormerUse.objects.get(use=use)
    assert (former.state, former.since, former.until) == ("planned", date(2023, 5, 1), date(2024, 1, 1))
    assert (former.reason, former.changed_by) == ("We zoeken geld.", leader)
    assert "1 mei 2023 tot 1 januari 2024: gepland. We zoeken geld." in client.get(LIST).text


def test_another_text_keeps_no_history(login, leader, coalition, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg)

    edited(login(leader), reason="Beter gezegd.")

    assert InterventionUse.objects.get().reason == "Beter gezegd."
    assert not FormerUse.objects.exists()


def test_another_state_needs_its_own_day(login, leader, coalition, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg, state="planned", since=date(2024, 1, 1))

    response = edited(login(leader), state="offered")

    assert response.context["form"].errors["since"] == [
        "Sinds 1 januari 2024 is het gepland. Kies de dag waarop dat veranderde, dus een latere."
    ]
    assert InterventionUse.objects.get().state == "planned"


def test_slip_of_today_is_mended_without_history(login, leader, coalition, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg, state="planned", since=timezone.localdate())

    edited(login(leader), state="offered")

    assert InterventionUse.objects.get().state == "offered"
    assert not FormerUse.objects.exists()


def test_day_is_not_before_what_was_kept(login, leader, coalition, voorzorg):
    use = UseFactory(coalition=coalition, intervention=voorzorg, since=date(2024, 1, 1))
    use.former.create(state="planned", since=date(2023, 1, 1), until=date(2024, 1, 1), reason="x")
    client = login(leader)

    response = edited(client, since="2023-06-01")

    assert response.context["form"].errors["since"] == [
        "Tot 1 januari 2024 was het gepland. Kies die dag of een latere."
    ]
    assert edited(client, since="2024-02-01").status_code == 302


def test_day_is_not_in_the_future(login, leader, coalition, voorzorg):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = login(leader).post(EDIT, typed(since=tomorrow.isoformat()))

    assert response.context["form"].errors["since"] == [
        "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."
    ]
    assert not InterventionUse.objects.exists()


@pytest.mark.parametrize("missing", ["state", "since", "reason"])
def test_what_is_missing_is_asked_and_the_rest_is_kept(login, leader, coalition, voorzorg, missing):
    UseFactory(coalition=coalition, intervention=voorzorg)

    response = edited(login(leader), **{missing: "", **({} if missing == "reason" else {"reason": "Nieuw."})})

    assert list(response.context["form"].errors) == [missing]
    assert missing == "reason" or "Nieuw." in response.text


def test_municipality_is_asked_where_there_are_more(login, leader, coalition, voorzorg):
    assert "municipalities" not in login(leader).get(EDIT).context["form"].fields
    b = PlaceFactory(coalition=coalition, municipality__name="B").municipality
    elsewhere = PlaceFactory().municipality
    client = login(leader)

    assert "municipalities" in client.post(EDIT, typed(municipalities=[elsewhere.pk])).context["form"].errors
    response = client.post(EDIT, typed(municipalities=[b.pk]), follow=True)

    assert list(InterventionUse.objects.get().municipalities.all()) == [b]
    assert "alleen in B" in response.text


def test_two_people_who_edit_one_text_both_keep_it(login, leader, coalition, coordinator, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg, reason="Zo was het.")
    client = login(leader)
    seen = client.get(EDIT).context["form"]["seen_version"].value()
    InterventionUse.objects.update(reason="Van de ander.", changed_by=coordinator)

    response = client.post(EDIT, typed(reason="Van mij.", seen_version=seen))

    form = response.context["form"]
    assert list(form.conflict.clashes) == ["reason"]
    assert form["reason"].value() == "Van mij."
    assert InterventionUse.objects.get().reason == "Van de ander."


def test_two_people_who_choose_the_same_make_one_row(login, leader, coalition, voorzorg):
    client = login(leader)
    assert client.get(EDIT).context["use"] is None
    now = timezone.now()
    form = UseForm(
        typed(), instance=InterventionUse(coalition=coalition, intervention=voorzorg), places=[], on=now.date()
    )
    assert form.is_valid()
    UseFactory(coalition=coalition, intervention=voorzorg, reason="Van de ander.")

    assert form.save_by(leader, now) is None

    assert "bewaarde iemand anders dit ook" in form.non_field_errors()[0]
    form = client.post(EDIT, typed(reason="Van mij.")).context["form"]
    assert list(form.conflict.clashes) == ["reason"]
    assert form["reason"].value() == "Van mij."
    assert InterventionUse.objects.get().reason == "Van de ander."


@pytest.mark.django_db(transaction=True)
def test_choosing_at_the_same_moment_makes_one_row():
    coalition, voorzorg = CoalitionFactory(), InterventionFactory()
    people = [MembershipFactory(circle=coalition.circle, leader=True).user for _ in range(4)]
    now = timezone.now()

    def filled():
        instance = InterventionUse(coalition=coalition, intervention=voorzorg)
        form = UseForm(typed(), instance=instance, places=[], on=now.date())
        assert form.is_valid()
        return form

    forms = [(filled(), person) for person in people]
    saved = at_once(*[lambda form=form, person=person: form.save_by(person, now) for form, person in forms])

    assert not [problem for problem in saved if isinstance(problem, Exception)]
    assert len([one for one in saved if one]) == 1
    assert InterventionUse.objects.count() == 1


def test_mistake_is_taken_away(login, leader, coalition, voorzorg):
    use = UseFactory(coalition=coalition, intervention=voorzorg)
    client = login(leader)
    assert "ook wat er over eerder bewaard is" not in client.get(REMOVE).text
    use.former.create(state="planned", since=date(2023, 1, 1), until=date(2024, 1, 1), reason="x")
    assert "ook wat er over eerder bewaard is" in client.get(REMOVE).text

    response = client.post(REMOVE, follow=True)

    assert "VoorZorg staat niet meer bij de coalitie." in response.text
    assert not InterventionUse.objects.exists()


def test_leader_of_another_coalition_changes_nothing(login, coalition, voorzorg):
    UseFactory(coalition=coalition, intervention=voorzorg)
    client = login(MembershipFactory(leader=True).user)

    assert client.post(EDIT, typed(reason="Van buiten")).status_code == 403
    assert client.post(REMOVE).status_code == 403
    assert InterventionUse.objects.get().reason != "Van buiten"


def test_hostile_reason_is_only_text(login, leader, coalition, voorzorg):
    client = login(leader)
    client.post(EDIT, typed(reason="<script>alert(1)</script>"))

    assert "<script>alert" not in client.get(LIST).text
    assert "<script>alert" not in client.get(voorzorg.get_absolute_url()).text


def test_change_counts_as_activity(login, leader, coalition, voorzorg):
    silent = CoalitionFactory()
    assert last_activity([coalition.circle])[coalition.circle_id] is None

    before = timezone.now()
    login(leader).post(EDIT, typed())

    found = last_activity([coalition.circle, silent.circle])
    assert before < found[coalition.circle_id] < timezone.now()
    assert found[silent.circle_id] is None


@pytest.mark.parametrize("count", [1, 3])
def test_own_page_query_count(django_assert_num_queries, login, leader, coalition, count):
    for _ in range(count):
        use = UseFactory(coalition=coalition, intervention=InterventionFactory(pillars=["na"]))
        use.former.create(state="planned", since=date(2023, 1, 1), until=date(2024, 1, 1), reason="x")
        InterventionFactory(pillars=["voor"])
    client = login(leader)

    # session, user, memberships, coalition, uses, pillars, municipalities, former, the menu, its pillars
    with django_assert_num_queries(10):
        client.get(LIST)
