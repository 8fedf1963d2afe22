"""The database itself notices what changes, also in bulk and by hand, and puts it on the queue of the search index.

An app calls `library_search_watch(table, kind, key, columns)` in a migration of its own (NNNN_searchable.py). `key` is
SQL for the number of the thing that is found, with `t` as a row of the table; a change of other columns than `columns`
is not noticed, an empty list means all of them. The triggers see whole statements: a thousand rows cost one insert.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION library_search_notice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := TG_ARGV[0];
  key text := TG_ARGV[1];
  columns text[] := TG_ARGV[2]::text[];
  gone text := 'SELECT b.* FROM rows_before b';
  come text := 'SELECT a.* FROM rows_after a';
  found_in text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    found_in := come;
  ELSIF TG_OP = 'DELETE' THEN
    found_in := gone;
  ELSE
    found_in := ' WHERE ' || coalesce(
      (SELECT string_agg(format('a.%1$I IS DISTINCT FROM b.%1$I', name), ' OR ') FROM unnest(columns) AS name),
      'a IS DISTINCT FROM b'
    );
    found_in := come || ' JOIN rows_before b USING (id)' || found_in || ' UNION ALL '
      || gone || ' JOIN rows_after a USING (id)' || found_in;
  END IF;
  EXECUTE format(
    'INSERT INTO library_changed (kind, object_id) '
    'SELECT DISTINCT %L, found.key FROM (SELECT %s AS key FROM (%s) AS t) AS found WHERE found.key IS NOT NULL',
    kind, key, found_in
  );
  RETURN NULL;
END $$;

CREATE FUNCTION library_search_watch(source text, kind text, key text, columns text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  event text;
  sees text;
BEGIN
  FOR event, sees IN VALUES
    ('insert', 'NEW TABLE AS rows_after'),
    ('update', 'OLD TABLE AS rows_before NEW TABLE AS rows_after'),
    ('delete', 'OLD TABLE AS rows_before')
  LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s '
      'FOR EACH STATEMENT EXECUTE FUNCTION library_search_notice(%L, %L, %L)',
      format('search_%s_%s', kind, event), event, source, sees, kind, key, columns
    );
  END LOOP;
  -- What was there before somebody watched.
  IF key = 't.id' THEN
    EXECUTE format('INSERT INTO library_changed (kind, object_id) SELECT %L, t.id FROM %I AS t', kind, source);
  END IF;
END $$;

CREATE FUNCTION library_search_unwatch(source text, kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  event text;
BEGIN
  FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', format('search_%s_%s', kind, event), source);
  END LOOP;
END $$;

SELECT library_search_watch(
  'library_document', 'document', 't.id',
  '{circle_id,visibility,title,summary,kind,withdrawn_at,superseded_by_id,changed_at,review_on}'
);
SELECT library_search_watch('library_version', 'document', 't.document_id', '{name,check_state,note}');
-- members lies below this room and cannot call for itself.
SELECT library_search_watch(
  'members_user', 'person', 't.id',
  '{name,function,organisation,about,expertise,shows_first_name_only,is_active}'
);
"""

BACKWARDS = """
SELECT library_search_unwatch('members_user', 'person');
SELECT library_search_unwatch('library_version', 'document');
SELECT library_search_unwatch('library_document', 'document');
DROP FUNCTION library_search_unwatch(text, text);
DROP FUNCTION library_search_watch(text, text, text, text[]);
DROP FUNCTION library_search_notice();
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0002_search"), ("members", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
