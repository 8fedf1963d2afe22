"""A table begins, is written about, stops and begins again: each with who did it, when and why."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from members.models import Circle, Membership, Notice
from members.notices.telling import people_of
from tests.coalitions.factories import PlaceFactory
from tests.members.factories import MembershipFactory, UserFactory
from tests.races import at_once, kinds
from tests.themetables.factories import BottleneckFactory, PillarFactory, ThemeTableFactory
from tests.themetables.tables.factories import JoinRequestFactory
from themetables.models import Bottleneck, BottleneckState, JoinRequest, TableChange, ThemeTable
from themetables.tables import closing, starting

START = "/thematafels/nieuw/"
TABLE = "/thematafels/kraamzorg/"
NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)


def filled_in(**fields):
    pillar = PillarFactory()
    return {
        "short_name": "Wachttijd",
        "name": "Wachten op hulp rond de geboorte",
        "pillars": [pillar.pk],
        "goal": "Niemand wacht langer dan twee weken.",
        "summary": "",
        "joining": "open",
        "lead_name": "",
    } | fields


def test_coordinator_starts_a_table_from_bottlenecks(login, coordinator, member):
    long_wait, no_hours = BottleneckFactory(title="Lang wachten"), BottleneckFactory(title="Te weinig uren")
    client = login(coordinator)

    page = client.get(START, {"knelpunt": [long_wait.pk, "x", 999]})
    data = filled_in(bottlenecks=[long_wait.pk, no_hours.pk], lead_name=member.name)
    response = client.post(START, data, follow=True)

    assert page.context["form"].initial["bottlenecks"] == [long_wait.pk]
    table = ThemeTable.objects.get()
    assert f"Thematafel Wachttijd is er. {member} trekt de tafel en krijgt bericht." in response.text
    assert (table.slug, table.circle.slug, table.circle.kind) == ("wachttijd", "thematafel-wachttijd", "table")
    assert (table.joining, table.started_on, table.changed_by) == ("open", timezone.localdate(), coordinator)
    assert set(table.bottlenecks.values_list("title", "state")) == {
        ("Lang wachten", BottleneckState.TAKEN_UP),
        ("Te weinig uren", BottleneckState.TAKEN_UP),
    }
    assert table.circle.memberships.get().user == member
    assert table.circle.memberships.get().role == Membership.Role.LEADER
    assert Notice.objects.filter(user=member, sentence__contains="Jij trekt de nieuwe thematafel").exists()
    assert "Niemand wacht langer dan twee weken." in response.text


def test_table_can_start_with_nothing_but_a_name(login, coordinator):
    response = login(coordinator).post(START, filled_in(), follow=True)

    assert "Nodig nu een trekker uit." in response.text


def test_who_leads_is_found_by_a_part_of_the_name_and_then_chosen(login, coordinator):
    baukje = MembershipFactory(user__name="Baukje Demostra", user__function="adviseur").user
    MembershipFactory(user__name="Baukje Proefhuis")
    UserFactory(name="Baukje van buiten")
    client = login(coordinator)

    asked = client.post(START, filled_in(lead_name="baukje"))

    assert list(asked.context["form"].errors) == ["lead"]
    assert "Baukje Demostra (adviseur)" in asked.text
    assert "Baukje van buiten" not in asked.text
    response = client.post(START, filled_in(lead_name="baukje", lead=baukje.pk), follow=True)
    assert "Baukje Demostra trekt de tafel en krijgt bericht." in response.text
    assert ThemeTable.objects.get().circle.memberships.get().user == baukje


def test_one_who_only_looks_like_the_name_is_not_taken_for_granted(login, coordinator):
    jantsje = MembershipFactory(user__name="Jantsje Testveld").user

    asked = login(coordinator).post(START, filled_in(lead_name="Jan"))

    assert asked.context["form"].errors == {"lead": ["Kies wie je bedoelt."]}
    assert [one.pk for one in asked.context["form"].found] == [jantsje.pk]


def test_name_that_nobody_or_everybody_has_is_said_at_the_field(login, coordinator):
    outsider = UserFactory(name="Onbekend")
    MembershipFactory.create_batch(10, user__name="Sjoerd Testinga")
    client = login(coordinator)

    nobody = client.post(START, filled_in(lead_name="Onbekend", lead=outsider.pk)).context["form"]
    everybody = client.post(START, filled_in(lead_name="Sjoerd Testinga")).context["form"]
    tampered = client.post(START, filled_in(lead_name="Sjoerd Testinga", lead=outsider.pk)).context["form"]

    assert "lead_name" in nobody.errors
    assert everybody.errors == {"lead": ["Kies wie je bedoelt. Staat die er niet bij? Typ meer van de naam."]}
    assert tampered.errors == {"lead": ["Kies wie je bedoelt."]}
    assert not ThemeTable.objects.exists()


def test_name_of_a_table_that_goes_on_is_taken(login, coordinator):
    ThemeTableFactory(short_name="wachttijd")
    ThemeTableFactory(short_name="Vroeger", closed=True)
    client = login(coordinator)

    assert list(client.post(START, filled_in()).context["form"].errors) == ["short_name"]
    assert client.post(START, filled_in(short_name="Vroeger")).status_code == 302


def test_bottleneck_that_somebody_works_on_cannot_be_chosen(login, coordinator):
    elsewhere = BottleneckFactory(at_table=True)

    response = login(coordinator).post(START, filled_in(bottlenecks=[elsewhere.pk]))

    assert list(response.context["form"].errors) == ["bottlenecks"]


def test_list_to_choose_from_begins_with_what_most_municipalities_recognise(login, coordinator):
    BottleneckFactory(title="Van geen gemeente")
    coalition = PlaceFactory().coalition
    PlaceFactory(coalition=coalition)
    BottleneckFactory(title="Van twee", coalition=coalition)
    BottleneckFactory(title="Van een", coalition=PlaceFactory().coalition)

    labels = [label for _, label in login(coordinator).get(START).context["form"].fields["bottlenecks"].choices]

    assert labels == ["Van twee (2 gemeenten)", "Van een (1 gemeente)", "Van geen gemeente (0 gemeenten)"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Nieuw", "nieuw-2"),
        ("Overzicht", "overzicht-2"),
        ("Kraamzorg", "kraamzorg-2"),
        ("Weg", "weg-2"),
        ("!!", "tafel"),
    ],
)
def test_path_is_of_no_other_page(network, name, slug):
    ThemeTableFactory(slug="kraamzorg")
    Circle.objects.create(slug="thematafel-weg", kind=Circle.Kind.TABLE, name="Thematafel Weg")

    assert starting.start(name, pillars=[], by=None, now=NOW).slug == slug


@pytest.mark.django_db(transaction=True)
def test_two_tables_of_the_same_name_at_once_get_a_path_each(network, meeting_point):
    meeting_point(starting, "free_slug")

    outcomes = at_once(*[lambda: starting.start("Samen", pillars=[], by=None, now=NOW).slug] * 2)

    assert sorted(outcomes) == ["samen", "samen-2"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_of_them_would_fail(network, meeting_point, monkeypatch):
    meeting_point(starting, "free_slug")
    monkeypatch.setattr(type(Circle.objects.all()), "select_for_update", lambda circles, **options: circles)

    outcomes = at_once(*[lambda: starting.start("Samen", pillars=[], by=None, now=NOW).slug] * 2)

    assert kinds(outcomes) == ["DatabaseError", "str"]


def written(table, **fields):
    return {
        "goal": "",
        "summary": "",
        "pillars": [PillarFactory().pk],
        "joining": "request",
        "started_on": "",
    } | fields


def test_lead_writes_the_page_and_a_new_goal_is_history(login, table, lead):
    client = login(lead)
    data = written(table, goal="Genoeg uren voor iedereen.", summary="Over kraamzorg.", joining="open")
    seen = client.get(f"{TABLE}wijzigen/").context["form"]["seen_version"].value()

    response = client.post(f"{TABLE}wijzigen/", data | {"seen_version": seen}, follow=True)

    assert "De pagina van de tafel is gewijzigd." in response.text
    table.refresh_from_db()
    assert (table.goal, table.joining, table.changed_by) == ("Genoeg uren voor iedereen.", "open", lead)
    assert [change.sentence for change in table.changes.all()] == ["Genoeg uren voor iedereen."]

    seen = client.get(f"{TABLE}wijzigen/").context["form"]["seen_version"].value()
    client.post(f"{TABLE}wijzigen/", data | {"seen_version": seen, "summary": "Anders."})
    assert table.changes.count() == 1


def test_of_two_who_write_at_once_the_second_sees_both_texts(client, table, lead, coordinator):
    client.force_login(lead)
    seen = client.get(f"{TABLE}wijzigen/").context["form"]["seen_version"].value()
    client.post(f"{TABLE}wijzigen/", written(table, goal="Van de trekker.", seen_version=seen))
    client.force_login(coordinator)

    response = client.post(f"{TABLE}wijzigen/", written(table, goal="Van de aanjager.", seen_version=seen))

    assert "Terwijl jij schreef, bewaarde Trijn Trekker" in response.text
    table.refresh_from_db()
    assert table.goal == "Van de trekker."


@pytest.mark.parametrize("path", ["wijzigen/", "knelpunten/"])
def test_only_who_leads_writes_the_page(client, table, sitter, member, path):
    for user in (sitter, member):
        client.force_login(user)
        assert client.get(TABLE + path).status_code == 403
    closing.close(table, reason="Klaar.", by=None, now=NOW)
    lead = MembershipFactory(circle=table.circle, leader=True).user
    client.force_login(lead)
    assert client.get(TABLE + path).status_code == 403


def test_lead_takes_up_what_nobody_works_on(login, table, lead):
    bottleneck = BottleneckFactory(title="Lang wachten")
    client = login(lead)

    empty = client.post(f"{TABLE}knelpunten/")
    response = client.post(f"{TABLE}knelpunten/", {"bottlenecks": [bottleneck.pk]}, follow=True)

    assert "Kies ten minste één knelpunt." in empty.text
    assert "De tafel pakt dit op." in response.text
    assert "Lang wachten" in response.text
    assert table.bottlenecks.get() == bottleneck
    assert "Er wacht geen knelpunt" in client.get(f"{TABLE}knelpunten/").text


def test_table_that_stopped_meanwhile_takes_up_nothing(login, table, coordinator, monkeypatch):
    bottleneck = BottleneckFactory()
    monkeypatch.setattr(type(ThemeTable.objects.all()), "active", lambda tables: tables)
    closing.close(table, reason="Klaar.", by=None, now=NOW)

    response = login(coordinator).post(f"{TABLE}knelpunten/", {"bottlenecks": [bottleneck.pk]}, follow=True)

    assert "is gestopt en kan dit knelpunt niet oppakken" in response.text


def test_coordinator_lets_a_table_stop(login, coordinator, table, lead, sitter):
    working = BottleneckFactory(state=BottleneckState.TAKEN_UP, table=table)
    delivered = BottleneckFactory(state=BottleneckState.DELIVERED, table=table)
    asked = JoinRequestFactory(table=table)
    client = login(coordinator)

    response = client.post(f"{TABLE}stoppen/", {"reason": "Het werk is klaar.", "on": "2026-11-20"}, follow=True)

    assert "Thematafel Kraamzorg is gestopt." in response.text
    assert "Deze tafel is gestopt" in response.text
    table.refresh_from_db()
    assert (table.closed_on, table.closed_reason) == (datetime.date(2026, 11, 20), "Het werk is klaar.")
    assert table.circle.ended_on == table.closed_on
    assert Bottleneck.objects.get(pk=working.pk).state == BottleneckState.AGENDA
    assert Bottleneck.objects.get(pk=delivered.pk).state == BottleneckState.DELIVERED
    asked.refresh_from_db()
    assert (asked.outcome, asked.answer) == (JoinRequest.Outcome.DECLINED, "De tafel is gestopt.")
    heard = Notice.objects.filter(sentence="Thematafel Kraamzorg is gestopt: Het werk is klaar.")
    assert {notice.user for notice in heard} == {lead, sitter}
    assert table.changes.get().kind == TableChange.Kind.CLOSED


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"reason": ""}, ["reason"]),
        ({"on": ""}, ["on"]),
        ({"on": "2999-01-01"}, ["on"]),
        ({"on": "2020-01-01"}, ["on"]),
    ],
)
def test_stopping_needs_a_reason_and_a_day_that_was(login, coordinator, table, fields, wrong):
    ThemeTable.objects.update(started_on="2021-01-01")

    response = login(coordinator).post(f"{TABLE}stoppen/", {"reason": "Klaar.", "on": "2026-11-20"} | fields)

    assert list(response.context["form"].errors) == wrong
    assert ThemeTable.objects.active().exists()


def test_stopping_twice_is_stopping_once(table):
    assert closing.close(table, reason="Klaar.", by=None, now=NOW) is True
    assert closing.close(table, reason="Nog eens.", by=None, now=NOW) is False

    assert table.changes.count() == 1
    assert table.closed_reason == "Klaar."


@pytest.mark.django_db(transaction=True)
def test_two_who_let_it_stop_at_once_do_it_once(table, meeting_point):
    meeting_point(closing, "lock")

    outcomes = at_once(*[lambda: closing.close(table, reason="Klaar.", by=None, now=NOW)] * 2)

    assert sorted(outcomes) == [False, True]
    assert TableChange.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_would_do_it_twice(table, meeting_point, monkeypatch):
    monkeypatch.setattr(closing, "lock", lambda table: ThemeTable.objects.select_related("circle").get(pk=table.pk))
    meeting_point(closing, "lock")

    at_once(*[lambda: closing.close(table, reason="Klaar.", by=None, now=NOW)] * 2)

    assert TableChange.objects.count() == 2


def test_coordinator_lets_a_table_begin_again(login, coordinator, table, lead):
    closing.close(table, reason="Klaar.", by=None, now=NOW)
    client = login(coordinator)

    assert list(client.post(f"{TABLE}weer-beginnen/", {"reason": ""}).context["form"].errors) == ["reason"]
    response = client.post(f"{TABLE}weer-beginnen/", {"reason": "Het is toch nodig."}, follow=True)

    assert "Thematafel Kraamzorg gaat verder." in response.text
    table.refresh_from_db()
    assert (table.is_closed, table.closed_on, table.circle.ended_on) == (False, None, None)
    assert lead in people_of([table.circle], timezone.localdate())
    assert Notice.objects.filter(user=lead, sentence__contains="gaat verder").exists()
    assert closing.reopen(table, reason="Nog eens.", by=None, now=NOW) is False


def test_table_without_people_does_not_begin_again(login, coordinator):
    table = ThemeTableFactory(closed=True, circle=None)

    assert closing.reopen(table, reason="Toch.", by=None, now=NOW) is False
    assert login(coordinator).get(f"{table.get_absolute_url()}weer-beginnen/").status_code == 404


def test_table_stops_after_it_began(network):
    with pytest.raises(IntegrityError, match="started_before_closed"):
        ThemeTableFactory(closed=True, started_on="2026-01-02", closed_on="2026-01-01")
