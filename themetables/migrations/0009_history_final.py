"""The history of a bottleneck and of an adoption can no longer change either. See also: 0005_decisions_final.

Only the names of a person, a table and another bottleneck go out of a row, when those are removed.
"""

from django.db import migrations

FORWARDS = """
CREATE TRIGGER themetables_adoptionchange_stays BEFORE UPDATE ON themetables_adoptionchange FOR EACH ROW
WHEN (
  NEW.by_id IS NOT NULL AND OLD.by_id IS DISTINCT FROM NEW.by_id
  OR to_jsonb(OLD) - 'by_id' IS DISTINCT FROM to_jsonb(NEW) - 'by_id'
)
EXECUTE FUNCTION themetables_refuse('what happened to an adoption stays as it was written down');

CREATE TRIGGER themetables_bottleneckchange_stays BEFORE UPDATE ON themetables_bottleneckchange FOR EACH ROW
WHEN (
  NEW.by_id IS NOT NULL AND OLD.by_id IS DISTINCT FROM NEW.by_id
  OR NEW.table_id IS NOT NULL AND OLD.table_id IS DISTINCT FROM NEW.table_id
  OR NEW.other_id IS NOT NULL AND OLD.other_id IS DISTINCT FROM NEW.other_id
  OR to_jsonb(OLD) - '{by_id,table_id,other_id}'::text[]
    IS DISTINCT FROM to_jsonb(NEW) - '{by_id,table_id,other_id}'::text[]
)
EXECUTE FUNCTION themetables_refuse('what happened to a bottleneck stays as it was written down');
"""

BACKWARDS = """
DROP TRIGGER themetables_bottleneckchange_stays ON themetables_bottleneckchange;
DROP TRIGGER themetables_adoptionchange_stays ON themetables_adoptionchange;
"""


class Migration(migrations.Migration):
    dependencies = [("themetables", "0008_searchable")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
