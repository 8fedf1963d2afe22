"""Documents of a circle, and their versions: who reads them, who looks after them, whether the file was checked."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from language.sorting import SearchKeyField
from library.models.states import READABLE, CheckState, TextState
from library.storage import closed_storage, random_name
from members.access import CircleOwnedQuerySet, Visibility
from members.models import Circle, Membership
from members.models.reviewable import Reviewable, ReviewableQuerySet
from members.models.text import single_line
from members.models.versioned import Versioned
from province.models import Municipality, Pillar

HTTPS = "https://"
# What a browser may show by itself; anything else is saved.
PICTURES = ("image/png", "image/jpeg", "image/webp")
SHOWN = ("application/pdf", *PICTURES)


class DocumentQuerySet(ReviewableQuerySet, CircleOwnedQuerySet):
    def visible_to(self, user):
        """Its audience, as long as there is something to read and nobody withdrew it; who may change it sees more."""
        seen = CircleOwnedQuerySet.visible_to(self, user)
        if user.is_coordinator:
            return seen
        return seen.filter(Q(_has_readable(), withdrawn_at=None) | _changed_by(user))

    def editable_by(self, user):
        """Whoever looks after it, as long as they take part in its circle; who leads the circle; the coordinator."""
        return self if user.is_coordinator else self.filter(_changed_by(user))

    def current(self):
        return self.filter(withdrawn_at=None)

    def under_way_for(self, user):
        """What its audience may read too, and what it will once its file was looked at; adds `opens` and `is_ready`.

        Of what does not open yet, nobody but who looks after it may know more than that it is there.
        """
        seen = CircleOwnedQuerySet.visible_to(self.current(), user)
        opens = Exists(Document.objects.visible_to(user).filter(pk=OuterRef("pk")))
        under_way = Exists(Version.objects.under_way().filter(document=OuterRef("pk")))
        return seen.annotate(opens=opens, is_ready=_has_readable()).filter(Q(opens=True) | under_way)

    def with_something_to_read(self):
        return self.filter(_has_readable())

    def newest_first(self):
        return self.order_by("-changed_at", "-pk")


def _has_readable():
    """Knowledge of others is read where it is; anything else in a file."""
    return Q(kind=Document.Kind.LINK) | Exists(Version.objects.readable().filter(document=OuterRef("pk")))


def _changed_by(user):
    takes_part = Q(circle__in=user.circle_ids)
    if user.is_member:
        # In the network everybody takes part, also who came by way of a coalition and has no row there.
        takes_part |= Q(circle__kind=Circle.Kind.NETWORK)
    return Q(circle__in=user.led_circle_ids) | Q(takes_part, owner=user.pk)


def _uploader_may_change():
    """The same as `_changed_by`, of who uploaded a version: they may have left, or handed the document over."""
    theirs = Membership.objects.current(timezone.localdate()).filter(
        user=OuterRef("uploaded_by"), user__is_active=True
    )
    here, network = Q(circle=OuterRef("document__circle")), Q(circle__kind=Circle.Kind.NETWORK)
    takes_part = Exists(theirs.filter(here)) | Q(Exists(theirs), document__circle__kind=Circle.Kind.NETWORK)
    leads = Exists(theirs.filter(here | network, role=Membership.Role.LEADER))
    return leads | Q(takes_part, document__owner=F("uploaded_by"))


class Document(Reviewable, Versioned):
    """Something to read, of one circle. What it says stands in its versions."""

    class Kind(models.TextChoices):
        GUIDE = "guide", "handreiking"
        RESEARCH = "research", "onderzoek"
        MINUTES = "minutes", "verslag"
        TEMPLATE = "template", "format"
        SLIDES = "slides", "presentatie"
        LINK = "link", "link"
        OTHER = "other", "overig"

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="documents", verbose_name="kring")
    visibility = models.CharField("wie leest dit", max_length=10, choices=Visibility.choices)
    title = models.CharField("titel", max_length=150, validators=[single_line])
    title_key = SearchKeyField(source="title")
    summary = models.TextField("waar gaat het over", max_length=1000, blank=True)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    # Of kind `link`: knowledge that others keep up. The portal never fetches it.
    url = models.URLField("webadres", max_length=500, blank=True, default="")
    credits = models.TextField("met dank aan", max_length=500, blank=True, default="")
    pillars = models.ManyToManyField(Pillar, blank=True, related_name="documents", verbose_name="pijlers")
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="documents", verbose_name="gemeenten"
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name="vervangen door",
    )
    created_at = models.DateTimeField("toegevoegd op")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="library_document_visibility_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("id")), name="library_document_not_superseded_by_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["guide", "research", "minutes", "template", "slides", "link", "other"]),
                name="library_document_kind_is_known",
            ),
            # That a link has no file either is held by a trigger (migration 0006): it is in another table.
            models.CheckConstraint(
                condition=Q(kind="link", url__startswith=HTTPS) | Q(~Q(kind="link"), url=""),
                name="library_document_link_has_address",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:document_detail", args=[self.pk])

    @property
    def audience(self):
        """Who reads this, in words."""
        return str(self.circle) if self.visibility == Visibility.CIRCLE else self.get_visibility_display()

    @property
    def url_host(self):
        return urlsplit(self.url).hostname or ""

    @property
    def is_link(self):
        return self.kind == self.Kind.LINK


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(document__in=Document.objects.visible_to(user))

    def readable(self):
        """What may be downloaded: never a file that waits for a check, was refused, or waits for somebody's word."""
        looked_at = self.filter(check_state__in=READABLE).exclude(text_state=TextState.WAITING)
        return looked_at.filter(Q(held_at=None) | Q(vouched_at__isnull=False))

    def under_way(self):
        """What waits for the scanner, for its words to be read, or for somebody's word; never what was refused."""
        held = Q(held_at__isnull=False, vouched_at=None)
        waits = Q(check_state=CheckState.WAITING) | Q(text_state=TextState.WAITING) | held
        return self.filter(waits).exclude(check_state=CheckState.REFUSED)

    def held(self):
        """In its text stands something that looks as if it is about a family; nobody said yet that it is not."""
        return self.filter(held_at__isnull=False, vouched_at=None)

    def editable_by(self, user):
        """Whose word counts when the guard holds a file: the coordinator's too."""
        return self if user.is_coordinator else self.for_word_of(user)

    def for_word_of(self, user):
        """What waits for this person: what they uploaded, and of who can no longer say it, what they look after."""
        mine = Q(uploaded_by=user.pk) | Q(~_uploader_may_change(), document__owner=user.pk)
        return self.filter(mine, document__in=Document.objects.editable_by(user))

    def waiting(self):
        return self.filter(check_state=CheckState.WAITING)


