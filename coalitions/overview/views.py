"""The coordinator's overview of all coalitions, and what they keep about the help each one needs."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coalitions.models import Coalition, Joining, SupportNote
from coalitions.overview.forms import JoiningForm, NoteForm, OverviewForm
from coalitions.overview.province import map_of
from coalitions.overview.sorting import arrange, columns
from coalitions.overview.standing import complete, complete_among, describe, standings
from coalitions.overview.tables import HEADER, file_row
from language.sheets import TYPES, download
from members.access import coordinators_only, get_editable, get_visible
from province.models import Municipality

PER_PAGE = 18  # all of Fryslân on one page


@vary_on_headers("HX-Request")
@require_safe
@coordinators_only
def overview(request):
    today = timezone.localdate()
    form, rows, found = _filtered(request, today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    complete_among(rows, page.object_list, today, form.needed)
    context = {
        "form": form,
        "columns": columns(form.order),
        "page": page,
        "all": len(rows),
        "silent": sum(row.is_silent for row in rows),
        "leaderless": sum(not row.has_leader for row in rows),
        "late": sum(row.is_late for row in rows),
    }
    template = "coalitions/overview/overview.html"
    if request.htmx:
        return render(request, f"{template}#results", context)
    return render(request, template, context | {"map": map_of(rows, today)})


@require_safe
@coordinators_only
def overview_download(request, kind):
    if kind not in TYPES:
        raise Http404
    today = timezone.localdate()
    form, _, found = _filtered(request, today)
    found = complete(found, today, form.needed)
    return download(kind, f"coalities-{today}", HEADER, map(file_row, found), title="Coalities")


def _filtered(request, today):
    """Return the filters, how every coalition stands, and the rows that pass, in order."""
    form = OverviewForm(request.GET)
    form.is_valid()  # what is wrong is left out of cleaned_data, and filters nothing
    rows = standings(request.user, today, form.needed)
    return form, rows, arrange(form.keep(rows), form.order)


def _coalition(request, slug):
    return get_visible(request.user, Coalition.objects.select_related("circle"), slug=slug)


@require_http_methods(["GET", "POST"])
@coordinators_only
def support_detail(request, slug):
    now = timezone.now()
    coalition = _coalition(request, slug)
    note = SupportNote(coalition=coalition, by=request.user, at=now)
    form = NoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "De notitie is bewaard.")
        return redirect("coalitions:support_detail", slug)
    context = {
        "coalition": coalition,
        "form": form,
        "row": describe(coalition, timezone.localdate(now)),
        "notes": coalition.support_notes.visible_to(request.user).select_related("by"),
    }
    return render(request, "coalitions/overview/support_detail.html", context)


@require_http_methods(["GET", "POST"])
@coordinators_only
def note_remove(request, slug, pk):
    notes = SupportNote.objects.select_related("coalition__circle")
    note = get_editable(request.user, notes, coalition__slug=slug, pk=pk)
    if request.method == "POST":
        note.delete()
        messages.success(request, "De notitie is weg.")
        return redirect("coalitions:support_detail", slug)
    return render(request, "coalitions/overview/note_remove.html", {"note": note})


@require_http_methods(["GET", "POST"])
@coordinators_only
def joining_edit(request, slug):
    today = timezone.localdate()
    coalition = _coalition(request, slug)
    current = coalition.municipality_places.current(today).values("municipality")
    municipalities = list(Municipality.objects.filter(pk__in=current).select_related("joining"))
    forms = [
        JoiningForm(
            request.POST or None,
            instance=getattr(municipality, "joining", None) or Joining(municipality=municipality),
            prefix=municipality.slug,
        )
        for municipality in municipalities
    ]
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        for form in forms:
            form.save()
        messages.success(request, "Het instapmoment is bewaard.")
        return redirect("coalitions:support_detail", slug)
    context = {"coalition": coalition, "forms": forms, "is_wrong": any(form.errors for form in forms)}
    return render(request, "coalitions/overview/joining_edit.html", context)
