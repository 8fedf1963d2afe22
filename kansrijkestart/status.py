"""How the portal is doing, in sentences for the coordinator: each part, its state, and what to do."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils.timesince import timesince
from kombu.exceptions import OperationalError

from kansrijkestart import backup
from kansrijkestart.celery import app
from kansrijkestart.migrating import missing_migrations
from kansrijkestart.models import ScheduledRun
from library import scanning
from outbox.models import WAITING, Email

GOOD, ATTENTION, BROKEN = "goed", "let op", "stuk"
KINDS = {GOOD: "ok", ATTENTION: "warning", BROKEN: "error"}

MAIL_SLOW = timedelta(minutes=10)
MAIL_STUCK = timedelta(hours=1)
TIMETABLE_LATE = timedelta(minutes=5)
NIGHTLY_LATE = timedelta(hours=26)
BROKER_PATIENCE = 0.5  # seconds
DISK_LOW, DISK_FULL = 0.15, 0.05
# The tasks of the timetable (kansrijkestart/celery.py) in words people know.
TASKS = {
    "outbox.tasks.deliver_mail": "mail versturen",
    "community.tasks.mail_announcements": "mededelingen mailen",
    "community.tasks.carry_questions": "vragen voorleggen aan wie het misschien weet",
    "meetings.tasks.mail_invitations": "uitnodigingen voor bijeenkomsten mailen",
    "meetings.tasks.mail_reminders": "herinneren aan bijeenkomsten",
    "meetings.tasks.mail_agenda_news": "mailen wat er nieuw is op een agenda",
    "meetings.tasks.mail_polls": "vragen welke dag past",
    "meetings.replies.tasks.read_answers": "antwoorden uit agendaprogramma's lezen",
    "actions.tasks.remind_owners": "herinneren aan actiepunten",
    "symposium.tasks.pass_on_places": "vrijgekomen plekken op het symposium doorgeven",
    "outbox.tasks.sweep_mail": "mail oppakken die bleef liggen",
    "library.tasks.check_files": "bestanden laten scannen op virussen",
    "library.tasks.read_texts": "de tekst van nieuwe bestanden lezen",
    "library.tasks.index_changes": "bijhouden wat je kunt vinden",
    "kansrijkestart.tasks.beat": "levensteken",
    "kansrijkestart.tasks.purge": "opruimen",
    "kansrijkestart.tasks.back_up": "reservekopie",
    "members.tasks.pass_on_what_was_left": "overdragen van wie er niet meer is",
    "coalitions.tasks.carry_over_mergers": "coalities laten samengaan op hun dag",
    "coalitions.declarations.tasks.remind_signers": "herinneren aan ondertekenen",
    "members.tasks.ask_for_reviews": "vragen of iets nog klopt",
    "members.tasks.mail_digests": "het nieuws van de dag mailen",
    "surveys.tasks.run_rounds": "enquêtes versturen, herinneren en sluiten",
    "symposium.tasks.tell_of_another_day": "vertellen dat iets van het symposium op een andere dag of plek is",
    "symposium.tasks.send_evaluations": "de evaluatie van het symposium versturen",
    "symposium.tasks.invite_again": "uitnodigen voor het volgende symposium",
    "symposium.tasks.remind_visitors": "herinneren aan het symposium en aan wensen",
    "symposium.tasks.ask_what_became": "vragen wat mensen met het symposium deden",
    "symposium.tasks.allocate_waiting": "plekken op het symposium verdelen",
    "themetables.tasks.count_municipalities": "tellen waar knelpunten worden herkend",
}
ASK = "Mail de technisch beheerder en stuur deze zin mee."


@dataclass(frozen=True)
class Part:
    name: str
    state: str
    sentence: str
    todo: str = ""

    @property
    def kind(self):
        return KINDS[self.state]


def parts(now):
    return [
        waiting_mail(now),
        failed_mail(now),
        timetable(now),
        broker(),
        failed_tasks(),
        scanner(now),
        purge(now),
        backups(now),
        disk(),
        migrations(),
    ]


def worst(found):
    return max((part.state for part in found), key=[GOOD, ATTENTION, BROKEN].index)


def is_new(now):
    """Whether the portal is so young that its first night has yet to come."""
    first = MigrationRecorder.Migration.objects.aggregate(first=Min("applied"))["first"]
    return now - first < NIGHTLY_LATE


def ago(moment, now):
    if now - moment < timedelta(minutes=1):
        return "net"
    return f"{timesince(moment, now, depth=1)} geleden".replace("\xa0", " ")


def waiting_mail(now):
    name = "Mail die wacht"
    # Counted from when it was made: a mail that is tried again and again waits all that time.
    oldest = Email.objects.filter(WAITING).order_by("created_at").values_list("created_at", flat=True).first()
    if oldest is None:
        return Part(name, GOOD, "Er wacht geen mail.")
    sentence = f"De oudste mail die wacht is {ago(oldest, now)} geschreven."
    if now - oldest < MAIL_SLOW:
        return Part(name, GOOD, sentence)
    todo = "Kijk bij Verstuurde post waarom. De mail gaat niet verloren en vertrekt vanzelf zodra het weer kan."
    return Part(name, ATTENTION if now - oldest < MAIL_STUCK else BROKEN, sentence, todo)


def failed_mail(now):
    name = "Mail die niet aankwam"
    count = Email.objects.filter(bounced_at__gte=now - timedelta(days=7)).count()
    if not count:
        return Part(name, GOOD, "De afgelopen week is alle mail aangekomen bij de mailserver van de ontvanger.")
    sentence = f"De afgelopen week {'kwam 1 mail' if count == 1 else f'kwamen {count} mails'} niet aan."
    return Part(name, ATTENTION, sentence, "Kijk bij Verstuurde post naar welk adres, en of dat adres nog klopt.")


def last_finished(task):
    return ScheduledRun.objects.filter(name=task).values_list("last_finished_at", flat=True).first()


def timetable(now):
    name = "Tijdschema"
    last = last_finished("kansrijkestart.tasks.beat")
    if last and now - last < TIMETABLE_LATE:
        return Part(name, GOOD, f"Het tijdschema liep {ago(last, now)} nog.")
    when = f"voor het laatst {ago(last, now)}" if last else "nog niet"
    todo = f"De werker of het tijdschema staat stil. Mail blijft wachten tot zij weer lopen. {ASK}"
    return Part(name, BROKEN, f"Het tijdschema liep {when}.", todo)


def broker():
    name = "Berichten tussen web en werker"
    try:
        # Once, quickly: the page must come, also when the broker hangs.
        with app.connection_for_write(connect_timeout=BROKER_PATIENCE) as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_PATIENCE)
    except (OSError, OperationalError):
        todo = f"Niets gaat verloren; mail vertrekt alleen later. {ASK}"
        return Part(name, ATTENTION, "Redis is niet te bereiken.", todo)
    return Part(name, GOOD, "Redis is te bereiken.")


def failed_tasks():
    name = "Taken van het tijdschema"
    failed = ScheduledRun.objects.exclude(last_error="").values_list("name", "last_error")
    if not failed:
        return Part(name, GOOD, "Elke taak ging de laatste keer goed.")
    which = ", ".join(f"{TASKS.get(task, task)} ({error})" for task, error in failed)
    return Part(
        name, ATTENTION, f"Dit ging de laatste keer mis: {which}.", f"De taak probeert het vanzelf weer. {ASK}"
    )


def scanner(now):
    name = "Virusscanner"
    if since := scanning.stuck_since(now):
        sentence = (
            f"Een bestand is {ago(since, now)} toegevoegd en wacht nog op controle. Zolang kan niemand het lezen."
        )
        return Part(name, BROKEN, sentence, f"De virusscanner geeft geen antwoord. {ASK}")
    if not settings.CLAMD_URL:
        return Part(name, ATTENTION, "Er is geen virusscanner. Bij elk bestand staat dat het niet is gescand.", ASK)
    return Part(name, GOOD, "Wat mensen toevoegen, wordt gescand.")


def purge(now):
    name = "Opruimen"
    last = last_finished("kansrijkestart.tasks.purge")
    if last and now - last < NIGHTLY_LATE:
        return Part(name, GOOD, f"Wat te oud was, is {ago(last, now)} opgeruimd.")
    if last is None and is_new(now):
        return Part(name, GOOD, "Het opruimen liep nog niet, dat gebeurt vannacht.")
    when = f"voor het laatst {ago(last, now)}" if last else "nog nooit"
    todo = f"We bewaren nu langer dan we beloven. {ASK}"
    return Part(name, BROKEN if last else ATTENTION, f"Oude gegevens zijn {when} opgeruimd.", todo)


def backups(now):
    name = "Reservekopie"
    made = [moment for moment, _ in backup.backups(settings.BACKUP_DIR)]
    if not made and is_new(now):
        return Part(name, GOOD, "Er is nog geen reservekopie, de eerste komt vannacht.")
    if not made:
        return Part(name, ATTENTION, "Er is nog geen reservekopie.", ASK)
    sentence = f"De laatste reservekopie is {ago(made[-1], now)} gemaakt."
    if now - made[-1] < NIGHTLY_LATE:
        return Part(name, GOOD, sentence)
    return Part(name, BROKEN, sentence, ASK)


def disk():
    name = "Schijfruimte"
    # The nearest folder that is there: before the first upload there is no folder for files.
    place = next(path for path in [Path(settings.MEDIA_ROOT), *Path(settings.MEDIA_ROOT).parents] if path.exists())
    usage = shutil.disk_usage(place)
    free = usage.free / usage.total
    sentence = f"Op de schijf is nog {free:.0%} vrij."
    if free > DISK_LOW:
        return Part(name, GOOD, sentence)
    return Part(name, ATTENTION if free > DISK_FULL else BROKEN, sentence, f"Er is binnenkort geen plaats meer. {ASK}")


def migrations():
    name = "Database"
    if missing := missing_migrations():
        todo = f"Sommige pagina's kunnen een fout geven. {ASK}"
        count = "1 wijziging" if len(missing) == 1 else f"{len(missing)} wijzigingen"
        return Part(name, BROKEN, f"De database mist {count}: {', '.join(missing)}.", todo)
    return Part(name, GOOD, "De database past bij deze versie van het portaal.")
