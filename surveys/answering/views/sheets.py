"""A sheet of a circle or a person: filling in, changing it until closing, and filling in for somebody on the phone."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import coordinators_only, get_editable, get_visible
from surveys.answering.doors import SHEETS, Hand, hand_of
from surveys.answering.views.filling import change, fill, receipt


@require_http_methods(["GET", "POST"])
def sheet_detail(request, pk):
    """To fill in, or to read: after submitting, after closing, and for who only looks."""
    now = timezone.now()
    if request.method == "POST":
        sheet = get_editable(request.user, SHEETS, pk=pk)
        return fill(request, sheet, hand_of(sheet, request.user), now)
    sheet = get_visible(request.user, SHEETS.with_is_editable(request.user), pk=pk)
    hand = hand_of(sheet, request.user)
    if sheet.is_submitted or not sheet.is_open(now) or not sheet.is_editable:
        return receipt(request, sheet, hand, now)
    return fill(request, sheet, hand, now)


@require_http_methods(["GET", "POST"])
def sheet_change(request, pk):
    now = timezone.now()
    sheet = get_editable(request.user, SHEETS, pk=pk)
    hand = hand_of(sheet, request.user)
    if not hand.may_submit:
        raise PermissionDenied
    if request.method != "POST" and not (sheet.is_submitted and sheet.is_open(now)):
        return redirect(sheet)
    return change(request, sheet, hand, now)


@coordinators_only
@require_http_methods(["GET", "POST"])
def sheet_answer_for(request, pk):
    """The coordinator types what somebody says on the phone. What they type bears their own name."""
    now = timezone.now()
    sheet = get_visible(request.user, SHEETS, pk=pk)
    if request.method != "POST" and (sheet.is_submitted or not sheet.is_open(now)):
        return redirect(sheet)
    here = reverse("surveys:sheet_answer_for", args=[sheet.pk])
    return fill(request, sheet, Hand(by=request.user, url=here, is_by_phone=True), now)
