"""What was fixed can no longer change, whoever asks: answers point to these questions.

Triggers, because a constraint does not see what a row was; they speak in the error code of a broken constraint
(23000), so that Django raises IntegrityError. tests/surveys/making/test_fixed.py proves them with SQL of its own. Only the name
of a person goes out of a row, when that person is erased.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION surveys_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER surveys_version_stays BEFORE UPDATE ON surveys_version FOR EACH ROW
WHEN (
  OLD.frozen_at IS NOT NULL
  AND (
    NEW.frozen_by_id IS NOT NULL AND OLD.frozen_by_id IS DISTINCT FROM NEW.frozen_by_id
    OR to_jsonb(OLD) - 'frozen_by_id' IS DISTINCT FROM to_jsonb(NEW) - 'frozen_by_id'
  )
)
EXECUTE FUNCTION surveys_refuse('a fixed version stays as it is');

CREATE TRIGGER surveys_version_not_removed BEFORE DELETE ON surveys_version FOR EACH ROW
WHEN (OLD.frozen_at IS NOT NULL)
EXECUTE FUNCTION surveys_refuse('a fixed version is not removed');

CREATE FUNCTION surveys_section_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_ surveys_section := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF TG_OP = 'UPDATE'
    AND to_jsonb(OLD) - 'changed_by_id' = to_jsonb(NEW) - 'changed_by_id' AND NEW.changed_by_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT 1 FROM surveys_version v
    WHERE v.frozen_at IS NOT NULL AND v.id IN (row_.instrument_version_id, OLD.instrument_version_id)
  ) THEN
    RAISE EXCEPTION 'a section of a fixed version stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN row_;
END $$;

CREATE TRIGGER surveys_section_of_draft BEFORE INSERT OR UPDATE OR DELETE ON surveys_section FOR EACH ROW
EXECUTE FUNCTION surveys_section_of_draft();

CREATE FUNCTION surveys_question_of_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_ surveys_question := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF TG_OP = 'UPDATE'
    AND to_jsonb(OLD) - 'changed_by_id' = to_jsonb(NEW) - 'changed_by_id' AND NEW.changed_by_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT 1 FROM surveys_section s JOIN surveys_version v ON v.id = s.instrument_version_id
    WHERE v.frozen_at IS NOT NULL AND s.id IN (row_.section_id, OLD.section_id)
  ) THEN
    RAISE EXCEPTION 'a question of a fixed version stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN row_;
END $$;

CREATE TRIGGER surveys_question_of_draft BEFORE INSERT OR UPDATE OR DELETE ON surveys_question FOR EACH ROW
EXECUTE FUNCTION surveys_question_of_draft();
"""

BACKWARDS = """
DROP TRIGGER surveys_question_of_draft ON surveys_question;
DROP TRIGGER surveys_section_of_draft ON surveys_section;
DROP TRIGGER surveys_version_not_removed ON surveys_version;
DROP TRIGGER surveys_version_stays ON surveys_version;
DROP FUNCTION surveys_question_of_draft();
DROP FUNCTION surveys_section_of_draft();
DROP FUNCTION surveys_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_questionnaires")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
