"""Speakers: the coordinator's list, and the page that a speaker completes without an account."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import get_editable
from members.private_link import private_link
from members.refused import Refused
from symposium.entrance import room_changes
from symposium.models import Edition, Speaker
from symposium.programme import asking, guests, links, placing
from symposium.programme.forms import OwnSpeakerForm, SpeakerForm

SPEAKERS = Speaker.objects.select_related("edition")


@require_safe
def speaker_list(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    speakers = list(edition.speakers.prefetch_related("sessions"))
    for one in speakers:
        one.edition = edition
        one.may_be_asked_again = asking.may_be_asked_again(one, timezone.localdate())
    is_over = edition.held_on < timezone.localdate()
    speaking = [] if is_over else [one for one in speakers if asking.speaks(one)]
    context = {
        "edition": edition,
        "speakers": speakers,
        "to_ask": [one for one in speakers if asking.may_be_asked(one)],
        "not_registered": guests.not_registered(edition, speaking),
    }
    return render(request, "symposium/programme/speaker_list.html", context)


@require_http_methods(["GET", "POST"])
def speaker_create(request, year):
    return write(request, Speaker(edition=get_editable(request.user, Edition.objects.all(), year=year)))


@require_http_methods(["GET", "POST"])
def speaker_edit(request, pk):
    return write(request, get_editable(request.user, SPEAKERS, pk=pk))


def write(request, speaker):
    form = SpeakerForm(request.POST or None, instance=speaker)
    if request.method == "POST" and form.is_valid() and form.keep(timezone.now()):
        messages.success(request, f"{speaker} is bewaard.")
        return redirect("symposium:speaker_list", speaker.edition.year)
    context = {"form": form, "speaker": speaker, "edition": speaker.edition}
    return render(request, "symposium/programme/speaker_form.html", context)


@require_http_methods(["GET", "POST"])
def speaker_remove(request, pk):
    speaker = get_editable(request.user, SPEAKERS, pk=pk)
    if request.method == "POST":
        try:
            placing.remove_speaker(speaker)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{speaker} is weg.")
        return redirect("symposium:speaker_list", speaker.edition.year)
    return render(request, "symposium/programme/speaker_remove.html", {"speaker": speaker, "edition": speaker.edition})


@require_POST
def speaker_ask(request, year):
    """Mail everybody who was not asked yet the link to their own page."""
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    count = asking.ask(edition, now=timezone.now())
    said = {0: "Iedereen met een mailadres is al gevraagd.", 1: "1 spreker krijgt een mail."}
    messages.success(request, said.get(count, f"{count} sprekers krijgen een mail."))
    return redirect("symposium:speaker_list", year)


@require_POST
def speaker_ask_again(request, pk):
    speaker = get_editable(request.user, SPEAKERS, pk=pk)
    if asking.ask_again(speaker, now=timezone.now()):
        messages.success(request, f"{speaker} krijgt de link opnieuw, op {speaker.email}.")
    else:
        messages.error(request, f"{speaker} kan de link nu niet krijgen: er is geen mailadres of geen plek meer.")
    return redirect("symposium:speaker_list", speaker.edition.year)


@require_http_methods(["GET", "POST"])
@private_link
def speaker_own(request, token):
    """A GET changes nothing, whoever or whatever opens it."""
    speaker = links.speaker_of(token)
    if speaker is None:
        raise Http404
    sessions = list(speaker.sessions.select_related("slot", "room").order_by("slot__starts"))
    spoken = {session.pk for session in sessions}
    is_over = speaker.edition.held_on < timezone.localdate()
    form = OwnSpeakerForm(request.POST if request.method == "POST" else None, instance=speaker, is_over=is_over)
    if form.is_bound and form.is_valid():
        kept = form.keep(timezone.now())
        named = "Je naam en tekst staan" + (" in het programma." if kept.consented_at else " niet in het programma.")
        messages.success(request, f"Dank je wel, je pagina is bewaard. {named}")
        return redirect("symposium:speaker_own", token)
    changes = [] if is_over else room_changes.shown(speaker.edition, now=timezone.now())
    context = {
        "form": form,
        "edition": speaker.edition,
        "sessions": sessions,
        "changes": [change for change in changes if change.session_id in spoken],
        "is_over": is_over,
        "may_register": not is_over and guests.not_registered(speaker.edition, [speaker]),
        "token": token,
    }
    return render(request, "symposium/programme/speaker_own.html", context)
