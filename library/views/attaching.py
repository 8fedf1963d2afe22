"""A document that is there already, put at an agreement, an organisation or a declaration; and taken away again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from library import attaching
from library.access import circles_to_add_to
from library.doubting import with_doubt
from library.filters import AttachFilter
from library.forms import AttachForm
from library.models import Document
from library.views.reading import with_newest
from members.access import get_visible, members_only

PER_PAGE = 20


@vary_on_headers("HX-Request")
@require_http_methods(["GET", "POST"])
@members_only
def document_attach(request):
    """`voor` says at which thing (library/attaching.py); `kring` with which circle the list begins."""
    target = target_of(request)
    choosable = documents_for(target, request.user)
    form = AttachForm(request.POST or None, documents=choosable)
    if request.method == "POST":
        if form.is_valid():
            attaching.attach(form.cleaned_data["document"], target)
            messages.success(request, f"“{form.cleaned_data['document']}” staat erbij.")
            return redirect(target.url)
        messages.error(request, "Dit document is er niet meer, of het staat er al bij. Kies een ander.")
        return redirect(request.get_full_path())
    choosable = with_doubt(with_newest(choosable), timezone.localdate()).select_related("circle")
    found = AttachFilter(request.GET, choosable, request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"target": target, "filter": found, "page": page, "is_filtered": found.is_filtered}
    template = "library/document_attach.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


def target_of(request):
    target = attaching.find(request.GET.get("voor"), request.user)
    if target is None:
        raise Http404
    return target


def documents_for(target, user):
    """What holds, of the circles somebody takes part in, and is not at the thing yet."""
    circles = circles_to_add_to(user, timezone.localdate())
    documents = Document.objects.current().visible_to(user).filter(circle__in=circles, superseded_by=None)
    return documents.exclude(pk__in=target.thing.documents.values("pk")).newest_first()


@require_http_methods(["GET", "POST"])
@members_only
def document_detach(request, pk):
    target = target_of(request)
    document = get_visible(request.user, Document.objects.filter(pk__in=target.thing.documents.values("pk")), pk=pk)
    if request.method == "POST":
        attaching.detach(document, target)
        messages.success(request, f"“{document}” staat hier niet meer bij. In de bibliotheek staat het nog wel.")
        return redirect(target.url)
    return render(request, "library/document_detach.html", {"target": target, "document": document})
