from django.db import migrations
from django.utils import timezone

NOTE = "Zo stond het er toen het portaal de geschiedenis ging bijhouden."


def remember(apps, schema_editor):
    """Begin the history with what is known: the phase of today. When it began nobody wrote down."""
    now = timezone.now()
    coalitions = apps.get_model("coalitions", "Coalition").objects.exclude(phase="")
    phase_change = apps.get_model("coalitions", "PhaseChange")
    phase_change.objects.bulk_create(
        phase_change(
            coalition=coalition, phase=coalition.phase, since=timezone.localdate(now), note=NOTE, recorded_at=now
        )
        for coalition in coalitions
    )


class Migration(migrations.Migration):

    dependencies = [("coalitions", "0002_partners")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop, elidable=True)]
