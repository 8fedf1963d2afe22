"""Adding documents and versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from library import attaching, creating, uploading
from library.access import circles_to_add_to
from library.forms import DocumentForm, VersionForm
from library.models import Document
from members.access import get_editable, members_only


@require_http_methods(["GET", "POST"])
@members_only
def document_create(request):
    """`kring` says for which circle, `voor` to which thing the document is added (library/attaching.py)."""
    target = attaching.find(request.GET.get("voor"), request.user)
    now = timezone.now()
    on = timezone.localdate(now)
    circles = circles_to_add_to(request.user, on)
    circle = circles.filter(slug=request.GET.get("kring")).first() or only(circles)
    if circle is None:
        return circle_to_choose(request, circles)
    form = DocumentForm(request.POST or None, request.FILES or None, circle=circle, on=on)
    if request.method == "POST" and form.is_valid() and (document := store(form, by=request.user, now=now)):
        if target:
            attaching.attach(document, target)
        messages.success(request, said(document.versions.get()))
        return redirect(target.url if target else document)
    return render(request, "library/document_form.html", {"form": form, "circle": circle, "target": target})


def only(circles):
    found = list(circles[:2])
    return found[0] if len(found) == 1 else None


def circle_to_choose(request, circles):
    if not circles.exists():
        raise Http404
    return render(request, "library/document_circle.html", {"circles": circles})


def store(form, *, by, now):
    try:
        return creating.add(form.save(commit=False), form.cleaned_data["file"], by=by, now=now)
    except creating.SameFile as same:
        form.add_same_file_error(same.document)


def said(version):
    if version.is_readable:
        return "Het document staat in de bibliotheek."
    return (
        "Het bestand is aangekomen en wordt nu gecontroleerd op virussen. Daarna kan iedereen voor wie het is erbij."
    )


@require_http_methods(["GET", "POST"])
def version_create(request, pk):
    document = get_editable(request.user, Document.objects.current().select_related("circle"), pk=pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = uploading.add_version(
                document,
                form.cleaned_data["file"],
                by=request.user,
                now=timezone.now(),
                note=form.cleaned_data["note"],
            )
        except uploading.SameFile:
            form.add_error("file", "Dit is precies hetzelfde bestand als de versie die er nu staat.")
        else:
            messages.success(request, said(version))
            return redirect(document)
    return render(request, "library/version_form.html", {"form": form, "document": document})
