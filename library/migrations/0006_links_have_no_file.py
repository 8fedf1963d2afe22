"""A kind is one we know; a link has an https address and no file, and only a link has an address."""

from django.db import migrations, models

# A rule over two tables. The lock on the document makes it hold beside itself: a file and a new kind wait in turn.
FORWARD = """
CREATE FUNCTION library_link_has_no_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_kind text;
BEGIN
    SELECT kind INTO of_kind FROM library_document WHERE id = NEW.document_id FOR SHARE;
    IF of_kind = 'link' THEN
        RAISE EXCEPTION 'A link has no file: document %', NEW.document_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'library_document_link_has_no_file';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER library_version_not_of_a_link BEFORE INSERT OR UPDATE OF document_id ON library_version
    FOR EACH ROW EXECUTE FUNCTION library_link_has_no_file();

CREATE FUNCTION library_file_is_no_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM library_version WHERE document_id = NEW.id) THEN
        RAISE EXCEPTION 'A document with a file is no link: document %', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'library_document_link_has_no_file';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER library_document_no_link_with_file BEFORE UPDATE OF kind ON library_document
    FOR EACH ROW WHEN (NEW.kind = 'link' AND OLD.kind <> 'link') EXECUTE FUNCTION library_file_is_no_link();
"""
BACKWARD = """
DROP TRIGGER library_document_no_link_with_file ON library_document;
DROP TRIGGER library_version_not_of_a_link ON library_version;
DROP FUNCTION library_file_is_no_link();
DROP FUNCTION library_link_has_no_file();
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0005_old_documents")]

    operations = [
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['guide', 'research', 'minutes', 'template', 'slides', 'link', 'other'])), name='library_document_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'link'), ('url__startswith', 'https://')), models.Q(models.Q(('kind', 'link'), _negated=True), ('url', '')), _connector='OR'), name='library_document_link_has_address'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
