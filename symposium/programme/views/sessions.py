"""Writing one session, and who speaks in it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import get_editable
from members.refused import Refused
from symposium.entrance import forecast
from symposium.models import Edition, Session, Speaking
from symposium.programme import placing
from symposium.programme.forms import CallOffForm, SessionForm, SpeakingForm
from symposium.programme.views.making import SESSIONS


@require_http_methods(["GET", "POST"])
def session_create(request, year):
    edition = get_editable(request.user, Edition.objects.all(), year=year)
    form = SessionForm(request.POST or None, instance=Session(edition=edition))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"“{form.instance}” is gemaakt. Kies nu wie er spreekt, wanneer en waar.")
        return redirect("symposium:session_speakers", form.instance.pk)
    return render(request, "symposium/programme/session_form.html", {"form": form, "edition": edition})


@require_http_methods(["GET", "POST"])
def session_edit(request, pk):
    session = get_editable(request.user, SESSIONS, pk=pk)
    edition = session.edition
    form = SessionForm(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"“{form.instance}” is gewijzigd. {form.merge_sentence}".strip())
        return redirect("symposium:session_detail", edition.year, pk)
    context = {"form": form, "edition": edition, "session": session}
    return render(request, "symposium/programme/session_form.html", context)


@require_http_methods(["GET", "POST"])
def session_call_off(request, pk):
    session, now = get_editable(request.user, SESSIONS, pk=pk), timezone.now()
    if session.is_cancelled:
        messages.info(request, f"“{session}” ging al niet door. Er gaat geen mail meer weg.")
        return redirect(session)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        seats, wishes = placing.call_off(session, by=request.user, now=now, reason=reason)
        said = f"“{session}” gaat niet door. {told_of(seats, wishes)} {forecast.nobody_mails(session)}"
        messages.success(request, said.strip())
        return redirect(session)
    context = {"session": session, "form": form, "who_hears": forecast.before_calling_off(session, now)}
    return render(request, "symposium/programme/session_call_off.html", context)


def told_of(seats, wishes):
    """Who hears that a workshop does not go on."""
    told = []
    if seats:
        told.append("1 deelnemer krijgt een mail." if seats == 1 else f"{seats} deelnemers krijgen een mail.")
    if wishes == 1:
        told.append("1 mens gaf hem op als wens. Die wens is weg, en die persoon krijgt daar een mail over.")
    elif wishes:
        told.append(f"{wishes} mensen gaven hem op als wens. Die wensen zijn weg, en zij krijgen daar een mail over.")
    return " ".join(told) or "Niemand had er een plek."


@require_http_methods(["GET", "POST"])
def session_speakers(request, pk):
    session = get_editable(request.user, SESSIONS, pk=pk)
    form = SpeakingForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        speaker = form.cleaned_data["speaker"]
        try:
            placing.add_speaker(session, speaker)
        except Refused as refused:
            form.add_error("speaker", str(refused))
        else:
            messages.success(request, f"{speaker} spreekt bij “{session}”.")
            return redirect("symposium:session_speakers", pk)
    speaking = session.speaking.select_related("speaker")
    context = {"form": form, "session": session, "edition": session.edition, "speaking": speaking}
    return render(request, "symposium/programme/session_speakers.html", context)


@require_http_methods(["GET", "POST"])
def speaking_drop(request, pk):
    speaking = get_editable(request.user, Speaking.objects.select_related("session__edition", "speaker"), pk=pk)
    if request.method == "GET":
        told = "Wie van het spreken weet, krijgt daar een mail over."
        if not speaking.speaker.email:
            told = f"{speaking.speaker} heeft geen mailadres. Vertel het die persoon zelf."
        context = {
            "speaking": speaking,
            "session": speaking.session,
            "edition": speaking.session.edition,
            "text": f"De workshop blijft, met wie er nog meer spreekt. {told}",
        }
        return render(request, "symposium/programme/speaking_drop.html", context)
    is_told = placing.drop_speaker(speaking.session, speaking.speaker, now=timezone.now())
    told = f" {speaking.speaker} krijgt daar een mail over." if is_told else ""
    messages.success(request, f"{speaking.speaker} spreekt niet meer bij “{speaking.session}”.{told}")
    return redirect("symposium:session_speakers", speaking.session_id)
