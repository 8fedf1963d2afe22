"""What the invented coalitions planned and spent of the SPUK money; put in through the form that leaders use."""

import datetime

from django.utils.datastructures import MultiValueDict

from coalitions.budget.forms import BudgetForm
from coalitions.models import Budget, Coalition
from members.models import Membership

FIELDS = (
    *("coalition_planned", "coalition_spent", "coalition_note"),
    *("interventions_planned", "interventions_spent", "interventions_note"),
    *("regional_planned", "regional_spent", "regional_note"),
)
# coalition, year, and per part what was planned, spent, and why.
BUDGETS = (
    ("achtkarspelen-en-tytsjerksteradiel", 2025, "18.000", "17.250", "Twaalf uur coalitieleider per week.",
     "42.000", "44.600", "Een extra opleiding VoorZorg; past binnen de ruimte van 2026.",
     "6.000", "6.000", "Bijdrage aan de provinciale aanjager."),
    ("achtkarspelen-en-tytsjerksteradiel", 2026, "19.000", "14.100", "",
     "40.000", "28.300", "Stevig Ouderschap begint in januari.", "6.000", "6.000", ""),
    ("waadhoeke", 2025, "15.000", "11.900", "Minder uren: de vacature stond drie maanden open.",
     "22.500", "20.000", "Taalschatten en de training van de bibliotheek.", "5.000", "5.000", ""),
    ("waadhoeke", 2026, "16.000", "9.800", "", "24.000", "", "De eindafrekening komt in december.",
     "5.000", "5.000", ""),
    ("sudwest-fryslan", 2025, "24.000", "24.000", "", "68.000", "66.750", "", "9.000", "9.000", ""),
    ("sudwest-fryslan", 2026, "24.000", "20.400", "", "72.000", "51.200", "Een coach erbij voor Rookvrije start.",
     "9.000", "9.000", ""),
    ("ooststellingwerf", 2026, "10.000", "3.200", "We beginnen net.", "", "", "Nog niet besloten.", "4.000", "", ""),
)  # fmt: skip


def add_budgets(now):
    coalitions = {coalition.slug: coalition for coalition in Coalition.objects.select_related("circle")}
    done = set(Budget.objects.values_list("coalition__slug", "year"))
    for slug, year, *values in BUDGETS:
        if (slug, year) in done:
            continue
        data = MultiValueDict({name: [value] for name, value in zip(FIELDS, values, strict=True)})
        form = BudgetForm(data, instance=Budget(coalition=coalitions[slug], year=year))
        assert form.is_valid(), form.errors
        leaders = Membership.objects.filter(circle=coalitions[slug].circle, role=Membership.Role.LEADER)
        moment = min(now, datetime.datetime(year, 11, 12, 13, tzinfo=datetime.UTC))
        form.save_by(leaders.earliest("since").user, moment)
