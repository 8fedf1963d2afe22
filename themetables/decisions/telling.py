"""A decision reaches the table and every coalition: one sentence, in the digest of the day."""

from django.utils import timezone

from members.notices.telling import notify, people_of
from themetables.plans.telling import coalition_leaders


def decided(decision, *, by, now):
    on = timezone.localdate(now)
    people = (people_of([decision.table.circle_id], on) | coalition_leaders(on)).distinct()
    what = "Gecorrigeerd besluit" if decision.corrects_id else "Besluit"
    sentence = f"{what} over tafel {decision.table}: {decision.get_outcome_display()}. {decision.reason}"
    notify(people, sentence, decision.get_absolute_url(), key=f"decision:{decision.pk}", by=by, now=now)
