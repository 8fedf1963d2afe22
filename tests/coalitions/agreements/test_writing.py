"""Writing an agreement and changing it."""

import datetime

import pytest
from django.utils import timezone

from coalitions.agreements import keeping
from coalitions.models import Agreement, AgreementState
from members.conflicts import SEEN
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.agreements.hands import answers, create_path, list_path
from tests.coalitions.factories import OrganisationFactory, PlaceFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


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


def test_changing_what_waits_to_be_looked_at_is_looking_at_it(login, leader, coalition, path):
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)
    client = login(leader)
    form = client.get(path("edit", overdue)).context["form"]
    assert "dan is zij meteen nagekeken" in form["review_on"].help_text

    next_on = form["review_on"].value()
    data = answers(leader, review_on=next_on, valid_from=overdue.valid_from, text="Bel het gebiedsteam.")
    response = client.post(path("edit", overdue), {**data, SEEN: form[SEEN].value()}, follow=True)

    overdue.refresh_from_db()
    assert (overdue.reviewed_on, overdue.review_on) == (timezone.localdate(), next_on)
    assert "De afspraak is gewijzigd en nagekeken." in response.text
    assert "moet worden nagekeken" not in response.text


def test_day_that_the_form_proposed_is_nothing_to_choose_about(login, leader, coalition, path):
    """Somebody else looked meanwhile and chose a day: theirs stays, without a question about it."""
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)
    client = login(leader)
    form = client.get(path("edit", overdue)).context["form"]
    theirs = timezone.localdate() + datetime.timedelta(days=100)
    Agreement.objects.update(review_on=theirs)

    data = answers(leader, review_on=form["review_on"].value(), valid_from=overdue.valid_from, title="Anders")
    response = client.post(path("edit", overdue), {**data, SEEN: form[SEEN].value()})

    assert response.status_code == 302
    overdue.refresh_from_db()
    assert (overdue.title, overdue.review_on) == ("Anders", theirs)


def test_day_that_somebody_chose_is_a_choice(login, leader, coalition, path):
    overdue = AgreementFactory(coalition=coalition, overdue=True, owner=leader)
    client = login(leader)
    form = client.get(path("edit", overdue)).context["form"]
    Agreement.objects.update(review_on=timezone.localdate() + datetime.timedelta(days=100))

    data = answers(leader, valid_from=overdue.valid_from, title=overdue.title, text=overdue.text)
    response = client.post(path("edit", overdue), {**data, SEEN: form[SEEN].value()})

    assert list(response.context["form"].conflict.clashes) == ["review_on"]


def test_agreement_may_hold_in_a_part_of_the_coalition(login, leader, coalition, path):
    dokkum, buurt = (
        PlaceFactory(coalition=coalition, municipality__name=name).municipality for name in ("Dokkum", "Buurt")
    )
    client = login(leader)

    client.post(create_path(coalition), answers(leader, municipalities=[dokkum.pk]))

    agreement = Agreement.objects.get()
    assert "<dt>Geldt alleen in</dt><dd>Dokkum</dd>" in client.get(path("detail", agreement)).text
    assert "alleen in Dokkum" in client.get(path("adopt", agreement)).text
    assert "<strong>Alleen in Dokkum.</strong>" in client.get(list_path(coalition)).text
    seen = client.get(path("edit", agreement)).context["form"][SEEN].value()
    client.post(path("edit", agreement), answers(leader, municipalities=[dokkum.pk, buurt.pk]) | {SEEN: seen})
    assert [(one.sentence, one.only_in) for one in agreement.versions.all()] == [
        ("Gemeenten gewijzigd.", "Buurt en Dokkum"),
        ("Concept geschreven.", "Dokkum"),
    ]


def test_whole_coalition_in_one_municipality_is_no_question(login, leader, coalition):
    PlaceFactory(coalition=coalition)

    assert "municipalities" not in login(leader).get(create_path(coalition)).context["form"].fields


def test_municipality_that_left_stays_where_it_was_chosen(login, leader, coalition, path):
    left = PlaceFactory(coalition=coalition, until=datetime.date(2024, 1, 1)).municipality
    here = PlaceFactory(coalition=coalition).municipality
    agreement = AgreementFactory(coalition=coalition, owner=leader, only_in=[left])
    client = login(leader)

    form = client.get(path("edit", agreement)).context["form"]
    assert {*form.fields["municipalities"].queryset} == {left, here}
    data = answers(leader, municipalities=[left.pk], text="Anders.")
    assert client.post(path("edit", agreement), {**data, SEEN: form[SEEN].value()}).status_code == 302
    assert agreement.only_in == left.name


def test_new_concept_holds_where_the_old_one_does(login, leader, coalition):
    here, _there = (PlaceFactory(coalition=coalition).municipality for _ in range(2))
    old = AgreementFactory(coalition=coalition, owner=leader, adopted=True, only_in=[here])

    form = login(leader).get(f"{create_path(coalition)}?vervangt={old.pk}").context["form"]

    assert form["municipalities"].value() == [here.pk]


def test_text_box_has_buttons_and_asks_for_no_signs(login, leader, coalition):
    field = login(leader).get(create_path(coalition)).context["form"]["text"]

    assert "data-ks-toolbar" in str(field)
    assert "**" not in field.help_text


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


def test_text_that_was_typed_while_it_lapsed_is_kept(login, leader, partner, member, coalition, path):
    """Also for who looked after it: nobody does any more, and still the words are theirs."""
    mine = AgreementFactory(coalition=coalition, owner=partner)
    typed = answers(leader, text="Een lange tekst van mij.")
    keeping.lapse(mine, reason="Dubbel.", by=leader, now=timezone.now())

    kept, owners = (login(user).post(path("edit", mine), typed).text for user in (leader, partner))

    for page in (kept, owners):
        assert "Iemand liet deze afspraak intussen vervallen." in page
        assert "Een lange tekst van mij." in page
    assert "Bewaar als nieuw concept" in kept
    assert "Bewaar als nieuw concept" not in owners
    assert mine.versions.count() == 2
    login(leader).post(f"{create_path(coalition)}?vervangt={mine.pk}", typed)
    assert Agreement.objects.latest("pk").text == "Een lange tekst van mij."
    assert login(member).post(path("edit", mine), typed).status_code in (403, 404)


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
    Agreement.objects.update(lapsed_at=timezone.now(), lapse_reason="Klaar.", owner=None)
    assert not offered(partner)
