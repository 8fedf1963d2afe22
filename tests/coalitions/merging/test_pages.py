"""The pages on which the coordinator merges two coalitions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.formation import merging
from tests.coalitions.declarations.factories import DeclarationFactory
from tests.coalitions.factories import (
    CoalitionFactory,
    PartnerFactory,
    PlaceFactory,
)
from tests.members.factories import (
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"coalitions:{name}", args=args)


def test_coordinator_sees_what_happens_before_it_does(login, coordinator, noord, zuid, today):
    PlaceFactory(coalition=noord, municipality__name="Dokkum")
    shared = PartnerFactory(coalition=noord).organisation
    PartnerFactory(coalition=zuid, organisation=shared)
    MembershipFactory(circle=zuid.circle, user=MembershipFactory(circle=noord.circle).user)
    DeclarationFactory(coalition=noord, title="Samen sterk", is_sent=True)
    DeclarationFactory(coalition=noord, title="Nog te schrijven")
    client = login(coordinator)
    path = url("coalition_merge", "noord")
    assert "Bekijk wat er gebeurt" in client.get(path).text

    asked = client.post(path, {"into": zuid.pk, "on": today})
    assert "“Samen sterk” ligt nog ter ondertekening. Zij wordt ingetrokken" in asked.text
    assert "“Nog te schrijven” is nog een concept. Zij wordt ingetrokken." in asked.text
    assert "Dokkum hoort dan bij coalitie Zuid." in asked.text
    assert "1 partner gaat mee, van wie er 1 al meedoet in Zuid." in asked.text
    assert "Voor 1 van hen verandert er in Zuid niets" in asked.text
    noord.refresh_from_db()
    assert noord.merged_into is None

    done = client.post(path, {"into": zuid.pk, "on": today, "is_confirmed": "on"}, follow=True)
    assert "Coalitie Noord is opgegaan in coalitie Zuid." in done.text
    assert done.redirect_chain == [("/coalities/zuid/", 302)]
    assert client.post(path, {"into": zuid.pk, "on": today, "is_confirmed": "on"}).status_code == 403


def test_coordinator_plans_a_merger_and_calls_it_off(login, coordinator, noord, zuid, today):
    client = login(coordinator)
    data = {"into": zuid.pk, "on": today + timedelta(days=3), "is_confirmed": "on"}

    planned = client.post(url("coalition_merge", "noord"), data, follow=True)
    assert "op in coalitie Zuid." in planned.text
    assert 'href="/coalities/noord/samengaan/afblazen/"' in planned.text
    path = url("coalition_merge_call_off", "noord")
    assert client.get(url("coalition_merge", "noord")).url == path  # one plan at a time
    assert client.post(url("coalition_merge", "noord"), data).url == path
    assert '<a href="/coalities/noord/">coalitie Noord</a> in deze op.' in client.get("/coalities/zuid/").text
    assert "Ja, blaas het af" in client.get(path).text
    assert "Coalitie Noord blijft bestaan." in client.post(path, follow=True).text
    assert "Er is geen plan" in client.get(path).text
    assert "Er was niets af te blazen." in client.post(path, follow=True).text


def test_coalition_in_which_another_will_go_on_waits_with_its_own_plan(login, coordinator, noord, zuid, today):
    west = CoalitionFactory(name="West", slug="west")
    merging.plan(west, noord, on=today + timedelta(days=3), by=coordinator, now=timezone.now())

    response = login(coordinator).post(
        url("coalition_merge", "noord"), {"into": zuid.pk, "on": today + timedelta(days=9), "is_confirmed": "on"}
    )

    assert "Wacht tot die dag geweest is." in response.context["form"].errors["into"][0]
    noord.refresh_from_db()
    assert noord.merged_into is None


def test_wrong_merger_is_explained_at_the_field(login, coordinator, noord, zuid, today):
    client = login(coordinator)

    early = client.post(url("coalition_merge", "noord"), {"into": zuid.pk, "on": today - timedelta(days=1)})
    itself = client.post(url("coalition_merge", "noord"), {"into": noord.pk, "on": today})

    assert early.context["form"].errors == {"on": ["Kies vandaag of een dag die nog komt."]}
    assert set(itself.context["form"].errors) == {"into"}


@pytest.mark.parametrize("count", [1, 3])
def test_carrying_over_asks_the_same_however_much_there_is(merge, noord, django_assert_max_num_queries, count):
    for _ in range(count):
        PlaceFactory(coalition=noord)
        PartnerFactory(coalition=noord)
        MembershipFactory(circle=noord.circle, user__is_active=False)

    with django_assert_max_num_queries(60) as queries:
        merge()

    of_partners = [one["sql"] for one in queries.captured_queries if '"coalitions_partner"' in one["sql"]]
    assert len(of_partners) == 4  # those there, those here, close, begin
