"""How it goes at a table: the whole network reads it, whoever sits there writes it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.access import get_editable, get_visible, members_only
from themetables.models import ProgressNote, ThemeTable
from themetables.tables.forms import NoteForm

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
@members_only
def note_list(request, slug):
    now = timezone.now()
    table = get_visible(request.user, ThemeTable.objects.select_related("circle"), slug=slug)
    may_write = table.is_worked_at_by(request.user)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = NoteForm(request.POST or None, instance=ProgressNote(table=table, by=request.user, at=now))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Je bericht staat erbij. Het hele netwerk kan het lezen.")
        return redirect("themetables:note_list", slug)
    notes = table.notes.visible_to(request.user).select_related("by")
    context = {
        "table": table,
        "form": form if may_write else None,
        "page": Paginator(notes, PER_PAGE).get_page(request.GET.get("page")),
        "may_remove": table.is_editable_by(request.user),
    }
    return render(request, "themetables/tables/note_list.html", context)


@require_http_methods(["GET", "POST"])
def note_remove(request, slug, pk):
    notes = ProgressNote.objects.select_related("table__circle")
    note = get_editable(request.user, notes, table__slug=slug, pk=pk)
    if request.method == "POST":
        note.delete()
        messages.success(request, "Het bericht is weg.")
        return redirect("themetables:note_list", slug)
    return render(request, "themetables/tables/note_remove.html", {"note": note, "table": note.table})
