import django.core.validators
import django.db.models.deletion
import members.models.text
import coalitions.models.organisations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    """The directory gets a kind, an address, former names with dates, and what people look for."""

    dependencies = [
        ("coalitions", "0006_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, validators=[members.models.text.single_line], verbose_name="naam")),
                ("until", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("source", models.CharField(blank=True, max_length=250, validators=[members.models.text.single_line], verbose_name="bron")),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="former_name_rows", to="coalitions.organisation")),
            ],
            options={
                "verbose_name": "vroegere naam",
                "verbose_name_plural": "vroegere namen",
                "ordering": ["-until", "name", "pk"],
            },
        ),
        migrations.AddField("organisation", "slug", models.CharField(default="", max_length=80)),
        migrations.AddField("organisation", "kind", models.CharField(default="other", max_length=20)),
    ]
