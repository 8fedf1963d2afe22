"""The Celery application and its timetable."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")

app = Celery("kansrijkestart", task_cls="kansrijkestart.runs:PortalTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# It answers with the verbs that start the tasks of its app, so its own stand apart.
app.autodiscover_tasks(["meetings.replies"])
# Celery remembers "the current app" per thread; without this, other threads of a web worker fall back to an app
# that knows none of our settings, and calls a broker that is not there.
app.set_default()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_our_logs(**_options):
    """Celery asks here first, before it would put handlers of its own beside settings.LOGGING."""


# Seconds between runs, or a time of day in UTC. A missed run is made up by the next one: every task asks the
# database what is due. One that was not taken up in time is dropped: the next one is on its way.
# Every task on it leaves a row (kansrijkestart/runs.py); the status page says which one stays away.
app.conf.beat_schedule = {
    "deliver mail": {"task": "outbox.tasks.deliver_mail", "schedule": 30, "options": {"expires": 30}},
    "mail announcements": {
        "task": "community.tasks.mail_announcements",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "carry questions": {"task": "community.tasks.carry_questions", "schedule": 30, "options": {"expires": 30}},
    "mail invitations": {"task": "meetings.tasks.mail_invitations", "schedule": 30, "options": {"expires": 30}},
    # What the page asked for and a lost message did not bring.
    "allocate places": {"task": "symposium.tasks.allocate_waiting", "schedule": 60, "options": {"expires": 60}},
    "read answers": {"task": "meetings.replies.tasks.read_answers", "schedule": 60, "options": {"expires": 60}},
    "mail polls": {"task": "meetings.tasks.mail_polls", "schedule": 60, "options": {"expires": 60}},
    # Reminders at nine, news of the agenda at the end of the day: the tasks read the clock of Fryslân.
    "mail reminders": {"task": "meetings.tasks.mail_reminders", "schedule": 600, "options": {"expires": 600}},
    "mail agenda news": {"task": "meetings.tasks.mail_agenda_news", "schedule": 600, "options": {"expires": 600}},
    # Only in the morning hours of Fryslân: the task itself reads the clock, which moves twice a year.
    "remind owners": {"task": "actions.tasks.remind_owners", "schedule": 600, "options": {"expires": 600}},
    # The same hours, and the same reason.
    "mail digests": {"task": "members.tasks.mail_digests", "schedule": 600, "options": {"expires": 600}},
    # Rounds of questions: who is asked, reminded, or too late.
    "run rounds": {"task": "surveys.tasks.run_rounds", "schedule": 60, "options": {"expires": 60}},
    # Offers of places at the symposium that nobody said yes to.
    "pass on places": {"task": "symposium.tasks.pass_on_places", "schedule": 60, "options": {"expires": 60}},
    "tell of another day": {
        "task": "symposium.tasks.tell_of_another_day",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # The evaluation of a symposium, the morning after: the task reads the clock of Fryslân.
    "send evaluations": {"task": "symposium.tasks.send_evaluations", "schedule": 600, "options": {"expires": 600}},
    "sweep mail": {"task": "outbox.tasks.sweep_mail", "schedule": 60, "options": {"expires": 60}},
    "pass on what was left": {
        "task": "members.tasks.pass_on_what_was_left",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "check files": {"task": "library.tasks.check_files", "schedule": 30, "options": {"expires": 30}},
    # Until its text was read nobody else reads a new document.
    "read texts": {"task": "library.tasks.read_texts", "schedule": 30, "options": {"expires": 30}},
    "index changes": {"task": "library.tasks.index_changes", "schedule": 30, "options": {"expires": 30}},
    "beat": {"task": "kansrijkestart.tasks.beat", "schedule": 60, "options": {"expires": 60}},
    # A merger that was planned for today: soon after midnight, and whenever a run was missed.
    "carry over mergers": {"task": "coalitions.tasks.carry_over_mergers", "schedule": crontab(minute=5)},
    # After the mergers.
    "count municipalities": {"task": "themetables.tasks.count_municipalities", "schedule": crontab(minute=10)},
    # The night in Fryslân. Removing comes before the backup, so that the backup is as small as the law wants it.
    "purge": {"task": "kansrijkestart.tasks.purge", "schedule": crontab(hour=1, minute=30)},
    "backup": {"task": "kansrijkestart.tasks.back_up", "schedule": crontab(hour=2, minute=0)},
    # After the office opened: a reminder that arrives at night is read last.
    "remind signers": {"task": "coalitions.declarations.tasks.remind_signers", "schedule": crontab(hour=8, minute=0)},
    "ask what became": {"task": "symposium.tasks.ask_what_became", "schedule": crontab(hour=8, minute=20)},
    "remind visitors": {"task": "symposium.tasks.remind_visitors", "schedule": crontab(hour=8, minute=50)},
    "invite again": {"task": "symposium.tasks.invite_again", "schedule": crontab(hour=8, minute=40)},
    # Early in the morning, so that it lies there when the working day begins.
    "ask for reviews": {"task": "members.tasks.ask_for_reviews", "schedule": crontab(hour=4, minute=30)},
}
