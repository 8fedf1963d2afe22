"""Finding and reading documents."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from library import doubting, set_aside
from library.access import circles_to_add_to, circles_with_documents
from library.filters import DocumentFilter, RoomFilter
from library.forms import PlaceForm
from library.models import SEARCHABLE, CheckState, Document, StaleReport, Version
from members.access import get_visible

PER_PAGE = 20


@login_not_required
@vary_on_headers("HX-Request")
@require_safe
def document_list(request):
    today = timezone.localdate()
    found = DocumentFilter(request.GET, listed(request.user, today), request=request)
    context = {
        "filter": found,
        "page": Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page")),
        "may_add": circles_to_add_to(request.user, today).exists(),
        "more_filters": any(request.GET.get(name) for name in ("pijler", "gemeente", "nakijken")),
    }
    template = "library/document_list.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@login_not_required
@vary_on_headers("HX-Request")
@require_safe
def circle_documents(request, slug):
    circle = circles_with_documents(request.user).filter(slug=slug).first()
    if circle is None:
        raise Http404
    documents = Document.objects.filter(circle=circle)
    found = RoomFilter(request.GET, listed(request.user, timezone.localdate()).filter(circle=circle), request=request)
    context = {
        "circle": circle,
        "filter": found,
        "page": Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page")),
        "add_url": add_url(request.user, circle),
        "more_filters": bool(request.GET.get("nakijken")),
        "withdrawn": documents.filter(withdrawn_at__isnull=False).editable_by(request.user).newest_first(),
    }
    template = "library/circle_documents.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


def add_url(user, circle):
    may_add = circles_to_add_to(user, timezone.localdate()).filter(pk=circle.pk).exists()
    return reverse("library:document_create", query={"kring": circle.slug}) if may_add else ""


def listed(user, on):
    documents = with_newest(Document.objects.current().visible_to(user)).select_related("circle")
    return doubting.surest_first(documents, on)


def with_newest(documents):
    """Add `newest`: a list with the newest version that may be downloaded, or nothing."""
    newest = Version.objects.readable().order_by("document_id", "-number").distinct("document_id")
    return documents.prefetch_related(Prefetch("versions", newest, to_attr="newest"))


@login_not_required
@require_safe
def document_detail(request, pk):
    documents = Document.objects.select_related("circle", "owner", "superseded_by")
    document = get_visible(request.user, documents.prefetch_related("pillars", "municipalities"), pk=pk)
    may_edit = Document.objects.editable_by(request.user).filter(pk=pk).exists()
    versions = list(document.versions.select_related("uploaded_by"))
    if not may_edit and document.circle_id not in request.user.circle_ids:
        versions = [version for version in versions if version.is_readable]
    newest = next((version for version in versions if version.is_readable), None)
    successor = document.superseded_by
    context = {
        "document": document,
        "versions": versions,
        "newest": newest,
        # The portal made it, and nothing in it can change any more: minutes that were approved.
        "is_final": bool(newest and newest.check_state == CheckState.MADE and document.review_on is None),
        "place": place_in(newest, PlaceForm(request.GET).number),
        "compared": comparable(versions),
        "may_edit": may_edit,
        "is_set_aside": set_aside.holds(document),
        "successor": successor and Document.objects.visible_to(request.user).filter(pk=successor.pk).first(),
        "is_to_review": document.is_to_review(timezone.localdate()),
        "reports": list(reports_of(document, request.user)),
        **held_of(versions, request.user),
    }
    return render(request, "library/document_detail.html", context)


def place_in(version, number):
    """The page at which a search found what somebody looked for, if it is still there."""
    return version.pages.filter(number=number).select_related("version").first() if version and number else None


def comparable(versions):
    """Return the numbers of the versions whose words can be put beside those of an earlier one."""
    numbers = [version.number for version in versions if version.is_readable and version.text_state in SEARCHABLE]
    return numbers[:-1]


def held_of(versions, user):
    """The versions that wait for somebody's word, and those for the word of this person."""
    held = [version for version in versions if version.is_held]
    mine = Version.objects.editable_by(user).filter(pk__in=[version.pk for version in held]) if held else []
    return {"held": held, "to_check": list(mine)}


def reports_of(document, user):
    """What readers say does not hold any more; visitors cannot ask anybody about it."""
    if not user.is_member:
        return StaleReport.objects.none()
    return StaleReport.objects.open().filter(document=document).select_related("by")
