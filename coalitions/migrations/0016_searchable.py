"""What the search index is told of: see library/migrations/0003_search_watch.py and coalitions/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'coalitions_coalition', 'coalition', 't.id', '{name,slug,summary,phase,started_on,changed_at}'
);
SELECT library_search_watch('coalitions_coalitionmunicipality', 'coalition', 't.coalition_id');
SELECT library_search_watch(
  'members_circle', 'coalition', '(SELECT c.id FROM coalitions_coalition c WHERE c.circle_id = t.id)', '{ended_on}'
);
-- Its search_text has the former names and the places in it, and follows them.
SELECT library_search_watch(
  'coalitions_organisation', 'organisation', 't.id',
  '{name,slug,kind,area,description,offers,for_whom,closed_on,search_text,changed_at}'
);
SELECT library_search_watch('coalitions_intervention', 'intervention', 't.id');
SELECT library_search_watch(
  'coalitions_agreement', 'agreement', 't.id',
  '{title,text,instrument,step,coalition_id,adopted_at,lapsed_at,review_on,changed_at}'
);
SELECT library_search_watch(
  'coalitions_coalition', 'agreement',
  'unnest(ARRAY(SELECT a.id FROM coalitions_agreement a WHERE a.coalition_id = t.id))', '{name,slug}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('coalitions_coalition', 'agreement');
SELECT library_search_unwatch('coalitions_agreement', 'agreement');
SELECT library_search_unwatch('coalitions_intervention', 'intervention');
SELECT library_search_unwatch('coalitions_organisation', 'organisation');
SELECT library_search_unwatch('members_circle', 'coalition');
SELECT library_search_unwatch('coalitions_coalitionmunicipality', 'coalition');
SELECT library_search_unwatch('coalitions_coalition', 'coalition');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0015_declarations_carry_documents"),
        ("library", "0003_search_watch"),
        ("members", "0002_circle_ended_on"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
