"""The text of each announcement becomes the post that opens it."""

from django.db import migrations


def move(apps, schema_editor):
    Topic, Post = apps.get_model("community", "Topic"), apps.get_model("community", "Post")
    for topic in Topic.objects.order_by("pk"):
        Post.objects.create(
            topic=topic,
            number=1,
            author_id=topic.author_id,
            text=topic.text,
            written_at=topic.published_at,
            edited_at=topic.edited_at,
            changed_by_id=topic.author_id,
            changed_at=topic.edited_at or topic.published_at,
        )
        Topic.objects.filter(pk=topic.pk).update(last_post_at=topic.published_at, last_post_by=topic.author_id)


def move_back(apps, schema_editor):
    Topic, Post = apps.get_model("community", "Topic"), apps.get_model("community", "Post")
    for post in Post.objects.filter(number=1):
        Topic.objects.filter(pk=post.topic_id).update(text=post.text, edited_at=post.edited_at)
    Post.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("community", "0002_posts")]

    operations = [migrations.RunPython(move, move_back)]
