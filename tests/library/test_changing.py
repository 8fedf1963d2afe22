import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from library import changing, retention
from library.models import Document, Version
from library.storage import closed_storage
from tests.library.factories import DocumentFactory, VersionFactory
from tests.members.factories import MembershipFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    document = DocumentFactory(title="Oud", circle__name="Coalitie Dorp")
    MembershipFactory(circle=document.circle, user=document.owner)
    return document


@pytest.fixture
def owner(login, document):
    return login(document.owner)


def path(name, document):
    return reverse(f"library:{name}", args=[document.pk])


def edited(client, document, **changes):
    form = client.get(path("document_edit", document)).context["form"]
    seen = {"seen_version": form["seen_version"].value()}
    fields = {"title": document.title, "kind": document.kind, "visibility": document.visibility, "summary": ""}
    return {**seen, **fields, **changes}


def test_owner_changes_the_words_and_the_audience(owner, document):
    data = edited(owner, document, title="Nieuw", visibility="network")

    response = owner.post(path("document_edit", document), data, follow=True)

    document.refresh_from_db()
    assert (document.title, document.visibility, document.version) == ("Nieuw", "network", 2)
    assert document.changed_by == document.owner
    assert "Het document is gewijzigd." in response.text


def test_second_person_sees_what_the_first_one_wrote(owner, document):
    data = edited(owner, document, title="Van mij")
    Document.objects.filter(pk=document.pk).update(title="Van een ander", version=2)

    response = owner.post(path("document_edit", document), data)

    document.refresh_from_db()
    assert document.title == "Van een ander"
    assert "Van mij" in response.text
    assert "een andere tekst" in response.text


def test_title_is_one_line_without_tricks(owner, document):
    response = owner.post(path("document_edit", document), edited(owner, document, title="fdp\u202exe"))

    assert "title" in response.context["form"].errors


def test_document_of_the_network_for_the_circle_alone_keeps_its_audience(login, coordinator, network):
    document = DocumentFactory(circle=network)

    form = login(coordinator).get(path("document_edit", document)).context["form"]

    assert [value for value, _ in form.fields["visibility"].choices] == ["public", "network", "circle"]


def test_reader_of_a_replaced_document_is_led_to_the_new_one(owner, document, login, member):
    new = DocumentFactory(title="Nieuw", circle=document.circle)
    Document.objects.filter(pk=document.pk).update(visibility="network")

    response = owner.post(path("document_supersede", document), {"by": new.pk}, follow=True)

    assert new.get_absolute_url() in response.text
    assert "Er is een nieuwer document" in response.text
    text = login(member).get(document.get_absolute_url()).text
    assert "is niet voor jou" in text
    assert "Nieuw</a>" not in text
    assert "Vervangen door een ander document" in login(member).get("/bibliotheek/").text


def test_replacement_can_be_taken_back(owner, document):
    new = DocumentFactory(circle=document.circle)
    changing.supersede(document, by_document=new, by=document.owner, now=timezone.now())

    response = owner.post(path("document_unsupersede", document), follow=True)

    document.refresh_from_db()
    assert document.superseded_by is None
    assert "Het document geldt weer." in response.text


def test_only_documents_that_hold_can_take_the_place(owner, document):
    good = DocumentFactory(circle=document.circle)
    DocumentFactory()
    DocumentFactory(circle=document.circle, withdrawn=True)
    DocumentFactory(circle=document.circle, superseded_by=document)

    form = owner.get(path("document_supersede", document)).context["form"]

    assert list(form.fields["by"].queryset) == [good]


@pytest.mark.parametrize("change", ["withdrawn_at", "superseded_by"])
def test_replacement_that_lapsed_meanwhile_is_refused(document, change):
    new = DocumentFactory(circle=document.circle)
    values = {"withdrawn_at": timezone.now(), "superseded_by": document}
    Document.objects.filter(pk=new.pk).update(**{change: values[change]})

    assert not changing.supersede(document, by_document=new, by=document.owner, now=timezone.now())

    document.refresh_from_db()
    assert document.superseded_by is None


def test_replacement_that_is_gone_is_refused(document):
    new = DocumentFactory(circle=document.circle)
    gone = Document.objects.get(pk=new.pk)
    new.delete()

    assert not changing.supersede(document, by_document=gone, by=document.owner, now=timezone.now())


