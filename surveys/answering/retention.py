"""When goes what belongs to filling in together, and a box that stayed closed. See also: kansrijkestart/retention/."""

from datetime import timedelta

from surveys.models import Assignment, OtherView, Remark, SealedSheet, Step
from surveys.retention import NAMED

# What people said to each other while filling in: the next round has begun by then.
TALKED = timedelta(days=400)
# Of fewer than five people: nobody may open them.
UNOPENED = timedelta(days=30)


def purge(now) -> dict[str, int]:
    talked = {"sheet__round__closed_at__lt": now - TALKED}
    named = {"sheet__round__closed_at__lt": now - NAMED}
    steps = Step.objects.filter(**named).exclude(by=None, spoke_with="")
    return {
        "assignments": Assignment.objects.filter(**talked).delete()[0],
        "remarks": Remark.objects.filter(**talked).delete()[0],
        "views": OtherView.objects.filter(**named).exclude(by=None).update(by=None),
        "steps": steps.update(by=None, spoke_with=""),
        "unopened": SealedSheet.objects.filter(round__closed_at__lt=now - UNOPENED).delete()[0],
    }
