"""The index keeps no copy of long texts and no places of words. See also: 0009, which reads it again."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("library", "0007_search_pages")]

    operations = [
        migrations.AddField("entry", "group_id", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField("entry", "body_id", models.BigIntegerField(null=True)),
        migrations.AddField("entry", "digest", models.UUIDField(default=uuid.UUID(int=0)), preserve_default=False),
        migrations.AddField("entry", "heading", SearchVectorField(null=True)),
        migrations.RemoveIndex("entry", "library_entry_words"),
        migrations.AddIndex("entry", GinIndex(fields=["vector"], name="library_entry_words", fastupdate=False)),
        migrations.AddIndex(
            "entry",
            GinIndex(
                fields=["heading"],
                condition=models.Q(("heading__isnull", False)),
                name="library_entry_titles",
                fastupdate=False,
            ),
        ),
        migrations.RemoveIndex("word", "library_word_begins"),
        migrations.AlterField("word", "word", models.CharField(max_length=60)),
        migrations.AddConstraint("word", models.UniqueConstraint(fields=["word"], name="library_word_once")),
    ]
