"""The SPUK lines as rows: for the page of all coalitions, and for Excel."""

from coalitions.budget.money import in_words
from coalitions.models import Budget, Coalition
from coalitions.models.budget import PARTS, total

HEADER = ("Coalitie", "Jaar", "Onderdeel", "Begroot", "Uitgegeven", "Verschil", "In woorden", "Toelichting")


class Row:
    """One coalition in one year; without a budget it has not been filled in."""

    def __init__(self, coalition, budget):
        self.coalition = coalition
        self.lines = budget.lines if budget else []
        self.total = budget.total if budget else None


def rows_of(user, year, on):
    """Return a row per coalition of the day `on`, in two queries."""
    budgets = {budget.coalition_id: budget for budget in Budget.objects.visible_to(user).filter(year=year)}
    coalitions = Coalition.objects.visible_to(user).existing(on)
    return [Row(coalition, budgets.get(coalition.pk)) for coalition in coalitions]


def sums(rows):
    """Return the lines of all rows together, one per part, and the last for everything."""
    found = []
    for number, (_, label) in enumerate(PARTS):
        line = total([row.lines[number] for row in rows if row.lines])
        found.append((label, line))
    return [*found, ("Samen", total([row.total for row in rows if row.total]))]


def file_rows(budgets):
    for budget in budgets:
        for line in (*budget.lines, budget.total):
            yield (
                *(str(budget.coalition), budget.year, line.label, line.planned, line.spent, line.left),
                *(in_words(line), line.note),
            )
