"""What the search index knows of conversations: every post. The topic is found by the post that opens it."""

from community.models import Post
from language.markup import plain
from library.search.sources import Part, Source


def parts(post):
    topic = post.topic
    yield Part(
        title=topic.title,
        # An announcement has a page that visitors read too.
        url=topic.get_absolute_url() if post.is_opening else post.get_absolute_url(),
        moment=post.written_at,
        text=plain(post.text),
        body=post.pk,
        group=topic.pk,
        context=topic.circle.name if post.is_opening else f"een reactie, {topic.circle.name}",
        is_found_by_title=post.is_opening,
    )


SOURCE = Source(
    kind="post",
    singular="gesprek",
    label="Gesprekken",
    objects=lambda: Post.objects.select_related("topic__circle"),
    visible_to=Post.objects.visible_to,
    parts=parts,
    bodies=Post.objects.all,
    read=plain,
)
