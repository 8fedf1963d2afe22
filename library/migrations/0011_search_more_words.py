""" "Armoede" and a few others are words of their own since, also in a compound: all is read again by the queue."""

from django.db import migrations

AGAIN = "INSERT INTO library_changed (kind, object_id) SELECT DISTINCT kind, object_id FROM library_entry"


class Migration(migrations.Migration):
    dependencies = [("library", "0010_search_stems_again")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop, elidable=True)]
