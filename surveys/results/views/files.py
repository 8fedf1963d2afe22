"""The results to take along: a file for a program, and a report to print."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from language.sheets import as_file
from members.access import get_editable, get_visible
from surveys.results import exporting, report
from surveys.results.access import results
from surveys.results.collecting import circles_of
from surveys.results.forms import ReportForm


@require_safe
def results_download(request, round_pk, kind):
    one_round = get_editable(request.user, results(), pk=round_pk)
    if kind not in exporting.KINDS:
        raise Http404
    return exporting.download(kind, one_round, request.user, now=timezone.localtime())


@require_safe
def results_report(request, round_pk):
    one_round = get_visible(request.user, results().with_questionnaire(), pk=round_pk)
    circle = ReportForm(request.GET, circles=circles_of(one_round, request.user)).circle
    content = report.as_pdf(one_round, request.user, circle=circle, now=timezone.now())
    name = slugify(f"resultaten {one_round.title} {circle or ''}")[:80]
    return HttpResponse(content, content_type="application/pdf", headers=as_file(f"{name}.pdf"))
