"""Slides of a session come into the library, by the coordinator or by a speaker's own link."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from library import changing
from library.models import Document, Version
from symposium.afterwards import sharing
from symposium.models import Material
from symposium.programme import links
from tests.library.factories import VersionFactory
from tests.library.files import image
from tests.symposium.factories import EditionFactory, SessionFactory, SpeakerFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(coordinator):
    edition = EditionFactory(year=2025)
    return SessionFactory(edition=edition, slot=TimeSlotFactory(edition=edition), title="Hechting")


@pytest.fixture
def speaker(session):
    speaker = SpeakerFactory(edition=session.edition, name="Ilse Spreker", email="ilse@voorbeeld.invalid")
    session.speakers.add(speaker)
    return speaker


def form(**other):
    return {
        "file": SimpleUploadedFile("dias.png", image(), "image/png"),
        "title": "Dia's over hechting",
        "kind": "slides",
        "maker": "Ilse Spreker, GGD",
        "licence": "share",
        "visibility": "public",
    } | other


def page(speaker, session):
    return f"/symposium/spreker/{links.token(speaker)}/materiaal/{session.pk}/"


def test_a_speaker_without_an_account_adds_slides_and_everybody_sees_them(client, coordinator, session, speaker):
    own = client.get(f"/symposium/spreker/{links.token(speaker)}/")
    assert page(speaker, session) in own.text
    before = client.get(session.get_absolute_url())

    added = client.post(page(speaker, session), form(), follow=True)

    document = Document.objects.get()
    assert "Het bestand is aangekomen." in added.text
    assert "Dia&#x27;s over hechting" in added.text
    assert (document.owner, document.circle.kind, document.visibility) == (coordinator, "network", "public")
    assert document.credits == (
        "Ilse Spreker, GGD. Delen en aanpassen mag, met de naam van de maker erbij (CC BY 4.0)."
    )
    client.cookies.clear()
    after = client.get(session.get_absolute_url(), headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert f'href="{document.get_absolute_url()}"' in after.text
    assert "CC BY 4.0" in after.text
    assert client.get(document.get_absolute_url()).status_code == 200


def test_who_has_an_account_looks_after_their_own_slides(client, member, session, speaker):
    speaker.user = member
    speaker.save()

    client.post(page(speaker, session), form())

    document = Document.objects.get()
    assert (document.owner, document.versions.get().uploaded_by) == (member, member)


def test_a_speaker_takes_away_only_what_they_added(client, session, speaker):
    client.post(page(speaker, session), form())
    other = SpeakerFactory(edition=session.edition, email="ander@voorbeeld.invalid")
    session.speakers.add(other)
    material = Material.objects.get()
    path = "/symposium/spreker/{}/materiaal/{}/weghalen/"

    assert "Haal weg" not in client.get(page(other, session)).text
    assert client.post(path.format(links.token(other), material.pk)).status_code == 404
    own = path.format(links.token(speaker), material.pk)
    assert own in client.get(page(speaker, session)).text
    assert "Niemand leest het dan nog" in client.get(own).text
    assert Document.objects.get().withdrawn_at is None

    for _ in range(2):
        gone = client.post(own, follow=True)

    assert "staat niet meer bij het onderdeel" in gone.text
    assert own not in gone.text
    assert Document.objects.get().withdrawn_at is not None


def test_a_link_opens_only_its_own_sessions(client, session, speaker):
    elsewhere = SessionFactory(edition=session.edition)

    assert client.get(page(speaker, elsewhere)).status_code == 404
    assert client.get("/symposium/spreker/nep/materiaal/1/").status_code == 404


def test_the_coordinator_adds_for_the_network_alone_and_takes_away(login, client, coordinator, session):
    path = f"/symposium/sessie/{session.pk}/materiaal/"
    web = login(coordinator)
    assert path in web.get(session.get_absolute_url()).text

    web.post(path, form(visibility="network"))

    document, material = Document.objects.get(), Material.objects.get()
    assert (document.owner, material.speaker) == (coordinator, None)
    assert document.get_absolute_url() in web.get(session.get_absolute_url()).text
    assert document.get_absolute_url() in web.get(path).text
    web.logout()
    assert "hechting" not in web.get(session.get_absolute_url()).text.replace("Hechting", "")
    away = f"/symposium/materiaal/{material.pk}/weghalen/"
    assert "weghalen?" in login(coordinator).get(away).text
    web.post(away)
    document.refresh_from_db()
    assert document.get_absolute_url() not in web.get(session.get_absolute_url()).text
    # Who puts it back in the library, puts it back here.
    changing.put_back(document, by=coordinator, now=timezone.now())
    assert document.get_absolute_url() in web.get(session.get_absolute_url()).text


def test_what_stands_elsewhere_too_stays_in_the_library(coordinator, session):
    version = VersionFactory()
    first, second = (
        Material.objects.create(
            session=one, document=version.document, maker="Ilse", licence="read", added_at=timezone.now()
        )
        for one in (session, SessionFactory(edition=session.edition))
    )

    sharing.take_away(first, by=coordinator, now=timezone.now())
    assert Document.objects.get().withdrawn_at is None
    sharing.take_away(second, by=coordinator, now=timezone.now())
    assert Document.objects.get().withdrawn_at is not None


def test_the_same_file_too_many_files_and_a_wrong_form_are_refused(client, session, speaker, monkeypatch):
    client.post(page(speaker, session), form())

    assert "staat al in de bibliotheek" in client.post(page(speaker, session), form()).text
    assert "Kies het nog een keer" in client.post(page(speaker, session), form(title="")).text
    monkeypatch.setattr(sharing, "MOST", 1)
    assert "Haal er eerst een weg" in client.post(page(speaker, session), form()).text
    assert Version.objects.count() == 1
