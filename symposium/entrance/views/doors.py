"""The page at the door: for a volunteer with a link, on a phone, also without a network."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members.private_link import private_link
from symposium.entrance import checking, doors, listing, tickets
from symposium.entrance.forms import ScanForm, WalkInForm

# With an O, which no ticket has.
REHEARSAL_CODE = "OEFE-NEN"
REHEARSED = "Gelezen. Dit is oefenen: er is niets bewaard en niemand telt als binnen."


@require_safe
@private_link
def door(request, token):
    return _page(request, token)


@require_safe
@private_link
def door_session(request, token, pk):
    return _page(request, token, pk=pk)


@require_POST
@private_link
def door_scan(request, token):
    found = _found(token)
    form = ScanForm(request.POST, edition=found.edition)

    def act():
        given = form.cleaned_data
        happened = checking.Act(**form.act(timezone.now()))
        return checking.check_in(found.edition, given["code"], happened, without_seat=given["without_seat"])

    return _answer(request, found, form, act)


@require_POST
@private_link
def door_walk_in(request, token):
    found = _found(token)
    form = WalkInForm(request.POST, edition=found.edition)
    if not form.is_valid() and request.accepts("text/html") and doors.is_shown(found, timezone.now()):
        session = form.cleaned_data.get("session")
        return _page(request, token, pk=session and session.pk, walk_in=form)

    def act():
        who = {name: form.cleaned_data[name] for name in ("name", "organisation", "email")}
        return checking.walk_in(found.edition, checking.Act(**form.act(timezone.now())), **who)

    return _answer(request, found, form, act)


@login_not_required
@require_safe
def door_worker(request):
    """The service worker: it says nothing about anybody, and stands here because it may only serve what lies below."""
    return render(request, "symposium/entrance/worker.js", content_type="text/javascript; charset=utf-8")


def _found(token):
    found = doors.find(token)
    if found is None:
        raise Http404
    return found


def _page(request, token, pk=None, walk_in=None):
    """`walk_in` is what somebody without a script typed, with its faults."""
    found, now = _found(token), timezone.now()
    if doors.is_rehearsal(found, now):
        return _rehearsal(request, found)
    if not doors.is_shown(found, now):
        context = {"door": found, "why": doors.why_closed(found, now)}
        return render(request, "symposium/entrance/door_closed.html", context, status=403)
    sessions = list(listing.sessions(found.edition))
    session = next((one for one in sessions if one.pk == pk), None)
    if pk and session is None:
        raise Http404
    initial = {"session": session}
    people = listing.people(found.edition, session)
    walk_in = walk_in or WalkInForm(edition=found.edition, initial=initial)
    context = {
        "door": found,
        "form": walk_in,
        "edition": found.edition,
        "session": session,
        "sessions": sessions,
        "people": people,
        "present": sum(bool(person.since) for person in people),
        "scan": ScanForm(edition=found.edition, initial=initial),
        "walk_in": walk_in,
    }
    response = render(request, "symposium/entrance/door.html", context)
    response.needs_camera = True
    return response


def _rehearsal(request, found):
    """Whatever is read, the page names nobody: a link that is in a mailbox for weeks gives nothing away."""
    side, path = tickets.qr_path(REHEARSAL_CODE)
    context = {
        "door": found,
        "edition": found.edition,
        "scan": ScanForm(edition=found.edition),
        "code": REHEARSAL_CODE,
        "side": side,
        "path": path,
    }
    response = render(request, "symposium/entrance/door_rehearse.html", context)
    response.needs_camera = True
    return response


def _answer(request, found, form, act):
    """Tell a phone in JSON whether it may forget the act; tell a person without script with a message."""
    now = timezone.now()
    is_heard = doors.is_heard(found, now)
    is_rehearsal = doors.is_rehearsal(found, now) and request.accepts("text/html")
    if not is_heard and not is_rehearsal:
        outcome = checking.Outcome(False, doors.why_closed(found, now))
    elif form.is_valid():
        outcome = checking.Outcome(True, REHEARSED) if is_rehearsal else act()
    else:
        outcome = checking.Outcome(False, " ".join(form.faults()))
    if request.accepts("text/html"):
        (messages.success if outcome.is_in else messages.error)(request, outcome.said)
        session = is_heard and form.is_valid() and form.cleaned_data["session"]
        return redirect("symposium:door_session", found.token, session.pk) if session else redirect(found)
    keep = found.revoked_at is not None
    return JsonResponse({"ok": outcome.is_in, "said": outcome.said, "room": outcome.asks_room, "keep": keep})
