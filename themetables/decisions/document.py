"""All that lies on the table in a decision meeting, as a tagged PDF: what the page of the meeting prints."""

from django.utils import timezone
from django.utils.formats import date_format

from language import pdf
from themetables.decisions import preparing
from themetables.models import DecisionMeeting

TEMPLATE = "themetables/decisions/meeting.typ"


def as_pdf(meeting: DecisionMeeting, *, now) -> bytes:
    return pdf.render(TEMPLATE, contents(meeting, now), now=now)


def contents(meeting, now):
    """Everything the template shows; all of it plain text."""
    return {
        "title": meeting.title,
        "when": f"{date_format(meeting.held_on, 'l j F Y').capitalize()}, {meeting.place}.",
        "year": str(meeting.year),
        "last_year": str(meeting.last_year),
        "made": date_format(timezone.localtime(now), "j F Y"),
        "sheets": [of_table(sheet) for sheet in preparing.sheets(meeting, timezone.localdate(now))],
    }


def of_table(sheet):
    return {
        "table": str(sheet.table),
        "decision": of_decision(sheet.decision),
        "plan": of_plan(sheet),
        "promised": sheet.last_plan.delivers if sheet.last_plan else "",
        "decided_then": sheet.last_decision.get_outcome_display() if sheet.last_decision else "",
        "delivered": [block.title for block in sheet.delivered],
    }


def of_decision(decision):
    if decision is None:
        return None
    return {"outcome": decision.get_outcome_display(), "reason": decision.reason}


def of_plan(sheet):
    if sheet.plan is None:
        return None
    return {
        "parts": [{"label": label, "text": text} for label, text in sheet.plan.parts],
        "bottlenecks": [{"title": one.title, "reach": one.reach} for one in sheet.plan.bottlenecks.all()],
        "counts": sheet.opinion.line if sheet.opinion.views else "",
        "views": [
            {
                "coalition": str(view.coalition),
                "stance": view.get_stance_display(),
                "sentence": view.sentence,
                "answer": view.answer if view.is_answered else "",
            }
            for view in sheet.opinion.views
        ],
    }
