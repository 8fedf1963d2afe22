"""Half a year later somebody can tell what they did with it who never wrote down what they would do."""

from django.db import migrations, models
from django.db.models import Q

import members.models.text


class Migration(migrations.Migration):
    dependencies = [("symposium", "0070_day_in_calendars")]

    operations = [
        migrations.AlterField(
            "intention",
            "text",
            models.CharField(
                "wat ga je doen?", blank=True, max_length=300, validators=[members.models.text.single_line]
            ),
        ),
        migrations.RemoveConstraint("intention", "symposium_intention_says_something"),
        migrations.AddConstraint(
            "intention",
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(result=""), name="symposium_intention_says_something"
            ),
        ),
    ]
