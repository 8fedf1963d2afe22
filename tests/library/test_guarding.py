import pytest

from library import guarding, tasks
from library.holdings import documents
from library.models import Document, Version
from library.retention import files
from library.storage import closed_storage
from library.waiting import held_files
from members import joining
from members.models import Notice, User
from tests.library.factories import DocumentFactory, PageFactory, VersionFactory
from tests.library.test_extracting import NOW, our
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db
ABOUT_SOMEBODY = "Mevrouw De Vries, bsn 123456782, is zwanger van haar tweede."


@pytest.fixture
def uploader():
    return MembershipFactory().user


@pytest.fixture
def held(uploader, network):
    """A new file in which something seems to be about a family, read by the task."""
    circle = uploader.memberships.get().circle
    document = DocumentFactory(circle=circle, owner=uploader, visibility="network", title="Casus", version1=None)
    version = VersionFactory(document=document, unread=True, content=our(ABOUT_SOMEBODY))
    tasks.read_texts()
    version.refresh_from_db()
    return version


def test_nobody_reads_it_until_the_uploader_gave_their_word(held, login, member, uploader, coordinator):
    assert held.is_held
    assert "bsn" in held.held_kinds
    assert Notice.objects.get(user=uploader).url == held.check_url
    for reader in (member, coordinator, uploader):
        assert login(reader).get(held.get_absolute_url()).status_code == 404
    assert login(member).get(held.document.get_absolute_url()).status_code == 404
    assert held_files(uploader, None)[0][1] == held.check_url
    assert held_files(member, None) == []

    client = login(uploader)
    assert held.check_url in client.get(held.document.get_absolute_url()).text
    page = client.get(held.check_url).text
    assert "burgerservicenummer" in page
    assert "<mark>" in page
    client.post(held.check_url, {"word": "vouch"})

    held.refresh_from_db()
    assert (held.vouched_by, held.is_readable) == (uploader, True)
    assert not Notice.objects.exists()
    assert login(member).get(held.get_absolute_url()).status_code == 200
    assert login(uploader).get(held.check_url).status_code == 404


def test_word_holds_also_when_the_text_is_read_again(held, uploader):
    guarding.vouch(held, by=uploader, now=NOW)
    Version.objects.update(text_state="again")

    tasks.read_texts()

    assert Version.objects.get().is_readable


def test_uploader_takes_it_away_with_its_words(held, login, uploader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = login(uploader).post(held.check_url, {"word": "away"}, follow=True)

    assert "Het bestand is weg" in response.text
    assert not Version.objects.exists()
    assert list(files(closed_storage())) == []
    assert Document.objects.get().withdrawn_at
    assert not Notice.objects.exists()


def test_older_version_stays_when_the_new_one_is_taken_away(uploader):
    document = DocumentFactory(owner=uploader)
    held = VersionFactory(document=document, held=True)

    assert guarding.take_away(held, by=uploader, now=NOW)
    assert not guarding.take_away(held, by=uploader, now=NOW)

    document.refresh_from_db()
    assert document.withdrawn_at is None
    assert document.versions.count() == 1


def test_what_was_vouched_for_is_not_taken_away(held, uploader):
    assert guarding.vouch(held, by=uploader, now=NOW)
    assert not guarding.vouch(held, by=uploader, now=NOW)

    assert not guarding.take_away(held, by=uploader, now=NOW)

    assert Version.objects.count() == 1


def test_unclear_word_changes_nothing(held, login, uploader):
    assert login(uploader).post(held.check_url, {"word": "misschien"}).status_code == 200
    assert Version.objects.get().is_held


def test_others_who_may_change_it_wait_for_the_uploader(held, login):
    leader = MembershipFactory(circle=held.document.circle, leader=True).user

    client = login(leader)

    assert client.get(held.check_url).status_code == 403
    assert "Wacht op nakijken" in client.get(held.document.get_absolute_url()).text


def test_owner_speaks_for_who_is_gone():
    circle = CircleFactory()
    owner = MembershipFactory(circle=circle).user
    document = DocumentFactory(circle=circle, owner=owner, version1=None)
    version = VersionFactory(document=document, held=True, uploaded_by=None)

    assert set(Version.objects.editable_by(owner)) == {version}


def test_successor_is_told_and_looks_it_over_once_the_uploader_left(held, login, uploader, coordinator):
    membership = uploader.memberships.get()
    successor = MembershipFactory(circle=membership.circle).user
    (holding,) = documents.held_by(uploader)

    documents.move([holding.pk], to=successor, by=uploader, now=NOW)

    assert holding.label == "Casus (met een bestand dat nog wacht op nakijken)"
    assert Notice.objects.get(user=successor).url == held.document.get_absolute_url()
    assert list(Version.objects.held().for_word_of(uploader)) == []  # no longer theirs to change
    assert held_files(successor, None)[0][1] == held.check_url
    membership.role = "leader"
    membership.save()
    assert held_files(successor, None) == []
    assert held_files(User.objects.get(pk=uploader.pk), None)

    joining.end(membership, by=coordinator, on=NOW.date(), without_leader=True)

    client = login(successor)
    assert held.check_url in client.get(held.document.get_absolute_url()).text
    assert "in plaats van wie het toevoegde" in client.get(held.check_url).text
    client.post(held.check_url, {"word": "vouch"})
    assert Version.objects.get().is_readable
    assert documents.held_by(successor)[0].label == "Casus"


def test_coordinator_is_told_once_of_the_file_of_a_speaker(coordinator):
    theirs = DocumentFactory(owner=coordinator, version1=None)
    VersionFactory(document=theirs, held=True, uploaded_by=None)
    left = VersionFactory(document__owner=coordinator, held=True, uploaded_by=MembershipFactory().user)

    assert [url for _words, url in held_files(coordinator, None)] == [left.check_url]


def test_name_of_a_file_is_looked_at_too(network):
    version = VersionFactory(unread=True, name="Dossier bsn 123456782.pdf", uploaded_by=None)

    tasks.read_texts()

    version.refresh_from_db()
    assert version.is_held
    assert not Notice.objects.exists()
    assert guarding.findings(version)[0].label == "de naam van het bestand"


def test_first_findings_are_shown():
    version = VersionFactory(held=True)
    PageFactory.create_batch(guarding.MOST_SHOWN + 2, version=version, text=ABOUT_SOMEBODY)

    assert len(guarding.findings(version)) == guarding.MOST_SHOWN


def test_what_stands_close_together_is_marked_and_what_is_far_is_not(held):
    number, far = "bsn 123456782", "x " * guarding.NEAR
    page = held.pages.get()
    page.text = f"Mevrouw De Vries, cliënt, {number}. {far} {number}."
    page.save()

    (finding,) = guarding.findings(held)

    assert finding.text.count("<mark>") == 2  # the name and the first number
    assert finding.text.endswith("…")
