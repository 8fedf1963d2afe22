"""The link in an invitation. A GET only ever shows; see surveys/answering/links.py."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from surveys.answering import links
from surveys.answering.doors import SHEETS, Hand
from surveys.answering.views.filling import change, fill, receipt
from surveys.answering.views.nameless import nameless
from surveys.models import Mode, Sheet


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_open(request, token):
    """Who has an account goes on to their page; who has none fills in here."""
    now = timezone.now()
    invitation = links.invitation_of(token)
    if invitation is None:
        return render(request, "surveys/answering/link_wrong.html", status=404)
    if invitation.user_id:
        return onward(request, invitation)
    if invitation.mode == Mode.ANONYMOUS:
        return nameless(request, invitation, request.path, now)
    sheet, hand = by_link(invitation, token)
    if request.method != "POST" and (sheet.is_submitted or not sheet.is_open(now)):
        return receipt(request, sheet, hand, now)
    return fill(request, sheet, hand, now)


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_change(request, token):
    """Somebody without an account changes what they submitted."""
    now = timezone.now()
    invitation = links.invitation_of(token)
    if invitation is None or invitation.user_id or invitation.mode != Mode.EACH:
        return render(request, "surveys/answering/link_wrong.html", status=404)
    sheet, hand = by_link(invitation, token)
    if request.method != "POST" and not (sheet.is_submitted and sheet.is_open(now)):
        return redirect(hand.url)
    return change(request, sheet, hand, now)


def by_link(invitation, token):
    sheet = SHEETS.get(pk=invitation.sheet_id)
    change_url = reverse("surveys:invitation_change", args=[token])
    return sheet, Hand(by=None, url=reverse("surveys:invitation_open", args=[token]), change_url=change_url)


def onward(request, invitation):
    """A forwarded link: a colleague of the same circle sees the draft, anybody else reads whose it is not."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if invitation.mode == Mode.ANONYMOUS and invitation.user_id == request.user.pk:
        return redirect("surveys:sheet_anonymous", invitation.round_id)
    if invitation.sheet_id and Sheet.objects.visible_to(request.user).filter(pk=invitation.sheet_id).exists():
        return redirect(invitation.sheet)
    return render(request, "surveys/answering/link_of_another.html", {"round": invitation.round}, status=403)
