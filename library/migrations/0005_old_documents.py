"""What stands in the library already gets its new kind, and its text is read without taking it from its readers.

"Rapport of onderzoek" was one kind and is "onderzoek" now. "Afspraak" is a kind no more (agreements have a room of
their own): these become "overig", because nothing tells a guide from a contract. Nobody's change date moves.
"""

from django.db import migrations

KINDS = {"report": "research", "agreement": "other"}


def to_new(apps, schema_editor):
    documents = apps.get_model("library", "Document").objects
    for old, new in KINDS.items():
        documents.filter(kind=old).update(kind=new)
    apps.get_model("library", "Version").objects.filter(text_state="waiting").update(text_state="again")


def to_old(apps, schema_editor):
    """What did not exist before becomes "overig"; a link has no file and cannot be kept."""
    documents = apps.get_model("library", "Document").objects
    documents.filter(kind="research").update(kind="report")
    documents.filter(kind="guide").update(kind="other")
    documents.filter(kind="link").delete()


class Migration(migrations.Migration):
    dependencies = [("library", "0004_kinds_links_and_pages")]

    operations = [migrations.RunPython(to_new, to_old)]
