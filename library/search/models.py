"""The search index: what can be found, what changed since, which words there are, and what nobody found.

No row here decides who sees what: that is asked of the live queryset of each source, at the moment somebody looks.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from members.models.text import single_line


class Entry(models.Model):
    """One thing that can be found, or one page of it (`part`). Written by library/search/indexing.py alone."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    part = models.PositiveIntegerField(default=0)
    # What is one result together: the replies of a conversation. Of anything else the thing itself.
    group_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    context = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300)
    # What people read of it. Long texts stay where they are: `body_id` is their row, see Source.bodies.
    text = models.TextField(blank=True)
    body_id = models.BigIntegerField(null=True)
    # Of everything it is found by, so that what did not change is not written again.
    digest = models.UUIDField()
    # The words of the title, with their weights; nothing where the title is that of something else.
    heading = SearchVectorField(null=True)
    # Every word it is found by, without places: those are half of a tsvector. See also: analysis.py.
    vector = SearchVectorField()
    # When it was last news: of many results only the newest are put in order.
    moment = models.DateTimeField()
    # From this day on it is found below what holds, and `note` says why: overdue, ended, replaced.
    low_from = models.DateField(null=True)
    note = models.CharField(max_length=60, blank=True)
    # Which version of the analysis made the vector. See also: analysis.VERSION.
    analysis = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "part"], name="library_entry_once"),
        ]
        indexes = [
            # Without fastupdate: a list of what still has to be sorted in would be searched at every look, and kept.
            GinIndex(fields=["vector"], name="library_entry_words", fastupdate=False),
            GinIndex(
                fields=["heading"],
                condition=Q(heading__isnull=False),
                name="library_entry_titles",
                fastupdate=False,
            ),
            models.Index(F("kind"), F("moment").desc(), name="library_entry_newest"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}.{self.part}: {self.title}"


class Changed(models.Model):
    """Something that changed and waits for its place in the index. Triggers on the source tables write these.

    Rows are only added and never shared: a change that happens while a task works gets a row of its own.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Empty: at once. Filled when it went wrong, and is tried again later.
    due_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "wijziging voor de zoekfunctie"
        verbose_name_plural = "wijzigingen voor de zoekfunctie"

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class Word(models.Model):
    """A word as people wrote it somewhere: what a slip of the pen may have been meant to be."""

    word = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)

    class Meta:
        verbose_name = "woord"
        verbose_name_plural = "woorden"
        # A constraint, and not `unique` on the field: that would make a second index, for a look that nobody takes.
        constraints = [models.UniqueConstraint(fields=["word"], name="library_word_once")]
        indexes = [GinIndex(OpClass(F("word"), "gin_trgm_ops"), name="library_word_alike")]

    def __str__(self):
        return self.word


class SynonymsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    def editable_by(self, user):
        return self.visible_to(user)

    def in_use(self):
        return self.filter(removed_at=None)


class Synonyms(models.Model):
    """Words and abbreviations that mean the same here: who looks for one finds the others."""

    words = models.CharField("woorden die hetzelfde betekenen", max_length=300, validators=[single_line])
    # The line of the default list it came from; one that was removed by hand is not loaded again.
    origin = models.CharField(max_length=60, null=True, unique=True, editable=False)  # noqa: DJ001 -- unique where there
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = SynonymsQuerySet.as_manager()

    class Meta:
        verbose_name = "groep synoniemen"
        verbose_name_plural = "synoniemen"
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["words"], condition=Q(removed_at=None), name="library_synonyms_once"),
        ]

    def __str__(self):
        return self.words


class MissedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_coordinator else self.none()

    def editable_by(self, user):
        return self.visible_to(user)


class Missed(models.Model):
    """What was looked for and not found, how often and when last. Never by whom."""

    query = models.CharField("gezocht", max_length=100, unique=True)
    count = models.PositiveIntegerField("keer", default=1)
    last_on = models.DateField("voor het laatst op")

    objects = MissedQuerySet.as_manager()

    class Meta:
        verbose_name = "niet gevonden"
        verbose_name_plural = "niet gevonden"
        ordering = ["-count", "-last_on", "query"]

    def __str__(self):
        return self.query
