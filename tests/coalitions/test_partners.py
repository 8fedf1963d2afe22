"""Who sits at the table of a coalition: adding, ending, taking up again, and who speaks for whom."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Partner
from coalitions.models.kinds import Domain, Kind
from coalitions.partners import table, taking_part
from coalitions.partners.missing import USUAL, missing_kinds, missing_of
from members.refused import Refused
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory, PlaceFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

BEGIN, END, LATER = date(2024, 1, 1), date(2025, 1, 1), date(2025, 6, 1)


@pytest.fixture
def coalition():
    return CoalitionFactory(name="Wâldhoeke")


@pytest.fixture
def leader(coalition):
    return MembershipFactory(circle=coalition.circle, leader=True, user__name="Leider Lid").user


@pytest.fixture
def verbs(leader):
    """The verbs with who and when filled in."""

    class Verbs:
        said = {"by": leader, "now": timezone.now()}

        def add(self, coalition, organisation, since=BEGIN, **more):
            return taking_part.add(coalition, organisation, since=since, **self.said, **more)

        def end(self, partner, on=END):
            return taking_part.end(partner, on=on, **self.said)

        def reopen(self, partner, on):
            return taking_part.reopen(partner, on=on, **self.said)

    return Verbs()


def url(name, coalition, *args):
    return reverse(f"coalitions:{name}", args=[coalition.slug, *args])


# The verbs


def test_organisation_takes_part_from_a_day(coalition, leader, verbs):
    partner = verbs.add(coalition, OrganisationFactory(name="Kraamzorg"), contact_function="manager")

    assert str(partner) == "Kraamzorg in Wâldhoeke"
    assert (partner.version, partner.changed_by) == (1, leader)
    assert list(Partner.objects.current(BEGIN)) == [partner]
    assert list(Partner.objects.current(BEGIN - timedelta(days=1))) == []


def test_organisation_is_a_partner_once(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory(name="Kraamzorg"), since=END)

    for since in (BEGIN, END, LATER):
        with pytest.raises(Refused, match=r"Kraamzorg doet al mee in deze coalitie\."):
            verbs.add(coalition, partner.organisation, since=since)

    with pytest.raises(IntegrityError, match="once_per_day"):
        PartnerFactory(coalition=coalition, organisation=partner.organisation, since=LATER)


def test_partner_ends_once(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory())

    assert verbs.end(partner)
    assert not verbs.end(partner, on=LATER)

    partner.refresh_from_db()
    assert (partner.until, partner.version) == (END, 2)
    assert verbs.add(coalition, partner.organisation, since=END)


def test_partner_that_never_was_leaves_room(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory())

    verbs.end(partner, on=BEGIN)

    assert not Partner.objects.current(BEGIN).exists()
    assert verbs.add(coalition, partner.organisation)


def test_partner_cannot_end_before_it_began():
    with pytest.raises(IntegrityError, match="since_before_until"):
        PartnerFactory(since=END, until=BEGIN)


def test_partner_takes_part_again_with_the_same_voice(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory(), contact_function="manager")
    verbs.end(partner)

    again = verbs.reopen(partner, LATER)

    assert (again.since, again.until, again.contact_function) == (LATER, None, "manager")
    assert again.pk != partner.pk
    assert list(coalition.partners.values_list("since", "until")) == [(BEGIN, END), (LATER, None)]


def test_end_that_is_not_past_is_forgotten(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory())
    verbs.end(partner, on=LATER)

    for _ in range(2):  # twice is once
        assert verbs.reopen(partner, END).pk == partner.pk

    assert coalition.partners.get().until is None


def test_taking_up_again_what_began_again_is_refused(coalition, verbs):
    partner = verbs.add(coalition, OrganisationFactory())
    verbs.end(partner)
    verbs.add(coalition, partner.organisation, since=LATER)

    with pytest.raises(Refused):
        verbs.reopen(partner, END)
    assert coalition.partners.count() == 2


# What is missing, and the table


def test_missing_is_what_a_coalition_usually_has_and_this_one_has_not(coalition, django_assert_num_queries):
    PartnerFactory(coalition=coalition, organisation__kind=Kind.MIDWIVES)
    PartnerFactory(coalition=coalition, organisation__kind=Kind.MIDWIVES)
    PartnerFactory(coalition=coalition, organisation__kind=Kind.INSURER, until=END)
    PartnerFactory(coalition=coalition, organisation__kind=Kind.KNOWLEDGE)
    full = CoalitionFactory()
    for kind in USUAL:
        PartnerFactory(coalition=full, organisation__kind=kind)

    with django_assert_num_queries(1):
        missing = missing_kinds([coalition, full], LATER)

    assert missing == {coalition.pk: [kind for kind in USUAL if kind != Kind.MIDWIVES], full.pk: []}
    assert Kind.INSURER not in missing_kinds([coalition], BEGIN)[coalition.pk]
    assert [(one.label, one.why[:9]) for one in missing_of(coalition, LATER)][:2] == [
        ("de gemeente", "De gemeen"),
        ("de zorgverzekeraar", "De zorgve"),
    ]


def test_table_stands_in_the_order_of_the_domains(coalition):
    for name, kind in [("C", Kind.KNOWLEDGE), ("B", Kind.MIDWIVES), ("A", Kind.WELFARE), ("D", Kind.HOSPITAL)]:
        PartnerFactory(coalition=coalition, organisation__name=name, organisation__kind=kind)
    PartnerFactory(coalition=coalition, until=END)

    seats = [
        (domain, [one.organisation.name for one in partners]) for domain, partners in table.by_domain(coalition, LATER)
    ]

    assert seats == [(Domain.MEDICAL, ["B", "D"]), (Domain.SOCIAL, ["A"]), (Domain.KNOWLEDGE, ["C"])]


# The page of the coalition


def test_everybody_reads_who_takes_part_and_members_with_whom(client, login, member, coalition):
    voice = MembershipFactory(circle=coalition.circle, user__name="Stem Spreker").user
    gone = MembershipFactory(circle=coalition.circle, user__name="Ver Trokken", ended=True).user
    PartnerFactory(coalition=coalition, organisation__name="Kraamzorg", contact=voice)
    PartnerFactory(coalition=coalition, organisation__name="Huisartsen", contact=gone)
    PartnerFactory(coalition=coalition, organisation__name="Ziekenhuis", contact_function="gynaecoloog")
    PartnerFactory(coalition=coalition, organisation__name="Gestopt", until=END)
    path = coalition.get_absolute_url()

    public, network = client.get(path).text, login(member).get(path).text

    for text in (public, network):
        assert "Kraamzorg" in text
        assert "Huisartsen" in text
        assert "Gestopt" not in text
    for words in ("Stem Spreker", "gynaecoloog", "Nog niet aan tafel"):
        assert words not in public
        assert words in network
    assert "Ver Trokken" not in network
    assert "<p>De gemeente, de zorgverzekeraar, gynaecologen, kraamzorg" in network


def test_coalition_without_partners_says_who_usually_take_part(login, member, coalition):
    text = login(member).get(coalition.get_absolute_url()).text

    assert "Wie er meestal meedoen" in text
    assert "Nog niet aan tafel" not in text
    assert "verloskundigen" in text


def test_only_who_keeps_the_page_is_led_to_add_what_is_missing(login, member, leader, coalition):
    PartnerFactory(coalition=coalition)
    link = f'href="{url("partner_search", coalition)}?soort=insurer"'

    assert link in login(leader).get(coalition.get_absolute_url()).text
    assert link not in login(member).get(coalition.get_absolute_url()).text


# Keeping the list


def test_who_works_here_stands_above_who_works_everywhere(login, leader, coalition):
    here = PlaceFactory(coalition=coalition).municipality
    OrganisationFactory(name="Aa landelijk", level="national")
    OrganisationFactory(name="Bee overal", level="province", working_in=[here])
    OrganisationFactory(name="Zus van hier", level="local", working_in=[here])

    found = login(leader).get(url("partner_search", coalition)).context["organisations"]

    assert [organisation.name for organisation in found] == ["Zus van hier", "Aa landelijk", "Bee overal"]


def test_leader_adds_a_partner_in_two_steps(login, leader, coalition):
    voice = MembershipFactory(circle=coalition.circle, user__name="Stem Spreker", user__function="arts").user
    MembershipFactory(user__name="Van Elders")
    wanted = OrganisationFactory(name="Kraamzorg Wâld", kind=Kind.MATERNITY_CARE)
    OrganisationFactory(name="Anders")
    OrganisationFactory(name="Wald dicht", closed_on=BEGIN)
    client = login(leader)

    found = client.get(url("partner_search", coalition), {"zoek": "wald"})
    assert list(found.context["organisations"]) == [wanted]
    assert list(
        client.get(url("partner_search", coalition), {"soort": "maternity_care"}).context["organisations"]
    ) == [wanted]
    form = client.get(url("partner_create", coalition, wanted.pk))
    assert "Stem Spreker (arts)" in form.text
    assert "Leider Lid</option>" in form.text
    assert "Van Elders" not in form.text

    response = client.post(
        url("partner_create", coalition, wanted.pk), {"since": "2024-01-01", "contact": voice.pk}, follow=True
    )

    assert "Kraamzorg Wâld doet mee in coalitie Wâldhoeke." in response.text
    assert '<td data-label="Wie spreekt er">Stem Spreker</td>' in response.text
    assert "Doet al mee" in client.get(url("partner_search", coalition), {"zoek": "wald"}).text


def test_search_shows_some_of_many_and_says_so(login, leader, coalition):
    OrganisationFactory.create_batch(21)

    text = login(leader).get(url("partner_search", coalition)).text

    assert "De eerste 20 van 21 organisaties" in text
    assert "Typ een deel van de naam." in text


def test_search_without_sense_finds_everything_and_one_without_result_says_what_to_do(login, leader, coalition):
    OrganisationFactory()
    client = login(leader)

    assert client.get(url("partner_search", coalition), {"soort": "gekaapt"}).context["count"] == 1
    assert "Deze organisatie kennen we nog niet" in client.get(url("partner_search", coalition), {"zoek": "xyz"}).text


def test_wrong_partner_is_explained_at_the_field(login, leader, coalition):
    there = PartnerFactory(coalition=coalition, organisation__name="Kraamzorg")
    client = login(leader)
    path = url("partner_create", coalition, there.organisation_id)

    assert client.post(path, {"since": "2024-06-01"}).context["form"].errors == {
        "since": ["Kraamzorg doet al mee in deze coalitie."]
    }
    outsider = MembershipFactory().user
    errors = client.post(path, {"since": "ooit", "contact": outsider.pk}).context["form"].errors
    assert errors == {
        "since": ["Voer een geldige datum in."],
        "contact": ["Selecteer een geldige keuze. Deze keuze is niet beschikbaar."],
    }
    assert coalition.partners.count() == 1


@pytest.mark.parametrize("text", ["Jan de Boer, 06-12345678", "jan@x.nl", "mevrouw Jansen"])
def test_function_is_not_a_person(login, leader, coalition, text):
    path = url("partner_create", coalition, OrganisationFactory().pk)

    response = login(leader).post(path, {"since": "2024-01-01", "contact_function": text})

    assert list(response.context["form"].errors) == ["contact_function"]


def test_leader_says_who_speaks(login, leader, coalition):
    partner = PartnerFactory(coalition=coalition, organisation__name="Kraamzorg")
    client = login(leader)
    path = url("partner_edit", coalition, partner.pk)
    saw = client.get(path).context["form"]["seen_version"].value()

    response = client.post(path, {"contact": leader.pk, "seen_version": saw}, follow=True)

    assert "Bewaard wie er voor Kraamzorg spreekt." in response.text
    partner.refresh_from_db()
    assert (partner.contact, partner.version) == (leader, 2)


def test_of_two_who_say_who_speaks_the_second_chooses(login, leader, coalition):
    partner = PartnerFactory(coalition=coalition)
    client = login(leader)
    path = url("partner_edit", coalition, partner.pk)
    saw = client.get(path).context["form"]["seen_version"].value()
    client.post(path, {"contact_function": "manager", "seen_version": saw})

    response = client.post(path, {"contact_function": "directeur", "seen_version": saw})

    assert response.status_code == 200
    assert "Kies welke blijft." in response.text
    partner.refresh_from_db()
    assert partner.contact_function == "manager"


def test_voice_that_left_the_coalition_stays_to_be_replaced(login, leader, coalition):
    gone = MembershipFactory(circle=coalition.circle, user__name="Ver Trokken", ended=True).user
    partner = PartnerFactory(coalition=coalition, contact=gone)
    client = login(leader)

    assert "Ver Trokken</option>" in client.get(url("partner_edit", coalition, partner.pk)).text
    assert "Ver Trokken. Hoort niet meer bij de coalitie" in client.get(url("partner_list", coalition)).text


def test_leader_ends_a_partner_and_takes_it_up_again(login, leader, coalition):
    partner = PartnerFactory(coalition=coalition, organisation__name="Kraamzorg")
    client = login(leader)

    ended = client.post(url("partner_end", coalition, partner.pk), {"until": "2025-01-01"}, follow=True)
    assert "Kraamzorg doet mee tot 1 januari 2025." in ended.text
    assert "Kraamzorg, van 1 januari 2024 tot 1 januari 2025" in ended.text
    twice = client.post(url("partner_end", coalition, partner.pk), {"until": "2025-02-01"}, follow=True)
    assert "Dat Kraamzorg stopt, stond er al." in twice.text
    assert "staat er al: op 1 januari 2025" in client.get(url("partner_end", coalition, partner.pk)).text

    again = client.post(url("partner_reopen", coalition, partner.pk), {"since": "2025-06-01"}, follow=True)
    assert "Kraamzorg doet weer mee." in again.text
    assert again.context["former"] == []
    refused = client.post(url("partner_reopen", coalition, partner.pk), {"since": "2025-03-01"})
    assert refused.context["form"].errors == {"since": ["Kraamzorg doet al mee in deze coalitie."]}


def test_end_before_the_beginning_is_refused(login, leader, coalition):
    partner = PartnerFactory(coalition=coalition)

    response = login(leader).post(url("partner_end", coalition, partner.pk), {"until": "2023-12-31"})

    assert response.context["form"].errors == {
        "until": ["De organisatie deed pas mee sinds 1 januari 2024. Kies die dag of een latere."]
    }
    assert "Terug naar de partners" in login(leader).get(url("partner_reopen", coalition, partner.pk)).text


def test_list_shows_what_comes_and_what_ends(login, leader, coalition):
    today = timezone.localdate()
    client = login(leader)
    assert "Hier staat nog geen organisatie." in client.get(url("partner_list", coalition)).text
    comes = PartnerFactory(coalition=coalition, since=today + timedelta(days=3))
    ends = PartnerFactory(coalition=coalition, until=today + timedelta(days=3), contact_function="arts")
    PartnerFactory(coalition=coalition, until=BEGIN)  # never was

    context = client.get(url("partner_list", coalition)).context

    assert (context["coming"], context["current"], context["former"]) == ([comes], [ends], [])


def test_partner_of_another_coalition_is_not_found_here(login, leader, coalition):
    elsewhere = PartnerFactory()
    client = login(leader)

    assert client.get(url("partner_edit", coalition, elsewhere.pk)).status_code == 404
    assert client.get(url("partner_edit", elsewhere.coalition, elsewhere.pk)).status_code == 403


def test_list_query_count_is_the_same_whatever_there_is(login, leader, coalition, django_assert_max_num_queries):
    client, counts = login(leader), []

    for count in (1, 2, 37):
        for membership in MembershipFactory.create_batch(count, circle=coalition.circle):
            PartnerFactory(coalition=coalition, contact=membership.user)
        with django_assert_max_num_queries(20) as queries:
            client.get(url("partner_list", coalition))
        counts.append(len(queries))

    # session, user, memberships, coalition, may edit, partners, missing, who is present, and the rooms
    assert counts == [counts[0]] * 3
