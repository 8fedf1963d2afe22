"""Of rounds that are over: when we forget who was asked and who answered. See also: kansrijkestart/retention/."""

from datetime import timedelta

from django.db.models import Q

from surveys.models import Answer, Invitation, Round, Sheet

# So long we can say how many minutes of whose year the surveys took.
ASKED = timedelta(days=400)
# Two years: the round after next still shows somebody their own answers.
NAMED = timedelta(days=730)


def purge(now) -> dict[str, int]:
    """Forget who was asked and, later, who filled in. What was answered stays: it is the coalition's."""
    asked = Invitation.objects.filter(round__closed_at__lt=now - ASKED)
    over = Round.objects.filter(closed_at__lt=now - NAMED)
    named = Sheet.objects.filter(round__in=over).exclude(user=None, address="", submitted_by=None)
    by_hand = Answer.objects.filter(Q(changed_by__isnull=False), sheet__round__in=over)
    return {
        "invitations": asked.delete()[0],
        "answers": by_hand.update(changed_by=None),
        "sheets": named.update(user=None, address="", submitted_by=None),
    }
