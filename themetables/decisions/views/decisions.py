"""Recording a decision: filled in, read back, and only then final."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members.access import get_editable, get_visible
from members.refused import unless_refused
from themetables.decisions import recording
from themetables.decisions.forms import DecisionForm, NewTableForm, StepForm
from themetables.models import DecisionMeeting, Outcome, TableDecision, ThemeTable

ABOUT_ONE = (Outcome.CONTINUE, Outcome.ADJUST, Outcome.STOP)
FINAL = "Het besluit staat vast. De tafel en de coalities krijgen er bericht van."


def decisions():
    people = ("recorded_by", "meeting", "plan__table", "corrects", "correction")
    return TableDecision.objects.select_related("table__circle__table", *people)


@require_safe
def decision_detail(request, pk):
    decision = get_visible(request.user, decisions(), pk=pk)
    context = {
        "decision": decision,
        "table": decision.table,
        "correction": getattr(decision, "correction", None),
        "may_correct": request.user.is_coordinator,
    }
    return render(request, "themetables/decisions/decision_detail.html", context)


@require_http_methods(["GET", "POST"])
def decision_record(request, pk, slug):
    meeting = get_editable(request.user, DecisionMeeting.objects.all(), pk=pk)
    table = get_visible(request.user, ThemeTable.objects.all(), slug=slug)
    now = timezone.now()
    form = DecisionForm(
        request.POST or None,
        on=timezone.localdate(now),
        outcomes=ABOUT_ONE,
        initial={"decided_on": meeting.held_on},
    )

    def record():
        return recording.record(meeting, table, form.said, by=request.user, now=now)

    about = {"meeting": meeting, "table": table, "heading": f"Besluit over tafel {table}"}
    return in_two_steps(request, form, record, about)


@require_http_methods(["GET", "POST"])
def decision_new(request, pk):
    meeting = get_editable(request.user, DecisionMeeting.objects.all(), pk=pk)
    now = timezone.now()
    form = NewTableForm(
        request.POST or None, on=timezone.localdate(now), initial={"decided_on": meeting.held_on, "outcome": "new"}
    )

    def record():
        return recording.record_new(meeting, form.said, by=request.user, now=now, **form.facts)

    return in_two_steps(request, form, record, {"meeting": meeting, "heading": "Besluit: een nieuwe thematafel"})


@require_http_methods(["GET", "POST"])
def decision_correct(request, pk):
    decision = get_editable(request.user, decisions(), pk=pk)
    now = timezone.now()
    outcomes = ABOUT_ONE if decision.outcome != Outcome.NEW else (Outcome.NEW, Outcome.STOP)
    usual = {name: getattr(decision, name) for name in ("outcome", "reason", "decided_on")}
    form = DecisionForm(request.POST or None, on=timezone.localdate(now), outcomes=outcomes, initial=usual)

    def record():
        return recording.correct(decision, form.said, by=request.user, now=now)

    about = {
        "meeting": decision.meeting,
        "table": decision.table,
        "corrects": decision,
        "heading": f"Corrigeer het besluit over tafel {decision.table}",
    }
    return in_two_steps(request, form, record, about)


def in_two_steps(request, form, record, about):
    """Show the form, then what was filled in, and record it when that was said to be right."""
    context = about | {"form": form}
    if request.method == "POST" and form.is_valid():
        asked = StepForm(request.POST).asked
        if asked == "vastleggen":
            if decision := unless_refused(form, record):
                messages.success(request, FINAL)
                return redirect(decision)
        elif not asked:
            return render(request, "themetables/decisions/decision_confirm.html", context)
    return render(request, "themetables/decisions/decision_form.html", context)
