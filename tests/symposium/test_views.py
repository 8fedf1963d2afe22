from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import IntegrityError

from meetings import moments
from symposium.models import Edition
from tests.symposium.factories import EditionFactory, SessionFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db

FORM = {
    "theme": "Samen",
    "held_on": "2027-02-11",
    "starts_at": "09:30",
    "ends_at": "16:30",
    "venue": "De Proef",
    "address": "Voorbeeldplein 1, Leeuwarden",
    "directions": "",
    "accessibility": "",
    "summary": "",
}


@time_machine.travel("2026-11-22 12:00", tick=False)
def test_menu_leads_to_the_coming_edition(client):
    EditionFactory(year=2026)
    EditionFactory(year=2027)
    EditionFactory(year=2028)

    assert client.get("/symposium/").url == "/symposium/2027/"


@time_machine.travel("2030-01-01 12:00", tick=False)
def test_menu_leads_to_the_last_edition_when_none_is_coming(client):
    EditionFactory(year=2026)
    EditionFactory(year=2027)

    assert client.get("/symposium/").url == "/symposium/2027/"
    assert "Dit symposium is geweest." in client.get("/symposium/2027/").text


def test_without_edition_everybody_reads_why(client, login, coordinator):
    EditionFactory(draft=True)
    assert "Er staat nog geen symposium gepland" in client.get("/symposium/").text

    Edition.objects.all().delete()

    assert "Zet een symposium klaar" in login(coordinator).get("/symposium/").text


@time_machine.travel("2026-11-22 12:00", tick=False)
def test_visitor_reads_when_and_where(client):
    EditionFactory(theme="Samen sterk", directions="Met de *trein*", accessibility="Lift", summary="Over samen")
    EditionFactory(year=2026, theme="Vorig thema")

    text = client.get("/symposium/2027/").text

    for part in ("Samen sterk", "donderdag 11 februari 2027", "9.30 tot 16.30 uur", "<em>trein</em>", "Lift"):
        assert part in text
    assert "Vorig thema" in text
    assert "Wijzig" not in text


def test_programme_that_is_there_is_not_in_the_making(client):
    edition = EditionFactory(programme_published_at=None)
    assert "Het programma is nog in de maak." in client.get("/symposium/2027/").text

    Edition.objects.update(programme_published_at=edition.published_at)

    assert "Waar het over gaat" not in client.get("/symposium/2027/").text


def test_draft_is_the_coordinators_alone(client, login, member, coordinator):
    EditionFactory(draft=True, theme="Geheim thema")
    EditionFactory(year=2026)

    assert client.get("/symposium/2027/").status_code == 404
    assert "Geheim" not in client.get("/symposium/2026/").text
    assert "Geheim" not in client.get("/").text
    assert login(member).get("/symposium/2027/").status_code == 404
    assert "Geheim" not in client.get("/").text
    response = login(coordinator).get("/symposium/2027/")
    assert "Geheim thema" in response.text
    assert "Nog niet gepubliceerd" in response.text


def test_coordinator_makes_publishes_and_changes_an_edition(client, login, coordinator):
    login(coordinator)

    made = client.post("/symposium/nieuw/", FORM, follow=True)

    edition = Edition.objects.get()
    assert (edition.year, edition.held_on, edition.ends_at) == (2027, date(2027, 2, 11), time(16, 30))
    assert "Alleen jij ziet het" in made.text
    assert client.get("/symposium/2027/publiceren/").status_code == 200
    assert not Edition.objects.get().is_published

    published = client.post("/symposium/2027/publiceren/", follow=True)

    first = Edition.objects.get().published_at
    assert "iedereen kan de pagina nu lezen" in published.text
    client.post("/symposium/2027/publiceren/")
    assert Edition.objects.get().published_at == first

    changed = client.post("/symposium/2027/wijzigen/", FORM | {"theme": "Anders"}, follow=True)

    assert changed.redirect_chain[-1][0] == "/symposium/2027/"
    assert "Het symposium is gewijzigd." in changed.text


@time_machine.travel("2026-11-22 12:00", tick=False)
def test_the_year_stays_once_links_name_it(login, coordinator):
    """In mails and on sites of municipalities. Before that it is nobody's."""
    client, moved = login(coordinator), FORM | {"held_on": "2028-03-01"}
    EditionFactory()

    refused = client.post("/symposium/2027/wijzigen/", moved).context["form"].errors["held_on"]
    Edition.objects.update(published_at=None)
    draft = client.post("/symposium/2027/wijzigen/", moved, follow=True)

    assert "Kies een dag in 2027." in refused[0]
    assert draft.redirect_chain[-1][0] == "/symposium/2028/"


@time_machine.travel("2027-02-12 12:00", tick=False)
def test_the_day_that_was_stays(login, coordinator):
    """It stands on certificates. The rest can be put right."""
    EditionFactory()
    client = login(coordinator)

    refused = client.post("/symposium/2027/wijzigen/", FORM | {"held_on": "2027-02-10"}).context["form"].errors
    client.post("/symposium/2027/wijzigen/", FORM | {"venue": "De Oefening"})

    assert refused["held_on"] == [
        "Dit symposium was op 11 februari 2027. Die dag staat op bewijzen van deelname, en verandert niet meer."
    ]
    assert (Edition.objects.get().held_on, Edition.objects.get().venue) == (date(2027, 2, 11), "De Oefening")


