import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kansrijkestart import status
from library import scanning, tasks
from library.models import CheckState, Version
from library.storage import closed_storage
from outbox.models import Email
from tests.library.clamd import EICAR, Clamd, UnixClamd, serve
from tests.library.factories import CONTENT, DocumentFactory, VersionFactory

pytestmark = pytest.mark.django_db

ODD_ANSWERS = [
    "stream: Can't allocate memory ERROR",
    "INSTREAM size limit exceeded. ERROR",
    "hallo",
    " ",
]


@pytest.fixture
def clamd(settings):
    with Clamd() as server:
        serve(server)
        settings.CLAMD_URL = server.url
        yield server
        server.shutdown()


@pytest.fixture
def away(settings):
    """A scanner that is configured and not there."""
    with Clamd() as server:
        settings.CLAMD_URL = server.url


def state(version):
    version.refresh_from_db()
    return version.check_state


def test_file_waits_until_the_scanner_says_yes(clamd, client):
    version = VersionFactory(waiting=True, document__public=True)
    assert client.get(version.get_absolute_url()).status_code == 404

    tasks.check_files()

    assert state(version) == CheckState.SAFE
    assert clamd.seen == [CONTENT]
    assert client.get(version.get_absolute_url()).status_code == 200
    assert "gescand op virussen. Er is niets gevonden" in client.get(version.document.get_absolute_url()).text


def test_virus_is_refused_removed_and_told(clamd, client, django_capture_on_commit_callbacks):
    version = VersionFactory(waiting=True, content=b"%PDF-" + EICAR, document__public=True)
    path = Path(closed_storage().path(version.file.name))
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_files()

    assert state(version) == CheckState.REFUSED
    assert not path.exists()
    assert client.get(version.get_absolute_url()).status_code == 404
    (mail,) = Email.objects.all()
    assert mail.to == version.uploaded_by.email
    assert "geweigerd" in mail.subject


def test_virus_of_somebody_who_is_gone_is_refused_too(clamd):
    version = VersionFactory(waiting=True, content=EICAR, uploaded_by=None)

    tasks.check_files()

    assert state(version) == CheckState.REFUSED
    assert not Email.objects.exists()


def test_scanner_over_a_unix_socket(settings):
    # tmp_path is too long for a socket
    with tempfile.TemporaryDirectory() as folder, UnixClamd(Path(folder) / "clamd") as server:
        serve(server)
        settings.CLAMD_URL = f"unix://{folder}/clamd"
        version = VersionFactory(waiting=True)

        assert scanning.check_files(timezone.now()) == 1
        server.shutdown()

    assert state(version) == CheckState.SAFE


def test_scanner_that_is_away_leaves_files_waiting(away):
    version = VersionFactory(waiting=True)

    assert scanning.check_files(timezone.now()) == 0

    assert state(version) == CheckState.WAITING


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_answer_that_is_neither_yes_nor_no_is_no_yes(clamd, answer):
    clamd.answer = answer
    version = VersionFactory(waiting=True)

    scanning.check_files(timezone.now())

    assert state(version) == CheckState.WAITING


def test_file_that_is_gone_does_not_stop_the_others(clamd):
    gone, other = VersionFactory(waiting=True), VersionFactory(waiting=True)
    closed_storage().delete(gone.file.name)

    assert scanning.check_files(timezone.now()) == 1

    assert (state(gone), state(other)) == (CheckState.WAITING, CheckState.SAFE)


def test_checking_twice_asks_once(clamd):
    VersionFactory(waiting=True)

    assert [scanning.check_files(timezone.now()) for _ in range(2)] == [1, 0]
    assert len(clamd.seen) == 1


def test_checking_beside_another_worker_skips_what_that_one_has(clamd):
    version = VersionFactory(waiting=True)
    Version.objects.filter(pk=version.pk).update(check_state=CheckState.SAFE, checked_at=timezone.now())

    assert scanning.check_file(version.pk, timezone.now()) is False
    assert clamd.seen == []


def test_what_was_never_scanned_is_scanned_once_there_is_a_scanner_but_new_files_first(clamd, monkeypatch):
    monkeypatch.setattr(scanning, "PER_RUN", 1)
    old, new = VersionFactory(), VersionFactory(waiting=True)

    scanning.check_files(timezone.now())
    assert (state(old), state(new)) == (CheckState.UNSCANNED, CheckState.SAFE)

    scanning.check_files(timezone.now())
    assert state(old) == CheckState.SAFE


def test_without_scanner_nothing_is_called_safe():
    version = VersionFactory(waiting=True)

    assert scanning.check_files(timezone.now()) == 1

    assert state(version) == CheckState.UNSCANNED


def test_upload_waits_when_there_is_a_scanner(clamd, login, coordinator):
    from tests.library.test_uploading import answers

    document = DocumentFactory(version1=None)
    data = answers(visibility="network")

    response = login(coordinator).post(f"/bibliotheek/nieuw/?kring={document.circle.slug}", data, follow=True)

    assert Version.objects.latest("pk").check_state == CheckState.WAITING
    assert "We kijken het nog na" in response.text
    assert "Het bestand is er nog niet" in response.text
    assert "wacht op controle" in response.text


def test_coordinator_is_told_after_half_an_hour(away, login, coordinator, member):
    now = timezone.now()
    version = VersionFactory(waiting=True, uploaded_at=now - timedelta(minutes=29))
    assert scanning.stuck_since(now) is None
    assert "virusscanner" not in login(coordinator).get("/").text

    Version.objects.filter(pk=version.pk).update(uploaded_at=now - timedelta(minutes=31))
    scanning.check_files(now)

    assert "Bestanden wachten al langer dan een half uur op de virusscanner" in login(coordinator).get("/").text
    assert "virusscanner" not in login(member).get("/").text
    part = status.scanner(now)
    assert (part.state, part.sentence) == (
        status.BROKEN,
        "Een bestand is 31 minuten geleden toegevoegd en wacht nog op controle. Zolang kan niemand het lezen.",
    )


def test_status_says_whether_there_is_a_scanner(settings):
    now = timezone.now()
    assert status.scanner(now).state == status.ATTENTION

    settings.CLAMD_URL = "tcp://127.0.0.1:1"

    assert status.scanner(now).state == status.GOOD
