"""The declarations of a coalition: writing, sending, ending. The people who sign: signers.py."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.declarations import document, sending, texts, writing
from coalitions.declarations.forms import DeclarationForm, FollowUpForm, ReasonForm
from coalitions.models import Coalition, Declaration
from members.access import get_editable, get_visible
from members.models import Circle
from members.refused import Refused


def declarations():
    return Declaration.objects.select_related("coalition__circle", "owner").prefetch_related("followers")


def visible(request, slug, pk):
    return get_visible(request.user, declarations(), coalition__slug=slug, pk=pk)


def editable(request, slug, pk):
    return get_editable(request.user, declarations(), coalition__slug=slug, pk=pk)


@require_safe
def declaration_list(request, slug):
    circle = get_visible(request.user, Circle.objects.select_related("coalition"), coalition__slug=slug)
    found = declarations().visible_to(request.user).filter(coalition=circle.coalition).with_counts()
    context = {
        "coalition": circle.coalition,
        "running": [one for one in found if one.state not in (one.State.REPLACED, one.State.WITHDRAWN)],
        "former": [one for one in found if one.state in (one.State.REPLACED, one.State.WITHDRAWN)],
        "may_edit": circle.coalition.is_editable_by(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "coalitions/declarations/declaration_list.html", context)


@require_http_methods(["GET", "POST"])
def declaration_create(request, slug):
    circle = get_editable(request.user, Circle.objects.select_related("coalition"), coalition__slug=slug)
    get_editable(request.user, Coalition.objects.all(), pk=circle.coalition.pk)  # not of one that went on
    now = timezone.now()
    first = timezone.localdate(now).replace(month=1, day=1)
    declaration = Declaration(coalition=circle.coalition, owner=request.user, created_at=now)
    initial = texts.starting_text(circle.coalition) | {
        "since": first,
        "through": first.replace(year=first.year + 1, month=12, day=31),
    }
    form = DeclarationForm(request.POST or None, instance=declaration, initial=initial)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        messages.success(request, "Het concept is bewaard. Kies nu wie er tekent.")
        return redirect(form.instance)
    context = {"form": form, "coalition": circle.coalition, "holding": holding(circle.coalition)}
    return render(request, "coalitions/declarations/declaration_form.html", context)


def holding(coalition):
    """The signed one that a new one would stand beside: whoever means to replace it, makes a sequel of it."""
    found = declarations().filter(coalition=coalition, completed_at__isnull=False, withdrawn_at=None)
    return next((one for one in found.order_by("-pk") if one.state == one.State.COMPLETED), None)


@require_safe
def declaration_detail(request, slug, pk):
    declaration = visible(request, slug, pk)
    now = timezone.now()
    signers = list(declaration.requests.asked().select_related("signature", "organisation"))
    waiting = [signer for signer in signers if not signer.signed and not signer.declined_at]
    for signer in waiting:
        signer.expired = signer.is_expired(now)
        signer.needs_call = declaration.is_open and signer.is_waiting_since_long(now)
    context = {
        "declaration": declaration,
        "coalition": declaration.coalition,
        "signed": [signer for signer in signers if signer.signed],
        "waiting": waiting,
        "declined": [signer for signer in signers if signer.declined_at],
        "asked": len(signers),
        "calls": [signer for signer in waiting if signer.needs_call],
        "remindable": declaration.is_open
        and set(declaration.requests.may_be_reminded(now).values_list("pk", flat=True)),
        "may_edit": declaration.coalition.is_editable_by(request.user),
        "can_be_edited": not declaration.is_done and not any(signer.signed for signer in signers),
        "has_begun": declaration.has_begun(timezone.localdate(now)),
        "is_over": declaration.is_over(timezone.localdate(now)),
        "is_looked_after": declaration.is_looked_after(timezone.localdate(now)),
    }
    return render(request, "coalitions/declarations/declaration_detail.html", context)


@require_http_methods(["GET", "POST"])
def declaration_edit(request, slug, pk):
    declaration = editable(request, slug, pk)
    # Who was typing while it was signed or withdrawn gets the form back, which says so and keeps the text.
    if not declaration.can_be_edited and not request.POST:
        messages.info(request, "De tekst ligt vast. Maak een vervolg als er iets moet veranderen.")
        return redirect(declaration)
    form = DeclarationForm(request.POST or None, instance=declaration)
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, timezone.now()):
        messages.success(request, f"De tekst is gewijzigd. {form.merge_sentence}".strip())
        return redirect(declaration)
    context = {"form": form, "declaration": declaration, "coalition": declaration.coalition}
    return render(request, "coalitions/declarations/declaration_form.html", context)


@require_safe
def declaration_preview(request, slug, pk):
    """Exactly what a signer reads: the same template, with nothing to press."""
    declaration = editable(request, slug, pk)
    context = {"declaration": declaration, "coalition": declaration.coalition}
    return render(request, "coalitions/declarations/declaration_preview.html", context)


@require_http_methods(["GET", "POST"])
def declaration_send(request, slug, pk):
    declaration = editable(request, slug, pk)
    if request.method == "POST":
        try:
            is_sent = sending.send(declaration, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            if is_sent:
                messages.success(request, "De verklaring is verstuurd. Iedereen op de lijst krijgt een mail.")
            else:
                messages.info(request, "De verklaring was al verstuurd of ingetrokken.")
        return redirect(declaration)
    signers = declaration.requests.standing()
    context = {"declaration": declaration, "coalition": declaration.coalition, "signers": signers}
    return render(request, "coalitions/declarations/declaration_send.html", context)


@require_http_methods(["GET", "POST"])
def declaration_follow_up(request, slug, pk):
    declaration = editable(request, slug, pk)
    if following := declaration.following:
        messages.info(request, "Er is al een vervolg. Dit is het.")
        return redirect(following)
    initial = {"since": declaration.since, "through": declaration.through}
    form = FollowUpForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            new = writing.follow_up(declaration, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect(declaration)
        messages.success(request, "Het vervolg is een concept. Pas de tekst aan en verstuur het als het klaar is.")
        return redirect(new)
    context = {"form": form, "declaration": declaration, "coalition": declaration.coalition}
    return render(request, "coalitions/declarations/declaration_follow_up.html", context)


@require_http_methods(["GET", "POST"])
def declaration_withdraw(request, slug, pk):
    declaration = editable(request, slug, pk)
    form = ReasonForm(request.POST or None, is_concept=declaration.is_concept)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if writing.withdraw(declaration, reason=reason, by=request.user, now=timezone.now()):
            messages.success(request, "De verklaring is ingetrokken.")
        else:
            messages.info(request, "De verklaring was al ingetrokken.")
        return redirect(declaration)
    context = {"form": form, "declaration": declaration, "coalition": declaration.coalition}
    return render(request, "coalitions/declarations/declaration_withdraw.html", context)


@require_http_methods(["GET", "POST"])
def declaration_complete(request, slug, pk):
    declaration = editable(request, slug, pk)
    if request.method == "POST":
        try:
            is_done = writing.complete(declaration, now=timezone.now())
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            text = "De verklaring is afgerond." if is_done else "De verklaring was al afgerond of ingetrokken."
            messages.success(request, text)
        return redirect(declaration)
    left = declaration.requests.unanswered().count()
    context = {"declaration": declaration, "coalition": declaration.coalition, "left": left}
    return render(request, "coalitions/declarations/declaration_complete.html", context)


@require_safe
def declaration_pdf(request, slug, pk):
    return document.download(visible(request, slug, pk), now=timezone.now())
