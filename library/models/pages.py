"""The words of a file, page by page, so that a search finds what stands inside."""

import re

from django.db import models

from library.models.documents import Document, Version


class PageQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.current().filter(version__document__in=Document.objects.visible_to(user))

    def current(self):
        """Of the newest version that may be read, of documents that nobody withdrew."""
        newest = Version.objects.readable().order_by("document_id", "-number").distinct("document_id")
        return self.filter(version__in=newest.values("pk"), version__document__withdrawn_at=None)


class Page(models.Model):
    """One page of a PDF, one slide, one sheet; of a text without pages a piece of some pages long."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="pages", verbose_name="versie")
    number = models.PositiveIntegerField("nummer")
    # What people call it: "bladzijde 3", "dia 2", "blad Begroting"; nothing for a piece of a text without pages.
    label = models.CharField("hoe het heet", max_length=60, blank=True)
    text = models.TextField("tekst")

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = "bladzijde"
        verbose_name_plural = "bladzijden"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="library_page_number_once")]

    def __str__(self):
        return f"{self.version}, {self.label or f'deel {self.number}'}"

    @property
    def preview_url(self):
        """Where a browser opens the file at this page: a PDF alone has such a place."""
        found = re.fullmatch(r"bladzijde (\d+)", self.label)
        address = self.version.preview_url
        return f"{address}#page={found[1]}" if found and address else ""
