"""What stays of a coalition that went on in another."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Coalition
from coalitions.province_map import province_map
from members import joining
from members.models import Circle
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import (
    BudgetFactory,
    CoalitionFactory,
    PartnerFactory,
    PlaceFactory,
    UseFactory,
)
from tests.coalitions.merging.test_pages import url
from tests.members.factories import (
    AccessRequestFactory,
    CircleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_ended_coalition_is_read_as_it_was_and_in_no_list(merge, client, noord, zuid):
    place = PlaceFactory(coalition=noord, municipality__name="Dokkum")
    PartnerFactory(coalition=noord, organisation__name="Kraamzorg Noord")

    merge()

    page = client.get(noord.get_absolute_url())
    assert "Deze coalitie is opgegaan in coalitie Zuid" in page.text
    assert 'href="/coalities/zuid/"' in page.text
    assert "Dokkum" in page.text
    assert "Kraamzorg Noord" in page.text
    assert "Stel een vraag" not in page.text
    assert client.get(url("coalition_list")).context["coalitions"] == [zuid]
    assert [shape.url for shape in province_map(timezone.localdate())] == ["/coalities/zuid/"]
    assert place.municipality.name in client.get(zuid.get_absolute_url()).text


@pytest.mark.parametrize("room", ["agreement_list", "budget_list", "declaration_list", "use_list"])
def test_rooms_of_an_ended_coalition_offer_nothing_to_change(merge, login, noord, coordinator, room):
    page = login(coordinator)
    before = page.get(url(room, "noord")).context
    merge()

    after = page.get(url(room, "noord")).context

    said = "may_decide" if room == "agreement_list" else "may_edit"
    assert (before[said], after[said]) == (True, False)


def test_what_an_ended_coalition_kept_is_changed_by_nobody(merge, noord, coordinator):
    agreement, use = AgreementFactory(coalition=noord), UseFactory(coalition=noord)
    budget = BudgetFactory(coalition=noord)
    things = [(type(one), one.pk) for one in (agreement, use, budget)]
    assert all(model.objects.editable_by(coordinator).filter(pk=pk).exists() for model, pk in things)

    Coalition.objects.filter(pk=noord.pk).update(merged_into=CoalitionFactory(), carried_over_at=timezone.now())

    assert not any(model.objects.editable_by(coordinator).filter(pk=pk).exists() for model, pk in things)


def test_ended_circle_waits_for_no_leader_and_takes_nobody(merge, noord, coordinator, today):
    merge()

    assert noord.circle not in Circle.objects.without_leader(today)
    with pytest.raises(joining.CircleEnded, match=r"Coalitie Noord bestaat niet meer\."):
        joining.join(UserFactory(), noord.circle, "member", by=None, on=today)
    with pytest.raises(joining.CircleEnded):
        joining.invite("a@b.nl", noord.circle, "member", by=coordinator, now=timezone.now())


def test_ended_circle_says_so_and_invites_nobody(merge, login, noord, coordinator):
    merge()

    text = login(coordinator).get(noord.circle.get_absolute_url()).text

    assert "Deze kring bestaat niet meer" in text
    assert "Deze kring heeft geen leider" not in text
    assert "Nodig iemand uit" not in text


def test_request_for_a_circle_that_just_ended_is_refused_in_words(login, coordinator, today):
    asked = AccessRequestFactory(circle=CircleFactory(name="Coalitie Noord", ended_on=today))

    response = login(coordinator).post(reverse("members:accessrequest_approve", args=[asked.pk]), follow=True)

    assert "Coalitie Noord bestaat niet meer." in response.text
    asked.refresh_from_db()
    assert asked.decided_at is None
