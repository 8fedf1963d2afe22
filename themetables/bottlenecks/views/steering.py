"""What the coordinator does with a bottleneck: its next step, and making one of two that are the same."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import coordinators_only, get_editable
from members.refused import Refused
from themetables.bottlenecks import duplicates, merging
from themetables.bottlenecks.forms import KeepForm, OtherForm, OtherSearch, StateForm
from themetables.bottlenecks.places import ground
from themetables.bottlenecks.recognitions import recognitions_of
from themetables.bottlenecks.views.leading import lead, leads_on
from themetables.models import Bottleneck, LikelyDuplicate

PAIRS_PER_PAGE = 20
PAIRS = LikelyDuplicate.objects.select_related(
    "newer__coalition", "newer__merged_into", "older__coalition", "older__merged_into"
)


@require_http_methods(["GET", "POST"])
@leads_on
@coordinators_only
def bottleneck_state(request, pk):
    bottleneck = get_editable(request.user, Bottleneck.objects.select_related("table"), pk=pk)
    form = StateForm(request.POST or None, bottleneck=bottleneck)
    if request.method == "POST" and form.is_valid():
        try:
            row = form.take(by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            text = f"De stand is nu: {row.get_state_display()}. De coalities die dit herkennen, horen het."
            messages.success(request, text)
        return redirect(bottleneck)
    return render(request, "themetables/bottlenecks/bottleneck_state.html", {"form": form, "bottleneck": bottleneck})


@require_http_methods(["GET", "POST"])
@leads_on
@coordinators_only
def bottleneck_merge(request, pk):
    """Choose the other one; the two are then put beside each other."""
    bottleneck = get_editable(request.user, Bottleneck.objects.all(), pk=pk)
    others = Bottleneck.objects.current().exclude(pk=bottleneck.pk)
    search = OtherSearch(request.GET)
    offered = duplicates.to_choose(bottleneck, others, search.text)
    form = OtherForm(request.POST or None, others=others, offered=offered)
    if request.method == "POST" and form.is_valid():
        pair = duplicates.pair(bottleneck, form.cleaned_data["other"], now=timezone.now())
        return redirect("themetables:duplicate_detail", pair.pk)
    template = "themetables/bottlenecks/bottleneck_merge.html"
    context = {"form": form, "search": search, "offered": offered, "bottleneck": bottleneck}
    return render(request, f"{template}#results" if request.htmx else template, context)


@require_safe
@coordinators_only
def duplicate_list(request):
    pairs = PAIRS.visible_to(request.user).undecided()
    page = Paginator(pairs, PAIRS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "themetables/bottlenecks/duplicate_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@coordinators_only
def duplicate_detail(request, pk):
    pair = get_editable(request.user, PAIRS.all(), pk=pk)
    if not pair.is_undecided:
        return lead_on(request, pair)
    now = timezone.now()
    form = KeepForm(request.POST, pair=pair)
    if request.method == "POST" and form.is_valid():
        return decide(request, pair, form.cleaned_data["keep"], now)
    province = ground(timezone.localdate(now))
    both = [(one, recognitions_of(one, province)) for one in (pair.older, pair.newer)]
    return render(request, "themetables/bottlenecks/duplicate_detail.html", {"pair": pair, "both": both})


def lead_on(request, pair):
    """Somebody decided about this pair already; the back button leads here too."""
    for one in (pair.newer, pair.older):
        if one.merged_into_id:
            return lead(request, one)
    messages.info(request, "Dit paar is al bekeken: het blijven twee knelpunten.")
    return redirect("themetables:duplicate_list")


def decide(request, pair, keep, now):
    if keep is None:
        duplicates.part(pair, by=request.user, now=now)
        messages.success(request, "Dit blijven twee knelpunten. We laten dit paar niet meer zien.")
        return redirect("themetables:duplicate_list")
    duplicate = pair.newer if keep == pair.older else pair.older
    try:
        merging.merge(duplicate, keep, by=request.user, now=now)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("themetables:duplicate_list")
    messages.success(request, "De twee zijn er nu één. Alle herkenningen en de geschiedenis zijn bewaard.")
    return redirect(keep)
