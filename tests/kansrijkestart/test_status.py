"""The status page, with each part whole and with each part broken."""

import datetime
from collections import namedtuple

import pytest
from celery.schedules import crontab
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from kansrijkestart import runs, status, tasks
from kansrijkestart.celery import app
from kansrijkestart.models import ScheduledRun
from tests.outbox.factories import EmailFactory

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 6, 1, 9, 0, tzinfo=datetime.UTC)
Usage = namedtuple("Usage", "total used free")


def hours(count):
    return datetime.timedelta(hours=count)


def ran(task, ago, **fields):
    ScheduledRun.objects.create(
        name=f"kansrijkestart.tasks.{task}", last_started_at=NOW - ago, last_finished_at=NOW - ago, **fields
    )


@pytest.fixture
def healthy(settings, tmp_path, monkeypatch, time_machine):
    """A portal in which every part is well."""
    time_machine.move_to(NOW, tick=False)
    settings.BACKUP_DIR = tmp_path / "backups"
    (settings.BACKUP_DIR / "20270601-020000").mkdir(parents=True)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"
    ran("beat", hours(0.01))
    ran("purge", hours(7.5))
    monkeypatch.setattr("shutil.disk_usage", lambda place: Usage(100, 50, 50))


def states():
    return {part.name: part.state for part in status.parts(NOW) if part.state != status.GOOD}


def test_all_is_well(healthy, client, coordinator, login):
    page = login(coordinator).get("/beheer/status/").content.decode()

    assert states() == {}
    assert "Alles werkt." in page
    assert "Er wacht geen mail." in page
    assert "De laatste reservekopie is 7 uur geleden gemaakt." in page
    assert "stuk" not in page


def mail_waits(ago):
    return lambda *_: EmailFactory(created_at=NOW - ago, next_attempt_at=NOW + hours(1))


def mail_failed(settings, monkeypatch):
    EmailFactory(bounced=True, bounced_at=NOW - hours(1))


def two_mails_failed(settings, monkeypatch):
    EmailFactory.create_batch(2, bounced=True, bounced_at=NOW - hours(1))


def timetable_stopped(settings, monkeypatch):
    ScheduledRun.objects.filter(name__endswith="beat").update(last_finished_at=NOW - hours(1))


def timetable_never_ran(settings, monkeypatch):
    ScheduledRun.objects.filter(name__endswith="beat").delete()


def broker_away(settings, monkeypatch):
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")


def task_failed(settings, monkeypatch):
    ran("back_up", hours(7), last_error="BackupError")


def not_purged(settings, monkeypatch):
    ScheduledRun.objects.filter(name__endswith="purge").update(last_finished_at=NOW - hours(27))


def never_purged(settings, monkeypatch):
    ScheduledRun.objects.filter(name__endswith="purge").delete()


def no_backup(settings, monkeypatch):
    settings.BACKUP_DIR = settings.BACKUP_DIR / "elders"


def old_backup(settings, monkeypatch):
    (settings.BACKUP_DIR / "20270601-020000").rename(settings.BACKUP_DIR / "20270530-020000")


def disk_with(free):
    return lambda settings, monkeypatch: monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(100, 0, free))


def migration_missing(settings, monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="kansrijkestart", name="0001_initial").delete()


@pytest.mark.parametrize(
    ("breaks", "part", "state", "sentence"),
    [
        (
            mail_waits(hours(0.5)),
            "Mail die wacht",
            "let op",
            "De oudste mail die wacht is 30 minuten geleden geschreven.",
        ),
        (mail_waits(hours(3)), "Mail die wacht", "stuk", "De oudste mail die wacht is 3 uur geleden geschreven."),
        (mail_failed, "Mail die niet aankwam", "let op", "De afgelopen week kwam 1 mail niet aan."),
        (two_mails_failed, "Mail die niet aankwam", "let op", "De afgelopen week kwamen 2 mails niet aan."),
        (timetable_stopped, "Tijdschema", "stuk", "Het tijdschema liep voor het laatst 1 uur geleden."),
        (timetable_never_ran, "Tijdschema", "stuk", "Het tijdschema liep nog niet."),
        (broker_away, "Berichten tussen web en werker", "let op", "Redis is niet te bereiken."),
        (
            task_failed,
            "Taken van het tijdschema",
            "let op",
            "Dit ging de laatste keer mis: reservekopie (BackupError).",
        ),
        (not_purged, "Opruimen", "stuk", "Oude gegevens zijn voor het laatst 1 dag geleden opgeruimd."),
        (never_purged, "Opruimen", "let op", "Oude gegevens zijn nog nooit opgeruimd."),
        (no_backup, "Reservekopie", "let op", "Er is nog geen reservekopie."),
        (old_backup, "Reservekopie", "stuk", "De laatste reservekopie is 2 dagen geleden gemaakt."),
        (disk_with(free=10), "Schijfruimte", "let op", "Op de schijf is nog 10% vrij."),
        (disk_with(free=4), "Schijfruimte", "stuk", "Op de schijf is nog 4% vrij."),
        (migration_missing, "Database", "stuk", "De database mist 1 wijziging: kansrijkestart.0001_initial."),
    ],
)
def test_each_part_says_that_it_is_broken(
    healthy, settings, monkeypatch, client, coordinator, login, breaks, part, state, sentence
):
    breaks(settings, monkeypatch)

    page = login(coordinator).get("/beheer/status/").content.decode()

    assert states() == {part: state}
    assert sentence in page
    lead = "Een of meer onderdelen zijn stuk." if state == "stuk" else "Een of meer onderdelen vragen je aandacht."
    assert lead in page


