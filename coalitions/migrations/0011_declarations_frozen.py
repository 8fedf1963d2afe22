"""What somebody signed can no longer change, whoever asks: a form, the admin, a shell, a mistake in our code.

A constraint sees one row; these promises are about two. So they are triggers, and they speak in the error code of a
broken constraint (23000), which Django raises as IntegrityError. What they promise, tests/coalitions/declarations/
test_frozen.py proves with SQL of its own.

TRUNCATE passes: only whoever owns the database can do that, and the tests need it.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION coalitions_declaration_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM coalitions_signature s JOIN coalitions_signaturerequest r ON r.id = s.request_id
    WHERE r.declaration_id = OLD.id
  ) THEN
    RAISE EXCEPTION 'a signed declaration keeps its text' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER coalitions_declaration_frozen BEFORE UPDATE ON coalitions_declaration FOR EACH ROW
WHEN (
  (OLD.title, OLD.since, OLD.through, OLD.preamble, OLD.commitments, OLD.principles, OLD.coalition_id, OLD.number,
   OLD.previous_id, OLD.code, OLD.sent_at)
  IS DISTINCT FROM
  (NEW.title, NEW.since, NEW.through, NEW.preamble, NEW.commitments, NEW.principles, NEW.coalition_id, NEW.number,
   NEW.previous_id, NEW.code, NEW.sent_at)
)
EXECUTE FUNCTION coalitions_declaration_frozen();

CREATE FUNCTION coalitions_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signature stays as it was set' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER coalitions_signature_stays BEFORE UPDATE OR DELETE ON coalitions_signature FOR EACH ROW
EXECUTE FUNCTION coalitions_signature_stays();

CREATE FUNCTION coalitions_signature_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM coalitions_signaturerequest r JOIN coalitions_declaration d ON d.id = r.declaration_id
    WHERE r.id = NEW.request_id AND r.withdrawn_at IS NULL AND r.declined_at IS NULL
      AND d.sent_at IS NOT NULL AND d.withdrawn_at IS NULL AND d.completed_at IS NULL
  ) THEN
    RAISE EXCEPTION 'nobody may sign this now' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER coalitions_signature_allowed BEFORE INSERT ON coalitions_signature FOR EACH ROW
EXECUTE FUNCTION coalitions_signature_allowed();

CREATE FUNCTION coalitions_signaturerequest_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM coalitions_signature s WHERE s.request_id = OLD.id) THEN
    RAISE EXCEPTION 'who signed cannot be moved or taken back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER coalitions_signaturerequest_signed BEFORE UPDATE ON coalitions_signaturerequest FOR EACH ROW
WHEN (
  (OLD.declaration_id, OLD.declined_at, OLD.withdrawn_at) IS DISTINCT FROM
  (NEW.declaration_id, NEW.declined_at, NEW.withdrawn_at)
)
EXECUTE FUNCTION coalitions_signaturerequest_signed();
"""

BACKWARDS = """
DROP TRIGGER coalitions_signaturerequest_signed ON coalitions_signaturerequest;
DROP TRIGGER coalitions_signature_allowed ON coalitions_signature;
DROP TRIGGER coalitions_signature_stays ON coalitions_signature;
DROP TRIGGER coalitions_declaration_frozen ON coalitions_declaration;
DROP FUNCTION coalitions_signaturerequest_signed();
DROP FUNCTION coalitions_signature_allowed();
DROP FUNCTION coalitions_signature_stays();
DROP FUNCTION coalitions_declaration_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("coalitions", "0010_declarations")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
