"""The stems of before could be those of another word, when two threads worked at once: all is read again by the queue."""

from django.db import migrations

AGAIN = "INSERT INTO library_changed (kind, object_id) SELECT DISTINCT kind, object_id FROM library_entry"


class Migration(migrations.Migration):
    dependencies = [("library", "0009_search_again")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop, elidable=True)]
