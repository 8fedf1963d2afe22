import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Agreement, AgreementState, Step
from members.conflicts import SEEN
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import OrganisationFactory, PlaceFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def list_path(coalition):
    return reverse("coalitions:agreement_list", args=[coalition.slug])


def create_path(coalition):
    return reverse("coalitions:agreement_create", args=[coalition.slug])


def answers(leader, **other):
    return {
        "step": "referring",
        "title": "Eén nummer",
        "text": "Bel het wijkteam.",
        "owner": leader.pk,
        "review_on": timezone.localdate() + datetime.timedelta(days=300),
        **other,
    }


# The list


def test_list_shows_every_step_in_the_order_of_the_route(login, member, coalition, adopted):
    response = login(member).get(list_path(coalition))

    stretches = response.context["stretches"]
    assert [stretch.step for stretch in stretches] == list(Step)
    assert [stretch.agreements for stretch in stretches if stretch.agreements] == [[adopted]]


def test_gap_says_what_belongs_there(login, member, coalition, adopted):
    page = login(member).get(list_path(coalition)).content.decode()

    assert "Hier is nog geen afspraak over. Wie let waarop" in page
    assert Step.REFERRING.question not in page


def test_only_who_may_add_is_offered_to(login, member, leader, coalition):
    offer = f"{create_path(coalition)}?stap=noticing"

    assert offer not in login(member).get(list_path(coalition)).content.decode()
    assert offer in login(leader).get(list_path(coalition)).content.decode()


def test_draft_is_for_the_circle_and_the_coordinator(login, member, partner, coordinator, coalition, draft):
    def titles(user):
        return draft.title in login(user).get(list_path(coalition)).content.decode()

    assert [titles(member), titles(partner), titles(coordinator)] == [False, True, True]


def test_lapsed_agreement_stands_apart_with_its_reason(login, member, coalition):
    AgreementFactory(coalition=coalition, lapsed=True, title="De brief", lapse_reason="Er is nu een gesprek.")

    response = login(member).get(list_path(coalition))

    assert [agreement.title for agreement in response.context["lapsed"]] == ["De brief"]
    assert "Er is nu een gesprek." in response.content.decode()
    assert len(response.context["gaps"]) == 7


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_asks_as_much_for_few_as_for_many(login, member, coalition, django_assert_num_queries, count):
    AgreementFactory.create_batch(count, coalition=coalition, adopted=True, history=5)
    client = login(member)

    with django_assert_num_queries(5):  # session, user, memberships, coalition, agreements
        client.get(list_path(coalition))


# One agreement


def test_member_reads_who_does_what(login, member, adopted, path):
    adopted.organisations.add(OrganisationFactory(name="GGD Fryslân"))

    page = login(member).get(path("detail", adopted)).content.decode()

    assert "De verloskundige belt de gemeente." in page
    assert "GGD Fryslân" in page
    assert path("edit", adopted) not in page


@pytest.mark.parametrize("versions", [1, 5])
def test_detail_asks_as_much_for_a_long_history(login, member, coalition, path, django_assert_num_queries, versions):
    agreement = AgreementFactory(coalition=coalition, adopted=True, history=versions)
    client = login(member)

    # session, user, memberships, agreement, its organisations, its replacements, its documents
    with django_assert_num_queries(7):
        client.get(path("detail", agreement))


def test_agreement_of_another_coalition_is_not_found_here(login, member, coalition, path):
    other = AgreementFactory(adopted=True)

    assert login(member).get(f"{list_path(coalition)}{other.pk}/").status_code == 404


def test_agreement_that_waits_to_be_looked_at_says_so(login, member, coalition, path):
    overdue = AgreementFactory(coalition=coalition, overdue=True)

    assert "nog niet nagekeken" in login(member).get(path("detail", overdue)).content.decode()


def test_lapsed_agreement_says_why_and_can_start_anew(login, leader, coalition, path):
    lapsed = AgreementFactory(coalition=coalition, lapsed=True, lapse_reason="Er is nu een gesprek.")

    page = login(leader).get(path("detail", lapsed)).content.decode()

    assert "Er is nu een gesprek." in page
    assert f"{create_path(coalition)}?vervangt={lapsed.pk}" in page
    assert path("edit", lapsed) not in page


# Writing and changing


def test_new_agreement_is_a_draft_with_its_first_version(login, leader, coalition):
    response = login(leader).post(create_path(coalition), answers(leader))

    agreement = Agreement.objects.get()
    assert response.url == agreement.get_absolute_url()
    assert (agreement.state, agreement.version, agreement.changed_by) == (AgreementState.DRAFT, 1, leader)
    assert [(version.sentence, version.text) for version in agreement.versions.all()] == [
        ("Concept geschreven.", "Bel het wijkteam.")
    ]


