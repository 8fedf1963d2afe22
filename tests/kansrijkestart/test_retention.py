"""What is kept about people: the table holds every field, and the nightly task removes what is past its time."""

import datetime
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models
from django.test.utils import isolate_apps

from kansrijkestart import retention, wiring
from kansrijkestart.retention import impersonal, purging
from kansrijkestart.tasks import purge
from members.models import Invitation
from tests.members.factories import InvitationFactory, UserFactory

DOCUMENT = Path(__file__).parents[2] / "docs" / "bewaartermijnen.md"
NOW = datetime.datetime(2027, 6, 1, 1, 30, tzinfo=datetime.UTC)


def days(count):
    return datetime.timedelta(days=count)


def undeclared(found):
    """Return the models and fields that the table says nothing about."""
    kept = {}
    for subject in retention.SUBJECTS:
        for label, fields in subject.models.items():
            kept[label] = {*kept.get(label, ()), *fields}
    missing = []
    for model in found:
        label = model._meta.label
        if label in impersonal.IMPERSONAL:
            continue
        declared = {*kept.get(label, ()), *impersonal.NEUTRAL.get(label, ())}
        missing += [
            f"{label}.{field.name}"
            for field in model._meta.concrete_fields
            if field.name not in declared and not isinstance(field, models.AutoField)
        ]
    return missing


def test_every_field_about_a_person_is_in_the_table():
    """A new model or field: say in kansrijkestart/retention/ how long it is kept, or that it is not about people."""
    assert undeclared(apps.get_models(include_auto_created=True)) == []


@isolate_apps("members")
def test_undeclared_field_is_found():
    class Diary(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "members"

        def __str__(self):
            return self.text

    assert undeclared([Diary]) == ["members.Diary.text"]


def test_table_names_only_what_exists():
    labels = {label for subject in retention.SUBJECTS for label in subject.models} | impersonal.IMPERSONAL
    labels |= impersonal.NEUTRAL.keys()
    fields = {
        model._meta.label: {field.name for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }

    assert labels - fields.keys() == set()
    named = [item for subject in retention.SUBJECTS for item in subject.models.items()] + [*impersonal.NEUTRAL.items()]
    assert [(label, set(names) - fields[label]) for label, names in named if set(names) - fields[label]] == []


def test_impersonal_model_points_at_nobody():
    user = apps.get_model("members", "User")
    pointing = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is user or isinstance(field, models.EmailField | models.GenericIPAddressField)
    }

    assert pointing & impersonal.IMPERSONAL == set()


def test_document_holds_the_same_table():
    """To write it anew, print retention.as_markdown() from manage.py shell into the file."""
    assert DOCUMENT.read_text() == retention.as_markdown()


def test_functions_in_the_table_are_run_every_night():
    named = {
        name
        for subject in retention.SUBJECTS
        for name in subject.removed_by.replace(";", " ").split()
        if name.endswith(("purge", "sessions", "codes", "admin_log"))
    }

    assert named <= {f"{function.__module__}.{function.__name__}" for function in wiring.PURGES}


@pytest.fixture
def person(db):
    return UserFactory()


def user_session(person, last_seen):
    session = UserSession.objects.create(user=person, ip="127.0.0.1", session_key=f"s{last_seen}", user_agent="x")
    UserSession.objects.filter(pk=session.pk).update(last_seen_at=last_seen)


def test_night_removes_what_is_past_its_time_and_nothing_else(person, time_machine):
    time_machine.move_to(NOW, tick=False)
    for moment in (NOW - days(181), NOW - days(179)):
        user_session(person, moment)
    Session.objects.create(session_key="verlopen", session_data="", expire_date=NOW - days(0.01))
    Session.objects.create(session_key="geldig", session_data="", expire_date=NOW + days(0.01))
    address = EmailAddress.objects.create(user=person, email="ander@voorbeeld.invalid")
    for age in (2, 0.5):
        EmailConfirmation.objects.create(email_address=address, created=NOW - days(age), key=f"k{age}")
    for age in (3 * 365 + 1, 3 * 365 - 1):
        entry = LogEntry.objects.create(
            user=person, content_type=ContentType.objects.get_for_model(person), action_flag=2, object_repr=f"{age}"
        )
        LogEntry.objects.filter(pk=entry.pk).update(action_time=NOW - days(age))
    cache.set("oud", 1, timeout=-60)
    cache.set("nieuw", 1, timeout=60)
    InvitationFactory(email="weg@voorbeeld.invalid", sent_at=NOW - days(29), expires_at=NOW - days(15))
    InvitationFactory(email="blijft@voorbeeld.invalid", sent_at=NOW - days(27), expires_at=NOW - days(13))

    purge()

    assert [row.last_seen_at for row in UserSession.objects.all()] == [NOW - days(179)]
    assert [row.session_key for row in Session.objects.all()] == ["geldig"]
    assert [row.key for row in EmailConfirmation.objects.all()] == ["k0.5"]
    assert [row.object_repr for row in LogEntry.objects.all()] == ["1094"]
    assert [row.email for row in Invitation.objects.all()] == ["blijft@voorbeeld.invalid"]
    with connection.cursor() as cursor:
        cursor.execute("select cache_key from cache")
        assert cursor.fetchall() == [(":1:nieuw",)]


def test_second_run_of_the_night_changes_nothing(person, time_machine):
    time_machine.move_to(NOW, tick=False)
    user_session(person, NOW - days(179))

    purge()
    purge()

    assert UserSession.objects.count() == 1


@pytest.mark.django_db
def test_one_that_fails_does_not_keep_the_others_from_their_work(monkeypatch, person):
    def broken(now):
        UserFactory(name="Half werk")
        raise RuntimeError("stuk")

    user_session(person, NOW - days(181))
    monkeypatch.setattr(wiring, "PURGES", (broken, *wiring.PURGES))

    with pytest.raises(ExceptionGroup, match="niet alles is opgeruimd"):
        purging.purge(NOW)

    assert not UserSession.objects.exists()
    assert not type(person).objects.filter(name="Half werk").exists()
