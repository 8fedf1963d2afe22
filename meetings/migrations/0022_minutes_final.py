"""Approved minutes and the decisions they hold can no longer change. See also: themetables/0005_decisions_final.

Only the names of a person, a document, a meeting and an item go out of a row, when those are removed.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION meetings_refuse_when_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM meetings_minutes WHERE meeting_id = OLD.meeting_id AND approved_at IS NOT NULL) THEN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER meetings_minutes_stay BEFORE UPDATE ON meetings_minutes FOR EACH ROW
WHEN (
  OLD.approved_at IS NOT NULL
  AND to_jsonb(OLD) - '{changed_by_id,document_id,approved_in_id}'::text[]
    IS DISTINCT FROM to_jsonb(NEW) - '{changed_by_id,document_id,approved_in_id}'::text[]
)
EXECUTE FUNCTION meetings_refuse('approved minutes stay as they are');

CREATE TRIGGER meetings_minutes_not_removed BEFORE DELETE ON meetings_minutes FOR EACH ROW
WHEN (OLD.approved_at IS NOT NULL)
EXECUTE FUNCTION meetings_refuse('approved minutes are not removed');

CREATE TRIGGER meetings_decision_stays BEFORE UPDATE ON meetings_decision FOR EACH ROW
WHEN (
  to_jsonb(OLD) - '{changed_by_id,item_id}'::text[] IS DISTINCT FROM to_jsonb(NEW) - '{changed_by_id,item_id}'::text[]
)
EXECUTE FUNCTION meetings_refuse_when_approved('a decision in approved minutes stays as it is');

CREATE TRIGGER meetings_decision_not_removed BEFORE DELETE ON meetings_decision FOR EACH ROW
EXECUTE FUNCTION meetings_refuse_when_approved('a decision in approved minutes is not removed');
"""

BACKWARDS = """
DROP TRIGGER meetings_decision_not_removed ON meetings_decision;
DROP TRIGGER meetings_decision_stays ON meetings_decision;
DROP TRIGGER meetings_minutes_not_removed ON meetings_minutes;
DROP TRIGGER meetings_minutes_stay ON meetings_minutes;
DROP FUNCTION meetings_refuse_when_approved();
DROP FUNCTION meetings_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_minutes")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
