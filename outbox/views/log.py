"""The coordinator's page: what was sent to whom, what waits, what failed and why."""

import structlog
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from outbox.filters import EmailFilter
from outbox.models import Email
from outbox.wake import wake

logger = structlog.get_logger(__name__)

PAGE_SIZE = 50


# Outbox stands below members, where the doors are; these views ask `visible_to` themselves.
@vary_on_headers("HX-Request")
@require_safe
def email_list(request):
    if not request.user.is_coordinator:
        raise Http404
    emails = Email.objects.visible_to(request.user).defer("mime")
    found = EmailFilter(request.GET, queryset=emails)
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": found.form, "page": page, "is_filtered": found.form.has_changed()}
    return render(request, "outbox/email_list.html#results" if request.htmx else "outbox/email_list.html", context)


@require_safe
def email_detail(request, pk):
    email = get_object_or_404(Email.objects.visible_to(request.user), pk=pk)
    return render(request, "outbox/email_detail.html", {"email": email})


@require_POST
def email_send_again(request, pk):
    with transaction.atomic():
        # Under a lock: of two clicks, the second finds that the mail waits already.
        emails = Email.objects.visible_to(request.user).select_for_update()
        email = get_object_or_404(emails, pk=pk)
        if email.can_be_sent_again:
            email.send_again(timezone.now())
            transaction.on_commit(wake, robust=True)
            logger.info("mail_sent_again", email_id=email.pk, actor=request.user.pk)
            messages.success(request, "De mail staat opnieuw klaar en gaat zo weg.")
        else:
            messages.info(request, f"Deze mail gaat niet nog eens weg: de toestand is '{email.state_label}'.")
    return redirect("outbox:email_detail", pk=pk)
