"""What the search index is told of: see library/migrations/0003_search_watch.py and symposium/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch('symposium_edition', 'edition', 't.id');
"""

BACKWARDS = """
SELECT library_search_unwatch('symposium_edition', 'edition');
"""


class Migration(migrations.Migration):
    dependencies = [("symposium", "0001_initial"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
