"""What the search index is told of: see library/migrations/0003_search_watch.py and coalitions/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'coalitions_declaration', 'declaration', 't.id',
  '{coalition_id,title,preamble,commitments,principles,since,through,withdrawn_at,changed_at}'
);
SELECT library_search_watch(
  'coalitions_coalition', 'declaration',
  'unnest(ARRAY(SELECT d.id FROM coalitions_declaration d WHERE d.coalition_id = t.id))', '{name,slug}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('coalitions_coalition', 'declaration');
SELECT library_search_unwatch('coalitions_declaration', 'declaration');
"""


class Migration(migrations.Migration):
    dependencies = [("coalitions", "0017_newest_change"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
