"""What changed in the words of a document: two versions side by side."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from language.difference import difference, new_side, old_side
from library.models import SEARCHABLE, Document
from members.access import get_visible

LONGEST = 60_000  # characters of each side; a difference of more takes a page too long


@login_not_required
@require_safe
def version_compare(request, pk, number):
    """Version `number` beside the one before it, for who may read both."""
    document = get_visible(request.user, Document.objects.select_related("circle"), pk=pk)
    readable = document.versions.readable().filter(text_state__in=SEARCHABLE)
    newer = get_visible(request.user, readable, number=number)
    older = readable.filter(number__lt=number).first()
    if older is None:
        raise Http404
    before, after = words_of(older), words_of(newer)
    pieces = difference(before[:LONGEST], after[:LONGEST])
    context = {
        "document": document,
        "older": older,
        "newer": newer,
        "old_side": old_side(pieces),
        "new_side": new_side(pieces),
        "is_same": before == after,
        "is_cut": max(len(before), len(after)) > LONGEST,
    }
    return render(request, "library/version_compare.html", context)


def words_of(version):
    return "\n\n".join(version.pages.values_list("text", flat=True))