def test_gap_leads_to_a_form_about_that_step(login, leader, coalition):
    form = login(leader).get(f"{create_path(coalition)}?stap=evaluating").context["form"]

    assert form["step"].value() == "evaluating"
    assert form["owner"].value() == leader.pk


def test_unknown_step_in_the_address_does_no_harm(login, leader, coalition):
    assert login(leader).get(f"{create_path(coalition)}?stap=onzin&vervangt=onzin").status_code == 200


def test_form_offers_the_partners_of_the_coalition(login, leader, coalition):
    partner, _other = OrganisationFactory(), OrganisationFactory()
    coalition.partners.create(organisation=partner, since=datetime.date(2024, 1, 1), changed_at=timezone.now())

    form = login(leader).get(create_path(coalition)).context["form"]

    assert [*form.fields["organisations"].queryset] == [partner]


def test_form_without_partners_offers_who_works_there(login, leader, coalition):
    place = PlaceFactory(coalition=coalition)
    near, _far = OrganisationFactory(working_in=[place.municipality]), OrganisationFactory()

    form = login(leader).get(create_path(coalition)).context["form"]

    assert [*form.fields["organisations"].queryset] == [near]


def test_only_people_of_the_circle_can_look_after_it(login, leader, partner, member, coalition):
    form = login(leader).get(create_path(coalition)).context["form"]

    assert {*form.fields["owner"].queryset} == {leader, partner}


def test_day_to_look_again_lies_ahead(login, leader, coalition):
    response = login(leader).post(create_path(coalition), answers(leader, review_on=timezone.localdate()))

    assert response.context["form"].errors == {"review_on": ["Kies een dag die nog komt."]}


def test_old_day_to_look_again_may_stay(login, leader, coalition, path):
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)
    seen = login(leader).get(path("edit", overdue)).context["form"][SEEN].value()

    data = answers(leader, review_on=overdue.review_on, valid_from=overdue.valid_from, title="Anders")
    response = login(leader).post(path("edit", overdue), {**data, SEEN: seen})

    assert response.status_code == 302


@pytest.mark.parametrize("name", ["valid_from", "review_on"])
def test_what_holds_keeps_its_dates(login, leader, adopted, path, name):
    dates = {"valid_from": adopted.valid_from, "review_on": adopted.review_on, name: ""}

    response = login(leader).post(path("edit", adopted), answers(leader, **dates))

    assert list(response.context["form"].errors) == [name]


def test_change_says_in_the_history_what_and_why(login, leader, draft, path):
    client = login(leader)
    seen = client.get(path("edit", draft)).context["form"][SEEN].value()

    data = answers(leader, text="Bel het gebiedsteam.", instrument="Zorgpad", review_on="", note="Zo heet het nu.")
    client.post(path("edit", draft), {**data, "title": draft.title, SEEN: seen})

    newest = draft.versions.first()
    assert (newest.number, newest.sentence, newest.note) == (2, "Tekst en instrument gewijzigd.", "Zo heet het nu.")


def test_lapsed_agreement_is_not_changed_any_more(login, leader, coalition, path):
    """A second click, or somebody else was first: back to the agreement, which says so."""
    lapsed = AgreementFactory(coalition=coalition, lapsed=True)
    client = login(leader)

    for name, data in (("edit", {}), ("adopt", {}), ("lapse", {"reason": "Nog eens."})):
        for answer in (client.get(path(name, lapsed)), client.post(path(name, lapsed), data)):
            assert answer.url == path("detail", lapsed)
        assert "Deze afspraak is al vervallen." in client.get(path("detail", lapsed)).text
    before = lapsed.lapse_reason
    lapsed.refresh_from_db()
    assert lapsed.lapse_reason == before


def test_who_looks_after_it_changes_it_but_does_not_decide(login, partner, coalition, path):
    mine = AgreementFactory(coalition=coalition, owner=partner)
    client = login(partner)

    page = client.get(path("detail", mine)).content.decode()
    assert path("edit", mine) in page
    assert path("adopt", mine) not in page
    assert client.get(path("edit", mine)).status_code == 200
    assert client.get(path("adopt", mine)).status_code == 403
    assert client.get(path("lapse", mine)).status_code == 403


def test_who_left_the_circle_changes_nothing_any_more(login, partner, member, coalition, path):
    mine = AgreementFactory(coalition=coalition, owner=partner, adopted=True)
    MembershipFactory(circle=member.memberships.get().circle, user=partner)
    partner.memberships.filter(circle=coalition.circle).update(until=timezone.localdate())

    assert login(partner).get(path("edit", mine)).status_code == 403
    assert path("edit", mine) not in login(partner).get(path("detail", mine)).content.decode()


