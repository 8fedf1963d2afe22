"""Who reads the results of a round."""

from django.db.models import Q

from surveys.models import Mode, Round
from surveys.models.rounds import RoundQuerySet


class ResultsQuerySet(RoundQuerySet):
    """Rounds, seen as results: `get_visible(user, results(), pk=...)`."""

    def visible_to(self, user):
        """Who makes the questions reads along, of a round without names from its closing. Who answered, and who reads
        for the board, reads it once it was given back. To anybody else there are no results."""
        there = self.filter(opened_at__isnull=False).exclude(mode=Mode.ANONYMOUS, closed_at=None)
        if reads_all(user):
            return there
        released = there.filter(released_at__isnull=False)
        if user.is_board_reader:
            return released
        answered = (
            Q(mode=Mode.JOINT, sheets__circle__in=user.circle_ids, sheets__submitted_at__isnull=False)
            | Q(mode=Mode.EACH, sheets__user=user.pk, sheets__submitted_at__isnull=False)
            | Q(mode=Mode.ANONYMOUS, invitations__user=user.pk, invitations__has_answered=True)
        )
        return self.filter(pk__in=released.filter(answered).order_by().values("pk"))

    def with_questionnaire(self):
        return self.select_related("instrument_version__instrument")

    def editable_by(self, user):
        """Who puts words to texts and takes the file along."""
        return self if reads_all(user) else self.none()


def results() -> ResultsQuerySet:
    return ResultsQuerySet(Round)


def reads_all(user) -> bool:
    return user.is_coordinator or user.is_data_editor
