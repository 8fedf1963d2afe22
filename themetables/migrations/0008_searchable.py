"""What the search index is told of: see library/migrations/0003_search_watch.py and themetables/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'themetables_bottleneck', 'bottleneck', 't.id',
  '{title,what_happens,for_whom,would_help,coalition_id,merged_into_id,changed_at}'
);
SELECT library_search_watch(
  'themetables_themetable', 'table', 't.id',
  '{name,short_name,slug,summary,goal,state,closed_on,changed_at}'
);
SELECT library_search_watch('themetables_tableplan', 'plan', 't.id');
SELECT library_search_watch(
  'themetables_themetable', 'plan',
  'unnest(ARRAY(SELECT p.id FROM themetables_tableplan p WHERE p.table_id = t.id))', '{short_name,slug}'
);
SELECT library_search_watch('themetables_buildingblock', 'block', 't.id');
SELECT library_search_watch('themetables_blockversion', 'block', 't.block_id');
SELECT library_search_watch(
  'themetables_themetable', 'block',
  'unnest(ARRAY(SELECT b.id FROM themetables_buildingblock b WHERE b.table_id = t.id))', '{short_name}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('themetables_themetable', 'block');
SELECT library_search_unwatch('themetables_blockversion', 'block');
SELECT library_search_unwatch('themetables_buildingblock', 'block');
SELECT library_search_unwatch('themetables_themetable', 'plan');
SELECT library_search_unwatch('themetables_tableplan', 'plan');
SELECT library_search_unwatch('themetables_themetable', 'table');
SELECT library_search_unwatch('themetables_bottleneck', 'bottleneck');
"""


class Migration(migrations.Migration):
    dependencies = [("themetables", "0007_tables_at_work"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
