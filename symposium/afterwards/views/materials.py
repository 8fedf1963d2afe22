"""Slides and notes of a session: added by the coordinator, or by a speaker with their own link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from library.views.adding import go_on
from members.access import get_editable
from members.private_link import private_link
from members.refused import Refused
from symposium.afterwards import sharing
from symposium.afterwards.forms import MaterialForm
from symposium.models import Material, Session
from symposium.programme import links

SESSIONS = Session.objects.select_related("edition")
MATERIALS = Material.objects.select_related("document", "session")
ADDED = "Het bestand is aangekomen. We kijken het nog na; meestal staat het binnen een minuut bij het onderdeel."
GONE = "Het bestand staat niet meer bij het onderdeel."


@require_http_methods(["GET", "POST"])
def session_materials(request, pk):
    session = get_editable(request.user, SESSIONS, pk=pk)
    return add(request, session, session.get_absolute_url(), by=request.user)


@require_http_methods(["GET", "POST"])
def material_remove(request, pk):
    material = get_editable(request.user, MATERIALS, pk=pk)
    return remove(request, material, reverse("symposium:session_materials", args=[material.session_id]), request.user)


@require_http_methods(["GET", "POST"])
@private_link
def speaker_materials(request, token, pk):
    """A speaker adds to their own session; a GET changes nothing."""
    speaker = speaker_of(token)
    session = SESSIONS.filter(speakers=speaker, pk=pk).first()
    if session is None:
        raise Http404
    return add(request, session, reverse("symposium:speaker_own", args=[token]), speaker=speaker, token=token)


@require_http_methods(["GET", "POST"])
@private_link
def speaker_material_remove(request, token, pk):
    """Only what they added themselves; a GET changes nothing."""
    material = MATERIALS.filter(speaker=speaker_of(token), pk=pk).first()
    if material is None:
        raise Http404
    return remove(request, material, reverse("symposium:speaker_materials", args=[token, material.session_id]), None)


def remove(request, material, back, by):
    if request.method == "POST":
        sharing.take_away(material, by=by, now=timezone.now())
        messages.success(request, GONE)
        return redirect(back)
    return render(request, "symposium/afterwards/material_remove.html", {"material": material, "back": back})


def speaker_of(token):
    speaker = links.speaker_of(token)
    if speaker is None:
        raise Http404
    return speaker


def add(request, session, back, *, by=None, speaker=None, token=""):
    form = MaterialForm(request.POST or None, request.FILES or None, initial={"maker": named(speaker)})
    if request.method == "POST" and form.is_valid():
        try:
            sharing.share(session, by=by, speaker=speaker, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, ADDED)
            return go_on(request, request.path)
    context = {
        "session": session,
        "edition": session.edition,
        "form": form,
        "materials": sharing.all_of(session),
        "speaker": speaker,
        "token": token,
        "back": back,
    }
    return render(request, "symposium/afterwards/session_materials.html", context)


def named(speaker):
    """Name and organisation, as far as we know them."""
    return ", ".join(filter(None, [speaker.name, speaker.organisation])) if speaker else ""
