"""Who is told what about a plan: one sentence each, in the digest of the day. See also: members/notices/telling.py."""

from django.utils import timezone

from members.models import Circle
from members.notices.telling import leaders_of, notify


def coalition_leaders(on):
    """Everybody who leads a coalition that is there on the day `on`."""
    return leaders_of(Circle.objects.existing(on).filter(kind=Circle.Kind.COALITION), on)


def submitted(plan, *, by, now):
    sentence = f"Tafel {plan.table} vraagt de mening van jullie coalitie over het plan voor {plan.year}."
    people = coalition_leaders(timezone.localdate(now))
    _tell(people, sentence, plan, key=f"plan:{plan.pk}:submitted", by=by, now=now)


def changed(plan, *, by, now):
    """Only to those who said something about an earlier version."""
    people = leaders_of(plan.views.values("coalition__circle"), timezone.localdate(now))
    sentence = f"Het plan voor {plan.year} van tafel {plan.table} is gewijzigd nadat jullie je mening gaven."
    _tell(people, sentence, plan, key=f"plan:{plan.pk}:changed:{timezone.localdate(now)}", by=by, now=now)


def given(view, *, by, now):
    plan = view.plan
    people = leaders_of([plan.table.circle_id], timezone.localdate(now))
    sentence = f"{view.coalition} gaf een mening over het plan voor {plan.year} van tafel {plan.table}."
    _tell(people, sentence, plan, key=f"planview:{view.pk}:{view.version}", by=by, now=now)


def answered(view, *, by, now):
    plan = view.plan
    people = leaders_of([view.coalition.circle_id], timezone.localdate(now))
    sentence = f"Tafel {plan.table} antwoordde op jullie mening over het plan voor {plan.year}."
    _tell(people, sentence, plan, key=f"planview:{view.pk}:{view.version}", by=by, now=now)


def _tell(people, sentence, plan, *, key, by, now):
    notify(people, sentence, plan.get_absolute_url(), key=key, by=by, now=now)
