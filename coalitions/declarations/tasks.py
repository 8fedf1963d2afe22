from celery import shared_task
from django.utils import timezone

from coalitions.declarations import sending
from coalitions.models import Declaration, SignatureRequest


@shared_task
def remind_signers():
    """Every working morning: one task per person to remind, and per declaration whose leader has to phone."""
    now = timezone.now()
    for pk in SignatureRequest.objects.due_for_reminder(now).order_by("pk").values_list("pk", flat=True):
        remind_signer.delay(request_id=pk)
    silent = SignatureRequest.objects.to_be_called(now).filter(leader_told_at=None)
    for pk in Declaration.objects.filter(requests__in=silent).order_by("pk").distinct().values_list("pk", flat=True):
        tell_leaders.delay(declaration_id=pk)


@shared_task
def remind_signer(*, request_id):
    request = SignatureRequest.objects.filter(pk=request_id).first()
    if request is not None:
        sending.remind(request, now=timezone.now(), due_only=True)


@shared_task
def tell_leaders(*, declaration_id):
    declaration = Declaration.objects.filter(pk=declaration_id).first()
    if declaration is not None:
        sending.tell_leaders(declaration, now=timezone.now())
