"""The directory as a file: what is looked up in Excel, and can be read in again."""

from coalitions.directory.facts import LABELS, LISTS, date_text, facts_of, municipality_count, with_lists
from language.sheets import download

KEY = "kenmerk"
# Columns that only inform; reading a file in leaves them alone.
INFORMING = ("domein", "nagekeken op")
HEADER = [KEY, *LABELS.values(), *INFORMING]


def export_of(organisations, kind):
    count = municipality_count()
    rows = (row_of(organisation, count) for organisation in with_lists(organisations))
    return download(kind, "sociale-kaart", HEADER, rows, title="Sociale kaart")


def row_of(organisation, count):
    facts = facts_of(organisation, count)
    # One line per list in a cell: Excel shows the rest only after a click.
    facts |= {name: facts[name].replace("\n", "; ") for name in LISTS}
    return [organisation.slug, *facts.values(), organisation.domain.label, date_text(organisation.reviewed_on)]
