"""What stands in the index is read again by the queue, in its new shape. Until then it is found as it was."""

from django.db import migrations

AGAIN = """
INSERT INTO library_changed (kind, object_id) SELECT DISTINCT kind, object_id FROM library_entry;
UPDATE library_entry SET group_id = object_id;
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0008_search_without_copies")]

    operations = [migrations.RunSQL(AGAIN, migrations.RunSQL.noop, elidable=True)]
