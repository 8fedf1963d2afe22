"""The matrix of the province, and coalitions beside each other."""

import datetime
import re

import pytest
from django.urls import reverse

from coalitions.agreements.forms import MOST_CHECKBOXES
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import CoalitionFactory, PlaceFactory

pytestmark = pytest.mark.django_db

MATRIX = reverse("coalitions:agreement_matrix")
COMPARE = reverse("coalitions:agreement_compare")


def cells(response):
    """Return the table as text: one list per coalition."""
    rows = re.findall(r"<tr><th.*?</tr>", str(response.context["matrix"].rows))
    return [[re.sub("<[^>]*>", "", one) for one in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_cell_says_in_words_how_it_stands(login, member, coalition):
    AgreementFactory(coalition=coalition, step="noticing", adopted=True)
    AgreementFactory(coalition=coalition, step="discussing", overdue=True)
    AgreementFactory(coalition=coalition, step="referring")
    AgreementFactory(coalition=coalition, step="supporting", lapsed=True)
    AgreementFactory.create_batch(2, coalition=coalition, step="evaluating", adopted=True)

    (row,) = cells(login(member).get(MATRIX))

    assert row == [
        "Waadhoeke",
        *("vastgesteld", "te lang niet nagekeken", "geen", "geen", "geen", "geen"),
        "vastgesteld (2)",
    ]


def test_draft_is_seen_by_who_may(login, member, partner, coordinator, coalition):
    AgreementFactory(coalition=coalition, step="referring")

    assert [cells(login(user).get(MATRIX))[0][3] for user in (member, partner, coordinator)] == [
        "geen",
        "concept",
        "concept",
    ]


def test_draft_beside_what_holds_is_not_counted(login, partner, coalition):
    AgreementFactory(coalition=coalition, step="referring", adopted=True)
    AgreementFactory(coalition=coalition, step="referring")

    assert cells(login(partner).get(MATRIX))[0][3] == "vastgesteld"


def test_cell_leads_to_the_text(login, member, coalition, adopted, path):
    AgreementFactory.create_batch(2, coalition=coalition, step="evaluating", adopted=True)

    rows = str(login(member).get(MATRIX).context["matrix"].rows)

    assert f'href="{path("detail", adopted)}"' in rows
    assert f'href="{reverse("coalitions:agreement_list", args=["waadhoeke"])}#evaluating"' in rows


def test_name_of_a_coalition_is_never_html(login, member):
    CoalitionFactory(name="<script>")

    assert "<script>" not in str(login(member).get(MATRIX).context["matrix"].rows)


def test_line_per_step_counts_what_holds(login, member, coalition):
    AgreementFactory(step="referring", adopted=True)
    AgreementFactory(coalition=coalition, step="referring", overdue=True)
    AgreementFactory(step="noticing", adopted=True)

    lines = login(member).get(MATRIX).context["matrix"].lines

    assert lines[2].sentence == "2 van 3 coalities hebben een afspraak over verwijzen"
    assert lines[0].sentence == "1 van 3 coalities heeft een afspraak over signaleren"
    assert lines[1].count == 0


def test_line_about_one_coalition_is_singular(login, member, coalition):
    (line, *_) = login(member).get(MATRIX).context["matrix"].lines

    assert line.sentence == "0 van 1 coalitie heeft een afspraak over signaleren"


def test_matrix_can_be_narrowed_to_a_step_and_a_state(login, member, coalition):
    AgreementFactory(coalition=coalition, step="referring", overdue=True)
    other = AgreementFactory(step="noticing", adopted=True).coalition
    client = login(member)

    assert cells(client.get(MATRIX, {"stap": "referring", "stand": "overdue"})) == [
        ["Waadhoeke", "te lang niet nagekeken"]
    ]
    assert [row[0] for row in cells(client.get(MATRIX, {"stand": "adopted"}))] == [other.name]
    assert "Geen coalitie gevonden" in client.get(MATRIX, {"stand": "draft"}).content.decode()


def test_wrong_filter_shows_everything_and_says_so(login, member, coalition):
    response = login(member).get(MATRIX, {"stap": "onzin"})

    assert len(cells(response)) == 1
    assert "<title>Fout: Afspraken in de provincie" in response.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_matrix_asks_as_much_for_few_as_for_many(login, member, django_assert_num_queries, count):
    AgreementFactory.create_batch(count, adopted=True, history=5)
    client = login(member)

    with django_assert_num_queries(5):  # session, user, memberships, coalitions, counts
        client.get(MATRIX)


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_asks_as_much_for_few_narrow_agreements(login, member, django_assert_num_queries, count):
    for agreement in AgreementFactory.create_batch(count, adopted=True):
        agreement.municipalities.add(PlaceFactory(coalition=agreement.coalition).municipality)
    client = login(member)

    with django_assert_num_queries(
        8
    ):  # and which are narrow, the places of these coalitions, and what holds in all of them
        client.get(MATRIX)


def test_cell_says_how_many_of_several_were_not_looked_at(login, member, partner, coalition):
    AgreementFactory(coalition=coalition, step="noticing", adopted=True)
    AgreementFactory(coalition=coalition, step="noticing", overdue=True)
    AgreementFactory.create_batch(2, coalition=coalition, step="discussing", overdue=True)
    AgreementFactory.create_batch(2, coalition=coalition, step="referring")

    (row,) = cells(login(partner).get(MATRIX))

    assert row[1:4] == ["te lang niet nagekeken (1 van 2)", "te lang niet nagekeken (2)", "concept (2)"]


def test_cell_says_when_what_holds_does_not_hold_everywhere(login, member, coalition):
    one, other = (PlaceFactory(coalition=coalition).municipality for _ in range(2))
    gone = PlaceFactory(coalition=coalition, until=datetime.date(2024, 1, 1)).municipality
    client = login(member)
    AgreementFactory(coalition=coalition, step="discussing", adopted=True)
    assert "Niet overal" not in client.get(MATRIX).text

    AgreementFactory(coalition=coalition, step="noticing", adopted=True, only_in=[one])
    AgreementFactory(coalition=coalition, step="discussing", adopted=True, only_in=[one])
    for place in (one, other):
        AgreementFactory(coalition=coalition, step="referring", adopted=True, only_in=[place])
    AgreementFactory(coalition=coalition, step="supporting", overdue=True, only_in=[gone])
    AgreementFactory(coalition=coalition, step="evaluating", adopted=True, only_in=[one, other])
    response = client.get(MATRIX)

    (row,) = cells(response)
    assert row[1:] == [
        *("vastgesteld, niet overal", "vastgesteld (2)", "vastgesteld (2)", "geen"),
        *("te lang niet nagekeken, niet overal", "geen", "vastgesteld"),
    ]
    assert "Niet overal: de afspraak geldt maar in een deel" in response.text


def test_beside_each_other_it_is_said_where_an_agreement_holds(login, member, coalition):
    place = PlaceFactory(coalition=coalition, municipality__name="Dokkum").municipality
    AgreementFactory(coalition=coalition, adopted=True, only_in=[place])
    other = AgreementFactory(adopted=True).coalition

    page = login(member).get(COMPARE, {"coalitie": [coalition.slug, other.slug]}).text

    assert "zonder instrument, alleen in Dokkum<" in page
    assert page.count("<dt>Alleen in</dt>") == 1


def test_matrix_is_drawn_anew_when_something_changed(login, member, coalition):
    client = login(member)
    first = cells(client.get(MATRIX))
    AgreementFactory(coalition=coalition, step="noticing", adopted=True)

    assert first != cells(client.get(MATRIX))


# Beside each other


def compare(client, *coalitions):
    return client.get(COMPARE, {"coalitie": [coalition.slug for coalition in coalitions]})


def differences(response):
    return {stretch.step.value: " ".join(stretch.differences) for stretch in response.context["stretches"]}


def test_differences_are_said_in_words(login, member, coalition):
    other = CoalitionFactory(name="Zilt")
    AgreementFactory(coalition=coalition, step="noticing", adopted=True, instrument="ALPHA-NL")
    AgreementFactory(coalition=other, step="noticing", adopted=True, instrument="Gesprekskaarten")
    AgreementFactory(coalition=coalition, step="referring", adopted=True)
    AgreementFactory(coalition=coalition, step="discussing", adopted=True)
    AgreementFactory(coalition=other, step="discussing", adopted=True)

    found = differences(compare(login(member), coalition, other))

    assert found["noticing"] == "Zij noemen niet hetzelfde instrument."
    assert found["referring"] == "Zilt heeft hier geen afspraak over."
    assert found["discussing"] == "Allemaal hebben zij hier een afspraak over."
    assert found["evaluating"] == "Geen van deze coalities heeft hier een vastgestelde afspraak over."


def test_instrument_that_is_in_all_names_is_one(login, member, coalition):
    other = CoalitionFactory(name="Zilt")
    for one, name in ((coalition, "ALPHA-NL"), (other, "Gesprekskaarten en vragenlijst Alpha-NL")):
        AgreementFactory(coalition=one, step="noticing", adopted=True, instrument=name)

    assert differences(compare(login(member), coalition, other))["noticing"] == (
        "Allemaal hebben zij hier een afspraak over."
    )


def test_several_gaps_are_named_together(login, member, coalition):
    others = [CoalitionFactory(name="Aa"), CoalitionFactory(name="Bee")]
    AgreementFactory(coalition=coalition, step="noticing", adopted=True)

    found = differences(compare(login(member), coalition, *others))

    assert found["noticing"] == "Aa en Bee hebben hier geen afspraak over."


def test_who_has_nothing_is_not_who_uses_another_instrument(login, member, coalition):
    other, without = CoalitionFactory(name="Zilt"), CoalitionFactory(name="Aa")
    AgreementFactory(coalition=coalition, step="noticing", adopted=True, instrument="ALPHA-NL")
    AgreementFactory(coalition=other, step="noticing", adopted=True, instrument="Gesprekskaarten")

    found = differences(compare(login(member), coalition, other, without))

    assert found["noticing"] == "Aa heeft hier geen afspraak over. De andere noemen niet hetzelfde instrument."


def test_draft_of_others_stays_out_of_sight(login, member, partner, coalition, draft):
    other = CoalitionFactory()

    assert draft.title not in compare(login(member), coalition, other).content.decode()
    own = compare(login(partner), coalition, other).content.decode()
    assert draft.title in own
    assert "Alleen een concept" in own


def test_comparing_begins_with_choosing(login, member, coalition):
    response = login(member).get(COMPARE)

    assert response.context["chosen"] == []
    assert "Er klopt iets niet" not in response.content.decode()


def test_who_chooses_nothing_or_one_hears_what_to_do(login, member, coalition):
    client = login(member)

    for chosen in ([], [coalition.slug]):
        page = client.get(COMPARE, {"coalitie": chosen, "naast": 1})
        assert page.context["form"]["coalitie"].errors, chosen
        assert page.context["chosen"] == []
        assert "Kies er nog een, twee of drie bij." not in page.text


def test_who_comes_with_one_coalition_chooses_more(login, member, coalition):
    response = compare(login(member), coalition)

    assert response.context["form"]["coalitie"].value() == ["waadhoeke"]
    assert "Kies er nog een, twee of drie bij." in response.content.decode()


def test_other_coalitions_are_chosen_from_where_somebody_was(login, member, coalition):
    other = CoalitionFactory(slug="zilt")
    client = login(member)

    assert "?coalitie=waadhoeke&amp;coalitie=zilt&amp;kies=1" in compare(client, coalition, other).content.decode()
    response = client.get(COMPARE, {"coalitie": ["waadhoeke", "zilt"], "kies": 1})
    assert response.context["form"]["coalitie"].value() == ["waadhoeke", "zilt"]
    assert response.context["stretches"] == []


def test_at_most_four_stand_beside_each_other(login, member):
    response = compare(login(member), *CoalitionFactory.create_batch(5))

    assert "Kies twee, drie of vier coalities." in response.content.decode()
    assert response.context["stretches"] == []


def test_unknown_coalition_is_said_at_the_field(login, member, coalition):
    response = login(member).get(COMPARE, {"coalitie": ["waadhoeke", "atlantis"]})

    assert "Deze coalitie kennen we niet." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_comparing_asks_as_much_for_few_as_for_many(login, member, django_assert_num_queries, count):
    coalitions = CoalitionFactory.create_batch(2)
    for coalition in coalitions:
        AgreementFactory.create_batch(count, coalition=coalition, adopted=True, history=5)
    client = login(member)

    # session, user, memberships, how many there are to choose from, what was chosen, agreements, their partners,
    # their municipalities
    with django_assert_num_queries(8):
        compare(client, *coalitions)


def test_country_of_coalitions_is_chosen_from_four_lists(login, member, coalition):
    others = CoalitionFactory.create_batch(MOST_CHECKBOXES)
    client = login(member)

    page = client.get(COMPARE, {"coalitie": coalition.slug}).text
    assert page.count('<select name="coalitie"') == 4
    assert 'type="checkbox"' not in page
    assert page.count(f'<option value="{coalition.slug}" selected>') == 1
    assert '<label class="utrecht-form-label" for="id_coalitie_0">Eerste</label>' in page
    assert "Derde <span" in page

    chosen = client.get(COMPARE, {"coalitie": [coalition.slug, others[0].slug, "", ""]})
    assert set(chosen.context["chosen"]) == {coalition, others[0]}


def test_one_coalition_twice_in_the_lists_is_refused_and_stays_chosen(login, member, coalition):
    CoalitionFactory.create_batch(MOST_CHECKBOXES)

    page = login(member).get(COMPARE, {"coalitie": [coalition.slug, coalition.slug, "", ""]}).text

    assert "Kies twee, drie of vier coalities." in page
    assert page.count(f'<option value="{coalition.slug}" selected>') == 2
    assert 'aria-invalid="true"' in page


def test_province_of_coalitions_is_chosen_with_checkboxes(login, member, coalition):
    CoalitionFactory.create_batch(17)

    assert login(member).get(COMPARE).text.count('type="checkbox" name="coalitie"') == 18


def test_choice_says_who_has_nothing_to_compare_that_you_may_read(login, member, leader, coalition):
    AgreementFactory(coalition=coalition)  # a draft: of the circle alone
    other = AgreementFactory(adopted=True).coalition

    theirs, ours = login(member).get(COMPARE).text, login(leader).get(COMPARE).text

    assert f"{coalition.name} (nog geen afspraken)" in theirs
    assert f"{coalition.name} (nog geen afspraken)" not in ours
    for text in (theirs, ours):
        assert f"{other.name} (nog geen afspraken)" not in text
