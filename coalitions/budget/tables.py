"""The SPUK lines as rows: for the page of all coalitions, and for Excel."""

from django.db.models import Count, Q, Sum

from coalitions.budget.money import in_words
from coalitions.models.budget import PARTS, Line, total

HEADER = ("Coalitie", "Jaar", "Onderdeel", "Begroot", "Uitgegeven", "Verschil", "In woorden", "Toelichting")


class Row:
    """One coalition in one year; without a budget it has not been filled in."""

    def __init__(self, coalition, budget):
        self.coalition = coalition
        self.lines = budget.lines if budget else []
        self.total = budget.total if budget else None


def rows_of(coalitions, budgets):
    """Return a row for each of these coalitions."""
    coalitions = list(coalitions)
    found = {budget.coalition_id: budget for budget in budgets.filter(coalition__in=coalitions)}
    return [Row(coalition, found.get(coalition.pk)) for coalition in coalitions]


def sums(budgets):
    """Return how many there are, and their lines together: one per part, and the last for everything. One query."""
    asked = {"count": Count("pk")}
    for part, _ in PARTS:
        planned, spent = f"{part}_planned", f"{part}_spent"
        half = Q(**{f"{planned}__isnull": True}) ^ Q(**{f"{spent}__isnull": True})
        asked |= {f"p_{part}": Sum(planned), f"s_{part}": Sum(spent), f"h_{part}": Count("pk", filter=half)}
    found = budgets.order_by().aggregate(**asked)
    lines = [
        Line(label, found[f"p_{part}"], found[f"s_{part}"], is_partial=found[f"h_{part}"] > 0) for part, label in PARTS
    ]
    return found["count"], [*((line.label, line) for line in lines), ("Samen", total(lines))]


def file_rows(budgets):
    for budget in budgets:
        for line in (*budget.lines, budget.total):
            yield (
                *(str(budget.coalition), budget.year, line.label, line.planned, line.spent, line.left),
                *(in_words(line), line.note),
            )
