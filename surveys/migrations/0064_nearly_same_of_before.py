"""Rounds without names that closed before 0063 were never compared: compare them now, once.

Of whom we forgot who answered nothing is known, so they do not stand beside another. What is there already stays.
"""

from itertools import combinations

from django.db import migrations


def compare(apps, schema_editor):
    from surveys.results.nearly_same import too_near  # only counts, knows no tables

    Round, Sheet, Invitation, NearlySame = (
        apps.get_model("surveys", name) for name in ("Round", "Sheet", "Invitation", "NearlySame")
    )
    rounds = {}
    closed = Round.objects.filter(mode="anonymous", closed_at__isnull=False).order_by("closed_at", "pk")
    for pk, instrument in closed.values_list("pk", "instrument_version__instrument"):
        found = Invitation.objects.filter(round=pk, has_answered=True).values_list("user", "address", "circle")
        answered = {(user, address): circle for user, address, circle in found}
        is_whole = len(answered) >= Sheet.objects.filter(round=pk).count()
        rounds.setdefault(instrument, []).append((pk, answered, is_whole))
    near = []
    for same in rounds.values():
        for (other, theirs, is_known), (pk, mine, is_whole) in combinations(same, 2):
            hidden = too_near(mine, theirs) if is_known and is_whole else {None}
            near += [NearlySame(round_id=pk, other_id=other, circle_id=circle) for circle in hidden]
    NearlySame.objects.bulk_create(near, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0063_nearly_same")]

    operations = [migrations.RunPython(compare, migrations.RunPython.noop, elidable=True)]
