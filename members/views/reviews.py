""" "Klopt dit nog?": answering for what you look after. See also: members/reviewing.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from members import reviewing
from members.access import get_visible, members_only
from members.forms.reviews import ReviewForm, ReviewHandOverForm
from members.holdings import who_may_hold


@require_safe
@members_only
def review_list(request):
    today = timezone.localdate()
    mine = reviewing.due_for(request.user, today)
    others = [
        due
        for due in reviewing.overdue_in(request.user.led_circle_ids, today)
        if due.thing.owner_id != request.user.pk
    ]
    return render(request, "members/review_list.html", {"mine": mine, "others": others})


@require_http_methods(["GET", "POST"])
@members_only
def review_detail(request, key, pk):
    today = timezone.localdate()
    due, may_edit = _reviewable(request.user, key, pk)
    form = ReviewForm(request.POST or None, on=today, months=due.source.months)
    if request.method == "POST" and form.is_valid():
        if reviewing.confirm(due.source, due.thing, by=request.user, on=today, next_on=form.next_on):
            text = f"Fijn. We vragen het opnieuw op {date_format(form.next_on, 'j F Y')}."
        else:
            text = "Dit was vandaag al bevestigd."
        messages.success(request, text)
        return redirect("members:review_list")
    context = {
        "due": due,
        "thing": due.thing,
        "form": form,
        "is_mine": due.thing.owner_id == request.user.pk,
        "is_to_review": due.thing.is_to_review(today),
        "edit_url": due.source.edit_url(due.thing) if may_edit else "",
    }
    return render(request, "members/review_detail.html", context)


@require_http_methods(["GET", "POST"])
@members_only
def review_hand_over(request, key, pk):
    now = timezone.now()
    due, _ = _reviewable(request.user, key, pk)
    people = who_may_hold(due.circle, timezone.localdate(now)).exclude(pk=due.thing.owner_id)
    form = ReviewHandOverForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        reviewing.hand_over(due.source, due.thing, to=to, by=request.user, now=now)
        messages.success(request, f"{to.shown_name} houdt dit voortaan bij.")
        return redirect("members:review_list")
    return render(request, "members/review_hand_over.html", {"due": due, "thing": due.thing, "form": form})


def _reviewable(user, key, pk):
    """Return the thing, for its owner and for who may change it, and whether this person may change it."""
    source = reviewing.find_source(key)
    if source is None:
        raise Http404
    thing = get_visible(user, source.all(), pk=pk)
    may_edit = source.things().editable_by(user).filter(pk=pk).exists()
    if not may_edit and thing.owner_id != user.pk:
        raise PermissionDenied
    return reviewing.Due(source, thing), may_edit
