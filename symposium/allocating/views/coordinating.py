"""The coordinator's page: who gave wishes, a trial, and then everybody's places."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable
from members.refused import Refused
from symposium.allocating import collecting, running
from symposium.models import Edition
from symposium.seats import deadlines
from symposium.tasks import allocate_places


@require_safe
def allocation_detail(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    runs = edition.allocations.select_related("asked_by")
    done = runs.exclude(finished_at=None)
    trial, given = done.filter(is_trial=True).first(), done.filter(is_trial=False).first()
    context = {
        "edition": edition,
        "is_past": deadlines.has_begun(edition, timezone.now()),
        "is_closed": edition.is_fair and edition.wishes_until <= timezone.now(),
        "people": edition.registrations.coming().aggregate(
            coming=Count("pk", distinct=True),
            wished=Count("pk", distinct=True, filter=Q(wishes__isnull=False)),
        ),
        "waiting": runs.filter(finished_at=None).first(),
        # A trial of before the places were given says nothing any more.
        "trial": trial if trial and (given is None or trial.asked_at > given.asked_at) else None,
        "given": given,
        "has_workshops": bool(collecting.workshops(edition)),
    }
    return render(request, "symposium/allocating/allocation_detail.html", context)


@require_POST
def allocation_try(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    return _ask(request, edition, is_trial=True, told="De proef loopt. Over een halve minuut staan de cijfers hier.")


@require_http_methods(["GET", "POST"])
def allocation_give(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    if request.method == "POST":
        told = "De plekken worden verdeeld. Over een halve minuut staan de cijfers hier, en gaat de mail weg."
        return _ask(request, edition, is_trial=False, told=told)
    return render(request, "symposium/allocating/allocation_give.html", {"edition": edition})


def _ask(request, edition, *, is_trial, told):
    try:
        allocation = running.ask(edition, by=request.user, is_trial=is_trial, now=timezone.now())
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        # The timetable takes it too, if this one is lost.
        allocate_places.delay_on_commit(allocation_id=allocation.pk)
        messages.success(request, told)
    return redirect("symposium:allocation_detail", year=edition.year)
