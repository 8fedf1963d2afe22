"""Every mail about signing a declaration: one function per mail, each returns the message unsent.

What a signer gets is private: it holds a personal link or a code, and nobody unsubscribes from it.
"""

from django.urls import reverse
from django.utils import timezone

from coalitions.declarations import links
from members.models import Membership, User
from outbox.messages import Category, absolute, message


def signing_request(request, token, *, by):
    return _to_signer("coalitions/declarations/emails/signing_request", request, by=by, url=_link(token))


def reminder(request, token):
    key = f"signing-reminder:{request.pk}:{request.token_hash[:16]}:{request.reminder_count}"
    return _to_signer("coalitions/declarations/emails/reminder", request, dedupe_key=key, url=_link(token))


def signing_code(request, digits, *, minutes):
    return _to_signer("coalitions/declarations/emails/signing_code", request, digits=digits, minutes=minutes)


def signed(signature):
    url = _receipt(signature)
    return _to_signer("coalitions/declarations/emails/signed", signature.request, signature=signature, url=url)


def declined(request):
    return _to_signer("coalitions/declarations/emails/declined", request)


def withdrawn(request, *, by):
    return _to_signer(
        "coalitions/declarations/emails/withdrawn", request, dedupe_key=f"declaration-withdrawn:{request.pk}", by=by
    )


def closed(request):
    key = f"declaration-closed:{request.pk}"
    return _to_signer("coalitions/declarations/emails/closed", request, dedupe_key=key)


def completed(signature):
    key = f"declaration-completed:{signature.request_id}"
    url = _receipt(signature)
    return _to_signer("coalitions/declarations/emails/completed", signature.request, dedupe_key=key, url=url)


def decline_noticed(request, *, to):
    return _to_leader("coalitions/declarations/emails/decline_noticed", request.declaration, to, request=request)


def all_signed(declaration, *, to):
    return _to_leader(
        "coalitions/declarations/emails/all_signed", declaration, to, dedupe_key=f"all-signed:{declaration.pk}:{to.pk}"
    )


def call_list(declaration, requests, *, to):
    return _to_leader("coalitions/declarations/emails/call_list", declaration, to, requests=requests)


def who_asks(declaration, now):
    """Who hears what signers do: who leads the coalition; when nobody does, the coordinators."""
    on = timezone.localdate(now)
    led = Membership.objects.current(on).filter(circle=declaration.coalition.circle_id, role=Membership.Role.LEADER)
    leaders = User.objects.filter(is_active=True, pk__in=led.values("user")).order_by("pk")
    return list(leaders or User.objects.coordinators(on).order_by("pk"))


def _to_signer(template, request, *, dedupe_key=None, **context):
    declaration = request.declaration
    return message(
        template,
        to=request.email,
        context={"request": request, "declaration": declaration, "coalition": declaration.coalition, **context},
        category=Category.SIGNING,
        dedupe_key=dedupe_key,
    )


def _to_leader(template, declaration, to, *, dedupe_key=None, **context):
    return message(
        template,
        to=to.email,
        user=to,
        context={
            "declaration": declaration,
            "coalition": declaration.coalition,
            "url": absolute(declaration.get_absolute_url()),
            **context,
        },
        category=Category.CONTACT,
        dedupe_key=dedupe_key,
    )


def _link(token):
    return absolute(reverse("coalitions:signing_read", args=[token]))


def _receipt(signature):
    return absolute(reverse("coalitions:signing_done", args=[links.receipt(signature.request_id)]))
