"""Rows that a coalition has once: one use per intervention, one budget per year."""

from django.db import transaction

from coalitions.phases import lock_coalition


class OnceMixin:
    """Before VersionedFormMixin: two people who make the same row at once make one, and nobody's text is lost.

    The form is of a model with `coalition`; `same` finds the row that another may have made meanwhile.
    """

    taken = "Terwijl jij schreef, bewaarde iemand anders dit ook. Bewaar opnieuw: dan zie je beide teksten en kies je."

    def save_by(self, user, now):
        with transaction.atomic():
            lock_coalition(self.instance.coalition_id)
            if self.instance._state.adding and self.same().exists():
                self.add_error(None, self.taken)
                return None
            return super().save_by(user, now)
