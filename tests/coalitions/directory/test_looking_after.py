"""Who looks after an organisation, and is asked twice a year whether it still holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.directory import editing
from coalitions.directory.looking_after import HOLDINGS, REVIEWS
from coalitions.models import Organisation
from members import holdings, reviewing
from members.models import Circle
from outbox.models import Email
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def owner_page(organisation):
    return reverse("coalitions:organisation_owner", args=[organisation.slug])


@pytest.fixture
def partner(leader_here):
    return MembershipFactory(circle=leader_here.memberships.get().circle).user


def test_leader_asks_somebody_of_the_coalition(login, leader_here, partner, kraamzorg):
    client = login(leader_here)
    elsewhere = MembershipFactory().user
    choices = client.get(owner_page(kraamzorg)).context["form"].fields["owner"].queryset
    assert set(choices) == {leader_here, partner}
    assert elsewhere not in choices

    response = client.post(owner_page(kraamzorg), {"owner": partner.pk}, follow=True)

    kraamzorg.refresh_from_db()
    assert kraamzorg.owner == partner
    assert kraamzorg.review_on == timezone.localdate() + editing.REVIEW_AFTER
    assert kraamzorg.changes.get().kind == "owner"
    assert f"{partner} houdt de gegevens van Isis Kraamzorg bij." in response.text


def test_somebody_from_elsewhere_cannot_be_chosen(login, leader_here, kraamzorg):
    stranger = MembershipFactory().user

    response = login(leader_here).post(owner_page(kraamzorg), {"owner": stranger.pk})

    assert "Deze keuze is er niet" in response.text
    kraamzorg.refresh_from_db()
    assert kraamzorg.owner is None


def test_owner_is_asked_on_the_day_and_confirms(login, partner, kraamzorg):
    today = timezone.localdate()
    kraamzorg.owner, kraamzorg.review_on = partner, today
    kraamzorg.save()

    assert partner.pk in reviewing.people_to_ask(today)
    assert reviewing.ask(partner.pk, on=today)
    assert "Isis Kraamzorg" in bytes(Email.objects.get().mime).decode(errors="replace")
    reviewing.confirm(REVIEWS, kraamzorg, by=partner, on=today, next_on=today + timedelta(days=182))

    kraamzorg.refresh_from_db()
    assert kraamzorg.reviewed_on == today
    assert kraamzorg.changes.get().kind == "reviewed"
    assert REVIEWS.edit_url(kraamzorg) == "/sociale-kaart/isis-kraamzorg/wijzigen/"


def test_who_is_asked_reads_what_is_there_and_what_is_missing(login, partner, kraamzorg):
    kraamzorg.owner = partner
    kraamzorg.save()
    page = login(partner).get(reverse("members:review_detail", args=["organisatie", kraamzorg.pk]))

    assert "058 1111111" in page.text
    assert "Sneek" in page.text
    assert "Hier ontbreekt nog iets" in page.text

    Organisation.objects.update(offers="Kraamzorg thuis", area="")
    page = login(partner).get(reverse("members:review_detail", args=["organisatie", kraamzorg.pk]))

    assert "Kraamzorg thuis" in page.text
    assert "Súdwest-Fryslân" in page.text
    assert "Hier ontbreekt nog iets" not in page.text


def test_what_has_stopped_is_not_asked_about(partner, kraamzorg):
    kraamzorg.owner, kraamzorg.review_on = partner, timezone.localdate()
    kraamzorg.closed_on = timezone.localdate()
    kraamzorg.save()

    assert partner.pk not in reviewing.people_to_ask(timezone.localdate())


def test_what_somebody_holds_goes_to_another_with_history(partner, leader_here, coordinator, kraamzorg):
    OrganisationFactory(name="Van niemand")
    kraamzorg.owner = partner
    kraamzorg.save()
    (holding,) = HOLDINGS.held_by(partner)
    assert (holding.kind, holding.label, holding.circle) == ("organisatie", "Isis Kraamzorg", None)

    assert holdings.source("organisatie").move([holding.pk], to=leader_here, by=coordinator, now=timezone.now()) == 1

    kraamzorg.refresh_from_db()
    assert kraamzorg.owner == leader_here
    assert (kraamzorg.changes.get().kind, kraamzorg.changes.get().by) == ("owner", coordinator)
    assert [found.pk for found in HOLDINGS.held_by(leader_here)] == [kraamzorg.pk]


def test_network_has_coordinators_to_choose(login, coordinator, kraamzorg):
    assert Circle.objects.filter(kind="network").exists()

    choices = login(coordinator).get(owner_page(kraamzorg)).context["form"].fields["owner"].queryset

    assert coordinator in choices


def overdue(organisation, **fields):
    organisation.review_on = timezone.localdate() - timedelta(days=30)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save()
    return organisation


def listed(client):
    return {due.thing for due in client.get(reverse("members:review_list")).context["others"]}


def test_leader_sees_the_overdue_organisations_of_the_own_coalition(login, leader_here, partner, kraamzorg):
    elsewhere = overdue(OrganisationFactory(name="Elders"), level="local", owner=MembershipFactory().user)
    provincial = OrganisationFactory(name="Provinciaal")
    provincial.municipalities.set(kraamzorg.municipalities.all())
    overdue(provincial, level="province", owner=MembershipFactory().user)
    overdue(kraamzorg, level="local", owner=partner)

    assert listed(login(leader_here)) == {kraamzorg}
    assert listed(login(partner)) == set()
    assert elsewhere not in listed(login(leader_here))


def test_coordinator_sees_the_overdue_organisations_of_the_whole_province(login, coordinator, kraamzorg, partner):
    overdue(kraamzorg, level="local", owner=partner)
    provincial = overdue(OrganisationFactory(name="Provinciaal"), level="province", owner=partner)

    assert listed(login(coordinator)) == {provincial}