def test_agreement_can_become_something_to_do(login, member, partner, adopted, path):
    def offered(user):
        return "Maak hier een actiepunt van" in login(user).get(path("detail", adopted)).content.decode()

    assert (offered(member), offered(partner)) == (False, True)


# Adopting and lapsing


def adoption(agreement, leader, **other):
    later = timezone.localdate() + datetime.timedelta(days=200)
    return {"version": agreement.version, "valid_from": "2026-01-01", "review_on": later, "owner": leader.pk, **other}


def test_adopted_agreement_is_read_by_the_network(login, leader, member, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader), follow=True)

    draft.refresh_from_db()
    assert "Iedereen in het netwerk kan haar nu lezen." in response.content.decode()
    assert (draft.state, draft.adopted_by, draft.version) == (AgreementState.ADOPTED, leader, 2)
    assert draft.versions.first().state == AgreementState.ADOPTED
    assert login(member).get(path("detail", draft)).status_code == 200


def test_text_that_changed_meanwhile_is_not_adopted_unseen(login, leader, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader, version=0), follow=True)

    draft.refresh_from_db()
    assert draft.state == AgreementState.DRAFT
    assert "Harmen Leider heeft de tekst intussen gewijzigd" in response.content.decode()


def test_day_to_look_again_after_adopting_lies_ahead(login, leader, draft, path):
    response = login(leader).post(path("adopt", draft), adoption(draft, leader, review_on=timezone.localdate()))

    assert list(response.context["form"].errors) == ["review_on"]


def test_what_holds_cannot_be_adopted_again(login, leader, adopted, path):
    client = login(leader)

    assert client.post(path("adopt", adopted)).url == path("detail", adopted)
    assert "Deze afspraak is al vastgesteld." in client.get(path("detail", adopted)).text


def test_agreement_lapses_with_a_reason(login, leader, member, adopted, path):
    login(leader).post(path("lapse", adopted), {"reason": "Er is nu een gesprek."})

    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == (AgreementState.LAPSED, "Er is nu een gesprek.")
    assert adopted.owner is None
    assert login(member).get(path("detail", adopted)).status_code == 200


def test_agreement_does_not_lapse_without_a_reason(login, leader, adopted, path):
    response = login(leader).post(path("lapse", adopted), {"reason": ""})

    adopted.refresh_from_db()
    assert (response.status_code, adopted.state) == (200, AgreementState.ADOPTED)


def test_draft_that_is_dropped_stays_in_the_circle(login, leader, partner, member, draft, path):
    login(leader).post(path("lapse", draft), {"reason": "Dubbel."})

    assert login(partner).get(path("detail", draft)).status_code == 200
    assert login(member).get(path("detail", draft)).status_code == 404


# A new text for what holds


def test_new_draft_starts_with_the_text_that_it_is_to_replace(login, leader, coalition, adopted):
    form = login(leader).get(f"{create_path(coalition)}?vervangt={adopted.pk}").context["form"]

    assert (form["title"].value(), form["text"].value()) == (adopted.title, adopted.text)


def test_old_agreement_holds_until_the_new_one_is_adopted(login, leader, coalition, adopted, path):
    client = login(leader)
    client.post(f"{create_path(coalition)}?vervangt={adopted.pk}", answers(leader, title="Twee nummers"))
    new = Agreement.objects.get(title="Twee nummers")

    assert "Er is een nieuw concept" in client.get(path("detail", adopted)).content.decode()
    assert "vervalt als je deze vaststelt" in client.get(path("adopt", new)).content.decode()

    client.post(path("adopt", new), adoption(new, leader))

    adopted.refresh_from_db()
    assert (adopted.state, adopted.lapse_reason) == (AgreementState.LAPSED, "Vervangen door “Twee nummers”.")


def test_agreement_of_others_cannot_be_replaced(login, leader, coalition):
    other = AgreementFactory(adopted=True)

    assert login(leader).get(f"{create_path(coalition)}?vervangt={other.pk}").status_code == 404


def test_coordinator_may_look_after_an_agreement(login, coordinator, coalition):
    MembershipFactory(circle=coalition.circle)

    response = login(coordinator).post(create_path(coalition), answers(coordinator))

    assert response.status_code == 302
    assert Agreement.objects.get().owner == coordinator


def test_coalition_that_ended_does_not_ask_for_agreements(login, member, coalition):
    gone = AgreementFactory(coalition=coalition, lapsed=True, adopted=True)
    coalition.circle.ended_on = timezone.localdate()
    coalition.circle.save()

    text = login(member).get(reverse("coalitions:agreement_list", args=[coalition.slug])).text

    assert "Wat nog gold, ging mee" in text
    assert "Deze kring bestaat niet meer" in text
    assert gone.title in text
    assert "Hier is nog geen afspraak over" not in text
