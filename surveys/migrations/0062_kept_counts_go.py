"""Kept counts go when an answer or a sheet of their round changes, whoever changes it: then they are counted anew.

Of a round that is closed the row is held, so that who counts it and who changes it wait for each other; of an open one
it is not, because closing holds it and waits for who is writing. tests/surveys/results/test_keeping.py proves it.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION surveys_forget_counts(rounds bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM surveys_round WHERE id = ANY(rounds) AND closed_at IS NOT NULL ORDER BY id FOR SHARE;
  IF FOUND THEN
    DELETE FROM surveys_keptcount WHERE round_id = ANY(rounds);
  END IF;
END $$;

CREATE FUNCTION surveys_answer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM surveys_forget_counts(ARRAY(
    SELECT DISTINCT s.round_id FROM changed c JOIN surveys_sheet s ON s.id = c.sheet_id
  ));
  RETURN NULL;
END $$;

CREATE FUNCTION surveys_answer_became() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM surveys_forget_counts(ARRAY(
    SELECT DISTINCT s.round_id FROM was JOIN became USING (id) JOIN surveys_sheet s ON s.id IN (was.sheet_id, became.sheet_id)
    WHERE (was.value, was.question_id, was.sheet_id) IS DISTINCT FROM (became.value, became.question_id, became.sheet_id)
  ));
  RETURN NULL;
END $$;

CREATE FUNCTION surveys_sheet_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM surveys_forget_counts(ARRAY(SELECT DISTINCT round_id FROM changed));
  RETURN NULL;
END $$;

CREATE FUNCTION surveys_sheet_became() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM surveys_forget_counts(ARRAY(
    SELECT DISTINCT r FROM was JOIN became USING (id), unnest(ARRAY[was.round_id, became.round_id]) r
    WHERE (was.round_id, was.circle_id, was.submitted_at) IS DISTINCT FROM (became.round_id, became.circle_id, became.submitted_at)
  ));
  RETURN NULL;
END $$;

CREATE TRIGGER surveys_answer_added AFTER INSERT ON surveys_answer REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION surveys_answer_changed();
CREATE TRIGGER surveys_answer_gone AFTER DELETE ON surveys_answer REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION surveys_answer_changed();
CREATE TRIGGER surveys_answer_became AFTER UPDATE ON surveys_answer REFERENCING OLD TABLE AS was NEW TABLE AS became
FOR EACH STATEMENT EXECUTE FUNCTION surveys_answer_became();
CREATE TRIGGER surveys_sheet_added AFTER INSERT ON surveys_sheet REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION surveys_sheet_changed();
CREATE TRIGGER surveys_sheet_gone AFTER DELETE ON surveys_sheet REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION surveys_sheet_changed();
CREATE TRIGGER surveys_sheet_became AFTER UPDATE ON surveys_sheet REFERENCING OLD TABLE AS was NEW TABLE AS became
FOR EACH STATEMENT EXECUTE FUNCTION surveys_sheet_became();
"""

BACKWARDS = """
DROP TRIGGER surveys_sheet_became ON surveys_sheet;
DROP TRIGGER surveys_sheet_gone ON surveys_sheet;
DROP TRIGGER surveys_sheet_added ON surveys_sheet;
DROP TRIGGER surveys_answer_became ON surveys_answer;
DROP TRIGGER surveys_answer_gone ON surveys_answer;
DROP TRIGGER surveys_answer_added ON surveys_answer;
DROP FUNCTION surveys_sheet_became();
DROP FUNCTION surveys_sheet_changed();
DROP FUNCTION surveys_answer_became();
DROP FUNCTION surveys_answer_changed();
DROP FUNCTION surveys_forget_counts(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0061_kept_counts")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
