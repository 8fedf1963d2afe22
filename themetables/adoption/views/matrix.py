"""The matrix municipalities x building blocks, on the page and as a file."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from language.sheets import TYPES, download
from members.access import members_only
from themetables.adoption.matrix import MARKS, file_rows, of_province
from themetables.adoption.where import WORDS
from themetables.blocks.forms import BlockFilter
from themetables.models import BuildingBlock


@vary_on_headers("HX-Request")
@members_only
@require_safe
def block_matrix(request):
    form, matrix = _asked(request)
    context = {
        "form": form,
        "matrix": matrix,
        "table": matrix.drawn if matrix.columns else "",
        "marks": [(mark, WORDS[state]) for state, mark in MARKS.items()],
        "query": request.GET.urlencode(),
    }
    template = "themetables/adoption/block_matrix.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


@members_only
@require_safe
def block_matrix_download(request, kind):
    if kind not in TYPES:
        raise Http404
    _, matrix = _asked(request)
    return download(kind, "bouwstenen-per-gemeente", *file_rows(matrix), title="Bouwstenen")


def _asked(request):
    """What coalitions can start with, as far as the filters ask for it."""
    form = BlockFilter(request.GET)
    blocks = form.filtered(BuildingBlock.objects.visible_to(request.user).current().published())
    return form, of_province(request.user, blocks, timezone.localdate())
