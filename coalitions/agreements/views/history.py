"""Every version of one agreement: reading an old one, two beside each other, bringing one back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.agreements import keeping, versions
from coalitions.agreements.views.agreements import agreements, may_edit, too_late
from coalitions.models import AgreementState, AgreementVersion
from members.access import get_editable, get_visible
from members.versions import ChooseVersionsForm, chosen


@require_safe
def agreement_history(request, slug, pk):
    agreement = get_visible(request.user, agreements(), pk=pk, coalition__slug=slug)
    found = agreement.versions.visible_to(request.user).defer("text").select_related("saved_by")
    context = {
        "agreement": agreement,
        "coalition": agreement.coalition,
        "versions": found,
        "form": ChooseVersionsForm(versions=found),
    }
    return render(request, "coalitions/agreements/agreement_history.html", context)


@require_safe
def agreement_version(request, slug, pk, number):
    agreement = get_visible(request.user, agreements(), pk=pk, coalition__slug=slug)
    version = get_visible(
        request.user, AgreementVersion.objects.select_related("saved_by"), agreement=agreement, number=number
    )
    context = {
        "agreement": agreement,
        "coalition": agreement.coalition,
        "version": version,
        "is_newest": version.number == agreement.version,
        "may_restore": may_restore(request.user, agreement, version),
    }
    return render(request, "coalitions/agreements/agreement_version.html", context)


@require_safe
def agreement_difference(request, slug, pk):
    agreement = get_visible(request.user, agreements(), pk=pk, coalition__slug=slug)
    found = agreement.versions.visible_to(request.user).select_related("saved_by")
    form = ChooseVersionsForm(request.GET or None, versions=found)
    pair = chosen(form, found)
    context = {
        "agreement": agreement,
        "coalition": agreement.coalition,
        "form": form,
        "pair": pair,
        "rows": versions.compared(*pair) if pair else [],
    }
    return render(request, "coalitions/agreements/agreement_difference.html", context)


@require_http_methods(["GET", "POST"])
def agreement_restore(request, slug, pk, number):
    agreement = get_editable(request.user, agreements(), pk=pk, coalition__slug=slug)
    version = get_visible(request.user, AgreementVersion.objects.all(), agreement=agreement, number=number)
    if request.method == "GET" and agreement.state == AgreementState.LAPSED:
        return too_late(request, agreement)
    if request.method == "POST":
        try:
            keeping.restore(version, by=request.user, now=timezone.now())
        except keeping.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Versie {number} is teruggezet, als een nieuwe versie.")
        return redirect(agreement)
    context = {"agreement": agreement, "coalition": agreement.coalition, "version": version}
    return render(request, "coalitions/agreements/agreement_restore.html", context)


def may_restore(user, agreement, version):
    """Whoever edits, as long as the agreement is alive and the version is an old one."""
    is_old = version.number != agreement.version
    return may_edit(user, agreement) and is_old and agreement.state != AgreementState.LAPSED
