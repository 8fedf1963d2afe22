"""Asking to be let in, and the coordinator's answer."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import joining, requests
from members.access import coordinators_only, get_editable
from members.forms.requests import AccessRequestForm, DeclineForm
from members.models import AccessRequest

TOO_OFTEN = "Er zijn vanaf hier net al veel aanvragen gedaan. Wacht een uur en probeer het dan opnieuw."
DECIDED_SHOWN = 50


@login_not_required
@require_http_methods(["GET", "POST"])
def accessrequest_create(request):
    """The answer is the same for an address we know: whether somebody has an account is nobody's business."""
    now = timezone.now()
    form = AccessRequestForm(request.POST or None, on=timezone.localdate(now))
    status = 200
    if request.method == "POST" and form.is_valid():
        if consume(request, action="access_request", key=form.cleaned_data["email"].lower()):
            requests.submit(form.save(commit=False), now=now)
            return redirect("members:accessrequest_done")
        form.add_error(None, TOO_OFTEN)
        status = 429
    return render(request, "members/accessrequest_create.html", {"form": form}, status=status)


@login_not_required
@require_safe
def accessrequest_done(request):
    return render(request, "members/accessrequest_done.html")


@require_safe
@coordinators_only
def accessrequest_list(request):
    found = AccessRequest.objects.visible_to(request.user).select_related("circle", "decided_by")
    context = {
        "undecided": found.undecided(),
        "decided": found.exclude(decided_at=None).order_by("-decided_at")[:DECIDED_SHOWN],
    }
    return render(request, "members/accessrequest_list.html", context)


@require_POST
def accessrequest_approve(request, pk):
    access_request = get_editable(request.user, AccessRequest.objects.all(), pk=pk)
    try:
        approved = requests.approve(access_request, by=request.user, now=timezone.now())
    except joining.CircleEnded as refusal:
        messages.error(request, str(refusal))
    else:
        if approved:
            messages.success(request, f"{access_request.name} krijgt een uitnodiging per mail.")
        else:
            messages.info(request, f"Over de aanvraag van {access_request.name} was al beslist.")
    return redirect("members:accessrequest_list")


@require_http_methods(["GET", "POST"])
def accessrequest_decline(request, pk):
    access_request = get_editable(request.user, AccessRequest.objects.select_related("circle"), pk=pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if requests.decline(access_request, by=request.user, reason=reason, now=timezone.now()):
            messages.success(request, f"{access_request.name} krijgt je reden per mail.")
        else:
            messages.info(request, f"Over de aanvraag van {access_request.name} was al beslist.")
        return redirect("members:accessrequest_list")
    context = {"form": form, "access_request": access_request}
    return render(request, "members/accessrequest_decline.html", context)
