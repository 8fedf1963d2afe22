"""What the network decided can no longer change, whoever asks: a form, the admin, a shell, a mistake in our code.

A constraint sees one row and not what it was; so these are triggers, which speak in the error code of a broken
constraint (23000): Django raises IntegrityError. tests/themetables/decisions/test_frozen.py proves them with SQL of
its own. Only the name of a person goes out of a row, when that person is erased.

TRUNCATE passes: only whoever owns the database can do that, and the tests need it.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION themetables_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER themetables_tabledecision_stays BEFORE UPDATE ON themetables_tabledecision FOR EACH ROW
WHEN (
  NEW.recorded_by_id IS NOT NULL AND OLD.recorded_by_id IS DISTINCT FROM NEW.recorded_by_id
  OR to_jsonb(OLD) - 'recorded_by_id' IS DISTINCT FROM to_jsonb(NEW) - 'recorded_by_id'
)
EXECUTE FUNCTION themetables_refuse('a decision stays as it was recorded');

CREATE TRIGGER themetables_tabledecision_not_removed BEFORE DELETE ON themetables_tabledecision FOR EACH ROW
EXECUTE FUNCTION themetables_refuse('a decision is not removed');

CREATE TRIGGER themetables_planversion_stays BEFORE UPDATE ON themetables_planversion FOR EACH ROW
WHEN (
  NEW.saved_by_id IS NOT NULL AND OLD.saved_by_id IS DISTINCT FROM NEW.saved_by_id
  OR to_jsonb(OLD) - 'saved_by_id' IS DISTINCT FROM to_jsonb(NEW) - 'saved_by_id'
)
EXECUTE FUNCTION themetables_refuse('a version stays as it was saved');

CREATE TRIGGER themetables_tableplan_decided BEFORE UPDATE ON themetables_tableplan FOR EACH ROW
WHEN (
  OLD.decided_at IS NOT NULL
  AND to_jsonb(OLD) - '{changed_by_id,submitted_by_id}'::text[]
    IS DISTINCT FROM to_jsonb(NEW) - '{changed_by_id,submitted_by_id}'::text[]
)
EXECUTE FUNCTION themetables_refuse('a plan that was decided on keeps its text');

CREATE TRIGGER themetables_tableplan_not_removed BEFORE DELETE ON themetables_tableplan FOR EACH ROW
WHEN (OLD.decided_at IS NOT NULL)
EXECUTE FUNCTION themetables_refuse('a plan that was decided on is not removed');

CREATE FUNCTION themetables_planview_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM themetables_tableplan p
    WHERE p.id = NEW.plan_id AND p.submitted_at IS NOT NULL AND p.decided_at IS NULL
  ) THEN
    RAISE EXCEPTION 'this plan asks for no views' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER themetables_planview_given BEFORE INSERT ON themetables_planview FOR EACH ROW
EXECUTE FUNCTION themetables_planview_allowed();

CREATE TRIGGER themetables_planview_changed BEFORE UPDATE ON themetables_planview FOR EACH ROW
WHEN (
  to_jsonb(OLD) - '{changed_by_id,given_by_id,answered_by_id}'::text[]
    IS DISTINCT FROM to_jsonb(NEW) - '{changed_by_id,given_by_id,answered_by_id}'::text[]
)
EXECUTE FUNCTION themetables_planview_allowed();
"""

BACKWARDS = """
DROP TRIGGER themetables_planview_changed ON themetables_planview;
DROP TRIGGER themetables_planview_given ON themetables_planview;
DROP TRIGGER themetables_tableplan_not_removed ON themetables_tableplan;
DROP TRIGGER themetables_tableplan_decided ON themetables_tableplan;
DROP TRIGGER themetables_planversion_stays ON themetables_planversion;
DROP TRIGGER themetables_tabledecision_not_removed ON themetables_tabledecision;
DROP TRIGGER themetables_tabledecision_stays ON themetables_tabledecision;
DROP FUNCTION themetables_planview_allowed();
DROP FUNCTION themetables_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("themetables", "0004_plans_and_decisions")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
