"""A session that went to another time is a change that everybody reads, as another room was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("symposium", "0066_certificate_replaced")]

    operations = [
        migrations.AlterField("roomchange", "was", models.CharField(blank=True, max_length=80)),
        migrations.AlterField("roomchange", "became", models.CharField(blank=True, max_length=80)),
        migrations.AddField("roomchange", "was_at", models.CharField(blank=True, default="", max_length=40), False),
        migrations.AddField("roomchange", "became_at", models.CharField(blank=True, default="", max_length=40), False),
    ]
