from celery import shared_task
from django.utils import timezone

from meetings import leaving, succeeding, telling
from meetings.mailing import news, reminding
from meetings.models import Invitee
from meetings.planning import telling as planning_telling


@shared_task
def mail_invitations():
    """Every half minute, and as soon as there is something to tell: one task per person."""
    now = timezone.now()
    leaving.let_go(now)
    succeeding.ask_new_leaders(now)
    for pk in Invitee.objects.to_tell(now).order_by("pk").values_list("pk", flat=True):
        mail_invitation.delay(invitee_id=pk)


@shared_task
def mail_invitation(*, invitee_id):
    telling.tell(invitee_id, now=timezone.now())


@shared_task
def mail_polls():
    """Every minute: who is asked which day suits them, and who is reminded once. One task per person."""
    for pk in planning_telling.to_mail(timezone.now()).order_by("pk").values_list("pk", flat=True):
        mail_poll.delay(invitee_id=pk)


@shared_task
def mail_poll(*, invitee_id):
    planning_telling.tell(invitee_id, now=timezone.now())


@shared_task
def mail_reminders():
    """Every ten minutes; the rule itself reads the clock of Fryslân. One task per person."""
    for pk in reminding.due(timezone.now()).order_by("pk").values_list("pk", flat=True):
        mail_reminder.delay(invitee_id=pk)


@shared_task
def mail_reminder(*, invitee_id):
    reminding.remind(invitee_id, now=timezone.now())


@shared_task
def mail_agenda_news():
    """Every ten minutes of the late afternoon: one task per meeting."""
    for pk in news.due(timezone.now()).order_by("pk").values_list("pk", flat=True):
        mail_agenda_news_of.delay(meeting_id=pk)


@shared_task
def mail_agenda_news_of(*, meeting_id):
    news.tell(meeting_id, now=timezone.now())
