"""A change of the day, hours or place of an edition is a row for every step, until it is told, as that of a session is."""

import datetime

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def as_steps(apps, schema_editor):
    """What was told is over; what waits becomes its first step."""
    changes = apps.get_model("symposium", "DayChange").objects
    changes.exclude(told_at=None).delete()
    changes.update(changed_at=F("first_at"))


def with_hours(apps, schema_editor):
    """Of hours nobody was told: they are what they were."""
    edition = apps.get_model("symposium", "Edition").objects.filter(pk=OuterRef("edition"))
    apps.get_model("symposium", "DayChange").objects.update(
        starts_at=Subquery(edition.values("starts_at")), ends_at=Subquery(edition.values("ends_at"))
    )


class Migration(migrations.Migration):
    dependencies = [("symposium", "0068_room_changes_wait")]

    operations = [
        migrations.RunPython(as_steps, migrations.RunPython.noop),
        migrations.RemoveConstraint("daychange", "symposium_daychange_one_to_tell"),
        migrations.RemoveField("daychange", "first_at"),
        migrations.RemoveField("daychange", "told_at"),
        migrations.AddField("daychange", "starts_at", models.TimeField(default=datetime.time(9)), False),
        migrations.AddField("daychange", "ends_at", models.TimeField(default=datetime.time(17)), False),
        migrations.RunPython(with_hours, migrations.RunPython.noop),
    ]
