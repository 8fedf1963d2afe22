"""The page on which a plan is written, and what a browser sends of it."""

from django.http import QueryDict

from members.conflicts import SEEN
from themetables.models import TablePlan
from themetables.models.plans import TEXTS
from themetables.plans import keeping
from themetables.plans.forms import PlanForm

PLAN = "/thematafels/kraamzorg/plan/2027/"
EDIT = f"{PLAN}wijzigen/"
KEEP = f"{PLAN}klad/"
SUBMIT = f"{PLAN}indienen/"


def typed(client, **texts):
    """What the browser sends after somebody typed `texts` in the open form."""
    form = client.get(EDIT).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return values | texts


def save(plan, by, **texts):
    row = TablePlan.objects.get(pk=plan.pk)
    for name, text in texts.items():
        setattr(row, name, text)
    row.save_version(by=by, now=row.changed_at)
    keeping.record(row, keeping.what_changed(list(texts)))


def sent(plan, user, **texts):
    """What the browser sends of a form that was opened now."""
    seen = PlanForm(instance=TablePlan.objects.get(pk=plan.pk), by=user)
    data = QueryDict(mutable=True)
    data.update({name: seen[name].value() for name in (*TEXTS, SEEN)} | texts)
    return data
