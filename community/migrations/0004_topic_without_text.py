from django.db import migrations, models

# The answer that helped stands in the topic itself, and not in another one.
BELONGS = """
ALTER TABLE community_post ADD CONSTRAINT community_post_with_topic UNIQUE (id, topic_id);
ALTER TABLE community_topic ADD CONSTRAINT community_topic_accepted_is_its_own
    FOREIGN KEY (accepted_post_id, id) REFERENCES community_post (id, topic_id) DEFERRABLE INITIALLY DEFERRED;
"""
ANYWHERE = """
ALTER TABLE community_topic DROP CONSTRAINT community_topic_accepted_is_its_own;
ALTER TABLE community_post DROP CONSTRAINT community_post_with_topic;
"""


class Migration(migrations.Migration):
    dependencies = [("community", "0003_first_posts")]

    operations = [
        # So that the column can come back empty.
        migrations.AlterField(
            model_name="topic",
            name="text",
            field=models.TextField(default="", max_length=10_000, verbose_name="tekst"),
        ),
        migrations.RemoveField(model_name="topic", name="text"),
        migrations.RemoveField(model_name="topic", name="edited_at"),
        migrations.AlterField(
            model_name="topic",
            name="last_post_at",
            field=models.DateTimeField(editable=False, verbose_name="laatste bijdrage op"),
        ),
        migrations.RunSQL(BELONGS, ANYWHERE),
    ]