@time_machine.travel("2026-11-22 12:00", tick=False)
def test_the_day_does_not_go_before_what_closes_before_it(login, coordinator):
    """Else who gave wishes would never get a place. What is not moved is not asked."""
    closes = datetime(2027, 1, 20, 16, tzinfo=UTC)
    EditionFactory(
        mode="fair",
        wishes_until=closes,
        registration_opens_at=datetime(2026, 12, 1, tzinfo=UTC),
        registration_closes_at=closes,
        call_opens_on=date(2026, 10, 1),
        call_closes_on=date(2027, 1, 10),
    )
    client = login(coordinator)

    def wrong(**changes):
        response = client.post("/symposium/2027/wijzigen/", FORM | changes)
        return response.context["form"].errors.get("held_on") if response.context else None

    assert wrong(held_on="2027-01-10") == [
        "De oproep voor workshops loopt tot en met 10 januari 2027. Zet die eerst eerder, bij “De oproep instellen”.",
        "Aanmelden kan tot 20 januari 2027. Zet dat eerst eerder, bij “Aanmelden instellen”.",
        "Wensen opgeven kan tot 20 januari 2027. Zet dat eerst eerder, bij “Aanmelden instellen”.",
    ]
    assert wrong(held_on="2026-11-21") == ["Die dag is geweest. Kies een dag vanaf vandaag."]
    assert wrong(held_on="2027-01-10", starts_at="laat") is None
    assert wrong(held_on="2027-01-21") is None
    Edition.objects.update(held_on=date(2027, 1, 5), mode="first_come")
    assert wrong(held_on="2027-01-05", theme="Anders") is None
    assert len(wrong(held_on="2027-01-06")) == 2


def test_form_shows_what_is_there(login, coordinator):
    EditionFactory()

    text = login(coordinator).get("/symposium/2027/wijzigen/").text

    assert 'value="2027-02-11"' in text
    assert 'value="09:30"' in text


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"theme": ""}, {"theme": ["Dit veld is verplicht."]}),
        (
            {"theme": "a" * 151},
            {"theme": ["Zorg dat deze waarde niet meer dan 150 tekens bevat (het zijn er nu 151)."]},
        ),
        ({"held_on": "ooit"}, {"held_on": ["Voer een geldige datum in."]}),
        ({"held_on": "2026-02-11"}, {"held_on": ["Er is al een symposium in 2026. Kies een ander jaar."]}),
        ({"held_on": "2101-02-11"}, {"held_on": ["Kies een dag tussen 2020 en 2100."]}),
        ({"starts_at": "laat"}, {"starts_at": ["Voer een geldige tijd in."]}),
        (
            {"held_on": "2027-03-28", "starts_at": "02:30"},
            {"starts_at": [moments.FORWARD.format(time="02.30")]},
        ),
        ({"ends_at": "09:30"}, {"ends_at": ["Het einde moet later zijn dan het begin."]}),
    ],
)
def test_wrong_input_is_explained_and_kept(login, coordinator, changes, errors):
    EditionFactory(year=2026)

    response = login(coordinator).post("/symposium/nieuw/", FORM | changes)

    assert response.context["form"].errors == errors
    assert "Voorbeeldplein 1, Leeuwarden" in response.text
    assert Edition.objects.count() == 1


@time_machine.travel("2026-11-22 12:00", tick=False)
def test_another_day_is_told_to_calendars_and_has_every_hour_of_the_programme(login, coordinator):
    edition = EditionFactory()
    night = TimeSlotFactory(edition=edition, starts=time(2), ends=time(2, 45))
    session = SessionFactory(edition=edition, slot=night)
    client = login(coordinator)
    form = FORM | {"starts_at": "01:00"}

    refused = client.post("/symposium/2027/wijzigen/", form | {"held_on": "2027-03-28"})
    client.post("/symposium/2027/wijzigen/", form | {"theme": "Anders"})
    session.refresh_from_db()
    assert (refused.context["form"].errors["held_on"], session.sequence) == (
        [moments.FORWARD.format(time="02.00")],
        0,
    )
    client.post("/symposium/2027/wijzigen/", form | {"held_on": "2027-03-29"})

    session.refresh_from_db()
    assert session.sequence == 1


def test_hostile_text_is_only_text(client):
    EditionFactory(theme="<script>alert(1)</script>", summary="<script>alert(2)</script>")

    assert "<script>alert" not in client.get("/symposium/2027/").text


def test_edition_is_held_in_its_year_and_ends_after_it_begins():
    with pytest.raises(IntegrityError, match="held_in_its_year"):
        EditionFactory(held_on=date(2028, 1, 1))


def test_edition_ends_after_it_begins():
    with pytest.raises(IntegrityError, match="starts_before_it_ends"):
        EditionFactory(ends_at=time(9, 30))


def test_name_of_an_edition():
    assert str(EditionFactory.build()) == "Symposium 2027"


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(client, django_assert_num_queries, time_machine, count):
    time_machine.move_to("2026-11-22 12:00+00:00")
    for year in range(2027, 2027 + count):
        EditionFactory(year=year)

    with django_assert_num_queries(2):  # this edition, the others
        client.get("/symposium/2027/")
