"""What we keep about people, why, how long, and what removes it; /privacy/ and docs/bewaartermijnen.md come from here.

A test fails when a model holds something about a person that is not in the table. See also: PURGES in
kansrijkestart/wiring.py, the functions that remove.
"""

from kansrijkestart.retention import coalitions, community, loop, people, portal, surveys, symposium, work

SUBJECTS = (
    *(people.SUBJECTS + work.SUBJECTS + coalitions.SUBJECTS + surveys.SUBJECTS),
    *(loop.SUBJECTS + community.SUBJECTS + symposium.SUBJECTS + portal.SUBJECTS),
)


def as_markdown():
    """Return docs/bewaartermijnen.md; the test that compares them says how to write it anew."""
    lines = [
        "# Bewaartermijnen",
        "",
        "Wat het portaal over mensen bewaart, waarom, hoe lang en waardoor het verdwijnt. Deze tabel komt uit",
        "`kansrijkestart/retention/`, net als de pagina Privacy; een test houdt haar gelijk aan de modellen.",
        "Elke nacht ruimt `kansrijkestart.tasks.purge` op. Reservekopieën zijn na 35 dagen weg, het logboek na 180.",
        "",
        "| onderwerp | waarom | hoe lang | wie ziet het | verwijderd door | waar het staat |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for subject in SUBJECTS:
        places = "<br>".join(f"`{model}`: {', '.join(fields)}" for model, fields in subject.models.items())
        cells = [subject.title, subject.why, subject.how_long, subject.who_sees, subject.removed_by, places]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
