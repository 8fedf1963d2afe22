"""Which action points somebody wants to see. The same filter stands above every view, export and print of a plan."""

from urllib.parse import urlencode

import django_filters
from django.db.models import Max, Min

from actions.models import ActionPoint
from actions.models.points import State
from members.filters import FoldedFilter
from members.models import User
from province.models import Pillar

OPEN, OVERDUE = "open", "te-laat"
STATES = {
    "nog-niet": State.TODO,
    "bezig": State.DOING,
    "klaar": State.DONE,
    "vervallen": State.DROPPED,
}
ME, NOBODY = "ik", "niemand"


class ActionPointFilter(django_filters.FilterSet):
    zoek = FoldedFilter("search_text", label="Zoek in wat, hoe en met wie")
    stand = django_filters.ChoiceFilter(
        label="Stand",
        method="in_state",
        empty_label="Alles",
        choices=[
            (OPEN, "Wat nog open is"),
            (OVERDUE, "Wat te laat is"),
            *((word, state.label.capitalize()) for word, state in STATES.items()),
        ],
    )
    wie = django_filters.ChoiceFilter(label="Wie", method="of_person", empty_label="Iedereen")
    pijler = django_filters.ModelChoiceFilter(
        field_name="pillar", to_field_name="slug", queryset=Pillar.objects.all(), label="Pijler", empty_label="Alle"
    )
    jaar = django_filters.ChoiceFilter(label="Jaar", field_name="due_on__year", empty_label="Alle jaren")

    class Meta:
        model = ActionPoint
        fields = []

    def __init__(self, data, *, circle, user, on):
        points = ActionPoint.objects.visible_to(user).filter(circle=circle)
        super().__init__(data, points.with_people())
        self.user, self.on = user, on
        owners = User.objects.filter(pk__in=points.values("owner")).only("name", "shows_first_name_only")
        self.filters["wie"].extra["choices"] = [
            (ME, "Ik"),
            (NOBODY, "Nog niemand"),
            *((str(person.pk), str(person)) for person in owners if person.pk != user.pk),
        ]
        first, last = points.order_by().aggregate(first=Min("due_on__year"), last=Max("due_on__year")).values()
        self.is_empty = first is None  # nothing on this plan, whatever the filter
        self.years = range(min(first or on.year, on.year), max(last or on.year, on.year) + 1)
        self.filters["jaar"].extra["choices"] = [(str(year), str(year)) for year in self.years]

    def in_state(self, points, name, value):
        if value == OPEN:
            return points.open()
        if value == OVERDUE:
            return points.overdue(self.on)
        return points.in_state(STATES[value])

    def of_person(self, points, name, value):
        if value == NOBODY:
            return points.filter(owner=None)
        return points.filter(owner=self.user.pk if value == ME else value)

    @property
    def chosen(self):
        """What was filled in and understood, by name."""
        self.form.full_clean()
        return {name: self.data[name] for name, value in self.form.cleaned_data.items() if value}

    @property
    def query(self):
        """The filter as it stands in an address, to keep it in every link between the views."""
        return urlencode(self.chosen)

    @property
    def year(self):
        """The year that a view of one year shows."""
        return int(self.chosen.get("jaar", self.on.year))

    @property
    def uses_more(self):
        """Whether one of the filters that are folded away is in use."""
        return not self.chosen.keys() <= {"zoek", "stand"}
