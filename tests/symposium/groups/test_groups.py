"""A leader registers colleagues, and sees what nobody of the coalition will hear."""

import pytest
import time_machine as clock
from django.core.cache import cache

from outbox.models import Email
from outbox.reading import read
from symposium.models import Registration, RegistrationState
from symposium.registering import joining, links
from symposium.seats import choosing, coordinating
from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory
from tests.symposium.factories import SessionFactory
from tests.symposium.seats.build import NOW, fair_edition, open_edition, somebody, workshops
from tests.themetables.blocks.factories import BlockFactory
from tests.themetables.factories import ThemeTableFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_january")]
FORM = {"name": "Fenna Veld", "email": "Fenna@Voorbeeld.invalid"}


@pytest.fixture
def in_january():
    cache.clear()
    with clock.travel(NOW, tick=False):
        yield


@pytest.fixture
def edition():
    return open_edition()


@pytest.fixture
def coalition(leader):
    return CoalitionFactory(circle=leader.memberships.get().circle, name="Coalitie De Proef")


@pytest.fixture
def colleague(coalition):
    return MembershipFactory(circle=coalition.circle, user__name="Bea Proef").user


def url(coalition, more="", year=2027):
    return f"/symposium/{year}/coalitie/{coalition.slug}/{more}"


def test_leader_registers_a_colleague_of_the_coalition_with_one_button(login, leader, edition, coalition, colleague):
    colleague.municipalities.add(town := MunicipalityFactory())
    client = login(leader)
    assert url(coalition) in client.get("/symposium/2027/").text
    assert "Nog niet aangemeld" in client.get(url(coalition)).text

    said = client.post(url(coalition, f"lid/{colleague.pk}/"), follow=True).text

    # For yourself there is the page of everybody.
    assert client.post(url(coalition, f"lid/{leader.pk}/")).url == "/symposium/2027/aanmelden/"
    person = Registration.objects.get()
    assert "Bea Proef is aangemeld, en krijgt een mail met een eigen link." in said
    assert (person.user, person.registered_by, person.municipality) == (colleague, leader, town)
    assert (person.coalition, person.state) == (coalition, RegistrationState.COMING)
    words = read(bytes(Email.objects.get(to=colleague.email).mime)).text
    assert f"{leader} van Coalitie De Proef meldde je aan" in words
    assert links.token(person) in words
    assert f"<dd>{leader}</dd>" in client.get(f"/symposium/mijn-dag/{links.token(person)}/").text


def test_leader_registers_a_colleague_without_account(login, leader, edition, coalition):
    coordinating.resize_day(edition, 1, now=NOW)
    client = login(leader)
    assert "Voor wie geen account heeft" in client.get(url(coalition, "collega/")).text
    assert "Bedoel je f@gmail.com?" in client.post(url(coalition, "collega/"), FORM | {"email": "f@gmial.com"}).text

    client.post(url(coalition, "collega/"), FORM)
    said = client.post(
        url(coalition, "collega/"), FORM | {"name": "Joop", "email": "j@veld.invalid"}, follow=True
    ).text

    assert "Joop staat op de wachtlijst, op plek 1" in said
    assert "Fenna Veld" in said
    assert Registration.objects.get(email="fenna@voorbeeld.invalid").user is None


def test_nobody_is_put_over_their_own_choice(login, leader, edition, coalition, colleague):
    away = joining.join(edition, name="Bea", email=colleague.email, user=colleague, now=NOW)
    joining.cancel(away, now=NOW)
    there = somebody(edition, "Fenna", organisation="Eerst")
    client = login(leader)

    refused = client.post(url(coalition, f"lid/{colleague.pk}/"), follow=True).text
    known = client.post(url(coalition, "collega/"), FORM | {"email": there.email})

    # Whether that is yes or no is not for a leader who types an address.
    said = "meldde zich al aan of af, of een ander deed dat. Er is niets veranderd: dat kan {} alleen zelf."
    assert f"Bea Proef {said.format('Bea Proef')}" in refused
    assert f"Fenna Veld {said.format('Fenna Veld')}" in known.text
    assert list(known.context["form"].errors) == ["email"]
    assert f'value="{there.email}"' in known.text  # nothing that was typed is lost
    away.refresh_from_db()
    there.refresh_from_db()
    assert (away.state, there.organisation, there.coalition) == (RegistrationState.CANCELLED, "Eerst", None)


def test_leader_takes_back_a_slip_until_that_person_chose(login, leader, edition, coalition):
    (one,) = workshops(edition, 5)
    client = login(leader)
    client.post(url(coalition, "collega/"), FORM)
    person = Registration.objects.get()
    choosing.choose(person, one, now=NOW)
    back = url(coalition, f"terug/{person.pk}/")
    assert back not in client.get(url(coalition)).text
    assert "heeft zelf al iets gekozen" in client.post(back, follow=True).text
    choosing.leave(person, one, now=NOW)
    assert "gaat naar wie wacht" in client.get(back).text
    assert client.get(url(coalition, "terug/0/")).url == url(coalition)

    assert "staat niet meer op de lijst" in client.post(back, follow=True).text

    person.refresh_from_db()
    assert person.state == RegistrationState.CANCELLED
    assert Email.objects.filter(to=person.email).count() == 2
    with clock.travel("2027-02-11 12:00", tick=False):
        assert "al begonnen" in login(leader).post(back, follow=True).text


