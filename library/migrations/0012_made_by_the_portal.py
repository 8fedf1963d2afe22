"""A file that the portal made itself is neither scanned nor unscanned."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("library", "0011_search_more_words")]

    operations = [
        migrations.AlterField(
            "version",
            "check_state",
            models.CharField(
                "controle",
                choices=[
                    ("waiting", "wacht op controle"),
                    ("safe", "gescand op virussen"),
                    ("unscanned", "niet gescand"),
                    ("refused", "geweigerd"),
                    ("made", "door het portaal gemaakt"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint("version", "library_version_checked_with_moment"),
        migrations.AddConstraint(
            "version",
            models.CheckConstraint(
                condition=Q(check_state__in=["safe", "refused"], checked_at__isnull=False)
                | Q(check_state__in=["waiting", "unscanned", "made"], checked_at=None),
                name="library_version_checked_with_moment",
            ),
        ),
    ]
