"""Which municipalities and coalitions there are: the coordinator's."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from coalitions.formation import founding, merging, municipalities
from coalitions.formation.forms import FoundingForm, JoinForm, LeaveForm, MergeForm, MunicipalMergerForm
from coalitions.formation.forms import without_coalition as municipalities_without_coalition
from coalitions.models import Coalition, CoalitionMunicipality
from members.access import coordinators_only, get_editable
from members.refused import Refused


@require_http_methods(["GET", "POST"])
@coordinators_only
def coalition_create(request):
    today = timezone.localdate()
    form = FoundingForm(request.POST or None, on=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            coalition = founding.found(**form.cleaned_data)
        except Refused as refusal:
            form.add_error("municipalities", str(refusal))
        else:
            messages.success(request, f"Coalitie {coalition} is er. Nodig nu een coalitieleider uit.")
            return redirect(coalition)
    context = {"form": form, "has_choice": municipalities_without_coalition(today).exists()}
    return render(request, "coalitions/formation/coalition_create.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def place_list(request, slug):
    today = timezone.localdate()
    coalition = _coalition(request, slug)
    form = JoinForm(request.POST or None, coalition=coalition, on=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            place = municipalities.join(coalition, form.cleaned_data["municipality"], on=form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error("municipality", str(refusal))
        else:
            messages.success(
                request, f"{place.municipality} hoort bij coalitie {coalition} vanaf {_day(place.since)}."
            )
            return redirect("coalitions:place_list", slug)
    places = list(coalition.municipality_places.select_related("municipality"))
    context = {
        "form": form,
        "coalition": coalition,
        "places": [place for place in places if place.until is None or place.until > today],
        "former": [place for place in places if place.until and place.until <= today],
        "today": today,
    }
    return render(request, "coalitions/formation/place_list.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def place_leave(request, slug, pk):
    today = timezone.localdate()
    places = CoalitionMunicipality.objects.select_related("coalition__circle", "municipality")
    place = get_editable(request.user, places, coalition__slug=slug, pk=pk)
    form = LeaveForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            left = municipalities.leave(place, on=on)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            word = f"hoort bij coalitie {place.coalition} tot {_day(on)}" if left else "was al uit de coalitie"
            messages.success(request, f"{place.municipality} {word}.")
            return redirect("coalitions:place_list", slug)
    context = {"form": form, "place": place, "coalition": place.coalition}
    return render(request, "coalitions/formation/place_leave.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def coalition_merge(request, slug):
    """In two steps: what would happen, and then doing it."""
    now = timezone.now()
    today = timezone.localdate(now)
    coalition = _coalition(request, slug)
    if coalition.merged_into:
        return redirect("coalitions:coalition_merge_call_off", slug)  # one plan at a time
    form = MergeForm(request.POST or None, coalition=coalition, on=today)
    context = {"form": form, "coalition": coalition}
    if request.method == "POST" and form.is_valid():
        into, on = form.cleaned_data["into"], form.cleaned_data["on"]
        if not form.cleaned_data["is_confirmed"]:
            context |= {"into": into, "on": on, "moving": merging.moving(coalition, into, today)}
            return render(request, "coalitions/formation/coalition_merge_confirm.html", context)
        try:
            merging.plan(coalition, into, on=on, by=request.user, now=now)
        except Refused as refusal:
            form.add_error("into", str(refusal))
        else:
            messages.success(request, _merged_message(coalition, into, on, today))
            return redirect(into if on <= today else coalition)
    return render(request, "coalitions/formation/coalition_merge.html", context)


def _merged_message(coalition, into, on, today):
    if on <= today:
        return f"Coalitie {coalition} is opgegaan in coalitie {into}."
    return f"Coalitie {coalition} gaat op {_day(on)} op in coalitie {into}."


@require_http_methods(["GET", "POST"])
@coordinators_only
def coalition_merge_call_off(request, slug):
    coalition = _coalition(request, slug)
    if request.method == "POST":
        if merging.call_off(coalition):
            messages.success(request, f"Coalitie {coalition} blijft bestaan.")
        else:
            messages.info(request, "Er was niets af te blazen.")
        return redirect(coalition)
    return render(request, "coalitions/formation/coalition_merge_call_off.html", {"coalition": coalition})


@require_http_methods(["GET", "POST"])
@coordinators_only
def municipality_merge(request):
    """In two steps: what would happen, and then doing it. It cannot be undone from a page."""
    today = timezone.localdate()
    form = MunicipalMergerForm(request.POST or None, on=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        former, on = list(said["former"]), said["on"]
        municipality = said["stays"] or municipalities.grown_from(
            former, name=said["name"], name_frisian=said["name_frisian"], cbs_code=said["cbs_code"], on=on
        )
        if not said["is_confirmed"]:
            context = {"form": form, "municipality": municipality, "said": said}
            context |= municipalities.moving(former, municipality, said["coalition"], on)
            return render(request, "coalitions/formation/municipality_merge_confirm.html", context)
        try:
            municipalities.follow_merger(former, municipality, said["coalition"], on=on)
        except Refused as refusal:
            form.add_error("coalition", str(refusal))
        else:
            messages.success(request, f"{municipality} hoort vanaf {_day(on)} bij coalitie {said['coalition']}.")
            return redirect("coalitions:place_list", said["coalition"].slug)
    return render(request, "coalitions/formation/municipality_merge.html", {"form": form})


def _coalition(request, slug):
    return get_editable(request.user, Coalition.objects.select_related("circle", "merged_into"), slug=slug)


def _day(day):
    return date_format(day, "j F Y")
