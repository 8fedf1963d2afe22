"""What the search index is told of: see library/migrations/0003_search_watch.py and community/searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_watch('community_post', 'post', 't.id', '{topic_id,number,text}');
SELECT library_search_watch(
  'community_topic', 'post',
  'unnest(ARRAY(SELECT p.id FROM community_post p WHERE p.topic_id = t.id))', '{title,kind,circle_id}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('community_topic', 'post');
SELECT library_search_unwatch('community_post', 'post');
"""


class Migration(migrations.Migration):
    dependencies = [("community", "0004_topic_without_text"), ("library", "0003_search_watch")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
