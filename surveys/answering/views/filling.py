"""Filling in a sheet on a page, for whoever comes to it: from the portal, by the link in a mail, or on the phone."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from members.refused import Refused
from surveys.answering import drawing, filling
from surveys.answering.doors import to_call
from surveys.answering.drawing import KEEP, SUBMIT, ActForm, PhoneForm
from surveys.models import Step

KEPT = "Wat je invulde, is bewaard."


def fill(request, sheet, hand, now):
    """Save what was typed, question by question; submit when that is asked and nothing is in the way."""
    if request.method != "POST":
        return draw(request, sheet, hand, drawing.form_of(sheet), now)
    form = drawing.form_of(sheet, request.POST)
    act = ActForm(request.POST)
    act.is_valid()
    what = act.cleaned_data.get("what")
    form.is_valid()
    try:
        outcome = filling.save_answers(sheet, form.typed, by=hand.by, now=now)
        keep_views(sheet, form, hand, now)
    except Refused as refused:
        return stuck(request, sheet, hand, form, refused, now, is_kept_by_script=what == KEEP)
    if what == KEEP:
        return told(form, outcome, now)
    form.learn(outcome)
    if form.errors:
        return draw(request, sheet, hand, form, now)
    if what == SUBMIT and hand.may_submit:
        return submit(request, sheet, hand, form, now)
    messages.success(request, KEPT)
    part = act.cleaned_data.get("part")
    return redirect(f"{hand.url}#deel-{part}" if part else hand.url)


def submit(request, sheet, hand, form, now):
    phone = PhoneForm(request.POST) if hand.is_by_phone else None
    if phone and not phone.is_valid():
        return draw(request, sheet, hand, form, now, phone=phone)
    try:
        filling.submit(sheet, by=hand.by, now=now, spoke_with=phone.cleaned_data["spoke_with"] if phone else "")
    except filling.Incomplete as incomplete:
        form.ask_for(incomplete.questions)
        return draw(request, sheet, hand, form, now, phone=phone)
    messages.success(request, "De vragenlijst is ingestuurd. Hieronder staat wat er is ingevuld.")
    return redirect(sheet if hand.is_by_phone else hand.url)


def change(request, sheet, hand, now):
    """Change what was submitted: it is saved as a whole, or not at all."""
    form = drawing.form_of(sheet, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return draw(request, sheet, hand, form, now, is_change=True)
    if form.is_valid():
        try:
            outcome = filling.change(sheet, form.typed, by=hand.by, now=now)
            form.learn(outcome)
            keep_views(sheet, form, hand, now)
        except filling.Incomplete as incomplete:
            form.ask_for(incomplete.questions)
        except Refused as refused:
            return stuck(request, sheet, hand, form, refused, now)
    if form.errors:
        return draw(request, sheet, hand, form, now, is_change=True)
    messages.success(request, "De wijziging is ingestuurd. Hieronder staat wat er nu staat.")
    return redirect(hand.url)


def keep_views(sheet, form, hand, now):
    for question, value in form.views:
        filling.disagree(sheet, question, value, why="", by=hand.by, now=now)


def told(form, outcome, now):
    """What static/js/keep-answers.js hears back: the marks of what was written, and what was not and why."""
    notes = {
        pk: " ".join(form.errors[name][0] for name in names if name in form.errors) for pk, names in form.names.items()
    }
    for clash in outcome.clashes:
        who = (clash.theirs and clash.theirs.changed_by) or "iemand anders"
        said = f"Intussen vulde {who} hier in: “{clash.their_words or 'niets'}”. "
        notes[clash.question.pk] = said + "Jouw antwoord is nog niet bewaard. Druk op Bewaar, dan kies je welk blijft."
    at = date_format(timezone.localtime(now), "G.i")
    seen = {f"seen{pk}": mark for pk, mark in outcome.written.items()}
    return JsonResponse(
        {"said": f"Bewaard om {at} uur.", "seen": seen, "notes": {pk: n for pk, n in notes.items() if n}}
    )


def stuck(request, sheet, hand, form, refused, now, is_kept_by_script=False):
    """Closed, or submitted by somebody else, while this form was open: what was typed is on the page."""
    if is_kept_by_script:
        return JsonResponse({"said": f"{refused} Wat je typt wordt niet meer bewaard.", "seen": {}, "notes": {}})
    context = {
        "sheet": sheet,
        "hand": hand,
        "form": form,
        "refused": refused,
        "people": to_call(timezone.localdate(now)),
    }
    return render(request, "surveys/answering/sheet_stuck.html", context, status=409)


def draw(request, sheet, hand, form, now, phone=None, is_change=False):
    user = request.user if request.user.is_authenticated else None
    context = {
        "sheet": sheet,
        "round": sheet.round,
        "hand": hand,
        "form": form,
        "phone": phone or (PhoneForm() if hand.is_by_phone else None),
        "is_change": is_change,
        "facts": drawing.facts_of(sheet, user, now),
        "answered": len(form.answers),
    }
    return render(request, "surveys/answering/sheet_fill.html", context)


def receipt(request, sheet, hand, now):
    """What stands on a sheet that cannot be written in here: submitted, closed, or of somebody else."""
    context = {
        "sheet": sheet,
        "round": sheet.round,
        "hand": hand,
        "sections": drawing.said_on(sheet),
        "steps": Step.objects.filter(sheet=sheet).select_related("by"),
        "is_open": sheet.is_open(now),
        "people": to_call(timezone.localdate(now)),
    }
    return render(request, "surveys/answering/sheet_receipt.html", context)
