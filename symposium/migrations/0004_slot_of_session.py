"""The slot of a seat, a wish and of who speaks is always the slot of the session.

So "nobody in two places at once" can be a unique constraint of two columns. Whoever writes a seat shares the session's
row until the end of the transaction: it cannot move in between. A session that moves takes its people along, and the
unique constraints say so when somebody is elsewhere then; one with seats cannot lose its slot.
tests/symposium/test_models.py proves it with SQL of its own.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION symposium_slot_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT slot_id INTO NEW.slot_id FROM symposium_session WHERE id = NEW.session_id FOR SHARE;
  RETURN NEW;
END $$;

CREATE TRIGGER symposium_seat_slot BEFORE INSERT OR UPDATE OF session_id, slot_id ON symposium_seat
FOR EACH ROW EXECUTE FUNCTION symposium_slot_of_session();
CREATE TRIGGER symposium_wish_slot BEFORE INSERT OR UPDATE OF session_id, slot_id ON symposium_wish
FOR EACH ROW EXECUTE FUNCTION symposium_slot_of_session();
CREATE TRIGGER symposium_speaking_slot BEFORE INSERT OR UPDATE OF session_id, slot_id ON symposium_speaking
FOR EACH ROW EXECUTE FUNCTION symposium_slot_of_session();

CREATE FUNCTION symposium_session_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE symposium_seat SET slot_id = NEW.slot_id WHERE session_id = NEW.id;
  UPDATE symposium_wish SET slot_id = NEW.slot_id WHERE session_id = NEW.id;
  UPDATE symposium_speaking SET slot_id = NEW.slot_id WHERE session_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER symposium_session_moved AFTER UPDATE OF slot_id ON symposium_session FOR EACH ROW
WHEN (OLD.slot_id IS DISTINCT FROM NEW.slot_id) EXECUTE FUNCTION symposium_session_moved();
"""

BACKWARDS = """
DROP TRIGGER symposium_session_moved ON symposium_session;
DROP FUNCTION symposium_session_moved();
DROP TRIGGER symposium_speaking_slot ON symposium_speaking;
DROP TRIGGER symposium_wish_slot ON symposium_wish;
DROP TRIGGER symposium_seat_slot ON symposium_seat;
DROP FUNCTION symposium_slot_of_session();
"""


class Migration(migrations.Migration):
    dependencies = [("symposium", "0003_programme")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
