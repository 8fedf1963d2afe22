"""Coalitions that were carried over before circles knew where they went on."""

from django.db import migrations


def go_on(apps, schema_editor):
    Coalition = apps.get_model("coalitions", "Coalition")
    carried = Coalition.objects.filter(carried_over_at__isnull=False).select_related("circle")
    into = dict(carried.values_list("pk", "merged_into"))
    circle_of = dict(Coalition.objects.values_list("pk", "circle"))
    for coalition in carried:
        target = into[coalition.pk]
        while target in into:  # which went on in another one since
            target = into[target]
        coalition.circle.goes_on_in_id = circle_of[target]
        coalition.circle.save(update_fields=["goes_on_in"])


class Migration(migrations.Migration):
    dependencies = [("coalitions", "0018_searchable_declarations"), ("members", "0009_circle_goes_on_in")]

    operations = [migrations.RunPython(go_on, migrations.RunPython.noop, elidable=True)]
