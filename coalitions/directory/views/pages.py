"""Looking things up: who can help with this, here?"""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.directory import searching
from coalitions.directory.exporting import export_of
from coalitions.directory.facts import LABELS
from coalitions.directory.forms import SearchForm
from coalitions.models import Organisation, Partner, Suggestion
from language.sheets import TYPES
from members.access import get_visible, members_only

PER_PAGE = 40
PARTNERS_PER_PAGE = 20
HISTORY_SHOWN = 50
EXPLAINED = {
    searching.Fit.KIND.label: "Zij noemen het zelf niet, maar hun soort helpt hier vaak bij. Vraag het na.",
    searching.Fit.PART.label: "Zij noemen niet alles wat je typte.",
}
HEADINGS = {
    Organisation.Level.LOCAL: "Lokaal",
    Organisation.Level.REGION: "In de regio",
    Organisation.Level.PROVINCE: "In heel Fryslân",
    Organisation.Level.NATIONAL: "Landelijk",
}


def found_by(form, user):
    """Return what the search form asks for. The list and the export both start here."""
    organisations = Organisation.objects.visible_to(user)
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("domein"):
        organisations = organisations.in_domain(wanted["domein"])
    if wanted.get("soort"):
        organisations = organisations.filter(kind=wanted["soort"])
    if wanted.get("gemeente"):
        organisations = searching.working_in(organisations, wanted["gemeente"])
    return searching.search(organisations, wanted.get("zoek", ""))


@require_safe
@members_only
def organisation_list(request):
    form = SearchForm(request.GET)
    result = found_by(form, request.user)
    page = Paginator(result.organisations, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "groups": [
            (heading, EXPLAINED.get(heading), list(group)) for heading, group in groupby(page.object_list, heading_of)
        ],
        "counts": result.counts,
        "is_guess": result.is_guess,
        "place": form.cleaned_data.get("gemeente") if form.is_valid() else None,
        "is_filtered": any(form.data.get(name) for name in form.fields),
        "may_import": request.user.is_coordinator or request.user.is_data_editor,
        "suggestions": Suggestion.objects.undecided().visible_to(request.user).count(),
        "today": timezone.localdate(),
    }
    return render(request, "coalitions/directory/organisation_list.html", context)


def heading_of(organisation):
    if organisation.fit != searching.Fit.SAID:
        return searching.Fit(organisation.fit).label
    return "Gestopt" if organisation.closed_on else HEADINGS[organisation.level]


@require_safe
@members_only
def organisation_export(request, kind):
    """The organisations of the current search, as a file."""
    if kind not in TYPES:
        raise Http404
    form = SearchForm(request.GET)
    return export_of(found_by(form, request.user).organisations, kind)


@require_safe
@members_only
def organisation_detail(request, slug):
    organisations = Organisation.objects.select_related("owner", "changed_by")
    organisation = get_visible(request.user, organisations, slug=slug)
    today = timezone.localdate()
    partners = Partner.objects.current(today).filter(organisation=organisation).select_related("coalition")
    partners = Paginator(partners.order_by("coalition__sort_name"), PARTNERS_PER_PAGE)
    changes = list(organisation.changes.select_related("by")[: HISTORY_SHOWN + 1])
    context = {
        "organisation": organisation,
        "former_names": organisation.former_names.all(),
        "municipalities": list(organisation.municipalities.values_list("name", flat=True)),
        "page": partners.get_page(request.GET.get("page")),
        "may_edit": Organisation.objects.editable_by(request.user).filter(pk=organisation.pk).exists(),
        "suggestions": organisation.suggestions.undecided().visible_to(request.user).select_related("proposed_by"),
        "changes": [(change, named(change.fields)) for change in changes[:HISTORY_SHOWN]],
        "has_more_changes": len(changes) > HISTORY_SHOWN,
        "is_overdue": organisation.is_to_review(today),
    }
    return render(request, "coalitions/directory/organisation_detail.html", context)


def named(fields):
    """Return (label, old, new) of every field that changed."""
    return [(LABELS.get(field, field), old, new) for field, old, new in fields]
