"""Changing what stands around a document: its words, its audience, its successor, whether it is there at all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from library import changing, set_aside
from library.forms import DocumentEditForm, SupersedeForm
from library.models import Document
from members.access import get_editable


@require_http_methods(["GET", "POST"])
def document_edit(request, pk):
    document = get_editable(request.user, Document.objects.current().select_related("circle"), pk=pk)
    now = timezone.now()
    form = DocumentEditForm(request.POST or None, instance=document, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user, now):
        what = "gewijzigd en nagekeken" if form.is_looked_at else "gewijzigd"
        messages.success(request, f"Het document is {what}. {form.merge_sentence}".strip())
        return redirect(document)
    return render(request, "library/document_edit.html", {"form": form, "document": document})


@require_http_methods(["GET", "POST"])
def document_supersede(request, pk):
    document = get_editable(request.user, Document.objects.current().select_related("circle"), pk=pk)
    form = SupersedeForm(request.POST or None, document=document, user=request.user)
    if request.method == "POST" and form.is_valid():
        by_document = form.cleaned_data["by"]
        if changing.supersede(document, by_document=by_document, by=request.user, now=timezone.now()):
            messages.success(request, f"Wie dit document opent, leest nu dat “{by_document}” het vervangt.")
            return redirect(document)
        form.add_error("by", "Dit document is intussen zelf vervangen of ingetrokken. Kies een ander.")
    return render(request, "library/document_supersede.html", {"form": form, "document": document})


@require_POST
def document_unsupersede(request, pk):
    document = get_editable(request.user, Document.objects.current(), pk=pk)
    changing.restore_from(document, by=request.user, now=timezone.now())
    messages.success(request, "Het document geldt weer.")
    return redirect(document)


@require_http_methods(["GET", "POST"])
def document_withdraw(request, pk):
    document = get_editable(request.user, Document.objects.current().select_related("circle"), pk=pk)
    if request.method == "POST":
        changing.withdraw(document, by=request.user, now=timezone.now())
        messages.success(request, "Het document is ingetrokken. Tot 30 dagen hierna kun je het terugzetten.")
        return redirect("library:circle_documents", document.circle.slug)
    return render(request, "library/document_withdraw.html", {"document": document})


@require_POST
def document_put_back(request, pk):
    document = get_editable(request.user, Document.objects.all(), pk=pk)
    if set_aside.holds(document):
        messages.error(request, "Dit komt terug als de bijdrage waar het bij hoort, weer te lezen is.")
    else:
        changing.put_back(document, by=request.user, now=timezone.now())
        messages.success(request, "Het document staat er weer.")
    return redirect(document)