class Version(models.Model):
    """One file, as it was uploaded on one day. Versions are never changed; a newer one comes beside them."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("nummer")
    # What stands in the address of a file: not to be guessed, and not the name on the disk either.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("bestand", storage=closed_storage, upload_to=random_name, max_length=50, editable=False)
    name = models.CharField("naam van het bestand", max_length=120)
    size = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField(max_length=64, editable=False)
    content_type = models.CharField("soort bestand", max_length=100, editable=False)
    note = models.CharField("wat is er nieuw", max_length=300, blank=True, validators=[single_line])
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="toegevoegd door",
    )
    uploaded_at = models.DateTimeField("toegevoegd op")
    check_state = models.CharField("controle", max_length=10, choices=CheckState.choices, default=CheckState.WAITING)
    checked_at = models.DateTimeField("gecontroleerd op", null=True, blank=True)
    text_state = models.CharField("tekst", max_length=10, choices=TextState.choices, default=TextState.WAITING)
    text_read_at = models.DateTimeField("tekst gelezen op", null=True, blank=True, editable=False)
    # The privacy guard found something in the text; `held_kinds` are names of language.guard.Kind, never words.
    held_at = models.DateTimeField("vastgehouden op", null=True, blank=True, editable=False)
    held_kinds = models.CharField("waarom vastgehouden", max_length=100, blank=True, default="", editable=False)
    vouched_at = models.DateTimeField("vrijgegeven op", null=True, blank=True, editable=False)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="vrijgegeven door",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="library_version_number_once"),
            models.CheckConstraint(
                condition=Q(check_state__in=["safe", "refused"], checked_at__isnull=False)
                | Q(check_state__in=["waiting", "unscanned", "made"], checked_at=None),
                name="library_version_checked_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(text_state="waiting", text_read_at=None)
                | Q(text_state="again")
                | Q(text_state__in=["found", "part", "none", "failed"], text_read_at__isnull=False),
                name="library_version_read_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(vouched_at=None) | Q(held_at__isnull=False), name="library_version_vouched_after_held"
            ),
        ]

    def __str__(self):
        return f"{self.name} (versie {self.number})"

    def get_absolute_url(self):
        return reverse("library:version_download", args=[self.key])

    @property
    def preview_url(self):
        """Where a browser shows it; nothing for what is only ever saved."""
        return reverse("library:version_preview", args=[self.key]) if self.content_type in SHOWN else ""

    @property
    def check_url(self):
        return reverse("library:version_check", args=[self.key])

    @property
    def is_picture(self):
        return self.content_type in PICTURES

    @property
    def kind(self):
        """What people call this kind of file: PDF, DOCX."""
        return self.name.rpartition(".")[2].upper()

    @property
    def is_readable(self):
        return self.check_state in READABLE and self.text_state != TextState.WAITING and not self.is_held

    @property
    def is_held(self):
        return self.held_at is not None and self.vouched_at is None
