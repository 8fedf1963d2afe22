"""Badges of everybody who comes, as one PDF: ten on a sheet, by surname."""

from language import pdf
from symposium.entrance import tickets

TEMPLATE = "symposium/entrance/badges.typ"
# Two thousand people. Only the coordinator asks for it, and no field of a badge is long.
LARGEST = 1_000_000


def as_pdf(edition, registrations, *, now) -> bytes:
    return pdf.render(TEMPLATE, contents(edition, registrations), now=now, largest=LARGEST)


def contents(edition, registrations):
    return {
        "title": f"Badges van het {edition}",
        "edition": f"Kansrijke Start Fryslân · {edition}",
        "badges": [badge(one) for one in registrations],
    }


def badge(registration):
    """Return what stands on one. The first name is what people call you by, so that is read from afar."""
    first, _, rest = registration.name.strip().partition(" ")
    return {
        "first": first,
        "rest": rest,
        "organisation": registration.organisation,
        "qr": tickets.qr_packed(tickets.code_of(registration)),
    }
