"""What the search index is told of sessions: see library/migrations/0003_search_watch.py, symposium/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'symposium_session', 'session', 't.id', '{kind,title,summary,meant_for,cancelled_at,edition_id}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('symposium_session', 'session');
"""


class Migration(migrations.Migration):
    dependencies = [("symposium", "0062_intentions"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
