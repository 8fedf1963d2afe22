"""What people talk about: a question, a conversation, or an announcement of the coordinator."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from members.access import CircleOwnedQuerySet, Visibility
from members.models import Circle, Versioned
from members.models.text import single_line
from members.paths import path_of
from province.models import Municipality, Pillar
from themetables.models import ThemeTable


class TopicQuerySet(CircleOwnedQuerySet):
    def visible_to(self, user):
        """What was withdrawn is gone, but for its writer and for who moderates here."""
        seen = super().visible_to(user)
        if user.is_coordinator:
            return seen
        return seen.filter(Q(withdrawn_at=None) | Q(circle__in=user.led_circle_ids) | Q(author=user.pk))

    def editable_by(self, user):
        """Whoever wrote it and takes part, and who moderates. An announcement is the coordinator's word."""
        if user.is_coordinator:
            return self
        own = Q(author=user.pk) if user.is_member else Q(pk=None)
        return self.exclude(kind=Topic.Kind.ANNOUNCEMENT).filter(own | Q(circle__in=user.led_circle_ids))

    def answered_to(self, user):
        """Whoever may say which answer helped: who asked, who leads the circle, the coordinator."""
        if user.is_coordinator:
            return self
        return self.filter(Q(author=user.pk) | Q(circle__in=user.led_circle_ids))

    def announcements(self):
        return self.filter(kind=Topic.Kind.ANNOUNCEMENT)

    def questions(self):
        return self.filter(kind=Topic.Kind.QUESTION)

    def current(self):
        return self.filter(withdrawn_at=None)

    def unanswered(self):
        """Questions to which nobody else said a word yet."""
        return self.questions().filter(first_reply_at=None, accepted_post=None)

    def newest_first(self):
        return self.order_by("-last_post_at", "-pk")

    def with_snippet(self):
        """Adds `snippet`: how it begins, on one line; nothing when that post is hidden."""
        posts = self.model._meta.get_field("posts").related_model.objects.filter(topic=OuterRef("pk"), number=1)
        return self.annotate(snippet=Subquery(posts.filter(hidden_at=None).values("snippet")[:1]))

    def to_be_mailed(self):
        return self.filter(mail_requested_at__isnull=False, mailed_at=None, withdrawn_at=None)


class Topic(Versioned):
    """Something a circle talks about; what is said stands in its posts, the first of which opens it.

    `mail_requested_at` promises that an announcement is mailed, `mailed_at` says it was.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "vraag"
        DISCUSSION = "discussion", "gesprek"
        ANNOUNCEMENT = "announcement", "mededeling"

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="topics", verbose_name="kring")
    visibility = models.CharField("wie leest dit", max_length=10, choices=Visibility.choices)
    kind = models.CharField("soort", max_length=15, choices=Kind.choices, default=Kind.ANNOUNCEMENT)
    title = models.CharField("titel", max_length=120, validators=[single_line])
    tables = models.ManyToManyField(ThemeTable, related_name="topics", verbose_name="thematafels", blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="topics", verbose_name="gemeenten", blank=True)
    pillars = models.ManyToManyField(Pillar, related_name="topics", verbose_name="pijlers", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="topics", verbose_name="schrijver"
    )
    published_at = models.DateTimeField("geplaatst op")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    mail_requested_at = models.DateTimeField("mail gevraagd op", null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True, editable=False)
    accepted_post = models.ForeignKey(
        "community.Post",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="accepted_in",
        verbose_name="antwoord dat hielp",
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    accepted_at = models.DateTimeField("beantwoord op", null=True, blank=True, editable=False)
    # Kept by topics/counting.py, for a stream that counts nothing; of the posts that are not hidden.
    post_count = models.PositiveIntegerField("bijdragen", default=1, editable=False)
    last_number = models.PositiveIntegerField("nummer van de laatste bijdrage", default=1, editable=False)
    last_post_at = models.DateTimeField("laatste bijdrage op", editable=False)
    last_post_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # What it grew out of: a result of a survey. See also: community/topics/sources.py.
    source_label = models.CharField("komt uit", max_length=200, blank=True, editable=False)
    source_url = models.CharField(max_length=500, blank=True, editable=False)
    # By somebody else than who began.
    first_reply_at = models.DateTimeField("eerste reactie op", null=True, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp"
        verbose_name_plural = "onderwerpen"
        ordering = ["-published_at", "-pk"]
        indexes = [
            # The order of the stream, and where its next page begins.
            models.Index(fields=["-last_post_at", "-id"], name="community_topic_stream"),
            models.Index(fields=["circle", "-last_post_at", "-id"], name="community_topic_of_circle"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source_label="", source_url="")
                | (~Q(source_label="") & Q(source_url__startswith="/") & ~Q(source_url__startswith="//")),
                name="community_topic_source_is_here",
            ),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(mail_requested_at__isnull=False),
                name="community_topic_mailed_after_request",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "discussion", "announcement"]), name="community_topic_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="community_topic_known_visibility"
            ),
            # What people of the network ask each other is not for everybody.
            models.CheckConstraint(
                condition=Q(kind="announcement") | ~Q(visibility="public"),
                name="community_topic_only_announcements_are_public",
            ),
            # That the answer stands in this very topic is held by a foreign key of two columns (migration).
            models.CheckConstraint(
                condition=Q(accepted_post=None) | Q(kind="question"),
                name="community_topic_only_questions_are_answered",
            ),
            models.CheckConstraint(
                condition=Q(accepted_post=None) | Q(accepted_at__isnull=False),
                name="community_topic_accepted_with_moment",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """An announcement has a page that visitors can read too."""
        if self.kind == self.Kind.ANNOUNCEMENT:
            return path_of("community:announcement_detail", self.pk)
        return self.conversation_url

    @property
    def conversation_url(self):
        return path_of("community:topic_detail", self.pk)

    @property
    def opening(self):
        """The post with which it began."""
        return self.posts.get(number=1)

    @property
    def is_question(self):
        return self.kind == self.Kind.QUESTION

    @property
    def audience(self):
        """Who reads this, in words."""
        return str(self.circle) if self.visibility == Visibility.CIRCLE else self.get_visibility_display()

    def is_moderated_by(self, user):
        """The coordinator everywhere, who leads a circle in their own circle."""
        return user.is_coordinator or self.circle_id in user.led_circle_ids
