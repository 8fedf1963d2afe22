"""Who did not type the code yet is kept nowhere (registering/codes.py), so there is no state for it."""

from django.db import migrations, models


def forget(apps, schema_editor):
    apps.get_model("symposium", "Registration").objects.filter(state="asked").delete()


class Migration(migrations.Migration):
    dependencies = [("symposium", "0040_day_and_proof")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("coming", "Komt"),
                    ("offered", "Kan een vrijgekomen plek bevestigen"),
                    ("waiting", "Op de wachtlijst van de dag"),
                    ("cancelled", "Afgemeld"),
                ],
                editable=False,
                max_length=9,
                verbose_name="stand",
            ),
        ),
    ]
