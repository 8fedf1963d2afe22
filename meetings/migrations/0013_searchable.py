"""What the search index is told of: see library/migrations/0003_search_watch.py and meetings/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch(
  'meetings_meeting', 'meeting', 't.id', '{circle_id,visibility,title,day,place,about,cancelled_at}'
);
SELECT library_search_watch('meetings_agendaitem', 'meeting', 't.meeting_id', '{title,text}');
"""

BACKWARDS = """
SELECT library_search_unwatch('meetings_agendaitem', 'meeting');
SELECT library_search_unwatch('meetings_meeting', 'meeting');
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_agenda_told"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