def test_first_day_awaits_its_first_night(healthy, settings, monkeypatch, client, coordinator, login):
    never_purged(settings, monkeypatch)
    no_backup(settings, monkeypatch)
    MigrationRecorder.Migration.objects.update(applied=NOW - hours(20))

    page = login(coordinator).get("/beheer/status/").text

    assert states() == {}
    assert "Het opruimen liep nog niet, dat gebeurt vannacht." in page
    assert "Er is nog geen reservekopie, de eerste komt vannacht." in page
    assert "langer dan we beloven" not in page


def test_second_day_no_longer_waits(healthy, settings, monkeypatch):
    never_purged(settings, monkeypatch)
    no_backup(settings, monkeypatch)
    MigrationRecorder.Migration.objects.update(applied=NOW - hours(27))

    assert states() == {"Opruimen": "let op", "Reservekopie": "let op"}


def test_what_ran_this_minute_ran_just_now(healthy, client, coordinator, login):
    assert "Het tijdschema liep net nog." in login(coordinator).get("/beheer/status/").text


def test_mail_that_just_came_in_is_no_trouble(healthy):
    EmailFactory(created_at=NOW - hours(0.1))

    assert states() == {}


def test_space_is_asked_of_the_folder_that_is_there(healthy, settings, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("shutil.disk_usage", lambda place: asked.append(place) or Usage(100, 50, 50))
    settings.MEDIA_ROOT = tmp_path / "er" / "is" / "niets"

    status.disk()

    assert asked == [tmp_path]


def test_page_does_not_wait_for_a_broker_that_hangs(healthy, monkeypatch):
    import socket
    import time

    with socket.create_server(("127.0.0.1", 0)) as mute:
        monkeypatch.setattr(app.conf, "broker_write_url", f"redis://127.0.0.1:{mute.getsockname()[1]}/0")
        began = time.perf_counter()

        part = status.broker()

    assert part.state == "let op"
    assert time.perf_counter() - began < 60  # without a limit it would be for ever


def test_scheduled_task_leaves_its_record():
    began = timezone.now()

    tasks.beat.apply()

    run = ScheduledRun.objects.get()
    assert (run.name, run.last_error) == ("kansrijkestart.tasks.beat", "")
    assert began <= run.last_started_at <= run.last_finished_at


def test_failing_task_leaves_its_kind_of_error_and_the_last_good_time(monkeypatch):
    tasks.purge.apply()
    finished = ScheduledRun.objects.get().last_finished_at
    monkeypatch.setattr("kansrijkestart.retention.purging.purge", lambda now: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.purge.apply(throw=True)

    run = ScheduledRun.objects.get()
    assert (run.last_error, run.last_finished_at) == ("ZeroDivisionError", finished)


def test_task_outside_the_timetable_leaves_none(monkeypatch):
    monkeypatch.setattr(runs, "scheduled", lambda app: set())

    tasks.beat.apply()

    assert not ScheduledRun.objects.exists()


def test_function_called_by_another_leaves_none():
    tasks.beat()

    assert not ScheduledRun.objects.exists()


def test_task_carries_the_id_of_the_request_that_asked_for_it(monkeypatch):
    import structlog

    seen = []
    monkeypatch.setattr(
        "kansrijkestart.retention.purging.purge", lambda now: seen.append(structlog.contextvars.get_contextvars())
    )

    with structlog.contextvars.bound_contextvars(request_id="van-het-verzoek"):
        tasks.purge.apply()
    structlog.contextvars.clear_contextvars()
    tasks.purge.apply(task_id="eigen-nummer")
    structlog.contextvars.clear_contextvars()

    assert [context["request_id"] for context in seen] == ["van-het-verzoek", "eigen-nummer"]
    assert seen[0]["object"] == "kansrijkestart.tasks.purge"


def test_every_task_on_the_timetable_exists_and_has_a_name_people_know():
    app.loader.import_default_modules()

    assert runs.scheduled(app) <= app.tasks.keys()
    assert runs.scheduled(app) == status.TASKS.keys()
    assert all(isinstance(e["schedule"], crontab) or e["schedule"] >= 30 for e in app.conf.beat_schedule.values())


def test_nightly_backup_is_made_and_counted(healthy, settings, monkeypatch):
    made = []
    monkeypatch.setattr("kansrijkestart.backup.create", lambda folder, now: made.append((folder, now)))

    tasks.back_up()

    assert made == [(settings.BACKUP_DIR, NOW)]


def test_run_is_named_after_its_task():
    assert str(ScheduledRun(name="outbox.tasks.deliver_mail")) == "outbox.tasks.deliver_mail"


def test_status_page_is_the_coordinators(client, leader, login):
    assert login(leader).get("/beheer/status/").status_code == 404
