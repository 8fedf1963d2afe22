"""Inviting somebody, and the page behind the link in the mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members import joining
from members.access import get_editable
from members.accounts.entry import enter
from members.forms.circles import InviteForm
from members.forms.requests import NameForm
from members.models import Circle, Invitation, User


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request, token):
    """A GET changes nothing: mail scanners open every link. The button joins."""
    now = timezone.now()
    invitation = Invitation.objects.by_token(token).select_related("circle", "invited_by", "accepted_by").first()
    if invitation is None:
        return render(request, "members/invitation_unknown.html", status=404)
    if request.user.is_authenticated and request.user.email != invitation.email:
        return render(request, "members/invitation_not_yours.html", status=404)
    if not invitation.is_open(now):
        return _closed(request, invitation, now)
    if request.user.is_authenticated:
        return _accept_as_member(request, invitation, now)
    if User.objects.filter(email=invitation.email).exists():
        login_url = reverse("account_login", query={"next": request.path})
        return render(request, "members/invitation_login.html", {"invitation": invitation, "login_url": login_url})
    return _accept_as_newcomer(request, invitation, now)


def _closed(request, invitation, now):
    """Used, withdrawn or expired; but who just used it, and cannot log in yet, is let through once more."""
    if request.method == "POST" and not request.user.is_authenticated and invitation.lets_finish(now):
        return enter(request, invitation.accepted_by)
    can_finish = not request.user.is_authenticated and invitation.lets_finish(now)
    context = {"invitation": invitation, "can_finish": can_finish}
    return render(request, "members/invitation_closed.html", context, status=200 if can_finish else 410)


def _accept_as_member(request, invitation, now):
    if request.method == "GET":
        return render(request, "members/invitation_join.html", {"invitation": invitation})
    try:
        joining.accept_as(invitation, request.user, now=now)
    except joining.NotOpen:
        return redirect(request.path)
    messages.success(request, f"Je doet nu mee in {invitation.circle}.")
    return redirect(invitation.circle)


def _accept_as_newcomer(request, invitation, now):
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = joining.open_account(invitation, name=form.cleaned_data["name"], now=now)
        except joining.Refused:
            # Somebody was a moment earlier, perhaps this person's own other window: look again.
            return redirect(request.path)
        return enter(request, user)
    return render(request, "members/invitation_accept.html", {"invitation": invitation, "form": form})


@require_http_methods(["GET", "POST"])
def invitation_create(request, slug):
    now = timezone.now()
    circle = get_editable(request.user, Circle.objects.all(), slug=slug)
    form = InviteForm(request.POST or None, circle=circle, now=now)
    if request.method == "POST" and form.is_valid():
        _invite_all(request, circle, form.cleaned_data, now)
        return redirect(circle)
    return render(request, "members/invitation_create.html", {"form": form, "circle": circle})


def _invite_all(request, circle, data, now):
    invited = []
    for address in data["addresses"]:
        try:
            joining.invite(address, circle, data["role"], by=request.user, now=now, message=data["message"])
        except joining.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            invited.append(address)
    if invited:
        messages.success(request, f"Uitgenodigd: {', '.join(invited)}. De mail is onderweg.")


@require_POST
def invitation_resend(request, slug, pk):
    invitation = get_editable(request.user, Invitation.objects.all(), circle__slug=slug, pk=pk)
    try:
        is_sent = joining.resend(invitation, now=timezone.now())
    except joining.NotOpen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            f"{invitation.email} krijgt een nieuwe link. De oude link werkt niet meer."
            if is_sent
            else f"{invitation.email} kreeg net al een nieuwe link.",
        )
    return redirect(invitation.circle)


@require_POST
def invitation_withdraw(request, slug, pk):
    invitation = get_editable(request.user, Invitation.objects.all(), circle__slug=slug, pk=pk)
    if joining.withdraw(invitation, now=timezone.now()):
        messages.success(request, f"De uitnodiging voor {invitation.email} is ingetrokken.")
    else:
        messages.info(request, f"De uitnodiging voor {invitation.email} was al aangenomen of ingetrokken.")
    return redirect(invitation.circle)
