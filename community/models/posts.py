"""What one person said in a topic, and what others did with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.topics import Topic
from language.markup import plain
from language.rendered import RenderedField, SnippetField
from library.models import Document
from members.models import Versioned
from members.paths import path_of

PER_PAGE = 30
LONGEST = 100_000


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who reads the topic reads its posts; a visitor only how it began. What is hidden stays with its writer."""
        found = self.filter(topic__in=Topic.objects.visible_to(user))
        if user.is_coordinator:
            return found
        if not user.is_member:
            return found.filter(number=1, hidden_at=None)
        return found.filter(Q(hidden_at=None) | Q(author=user.pk) | Q(topic__circle__in=user.led_circle_ids))

    def editable_by(self, user):
        """Somebody's words are theirs, as long as they take part; nobody else changes them."""
        if not user.is_member:
            return self.none()
        return self.filter(author=user.pk, hidden_at=None, topic__withdrawn_at=None)

    def shown(self):
        return self.filter(hidden_at=None)


class Post(Versioned):
    """One contribution to a topic; number 1 opens it. See also: topics/writing.py."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts", editable=False)
    number = models.PositiveIntegerField("nummer", editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="posts",
        verbose_name="schrijver",
    )
    text = models.TextField("tekst", max_length=LONGEST)
    html = RenderedField(source="text")
    snippet = SnippetField(source="text")
    written_at = models.DateTimeField("geschreven op", editable=False)
    edited_at = models.DateTimeField("gewijzigd op", null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    hidden_reason = models.CharField("waarom verborgen", max_length=300, blank=True, editable=False)
    # It was the answer that helped when it was hidden, and is that again once it is shown; see topics/moderating.py.
    helped_at = models.DateTimeField("was het antwoord sinds", null=True, blank=True, editable=False)
    helped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    documents = models.ManyToManyField(Document, related_name="posts", verbose_name="bijlagen", blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="community_post_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="community_post_number_from_one"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_reason="") | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                name="community_post_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(helped_at=None) | Q(hidden_at__isnull=False), name="community_post_helped_while_hidden"
            ),
        ]

    def __str__(self):
        return plain(self.text, 60)

    def get_absolute_url(self):
        """The place on the page of the topic where it stands."""
        page = page_of(self.number)
        query = f"?pagina={page}" if page > 1 else ""
        return f"{path_of('community:topic_detail', self.topic_id)}{query}#{self.anchor}"

    @property
    def anchor(self):
        return f"bijdrage-{self.number}"

    @property
    def is_opening(self):
        return self.number == 1


def page_of(number: int) -> int:
    """On which page of its topic a post stands; a hidden one keeps its place."""
    return (number - 1) // PER_PAGE + 1


class PostVersion(models.Model):
    """What a post said before it was changed."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("versie")
    text = models.TextField("tekst")
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        verbose_name = "eerdere tekst"
        verbose_name_plural = "eerdere teksten"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="community_postversion_number_once"),
        ]

    def __str__(self):
        return f"Versie {self.number}"


class Thanks(models.Model):
    """Somebody was helped by a post, and says so."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="thanks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thanks")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "bedankje"
        verbose_name_plural = "bedankjes"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="community_thanks_once")]

    def __str__(self):
        return f"Bedankje van {self.user}"


class Mention(models.Model):
    """Somebody is named in a post with an @, and may read it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "vermelding"
        verbose_name_plural = "vermeldingen"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="community_mention_once")]

    def __str__(self):
        return f"@{self.user}"