def test_who_registers_again_by_themselves_is_not_taken_off(login, leader, edition, coalition):
    client = login(leader)
    client.post(url(coalition, "collega/"), FORM)
    person = Registration.objects.get()
    joining.cancel(person, now=NOW)

    joining.join(edition, name="Fenna", email=person.email, now=NOW)

    page = client.get(url(coalition)).text
    assert "Haal van de lijst" not in page
    assert "Aangemeld door" not in page
    client.post(url(coalition, f"terug/{person.pk}/"))
    person.refresh_from_db()
    assert (person.state, person.registered_by) == (RegistrationState.COMING, None)


@pytest.fixture
def five(edition, coalition):
    """Five of the coalition come; nobody chose yet."""
    users = [membership.user for membership in MembershipFactory.create_batch(5, circle=coalition.circle)]
    return [joining.join(edition, name=user.name, email=user.email, user=user, now=NOW) for user in users]


def subjects(one, two):
    one.block, two.table = BlockFactory(title="Bouwsteen Rust"), ThemeTableFactory(name="Tafel Taal")
    one.save()
    two.save()


def seen(page):
    return {heard.session: heard.is_heard for round in page.context["rounds"] for heard in round.workshops}


def test_leader_sees_what_nobody_hears_and_not_who_chose_what(login, leader, edition, coalition, five):
    one, two, three = workshops(edition, 9, 9, 9)
    subjects(one, two)
    called_off = SessionFactory(edition=edition, slot=one.slot, cancelled_at=NOW)
    client = login(leader)
    nobody_chose = client.get(url(coalition))
    for person, session in zip(five[:2], [two, three], strict=True):
        choosing.choose(person, session, now=NOW)

    said = client.get(url(coalition))

    assert set(seen(nobody_chose).values()) == {False}
    assert nobody_chose.context["missed_blocks"] == [one.block]
    assert "Nog niet iedereen van jullie koos hier." in said.text
    for person in five[2:]:
        choosing.choose(person, two, now=NOW)
    said = client.get(url(coalition))

    assert said.context["missed_blocks"] == [one.block]
    assert said.context["missed_tables"] == []
    assert seen(said) == {one: False, two: True, three: True}
    assert "Nog niet iedereen" not in said.text
    assert called_off.title not in said.text
    me = joining.join(edition, name="Leider", email=leader.email, user=leader, now=NOW)
    assert "Nog niet iedereen van jullie koos hier." in client.get(url(coalition)).text
    choosing.choose(me, one, now=NOW)
    assert "hoort iemand van jullie iets" in client.get(url(coalition)).text


@pytest.mark.parametrize("why", ["one chose", "the leader is the second", "all the same"])
def test_leader_sees_nothing_of_a_round_that_tells_where_one_goes(login, leader, edition, coalition, five, why):
    one, two = workshops(edition, 9, 9)
    subjects(one, two)
    for person in five if why == "all the same" else five[:1]:
        choosing.choose(person, two, now=NOW)
    if why != "one chose":  # where the leader goes tells the leader nothing
        me = joining.join(edition, name="Leider", email=leader.email, user=leader, now=NOW)
        choosing.choose(me, one, now=NOW)

    said = login(leader).get(url(coalition))

    assert "Waar jullie heen gaan, is hier nog niet te zien." in said.text
    assert said.context["missed_blocks"] == said.context["missed_tables"] == []
    for told in (">niemand<", ">iemand van jullie<", "koos hier", "hoort iemand van jullie iets"):
        assert told not in said.text


def test_before_fair_places_are_given_out_wishes_count(login, leader, coalition):
    edition = fair_edition()
    one, two, three = workshops(edition, 5, 5, 5)
    for membership in MembershipFactory.create_batch(5, circle=coalition.circle):
        user = membership.user
        person = joining.join(edition, name=user.name, email=user.email, user=user, now=NOW)
        for rank, session in enumerate((one, two), 1):
            person.wishes.create(session=session, slot=one.slot, rank=rank)

    said = login(leader).get(url(coalition))

    assert "dit zijn de wensen" in said.text
    assert seen(said) == {one: True, two: True, three: False}
    assert "hoort iemand van jullie iets" not in said.text  # none of them is about a block or a table


def test_when_registration_is_closed_nobody_is_put_on_the_list(login, leader, edition, coalition, colleague, settings):
    edition.registration_closes_at = NOW
    edition.save()
    client = login(leader)

    assert "Er zijn nog geen workshops" in client.get(url(coalition)).text
    assert "Aanmelden kan nu niet." in client.post(url(coalition, f"lid/{colleague.pk}/"), follow=True).text
    settings.ACCOUNT_RATE_LIMITS = {"symposium_group": "1/d/key"}
    client.post(url(coalition, f"lid/{colleague.pk}/"))
    assert "al heel veel mensen aangemeld" in client.post(url(coalition, f"lid/{colleague.pk}/"), follow=True).text
    assert not Registration.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_group_query_count(login, leader, edition, coalition, count, django_assert_num_queries):
    for session, membership in zip(
        workshops(edition, *[5] * count), MembershipFactory.create_batch(count, circle=coalition.circle), strict=True
    ):
        user = membership.user
        person = joining.join(edition, name=user.name, email=user.email, user=user, now=NOW)
        choosing.choose(person, session, now=NOW)
    client = login(leader)

    # session, user, rights, edition, coalition twice, people, registrations with seats and wishes, seats, workshops,
    # the leader's own, the menu
    with django_assert_num_queries(13):
        client.get(url(coalition))
