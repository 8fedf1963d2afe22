"""What somebody typed in a form and has not saved yet."""

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime


class Draft(models.Model):
    """One person's draft, beside the text that all see; a subclass says of what. See also: static/js/keep-draft.js.

    `data` is the form as the browser sent it, with the signed text of what this person saw (members/conflicts.py).
    """

    data = models.JSONField("klad", default=dict)
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        abstract = True

    def __str__(self):
        return f"Klad van {self.user}"

    @property
    def sentence(self):
        """What whoever opens the form again reads about it."""
        when = date_format(localtime(self.saved_at), "j F, H.i")
        return f"Dit schreef je tot {when} uur. De anderen zien het pas als je op Bewaar drukt."
