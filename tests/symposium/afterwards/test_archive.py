"""What stays of an edition, for everybody who could read it; and what somebody takes along of themselves."""

import datetime

import pytest
from django.utils import timezone

from library.search.models import Changed
from symposium import searchable
from symposium.afterwards import own_data
from symposium.models import (
    Certificate,
    Intention,
    Material,
    Presence,
    RegisterNumber,
    Session,
    SessionKind,
    Turnout,
    Wish,
)
from symposium.registering import links
from symposium.retention import purge
from tests.library.factories import DocumentFactory
from tests.province.factories import MunicipalityFactory
from tests.symposium.factories import EditionFactory, RegistrationFactory, SeatFactory, SessionFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def edition():
    return EditionFactory(year=2024)


@pytest.fixture
def session(edition):
    return SessionFactory(edition=edition, slot=TimeSlotFactory(edition=edition), title="Hechting", summary="Oefenen")


def there(edition, **who):
    person = RegistrationFactory(edition=edition, **who)
    Presence.objects.create(registration=person, scanned_at=NOW, received_at=NOW)
    return person


def test_the_page_of_a_past_edition_is_its_archive(client, edition, session):
    for name in ("Waadhoeke", "Noardeast"):
        person = there(edition, municipality=MunicipalityFactory(name=name))
    document = DocumentFactory(visibility="public", title="Dia's")
    Material.objects.create(session=session, document=document, maker="Ilse", licence="read", added_at=NOW)
    SessionFactory(edition=edition, kind=SessionKind.BREAK, capacity=None, title="Lunch", slot=session.slot)
    Intention.objects.create(
        registration=person, text="Meer bellen", result="Gedaan", said_at=NOW, may_show=True, shown_at=NOW
    )

    page = client.get("/symposium/2024/").text

    assert "waren 2 mensen uit 2 gemeenten." in page
    assert session.get_absolute_url() in page
    assert document.get_absolute_url() in page
    assert "Lunch" not in page
    assert "Ging dit doen: “Meer bellen”" in page
    assert person.name not in page


def test_without_anything_the_archive_says_nothing(client, edition):
    page = client.get("/symposium/2024/").text

    assert "Wie er was" not in page
    assert "Wat er was" not in page


def test_the_numbers_stay_when_the_people_are_forgotten(client, edition):
    there(edition)
    after = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)

    for _ in range(2):
        purge(after)

    assert not edition.registrations.exists()
    assert Turnout.objects.get().came == 1
    assert "was 1 mens." in client.get("/symposium/2024/").text


def test_sessions_are_found_by_who_may_read_the_programme(client, member, coordinator, session):
    unplaced = SessionFactory(edition=session.edition, title="Hechting later", cancelled_at=NOW)
    source = searchable.SESSIONS

    (part,) = source.parts(session)
    (other,) = source.parts(unplaced)

    assert (part.title, part.url, part.text, part.note) == (
        "Hechting",
        session.get_absolute_url(),
        "Oefenen",
        "is geweest",
    )
    assert other.note == "gaat niet door"
    assert set(source.visible_to(coordinator)) == {session, unplaced}
    assert set(source.visible_to(member)) == {session}


def test_the_index_is_told_of_a_session_and_of_its_words_alone(session):
    told = Changed.objects.filter(kind="session")
    assert list(told.values_list("object_id", flat=True)) == [session.pk]
    told.delete()

    Session.objects.update(taken=1)
    assert not told.exists()
    Session.objects.update(title="Anders")
    assert told.exists()


def test_somebody_takes_their_own_data_along(client, edition, session):
    person = there(edition, name="Anna de Proef", diet="vegetarisch", registered_by=None)
    Presence.objects.create(registration=person, session=session, scanned_at=NOW, received_at=NOW)
    SeatFactory(registration=person, session=session)
    Wish.objects.create(registration=person, session=session, slot=session.slot, rank=1)
    RegisterNumber.objects.create(registration=person, body="KNOV", number="1234", consented_at=NOW)
    Certificate.objects.create(edition=edition, registration=person, code="ABCD" * 4, name="Anna", issued_at=NOW)
    Intention.objects.create(registration=person, text="Meer bellen", said_at=NOW)

    file = client.get(f"/symposium/mijn-dag/{links.token(person)}/gegevens/bestand/")

    assert file["Content-Disposition"] == 'attachment; filename="symposium-2024-mijn-gegevens.txt"'
    text = file.content.decode()
    for line in (
        "Naam: Anna de Proef",
        "Dieetwensen: vegetarisch",
        "Stand: Komt",
        "Volgend jaar een uitnodiging: nee",
        "Code van je bewijs van deelname: ABCD-ABCD-ABCD-ABCD",
        "Wat ga je doen?: Meer bellen",
        "- Hechting: Je hebt een plek",
        "- 1. Hechting",
        "- Bij de ingang: ",
        "- KNOV: 1234",
    ):
        assert line in text
    assert "Organisatie" not in text


def test_who_has_little_takes_little_along(edition):
    text = own_data.as_text(RegistrationFactory(edition=edition), now=NOW)

    assert "Je plekken" not in text
