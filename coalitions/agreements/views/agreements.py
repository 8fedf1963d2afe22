"""The agreements of one coalition: reading and keeping them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actions import sources
from coalitions.agreements import keeping, listing
from coalitions.agreements.forms import AdoptForm, AgreementForm, LapseForm
from coalitions.models import Agreement, AgreementState, Coalition, Step
from members.access import get_editable, get_visible, members_only

COALITIONS = Coalition.objects.select_related("circle")


def agreements():
    people = ("owner", "changed_by", "adopted_by", "lapsed_by")
    return Agreement.objects.select_related("coalition__circle__coalition", *people)


def may_edit(user, agreement):
    """See also: Agreement.objects.editable_by."""
    coalition = agreement.coalition
    looks_after_it = agreement.owner_id == user.pk and coalition.circle_id in user.circle_ids
    return coalition.is_editable_by(user) or (looks_after_it and coalition.carried_over_at is None)


def in_circle(user, coalition):
    return user.is_coordinator or coalition.circle_id in user.circle_ids


def get_to_decide(user, **lookup):
    agreement = get_visible(user, agreements(), **lookup)
    get_editable(user, Coalition.objects.all(), pk=agreement.coalition_id)
    return agreement


def get_to_change(request, **lookup):
    """For who may, and for who was typing while it lapsed: then the form says so, and keeps the text."""
    agreement = get_visible(request.user, agreements(), **lookup)
    if request.POST and agreement.state == AgreementState.LAPSED and in_circle(request.user, agreement.coalition):
        return agreement
    return get_editable(request.user, agreements(), **lookup)


def too_late(request, agreement):
    """For a second click, and for who was not the first: back to how it is now."""
    messages.info(request, f"Deze afspraak is al {agreement.state.label}.")
    return redirect(agreement)


@members_only
@require_safe
def agreement_list(request, slug):
    coalition = get_visible(request.user, COALITIONS, slug=slug)
    today = timezone.localdate()
    context = {
        "coalition": coalition,
        "has_ended": coalition.has_ended(today),
        "may_decide": coalition.is_editable_by(request.user),
        "today": today,
        **listing.by_step(coalition, request.user),
    }
    return render(request, "coalitions/agreements/agreement_list.html", context)


@require_safe
def agreement_detail(request, slug, pk):
    agreement = get_visible(request.user, agreements(), pk=pk, coalition__slug=slug)
    context = {
        "agreement": agreement,
        "coalition": agreement.coalition,
        "organisations": agreement.organisations.all(),
        "replacements": agreement.replacements.visible_to(request.user).current().select_related("coalition"),
        "may_edit": may_edit(request.user, agreement),
        "may_decide": agreement.coalition.is_editable_by(request.user),
        "point_url": point_url(agreement) if may_point(request.user, agreement) else "",
        "today": timezone.localdate(),
        "State": AgreementState,
    }
    return render(request, "coalitions/agreements/agreement_detail.html", context)


def may_point(user, agreement):
    return agreement.state != AgreementState.LAPSED and in_circle(user, agreement.coalition)


def point_url(agreement):
    """Where something on the plan of the circle grows out of this agreement."""
    label = f"Afspraak: {agreement.title}"
    return sources.create_url(agreement.coalition.circle, label=label, url=agreement.get_absolute_url())


@require_http_methods(["GET", "POST"])
def agreement_create(request, slug):
    coalition = get_editable(request.user, COALITIONS, slug=slug)
    now = timezone.now()
    old = old_one(request, coalition)
    form = AgreementForm(
        request.POST or None,
        coalition=coalition,
        on=timezone.localdate(now),
        by=request.user,
        step=request.GET.get("stap") if request.GET.get("stap") in Step else None,
        replaces=old,
    )
    if request.method == "POST" and form.is_valid():
        agreement = form.save_by(request.user, now)
        messages.success(request, "Het concept staat er. Alleen de mensen van de coalitie en de aanjager zien het.")
        return redirect(agreement)
    return render(
        request, "coalitions/agreements/agreement_form.html", {"form": form, "coalition": coalition, "old": old}
    )


def old_one(request, coalition):
    """The agreement that the new one is to take the place of, if any."""
    number = request.GET.get("vervangt", "")
    if not number.isdecimal():
        return None
    return get_editable(request.user, Agreement.objects.filter(coalition=coalition), pk=number)


@require_http_methods(["GET", "POST"])
def agreement_edit(request, slug, pk):
    agreement = get_to_change(request, pk=pk, coalition__slug=slug)
    if agreement.state == AgreementState.LAPSED and not request.POST:
        return too_late(request, agreement)
    coalition, title, now = agreement.coalition, agreement.title, timezone.now()
    form = AgreementForm(
        request.POST or None, instance=agreement, coalition=coalition, on=timezone.localdate(now), by=request.user
    )
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        what = "gewijzigd en nagekeken" if form.is_looked_at else "gewijzigd"
        messages.success(request, f"De afspraak is {what}. {form.merge_sentence}")
        return redirect(form.instance)
    context = {
        "form": form,
        "coalition": coalition,
        "old": None,
        "agreement": agreement,
        "title": title,
        "may_decide": coalition.is_editable_by(request.user),
    }
    return render(request, "coalitions/agreements/agreement_form.html", context)


@require_http_methods(["GET", "POST"])
def agreement_adopt(request, slug, pk):
    agreement = get_to_decide(request.user, pk=pk, coalition__slug=slug)
    if agreement.state != AgreementState.DRAFT:
        return too_late(request, agreement)
    now = timezone.now()
    form = AdoptForm(request.POST or None, agreement=agreement, on=timezone.localdate(now), by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            adopted = keeping.adopt(agreement, **form.cleaned_data, by=request.user, now=now)
        except keeping.Refused as refused:
            messages.error(request, str(refused))
            return redirect(agreement)
        messages.success(request, "De afspraak is vastgesteld. Iedereen in het netwerk kan haar nu lezen.")
        return redirect(adopted)
    context = {"form": form, "agreement": agreement, "coalition": agreement.coalition}
    return render(request, "coalitions/agreements/agreement_adopt.html", context)


@require_http_methods(["GET", "POST"])
def agreement_lapse(request, slug, pk):
    agreement = get_to_decide(request.user, pk=pk, coalition__slug=slug)
    if agreement.state == AgreementState.LAPSED:
        return too_late(request, agreement)
    form = LapseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keeping.lapse(agreement, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "De afspraak is vervallen. Zij blijft te lezen, met de reden erbij.")
        return redirect("coalitions:agreement_list", slug)
    context = {"form": form, "agreement": agreement, "coalition": agreement.coalition}
    return render(request, "coalitions/agreements/agreement_lapse.html", context)
