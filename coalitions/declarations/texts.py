"""The text a coalition starts from. Our own words; the coalition makes it its own before anybody signs."""

TITLE = "Intentieverklaring Kansrijke Start {name}"

PREAMBLE = """\
In de eerste duizend dagen van een leven wordt veel beslist: hoe gezond een kind opgroeit, hoe veilig het zich voelt \
en hoe goed het later meekomt. Die dagen beginnen al voor de zwangerschap en duren tot een kind twee jaar is.

Niet elk kind in {name} begint met dezelfde kansen. Zorgen over geld, wonen of gezondheid wegen zwaar op een jong \
gezin. Wij kunnen die zorgen niet allemaal wegnemen. Wij kunnen wel zorgen dat ouders op tijd de hulp vinden die bij \
hen past, en dat zij hun verhaal niet steeds opnieuw hoeven te vertellen.

Daarvoor hebben we elkaar nodig. Wie met zwangeren en jonge gezinnen werkt, ziet elk een stuk. In de coalitie \
Kansrijke Start {name} leggen we die stukken naast elkaar."""

COMMITMENTS = """\
Wij vinden een goede start voor elk kind belangrijk, en dragen dat uit in onze eigen organisatie.
Wij doen mee in de coalitie Kansrijke Start {name} en werken samen van kinderwens tot tweede verjaardag.
Wij maken tijd vrij voor mensen die namens ons meedoen.
Wij delen wat we weten en houden ons aan de afspraken die we samen maken."""

PRINCIPLES = """\
Ouders willen het beste voor hun kind. We praten met hen, niet over hen, en betrekken hen bij wat we maken.
We bouwen voort op wat er al is. Iets nieuws beginnen we alleen als er echt iets ontbreekt.
We werken in de eerste plaats voor ouders in {name}. Wat wij leren, delen we met de rest van Fryslân."""


def starting_text(coalition) -> dict[str, str]:
    """Return the text of a first concept for this coalition, field by field."""
    parts = {"title": TITLE, "preamble": PREAMBLE, "commitments": COMMITMENTS, "principles": PRINCIPLES}
    return {field: text.format(name=coalition.name) for field, text in parts.items()}
