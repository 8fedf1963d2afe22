""" "Klopt niet meer": a reader says so, and whoever looks after the document answers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from library import doubting
from library.forms import StaleAnswerForm, StaleReportForm
from library.models import Document, StaleReport
from members.access import get_editable, get_visible, members_only


@require_http_methods(["GET", "POST"])
@members_only
def stale_report(request, pk):
    documents = Document.objects.current().select_related("circle", "owner")
    document = get_visible(request.user, documents, pk=pk)
    form = StaleReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if doubting.report(document, reason, by=request.user, now=timezone.now()):
            messages.success(request, "Dank je. Bij het document staat nu wat je meldde, tot er een antwoord is.")
        else:
            messages.success(request, "Je had dit al gemeld. Je krijgt bericht als er een antwoord is.")
        return redirect(document)
    return render(request, "library/stale_report.html", {"form": form, "document": document})


@require_http_methods(["GET", "POST"])
def stale_answer(request, pk):
    reports = StaleReport.objects.open().select_related("document__circle", "by")
    report = get_editable(request.user, reports, pk=pk)
    form = StaleAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        doubting.answer(report, form.cleaned_data["answer"], by=request.user, now=timezone.now())
        messages.success(request, "Je antwoord staat erbij. Wie dit meldde, krijgt bericht.")
        return redirect(report.document)
    return render(request, "library/stale_answer.html", {"form": form, "report": report, "document": report.document})
