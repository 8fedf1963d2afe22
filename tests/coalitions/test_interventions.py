"""The register of interventions: reading it, and where what happens."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from coalitions.interventions.where import where
from coalitions.models import FormerUse
from tests.coalitions.factories import CoalitionFactory, InterventionFactory, PlaceFactory, UseFactory
from tests.members.factories import MembershipFactory
from tests.province.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
LIST = reverse("coalitions:intervention_list")


@pytest.fixture
def together():
    """A coalition of two municipalities, A and B."""
    place = PlaceFactory(coalition__name="A en B", coalition__slug="a-en-b", municipality__name="A")
    PlaceFactory(coalition=place.coalition, municipality__name="B")
    return place.coalition


def municipality(name):
    return MunicipalityFactory._meta.model.objects.get(name=name)


def test_use_of_a_coalition_counts_for_its_municipalities_of_the_day(member, together):
    use = UseFactory(coalition=together)
    PlaceFactory(coalition=together, municipality__name="Weg", until=date(2025, 1, 1))
    UseFactory(coalition=CoalitionFactory(), intervention=use.intervention)  # a coalition without municipalities

    found = where(member, TODAY)

    assert [place.name for place in found.places_with(use.intervention_id, "offered")] == ["A", "B"]
    assert found.count(use.intervention_id, "offered") == 2
    assert found.count(use.intervention_id, "planned") == 0
    assert where(member, date(2024, 6, 1)).count(use.intervention_id, "offered") == 3


def test_use_may_count_for_one_municipality_alone(member, together):
    use = UseFactory(coalition=together, only_in=[municipality("B")])

    assert [place.name for place in where(member, TODAY).places_with(use.intervention_id, "offered")] == ["B"]


def test_municipality_that_left_does_not_count_any_more(member, together):
    left = PlaceFactory(coalition=together, municipality__name="Weg", until=date(2025, 1, 1)).municipality
    use = UseFactory(coalition=together, only_in=[left])

    assert where(member, TODAY).count(use.intervention_id, "offered") == 0


def test_visitor_and_stranger_see_nothing_of_it(client, stranger, together):
    UseFactory(coalition=together)

    found = where(stranger, TODAY)
    assert found.states == {place.pk: {} for place in found.places}
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_looking_it_up_takes_four_queries(django_assert_num_queries, member, count):
    for _ in range(count):
        UseFactory(coalition=PlaceFactory().coalition)
    member.current_memberships  # noqa: B018 - read before counting

    with django_assert_num_queries(4):  # limits, uses, places, municipalities
        where(member, TODAY)


def test_one_use_per_coalition_and_intervention():
    use = UseFactory()

    with pytest.raises(IntegrityError, match="one_per_coalition"):
        UseFactory(coalition=use.coalition, intervention=use.intervention)


def test_former_state_lasted_at_least_a_day():
    with pytest.raises(IntegrityError, match="since_before_until"):
        FormerUse.objects.create(use=UseFactory(), state="planned", since=TODAY, until=TODAY, reason="x")


def test_rows_have_names():
    use = UseFactory(coalition__name="Samen", intervention__name="Huisbezoek")
    use.keep_former(until=TODAY, by=None)

    assert str(use) == "Huisbezoek in Samen"
    assert str(use.former.get()) == "Huisbezoek in Samen: aangeboden tot 2026-11-22"


@pytest.mark.parametrize(
    ("slugs", "line"),
    [
        ([], "Pijler niet bekend"),
        (["na"], "Na de zwangerschap"),
        (["tijdens", "na"], "Tijdens en na de zwangerschap"),
        (["voor", "tijdens", "na"], "Voor, tijdens en na de zwangerschap"),
    ],
)
def test_pillars_in_one_breath(slugs, line):
    assert InterventionFactory(pillars=slugs).pillar_line == line


def test_register_shows_a_mark_and_a_word_per_municipality(login, member, together):
    UseFactory(coalition=together, intervention__short_name="VoorZorg", only_in=[municipality("A")])
    UseFactory(coalition=together, intervention__short_name="Centering", state="stopped")
    PlaceFactory(coalition__slug="c", municipality__name="C")
    MunicipalityFactory(name="D")

    text = login(member).get(LIST).text

    cell = '<td data-label="{}"><b aria-hidden="true">{}</b> <i>{}</i></td>'
    row = '<th scope="row"><a href="/coalities/{}/interventies/">{}</a></th>'
    assert cell.format("VoorZorg", "●", "aangeboden") in text.split(row.format("a-en-b", "A"))[1].split("</tr>")[0]
    assert cell.format("Centering", "×", "gestopt") in text.split(row.format("a-en-b", "B"))[1].split("</tr>")[0]
    assert "VoorZorg" not in text.split(row.format("a-en-b", "B"))[1].split("</tr>")[0]
    assert f'{row.format("c", "C")}<td colspan="2">nog niets ingevuld</td>' in text
    assert '<th scope="row">D</th><td colspan="2">nog niets ingevuld</td>' in text
    assert "In 1 van 4 gemeenten aangeboden." in text
    assert "In 2 van 4 gemeenten gestopt." in text


def test_matrix_follows_a_change(login, member, together):
    use = UseFactory(coalition=together)
    assert "<i>aangeboden</i>" in login(member).get(LIST).text

    use.state = "planned"
    use.save()

    text = login(member).get(LIST).text
    assert "<i>aangeboden</i>" not in text
    assert "<i>gepland</i>" in text


def test_register_is_filtered_by_pillar(client, login, member):
    InterventionFactory(name="Vroeg", pillars=["voor"])
    InterventionFactory(name="Later", pillars=["na"])

    response = login(member).get(LIST, {"pijler": "na"}, headers={"HX-Request": "true"})

    assert [one.name for one in response.context["interventions"]] == ["Later"]
    assert "1 interventie bij de pijler “Na de zwangerschap”" in response.text
    assert "<h1>" not in response.text
    wrong = client.get(LIST, {"pijler": "bestaat-niet"})
    assert len(wrong.context["interventions"]) == 2
    assert wrong.context["form"].errors


def test_empty_register_and_empty_pillar_say_why(login, member):
    text = login(member).get(LIST).text
    assert "Er staan nog geen interventies in het register" in text

    InterventionFactory(pillars=["voor"])
    InterventionFactory(pillars=["na"]).pillars.clear()

    assert "Geen interventies bij deze pijler" in login(member).get(LIST, {"pijler": "na"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_register_query_count(django_assert_num_queries, login, member, count):
    for _ in range(count):
        UseFactory(coalition=PlaceFactory().coalition, intervention=InterventionFactory(pillars=["na"]))
    client = login(member)
    client.get(LIST)

    # session, user, memberships, pillars of the filter, interventions, their pillars, 4 of where
    with django_assert_num_queries(10):
        client.get(LIST)


def test_page_of_an_intervention_says_who_where_why_and_whom_to_ask(login, member, together):
    use = UseFactory(coalition=together, reason="Het **werkt** hier.", only_in=[municipality("B")])
    MembershipFactory(circle=together.circle, leader=True, user__name="Leider Eerste")
    MembershipFactory(circle=together.circle, leader=True, user__name="Leider Weg", ended=True)
    UseFactory(intervention=use.intervention, state="planned", coalition__name="Zonder leider")

    response = login(member).get(use.intervention.get_absolute_url())

    assert [(word, [str(one.coalition) for one in uses]) for word, uses in response.context["states"]] == [
        ("aangeboden", ["A en B"]),
        ("gepland", ["Zonder leider"]),
    ]
    assert "<strong>werkt</strong>" in response.text
    assert "Aangeboden sinds 1 januari 2024, alleen in B" in response.text
    assert ">Leider Eerste</a>." in response.text
    assert "Leider Weg" not in response.text
    assert "Deze coalitie heeft nu geen coalitieleider." in response.text
    assert "In 1 van 2 gemeenten: A." in " ".join(response.text.split())


def test_page_of_an_intervention_that_nobody_chose(login, member):
    PlaceFactory(municipality__name="A")
    text = login(member).get(InterventionFactory().get_absolute_url()).text

    assert "Nog geen coalitie heeft dit ingevuld" in text
    assert "Waar niet ingevuld?" not in text
    assert 'aria-label="A, niet ingevuld"' in text


def test_map_of_an_intervention_leads_to_the_coalition(login, member, together):
    use = UseFactory(coalition=together, state="planned", only_in=[municipality("A")])
    MunicipalityFactory(name="D")

    text = login(member).get(use.intervention.get_absolute_url()).text

    assert (
        'class="ks-map__area ks-map__area--starting" href="/coalities/a-en-b/interventies/" aria-label="A, gepland"'
        in text
    )
    assert 'href="/coalities/a-en-b/interventies/" aria-label="B, niet ingevuld"' in text
    assert 'href="/coalities/" aria-label="D, niet ingevuld"' in text


def test_leader_gets_a_way_to_fill_it_in(login, leader, member):
    coalition = CoalitionFactory(circle=leader.memberships.get().circle, slug="eigen")
    intervention = InterventionFactory(slug="zorg")
    link = 'href="/coalities/eigen/interventies/zorg/"'

    assert link in login(leader).get(intervention.get_absolute_url()).text
    assert link not in login(member).get(intervention.get_absolute_url()).text
    assert f"Vul in voor {coalition}" in login(leader).get(intervention.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_an_intervention_query_count(django_assert_num_queries, login, member, count):
    intervention = InterventionFactory(pillars=["na"])
    for _ in range(count):
        use = UseFactory(coalition=PlaceFactory().coalition, intervention=intervention)
        MembershipFactory(circle=use.coalition.circle, leader=True)
    client = login(member)

    # session, user, memberships, intervention, its pillars, how many uses, uses, their limits, leaders, 4 of where
    with django_assert_num_queries(13):
        client.get(intervention.get_absolute_url())


def test_many_coalitions_come_in_pages_by_what_they_do(login, member):
    intervention = InterventionFactory()
    UseFactory(intervention=intervention, state="stopped", coalition__name="Aaa")
    UseFactory.create_batch(20, intervention=intervention, state="offered")

    response = login(member).get(intervention.get_absolute_url(), {"page": 2})

    assert [(word, [str(one.coalition) for one in uses]) for word, uses in response.context["states"]] == [
        ("gestopt", ["Aaa"])
    ]
    assert "Pagina 2 van 2" in response.text
