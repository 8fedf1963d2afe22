"""What the search index is told of: see library/migrations/0003_search_watch.py and kansrijkestart/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'actions_actionpoint', 'action', 't.id',
  '{circle_id,what,how,with_whom,result,started_at,done_at,dropped_at,changed_at}'
);
SELECT library_search_watch(
  'members_circle', 'action', 'unnest(ARRAY(SELECT a.id FROM actions_actionpoint a WHERE a.circle_id = t.id))', '{name}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('members_circle', 'action');
SELECT library_search_unwatch('actions_actionpoint', 'action');
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0003_newest_change"), ("library", "0003_search_watch"), ("members", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
