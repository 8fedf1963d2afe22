"""What the search index is told of documents, since they have pages: see 0003_search_watch.py and searchable.py."""

from django.db import migrations

FORWARDS = """
SELECT library_search_unwatch('library_document', 'document');
SELECT library_search_unwatch('library_version', 'document');
SELECT library_search_watch(
  'library_document', 'document', 't.id',
  '{circle_id,title,summary,kind,url,credits,withdrawn_at,superseded_by_id,changed_at,review_on}'
);
SELECT library_search_watch(
  'library_version', 'document', 't.document_id', '{name,number,check_state,text_state,held_at,vouched_at}'
);
SELECT library_search_watch(
  'library_page', 'document', '(SELECT v.document_id FROM library_version v WHERE v.id = t.version_id)'
);
SELECT library_search_watch('library_document_municipalities', 'document', 't.document_id');
SELECT library_search_watch('library_stalereport', 'document', 't.document_id', '{answered_at}');
SELECT library_search_watch(
  'members_circle', 'document',
  'unnest(ARRAY(SELECT d.id FROM library_document d WHERE d.circle_id = t.id))', '{name}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('members_circle', 'document');
SELECT library_search_unwatch('library_stalereport', 'document');
SELECT library_search_unwatch('library_document_municipalities', 'document');
SELECT library_search_unwatch('library_page', 'document');
SELECT library_search_unwatch('library_version', 'document');
SELECT library_search_unwatch('library_document', 'document');
SELECT library_search_watch(
  'library_document', 'document', 't.id',
  '{circle_id,visibility,title,summary,kind,withdrawn_at,superseded_by_id,changed_at,review_on}'
);
SELECT library_search_watch('library_version', 'document', 't.document_id', '{name,check_state,note}');
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0006_links_have_no_file"), ("members", "0004_notices")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
