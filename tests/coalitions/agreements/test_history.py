import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from coalitions.agreements import keeping
from coalitions.models import AgreementState
from members.models import User
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def often_changed(coalition, leader):
    return AgreementFactory(coalition=coalition, owner=leader, adopted=True, history=3)


def test_history_tells_who_changed_what_when(login, member, often_changed, path):
    page = login(member).get(path("history", often_changed)).content.decode()

    assert [page.count(f"Versie {number}</a>") for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert "door Harmen Leider" in page


def test_history_of_one_version_offers_nothing_to_compare(login, member, adopted, path):
    client = login(member)

    assert "Vergelijk deze twee" not in client.get(path("history", adopted)).content.decode()
    assert "Er valt nog niets te vergelijken" in client.get(path("difference", adopted)).content.decode()


@pytest.mark.parametrize("versions", [1, 3, 5])
def test_history_asks_as_much_for_few_as_for_many(login, member, coalition, path, django_assert_num_queries, versions):
    agreement = AgreementFactory(coalition=coalition, adopted=True, history=versions)
    client = login(member)

    with django_assert_num_queries(5):  # session, user, memberships, agreement, versions
        client.get(path("history", agreement))


def test_coordinator_sees_every_version(login, coordinator, draft, path):
    assert len(login(coordinator).get(path("history", draft)).context["versions"]) == 1


def test_what_was_a_draft_stays_in_the_circle(login, member, partner, leader, draft, path):
    keeping.adopt(
        draft,
        version=1,
        valid_from=datetime.date(2026, 1, 1),
        review_on=datetime.date(2027, 1, 1),
        owner=leader,
        by=leader,
        now=timezone.now(),
    )

    def seen(user):
        return [version.number for version in login(user).get(path("history", draft)).context["versions"]]

    assert seen(member) == [2]
    assert seen(partner) == [2, 1]
    assert login(member).get(path("version", draft, 1)).status_code == 404
    assert login(partner).get(path("version", draft, 1)).status_code == 200


def test_two_versions_stand_beside_each_other(login, member, often_changed, path):
    response = login(member).get(path("difference", often_changed), {"oud": 3, "nieuw": 1})

    assert [version.number for version in response.context["pair"]] == [1, 3]
    assert [row.label for row in response.context["rows"] if row.is_changed] == ["Wie doet wat"]
    assert '<ins><span class="ks-unseen">[erbij: </span> Regel 2. Regel 3.' in response.content.decode()


def test_last_two_versions_are_compared_unasked(login, member, often_changed, path):
    pair = login(member).get(path("difference", often_changed)).context["pair"]

    assert [version.number for version in pair] == [2, 3]


@pytest.mark.parametrize("asked", [{"oud": 9, "nieuw": 1}, {"oud": "x"}])
def test_unknown_version_is_said_at_the_field(login, member, often_changed, path, asked):
    response = login(member).get(path("difference", often_changed), asked)

    assert response.context["pair"] is None
    assert "Er klopt iets niet" in response.content.decode()


def test_version_beside_itself_has_no_difference(login, member, often_changed, path):
    rows = login(member).get(path("difference", often_changed), {"oud": 2, "nieuw": 2}).context["rows"]

    assert not any(row.is_changed for row in rows)


def test_old_version_comes_back_as_the_newest(login, leader, often_changed, path):
    organisation = OrganisationFactory(name="GGD Fryslân")
    often_changed.organisations.add(organisation)
    before = often_changed.versions.get(number=1).text

    response = login(leader).post(path("restore", often_changed, 1), follow=True)

    often_changed.refresh_from_db()
    newest = often_changed.versions.first()
    assert "Versie 1 is teruggezet" in response.content.decode()
    assert (often_changed.text, often_changed.version) == (before, 4)
    assert (newest.sentence, newest.saved_by) == ("Versie 1 teruggezet.", leader)
    assert not often_changed.organisations.exists()


def test_restoring_asks_first(login, leader, often_changed, path):
    page = login(leader).get(path("restore", often_changed, 1)).content.decode()

    assert "Ja, zet terug" in page


def test_newest_version_and_what_lapsed_are_not_restored(login, leader, often_changed, path):
    client = login(leader)
    newest = client.post(path("restore", often_changed, 3), follow=True)
    assert "De tekst van versie 3 staat er al." in newest.text
    keeping.lapse(often_changed, reason="Klaar.", by=leader, now=timezone.now())

    assert "Deze afspraak is al vervallen." in client.get(path("restore", often_changed, 1), follow=True).text
    assert "Deze afspraak is vervallen." in client.post(path("restore", often_changed, 1), follow=True).text
    often_changed.refresh_from_db()
    assert often_changed.version == 4  # that it lapsed


def test_second_click_restores_once(login, leader, often_changed, path):
    client = login(leader)

    client.post(path("restore", often_changed, 1))
    again = client.post(path("restore", often_changed, 1), follow=True)

    assert "De tekst van versie 1 staat er al." in again.text
    often_changed.refresh_from_db()
    assert often_changed.version == 4


def test_agreement_that_lapsed_while_somebody_restored_stays_so(leader, often_changed):
    version = often_changed.versions.get(number=1)
    keeping.lapse(often_changed, reason="Klaar.", by=leader, now=timezone.now())

    with pytest.raises(keeping.Refused, match="vervallen"):
        keeping.restore(version, by=leader, now=timezone.now())


def test_person_reads_why_restoring_was_refused(login, leader, often_changed, path, monkeypatch):
    """Between the page and the press somebody let it lapse."""

    def lapse_first(agreement):
        agreement.lapsed_at = timezone.now()
        return agreement

    monkeypatch.setattr(keeping, "locked", lapse_first)
    response = login(leader).post(path("restore", often_changed, 1), follow=True)

    assert "Deze afspraak is vervallen." in response.content.decode()


def test_partners_keep_the_name_of_that_day(adopted, leader):
    organisation = OrganisationFactory(name="Medisch Centrum")
    adopted.organisations.add(organisation)
    adopted.save_version(by=leader, now=timezone.now())
    keeping.record(adopted, "Partners gewijzigd.")
    organisation.name = "Frisius MC"
    organisation.save()

    assert adopted.versions.first().partner_names == ["Medisch Centrum"]


# What the database promises


@pytest.mark.parametrize("field", ["text", "title", "sentence", "state", "saved_at"])
def test_version_is_never_changed(adopted, field):
    values = {"state": AgreementState.DRAFT, "saved_at": timezone.now()}

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        adopted.versions.update(**{field: values.get(field, "Anders.")})


def test_version_is_never_put_in_another_name(adopted):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        adopted.versions.update(saved_by=UserFactory())


def test_version_outlives_who_saved_it(coalition):
    author = UserFactory()
    agreement = AgreementFactory(coalition=coalition, owner=None, changed_by=author)
    User.objects.get(pk=author.pk).delete()

    assert agreement.versions.get().saved_by is None


def test_version_is_named_by_its_title_and_number(adopted):
    assert str(adopted.versions.get()) == "Eén nummer, versie 1"


def test_number_of_a_version_is_given_once(adopted):
    with pytest.raises(IntegrityError), transaction.atomic():
        keeping.record(adopted, "Nog eens.")


@pytest.mark.parametrize(
    "values",
    [
        {"lapsed_at": timezone.now()},
        {"lapse_reason": "Zomaar."},
        {"review_on": None},
        {"valid_from": None},
        {"step": "onzin"},
        {"lapsed_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), "lapse_reason": "Te vroeg."},
    ],
)
def test_database_refuses_half_an_agreement(adopted, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(adopted).objects.filter(pk=adopted.pk).update(**values)


# Verbs


def test_lapsing_twice_is_told_once(adopted, leader):
    assert keeping.lapse(adopted, reason="Klaar.", by=leader, now=timezone.now()) is True
    assert keeping.lapse(adopted, reason="Nog eens.", by=leader, now=timezone.now()) is False
    assert adopted.versions.count() == 2


def test_adopting_twice_is_refused(draft, leader):
    about = {"valid_from": datetime.date(2026, 1, 1), "review_on": datetime.date(2027, 1, 1), "owner": leader}
    keeping.adopt(draft, version=1, **about, by=leader, now=timezone.now())

    with pytest.raises(keeping.Refused, match="al vastgesteld"):
        keeping.adopt(draft, version=2, **about, by=leader, now=timezone.now())


def test_replaced_agreement_that_lapsed_before_keeps_its_reason(draft, adopted, leader):
    keeping.lapse(adopted, reason="Eerder al.", by=leader, now=timezone.now())
    type(draft).objects.filter(pk=draft.pk).update(replaces=adopted)

    about = {"valid_from": datetime.date(2026, 1, 1), "review_on": datetime.date(2027, 1, 1), "owner": leader}
    keeping.adopt(draft, version=1, **about, by=leader, now=timezone.now())

    adopted.refresh_from_db()
    assert adopted.lapse_reason == "Eerder al."


def test_year_after_a_leap_day_is_the_first_of_march():
    assert keeping.a_year_after(datetime.date(2028, 2, 29)) == datetime.date(2029, 3, 1)
    assert keeping.a_year_after(datetime.date(2027, 2, 28)) == datetime.date(2028, 2, 28)
