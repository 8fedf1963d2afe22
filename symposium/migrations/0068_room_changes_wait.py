"""A change of room or time waits before it is told. What changed until now was told at once."""

from django.db import migrations, models
from django.db.models import F


def told(apps, schema_editor):
    apps.get_model("symposium", "RoomChange").objects.update(told_at=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [("symposium", "0067_change_of_hours")]

    operations = [
        migrations.AddField("roomchange", "told_at", models.DateTimeField(null=True)),
        migrations.AddField("roomchange", "ranks", models.JSONField(blank=True, default=dict)),
        migrations.RunPython(told, migrations.RunPython.noop),
    ]
