"""The day of an edition is an appointment too: calendars hear of it when it goes to another date, time or place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("symposium", "0069_steps_of_a_day")]

    operations = [
        migrations.AddField("edition", "sequence", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField("edition", "rescheduled_at", models.DateTimeField(editable=False, null=True)),
    ]
