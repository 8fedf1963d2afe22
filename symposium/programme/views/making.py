"""Making the programme: rooms, slots, sessions and where they stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable
from members.refused import Refused, unless_refused
from symposium.entrance import forecast
from symposium.models import Edition, Room, Session, TimeSlot
from symposium.programme import placing, showing
from symposium.programme.forms import DropForm, PlaceForm, RoomForm, SlotForm, next_position
from symposium.registering import links

SESSIONS = Session.objects.select_related("edition", "slot", "room")


@require_safe
def programme_make(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    now = timezone.now()
    context = {
        "edition": edition,
        "programme": showing.of(edition, user=request.user),
        "waiting": forecast.waiting(edition, now),
        "when": forecast.when(edition, now),
    }
    return render(request, "symposium/programme/programme_make.html", context)


@require_http_methods(["GET", "POST"])
def programme_publish(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    if request.method == "POST":
        if attempt(request, placing.publish, edition, now=timezone.now()):
            messages.success(request, "Het programma is gepubliceerd: iedereen kan het nu lezen.")
        return redirect("symposium:programme_make", year)
    roomless = edition.sessions.workshops().filter(slot__isnull=False, room=None, cancelled_at=None)
    return render(request, "symposium/programme/programme_publish.html", {"edition": edition, "roomless": roomless})


@require_http_methods(["GET", "POST"])
def slot_create(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    return write(request, SlotForm, TimeSlot(edition=edition))


@require_http_methods(["GET", "POST"])
def slot_edit(request, pk):
    return write(request, SlotForm, get_editable(request.user, TimeSlot.objects.select_related("edition"), pk=pk))


@require_http_methods(["GET", "POST"])
def room_create(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    return write(request, RoomForm, Room(edition=edition, position=next_position(edition)))


@require_http_methods(["GET", "POST"])
def room_edit(request, pk):
    return write(request, RoomForm, get_editable(request.user, Room.objects.select_related("edition"), pk=pk))


def write(request, form_class, thing):
    """Draw and save the form of a room or a slot."""
    form = form_class(request.POST or None, instance=thing)
    now = timezone.now()
    if request.method == "POST" and form.is_valid() and unless_refused(form, placing.keep, form.instance, now=now):
        messages.success(request, f"“{thing}” is bewaard.")
        if isinstance(thing, TimeSlot) and (said := placing.outside(thing)):
            messages.warning(request, said)
        return redirect("symposium:programme_make", thing.edition.year)
    is_slot = isinstance(thing, TimeSlot) and thing.pk
    context = {
        "form": form,
        "thing": thing,
        "edition": thing.edition,
        "is_room": isinstance(thing, Room),
        "who_hears": forecast.before_other_hours(thing, now) if is_slot else "",
    }
    return render(request, "symposium/programme/part_form.html", context)


@require_http_methods(["GET", "POST"])
def slot_remove(request, pk):
    slot = get_editable(request.user, TimeSlot.objects.select_related("edition"), pk=pk)
    return remove(request, slot, placing.remove_slot)


@require_http_methods(["GET", "POST"])
def room_remove(request, pk):
    room = get_editable(request.user, Room.objects.select_related("edition"), pk=pk)
    return remove(request, room, placing.remove_room)


@require_http_methods(["GET", "POST"])
def session_remove(request, pk):
    return remove(request, get_editable(request.user, SESSIONS, pk=pk), placing.remove, now=timezone.now())


def remove(request, thing, verb, **more):
    if request.method == "POST":
        if attempt(request, verb, thing, **more):
            messages.success(request, f"“{thing}” is weg.")
        return redirect("symposium:programme_make", thing.edition.year)
    is_session = isinstance(thing, Session)
    context = {
        "thing": thing,
        "edition": thing.edition,
        "is_session": is_session,
        "why_it_stays": placing.why_it_stays(thing),
        "who_hears": forecast.before_throwing_away(thing, timezone.now()) if is_session else "",
    }
    return render(request, "symposium/programme/part_remove.html", context)


@require_http_methods(["GET", "POST"])
def session_place(request, pk):
    """The buttons: choose slot and room."""
    session = get_editable(request.user, SESSIONS, pk=pk)
    initial = {"slot": session.slot_id, "room": session.room_id}
    form = PlaceForm(request.POST or None, edition=session.edition, initial=initial)
    in_the_way = []
    if request.method == "POST" and form.is_valid():
        slot, room = form.cleaned_data["slot"], form.cleaned_data["room"]
        if unless_refused(form, placing.place, session, slot, room, by=request.user, now=timezone.now()):
            messages.success(request, f"“{session}” staat nu in {slot}{said_of(session, room)}")
            return redirect("symposium:programme_make", session.edition.year)
        in_the_way = [(person, links.token(person)) for person in placing.in_the_way(session, slot)]
    context = {
        "form": form,
        "session": session,
        "edition": session.edition,
        "in_the_way": in_the_way,
        "who_hears": forecast.before_moving(session, timezone.now()),
    }
    return render(request, "symposium/programme/session_place.html", context)


def said_of(session, room):
    """Where it is; of a workshop also that people have to be told later."""
    if room:
        return f", {room}."
    return ". Een zaal heeft hij nog niet: in het programma staat “zaal volgt”." if session.is_workshop else "."


@require_POST
def session_drop(request, pk):
    """Where a session was dropped; asked by static/js/reorder.js, which draws the page anew."""
    session = get_editable(request.user, SESSIONS, pk=pk)
    form = DropForm(request.POST, edition=session.edition)
    if form.is_valid():
        slot, room = form.cleaned_data["slot"], form.cleaned_data["room"]
        if attempt(request, placing.place, session, slot, room, by=request.user, now=timezone.now()):
            messages.success(request, f"“{session}” staat nu in {slot}{said_of(session, room)}")
    return HttpResponse(status=204)


@require_POST
def session_take_out(request, pk):
    session = get_editable(request.user, SESSIONS, pk=pk)
    if attempt(request, placing.take_out, session, by=request.user, now=timezone.now()):
        messages.success(request, f"“{session}” staat niet meer in het programma en wacht op een nieuwe plek.")
    return redirect("symposium:programme_make", session.edition.year)


def attempt(request, verb, *args, **kwargs):
    """Do it, or say on the page that comes why it could not be."""
    try:
        verb(*args, **kwargs)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True
