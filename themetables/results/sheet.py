"""The whole page as one sheet for Excel: a line per number, so that somebody can make their own table of it."""

HEADER = ("Onderdeel", "Waarvan", "Wat", "Aantal")


def file_rows(found):
    for bar in found["states"]:
        yield "Knelpunten", "alle gemeenten", bar.label, bar.number
    if duration := found["duration"]:
        part = "Van knelpunt naar bouwsteen"
        yield part, f"{duration.number} knelpunten", "kortste tijd in dagen", duration.shortest
        yield part, f"{duration.number} knelpunten", "mediaan in dagen", duration.median
        yield part, f"{duration.number} knelpunten", "langste tijd in dagen", duration.longest
    for use in found["blocks"]:
        for label, number in (*use.counts, ("nog geen antwoord", use.unanswered)):
            yield "Bouwstenen", use.block.title, label, number
    for place in found["differences"].places:
        yield "Gemeenten", place.name, "bouwstenen in gebruik", place.using
        yield "Gemeenten", place.name, "knelpunten herkend", place.recognised
    for period, numbers in found["over_time"].rows:
        for series, number in numbers:
            yield "In de tijd", period.label, series.title, number
