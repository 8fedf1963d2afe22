"""Adding documents, links and versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from library import attaching, creating, uploading
from library.access import circles_to_add_to
from library.by_script import go_on, keeps_files
from library.forms import FORGOTTEN, DocumentForm, LinkForm, VersionForm, same_file
from library.models import Document
from members.access import get_editable, members_only
from members.models import Circle


@require_http_methods(["GET", "POST"])
@members_only
def document_create(request):
    """`kring` says for which circle, `voor` to which thing the documents are added (library/attaching.py)."""
    target = attaching.find(request.GET.get("voor"), request.user)
    now = timezone.now()
    circle = circle_for(request, now)
    if circle is None:
        return circle_to_choose(request, now)
    form = DocumentForm(request.POST or None, request.FILES or None, circle=circle, on=timezone.localdate(now))
    added = []
    if request.method == "POST" and form.is_valid():
        added = store(form, target, by=request.user, now=now)
        if not form.errors:
            messages.success(request, said(added))
            return go_on(request, target.url if target else after(added, circle))
    elif request.method == "POST":
        forgotten = "" if keeps_files(request) else FORGOTTEN
        form.judge_files({chosen: forgotten for chosen in form.cleaned_data.get("file", [])})
    context = {"form": form, "circle": circle, "target": target, "added": added}
    return render(request, "library/document_form.html", context)


def circle_for(request, now):
    circles = circles_to_add_to(request.user, timezone.localdate(now))
    return circles.filter(slug=request.GET.get("kring")).first() or only(circles)


def only(circles):
    found = list(circles[:2])
    return found[0] if len(found) == 1 else None


def circle_to_choose(request, now):
    circles = circles_to_add_to(request.user, timezone.localdate(now))
    if not circles.exists():
        raise Http404
    # What most things are for stands first.
    circles = sorted(circles, key=lambda circle: circle.kind != Circle.Kind.NETWORK)
    return render(request, "library/document_circle.html", {"circles": circles})


def store(form, target, *, by, now):
    """Keep every good file, whatever is the matter with the others; return the documents."""
    added, why_not = [], {}
    for chosen, document in form.documents():
        try:
            added.append(creating.add(document, chosen.inspected, by=by, now=now, **form.about()))
        except creating.SameFile as same:
            why_not[chosen] = same_file(same.document)
            continue
        if target:
            attaching.attach(document, target)
    form.judge_files(why_not)
    return added


def after(added, circle):
    if len(added) == 1:
        return added[0]
    return reverse("library:circle_documents", args=[circle.slug])


def said(added):
    if len(added) > 1:
        return f"{len(added)} bestanden zijn aangekomen. {CHECKED}"
    return said_of(added[0].versions.get())


CHECKED = "We kijken ze nog na. Daarna kan iedereen voor wie ze zijn erbij; meestal is dat binnen een minuut."


def said_of(version):
    if version.is_readable:
        return "Het document staat in de bibliotheek."
    return (
        "Het bestand is aangekomen. We kijken het nog na. "
        "Daarna kan iedereen voor wie het is erbij; meestal is dat binnen een minuut."
    )


@require_http_methods(["GET", "POST"])
@members_only
def link_create(request):
    """Knowledge that others keep up, as an entry of its own."""
    target = attaching.find(request.GET.get("voor"), request.user)
    now = timezone.now()
    circle = circle_for(request, now)
    if circle is None:
        return circle_to_choose(request, now)
    form = LinkForm(request.POST or None, circle=circle, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        document = creating.add(form.save(commit=False), None, by=request.user, now=now, **form.about())
        if target:
            attaching.attach(document, target)
        messages.success(request, "De link staat in de bibliotheek.")
        return redirect(target.url if target else document)
    return render(request, "library/link_form.html", {"form": form, "circle": circle, "target": target})


@require_http_methods(["GET", "POST"])
def version_create(request, pk):
    documents = Document.objects.current().exclude(kind=Document.Kind.LINK).select_related("circle")
    document = get_editable(request.user, documents, pk=pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    form.keeps_files = keeps_files(request)
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
            messages.success(request, said_of(version))
            return go_on(request, document)
    return render(request, "library/version_form.html", {"form": form, "document": document})
