"""One plan as a tagged PDF, with what the coalitions think of it."""

from django.utils import timezone
from django.utils.formats import date_format

from language import pdf
from themetables.models import TablePlan
from themetables.plans import counting

TEMPLATE = "themetables/plans/plan.typ"


def as_pdf(plan: TablePlan, *, now) -> bytes:
    return pdf.render(TEMPLATE, contents(plan, now), now=now)


def contents(plan, now):
    """Everything the template shows; all of it plain text."""
    on = timezone.localdate(now)
    opinion = counting.opinions([plan], on)[plan.pk]
    return {
        "title": f"Plan {plan.year} van tafel {plan.table}",
        "state": plan.state.label,
        "version": plan.version,
        "made": date_format(timezone.localtime(now), "j F Y"),
        "parts": [{"label": label, "text": text} for label, text in plan.parts],
        "bottlenecks": [
            {"title": one.title, "reach": one.reach}
            for one in plan.bottlenecks.current().with_reach(on).order_by("-reach", "title")
        ],
        "is_asked": plan.submitted_at is not None,
        "counts": opinion.line,
        "views": [
            {
                "coalition": str(view.coalition),
                "stance": view.get_stance_display(),
                "sentence": view.sentence,
                "answer": view.answer,
            }
            for view in opinion.views
        ],
        "silent": ", ".join(str(coalition) for coalition in opinion.silent),
    }