def test_form_says_that_the_replacement_lapsed(owner, document, monkeypatch):
    new = DocumentFactory(circle=document.circle)
    monkeypatch.setattr(changing, "supersede", lambda *args, **kwargs: False)

    response = owner.post(path("document_supersede", document), {"by": new.pk})

    assert "Kies een ander." in response.text


@pytest.mark.django_db(transaction=True)
def test_two_people_who_replace_each_others_document_do_not_make_a_circle():
    one = DocumentFactory()
    two = DocumentFactory(circle=one.circle)

    def replace(document, by_document):
        return changing.supersede(document, by_document=by_document, by=document.owner, now=timezone.now())

    assert sorted(at_once(lambda: replace(one, two), lambda: replace(two, one))) == [False, True]


def test_withdrawn_document_is_gone_and_can_be_put_back(owner, document, login):
    partner = MembershipFactory(circle=document.circle).user
    assert "intrekken?" in owner.get(path("document_withdraw", document)).text

    response = owner.post(path("document_withdraw", document), follow=True)

    assert "Het document is ingetrokken." in response.text
    assert "Ingetrokken documenten (1)" in response.text
    file = document.versions.get().get_absolute_url()
    assert login(partner).get(document.get_absolute_url()).status_code == 404
    assert login(partner).get(file).status_code == 404
    assert "Dit document is ingetrokken" in login(document.owner).get(document.get_absolute_url()).text
    for name in ("document_edit", "version_create", "document_supersede", "document_withdraw"):
        assert owner.get(path(name, document)).status_code == 404

    owner.post(path("document_put_back", document))

    assert login(partner).get(file).status_code == 200


# What is thrown away


def age(name, days):
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(closed_storage().path(name), (then, then))


def test_withdrawn_document_goes_after_thirty_days_with_its_files():
    now = timezone.now()
    old = DocumentFactory(withdrawn_at=now - timedelta(days=31))
    young = DocumentFactory(withdrawn_at=now - timedelta(days=29))
    names = [one.versions.get().file.name for one in (old, young)]
    for name in names:
        age(name, 31)

    assert retention.purge(now)["documents"] > 0
    assert retention.purge_files(now) == {"files": 1}

    assert list(Document.objects.all()) == [young]
    assert [closed_storage().exists(name) for name in names] == [False, True]


def test_file_of_an_upload_that_died_goes_after_a_day():
    now = timezone.now()
    dead, fresh = VersionFactory(), VersionFactory()
    age(dead.file.name, 2)
    kept = VersionFactory()
    age(kept.file.name, 2)
    Version.objects.filter(pk__in=[dead.pk, fresh.pk]).delete()

    assert retention.purge_files(now) == {"files": 1}

    assert [closed_storage().exists(one.file.name) for one in (dead, fresh, kept)] == [False, True, True]


def test_nothing_is_removed_when_the_database_seems_to_be_another(monkeypatch):
    monkeypatch.setattr(retention, "MOST_UNKNOWN", 1)
    versions = [VersionFactory() for _ in range(3)]
    for version in versions:
        age(version.file.name, 2)
    Version.objects.filter(pk__in=[version.pk for version in versions[:2]]).delete()

    with pytest.raises(retention.TooManyUnknownFiles):
        retention.purge_files(timezone.now())

    assert all(closed_storage().exists(version.file.name) for version in versions)


def test_purge_without_any_file_does_nothing():
    assert retention.purge_files(timezone.now()) == {"files": 0}


def test_backup_holds_the_files_and_brings_them_back(settings, tmp_path):
    from kansrijkestart import backup

    version = VersionFactory()
    copy = tmp_path / "copy"
    copy.mkdir()
    backup.copy_media(copy / "media")
    closed_storage().delete(version.file.name)

    backup.swap_media(backup.stage_media(copy))

    assert closed_storage().exists(version.file.name)


@pytest.mark.parametrize(("title", "is_looked_at"), [("Nieuwe titel", True), (None, False)])
def test_who_changes_what_was_to_be_looked_at_has_looked(owner, document, title, is_looked_at):
    today = timezone.localdate()
    Document.objects.filter(pk=document.pk).update(review_on=today)
    data = edited(owner, document, **({"title": title} if title else {}))

    response = owner.post(path("document_edit", document), data, follow=True)

    document.refresh_from_db()
    assert (document.reviewed_on == today, not document.is_to_review(today)) == (is_looked_at, is_looked_at)
    assert ("gewijzigd en nagekeken" in response.text) == is_looked_at
