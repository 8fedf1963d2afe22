"""The overview as rows for Excel."""

HEADER = (
    *("Coalitie", "Gemeenten", "Fase", "Fase sinds", "Coalitieleiders", "Laatste activiteit", "Stil", "Actiepunten"),
    *("Te laat", "Afspraken nakijken", "Ontbrekende partners", "Tranche", "Notities"),
)


def file_row(row):
    return (
        row.coalition.name,
        ", ".join(place.name for place in row.places),
        row.coalition.get_phase_display() or "niet ingevuld",
        row.phase_since,
        ", ".join(str(leader) for leader in row.leaders),
        row.last_at and row.last_at.date(),
        "ja" if row.is_silent else "nee",
        row.open_actions,
        row.late_actions,
        row.to_review,
        row.missing_words,
        row.tranche_words,
        row.note_count,
    )
