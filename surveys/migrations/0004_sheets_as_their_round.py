"""What a round, its sheets and its invitations must never be, where a constraint of one table cannot say it.

A sheet and an invitation have the mode of their round: a foreign key of two columns. A round asks what was fixed, and
from the moment it is confirmed the same thing in the same way. An answer without a name has no hand and no moment.
tests/surveys/test_rounds.py proves them with SQL of its own.
"""

from django.db import migrations

FORWARDS = """
ALTER TABLE surveys_sheet ADD CONSTRAINT surveys_sheet_mode_of_its_round
  FOREIGN KEY (round_id, mode) REFERENCES surveys_round (id, mode) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE surveys_invitation ADD CONSTRAINT surveys_invitation_mode_of_its_round
  FOREIGN KEY (round_id, mode) REFERENCES surveys_round (id, mode) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION surveys_round_asks_what_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM surveys_version v WHERE v.id = NEW.instrument_version_id AND v.frozen_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'a round asks a fixed version' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER surveys_round_asks_what_is_fixed BEFORE INSERT OR UPDATE OF instrument_version_id ON surveys_round
FOR EACH ROW EXECUTE FUNCTION surveys_round_asks_what_is_fixed();

CREATE TRIGGER surveys_round_stays BEFORE UPDATE ON surveys_round FOR EACH ROW
WHEN (
  OLD.confirmed_at IS NOT NULL
  AND (
    OLD.instrument_version_id <> NEW.instrument_version_id
    OR OLD.mode <> NEW.mode
    OR OLD.audience <> NEW.audience
    OR OLD.confirmed_at IS DISTINCT FROM NEW.confirmed_at AND OLD.opened_at IS NOT NULL
    OR OLD.opened_at IS NOT NULL AND OLD.opened_at IS DISTINCT FROM NEW.opened_at
    OR OLD.closed_at IS NOT NULL AND OLD.closed_at IS DISTINCT FROM NEW.closed_at
  )
)
EXECUTE FUNCTION surveys_refuse('a confirmed round asks what it asked');

CREATE FUNCTION surveys_answer_without_a_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM surveys_sheet s WHERE s.id = NEW.sheet_id AND s.mode = 'anonymous') THEN
    RAISE EXCEPTION 'an answer without a name has no hand and no moment'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER surveys_answer_without_a_name BEFORE INSERT OR UPDATE ON surveys_answer FOR EACH ROW
WHEN (NEW.changed_by_id IS NOT NULL OR NEW.changed_at IS NOT NULL)
EXECUTE FUNCTION surveys_answer_without_a_name();
"""

BACKWARDS = """
DROP TRIGGER surveys_answer_without_a_name ON surveys_answer;
DROP FUNCTION surveys_answer_without_a_name();
DROP TRIGGER surveys_round_stays ON surveys_round;
DROP TRIGGER surveys_round_asks_what_is_fixed ON surveys_round;
DROP FUNCTION surveys_round_asks_what_is_fixed();
ALTER TABLE surveys_invitation DROP CONSTRAINT surveys_invitation_mode_of_its_round;
ALTER TABLE surveys_sheet DROP CONSTRAINT surveys_sheet_mode_of_its_round;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_rounds")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
