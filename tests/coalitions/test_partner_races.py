"""Two at once about partners and municipalities. Each race has its negative control."""

import datetime

import pytest
from django.utils import timezone

from coalitions import phases
from coalitions.formation import founding, municipalities
from coalitions.models import Coalition, CoalitionMunicipality, Partner
from coalitions.partners import taking_part
from tests.coalitions.factories import CoalitionFactory, OrganisationFactory, PartnerFactory
from tests.province.factories import MunicipalityFactory
from tests.races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def add_together():
    coalition, organisation = CoalitionFactory(), OrganisationFactory()
    now = timezone.now()
    return at_once(
        *[lambda: taking_part.add(coalition, organisation, since=timezone.localdate(now), by=None, now=now)] * 2
    )


def test_partner_added_by_two_is_added_once():
    assert kinds(add_together()) == ["Partner", "Refused"]
    assert Partner.objects.count() == 1


def test_without_the_lock_the_second_would_see_an_error(monkeypatch, meeting_point):
    monkeypatch.setattr(taking_part, "lock_coalition", lambda pk: None)
    meeting_point(taking_part, "_check_not_there")

    assert kinds(add_together()) == ["DatabaseError", "Partner"]


def join_together():
    municipality, on = MunicipalityFactory(), timezone.localdate()
    return at_once(
        *[lambda c=c: municipalities.join(c, municipality, on=on) for c in CoalitionFactory.create_batch(2)]
    )


def test_municipality_taken_in_by_two_coalitions_is_in_one():
    assert kinds(join_together()) == ["CoalitionMunicipality", "Refused"]
    assert CoalitionMunicipality.objects.count() == 1


def test_without_the_lock_only_the_database_would_say_no(monkeypatch, meeting_point):
    monkeypatch.setattr(municipalities, "lock", lambda *ones: None)
    meeting_point(municipalities, "_place_after")

    assert kinds(join_together()) == ["CoalitionMunicipality", "DatabaseError"]
    assert CoalitionMunicipality.objects.count() == 1


def test_coalition_made_in_two_windows_is_made_once():
    municipality, on = MunicipalityFactory(), timezone.localdate()

    outcomes = at_once(*[lambda: founding.found("Nieuw land", [municipality], on=on)] * 2)

    assert kinds(outcomes) == ["Coalition", "Refused"]
    assert Coalition.objects.count() == 1


def test_partner_ended_by_two_ends_on_the_day_of_the_first():
    partner, now = PartnerFactory(), timezone.now()
    days = [timezone.localdate(now), datetime.date(2999, 1, 1)]

    outcomes = at_once(*[lambda day=day: taking_part.end(partner, on=day, by=None, now=now) for day in days])

    assert sorted(outcomes) == [False, True]
    partner.refresh_from_db()
    assert (partner.version, partner.until in days) == (2, True)


def change_together():
    coalition, now = CoalitionFactory(), timezone.now()
    said = {"since": timezone.localdate(now), "by": None, "now": now}
    return at_once(*[lambda p=p: phases.change_phase(coalition, p, **said) for p in ("forming", "running")])


def test_two_phases_of_one_day_are_not_written_over_each_other():
    assert kinds(change_together()) == ["PhaseChange", "Refused"]


def test_without_the_lock_the_second_phase_would_be_an_error(monkeypatch, meeting_point):
    monkeypatch.setattr(phases, "lock_coalition", lambda pk: None)
    meeting_point(phases, "_before")

    assert kinds(change_together()) == ["DatabaseError", "PhaseChange"]
