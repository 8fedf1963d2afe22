"""How often somebody wants mail of what is said in each of their circles."""

from django import forms
from django.db.models import Q

from community.models import CircleFrequency
from members.models import Circle
from outbox.models import Preference

EVERY = Preference.Frequency
AS_ALL = "as_all"
CHOICES = [
    (AS_ALL, "Even vaak als de rest"),
    *((every.value, every.label) for every in (EVERY.DAILY, EVERY.WEEKLY, EVERY.NEVER)),
]


class FrequencyForm(forms.Form):
    """One question per circle that somebody takes part in or follows."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        here = Circle.objects.filter(Q(pk__in=user.circle_ids) | Q(follows__user=user)).distinct()
        self.circles = {f"kring_{circle.pk}": circle for circle in here.order_by("kind", "sort_name")}
        chosen = dict(CircleFrequency.objects.filter(user=user).values_list("circle", "frequency"))
        for name, circle in self.circles.items():
            self.fields[name] = forms.ChoiceField(
                label=str(circle), choices=CHOICES, initial=chosen.get(circle.pk, AS_ALL)
            )

    def save(self):
        for name, circle in self.circles.items():
            frequency = self.cleaned_data[name]
            whose = {"user": self.user, "circle": circle}
            if frequency == AS_ALL:
                CircleFrequency.objects.filter(**whose).delete()
            else:
                CircleFrequency.objects.update_or_create(**whose, defaults={"frequency": frequency})
