"""The coordinator's side of searching: which words mean the same, and what nobody found."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from library.search.forms import ProposalForm, SynonymsForm
from library.search.models import Missed, Synonyms
from members.access import coordinators_only, get_editable

PER_PAGE = 50


@require_safe
@coordinators_only
def synonyms_list(request):
    groups = Synonyms.objects.in_use().visible_to(request.user)
    page = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/search/synonyms_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@coordinators_only
def synonyms_create(request):
    proposal = ProposalForm(request.GET)
    word = proposal.cleaned_data["woord"] if proposal.is_valid() else ""
    form = SynonymsForm(request.POST or None, initial={"words": f"{word}, "} if word else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De woorden staan in de lijst. Zoeken kent ze vanaf nu.")
        return redirect("library:synonyms_list")
    return render(request, "library/search/synonyms_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@coordinators_only
def synonyms_edit(request, pk):
    group = get_editable(request.user, Synonyms.objects.in_use(), pk=pk)
    form = SynonymsForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De woorden zijn gewijzigd. Zoeken kent ze vanaf nu.")
        return redirect("library:synonyms_list")
    return render(request, "library/search/synonyms_form.html", {"form": form, "group": group})


@require_http_methods(["GET", "POST"])
@coordinators_only
def synonyms_delete(request, pk):
    group = get_editable(request.user, Synonyms.objects.in_use(), pk=pk)
    if request.method == "POST":
        # The row stays, so that the default set does not bring it back.
        Synonyms.objects.filter(pk=group.pk).update(removed_at=timezone.now())
        messages.success(request, "De woorden zijn uit de lijst.")
        return redirect("library:synonyms_list")
    return render(request, "library/search/synonyms_delete.html", {"group": group})


@require_safe
@coordinators_only
def missed_list(request):
    page = Paginator(Missed.objects.visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/search/missed_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@coordinators_only
def missed_delete(request, pk):
    missed = get_editable(request.user, Missed.objects.all(), pk=pk)
    if request.method == "POST":
        missed.delete()
        messages.success(request, "De zoekvraag is van de lijst.")
        return redirect("library:missed_list")
    return render(request, "library/search/missed_delete.html", {"missed": missed})
