"""The certificate as a PDF, with a code with which anybody can check it."""

import io

import segno
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from language import pdf
from outbox.links import absolute

TEMPLATE = "symposium/certificates/certificate.typ"


def as_pdf(certificate, *, now) -> bytes:
    return pdf.render(TEMPLATE, contents(certificate, now), now=now)


def contents(certificate, now):
    """Everything the PDF shows. The register number is read from where its owner can take it away."""
    edition = certificate.edition
    numbers = dict(certificate.registration.register_numbers.values_list("body", "number"))
    return {
        "title": f"Bewijs van deelname {edition}",
        "name": certificate.name,
        "theme": edition.theme,
        "day": date_format(edition.held_on, "l j F Y"),
        "venue": edition.venue,
        "sessions": certificate.sessions,
        "points": [{**one, "register": numbers.get(one["body"], "")} for one in certificate.points],
        "code": certificate.shown_code,
        "check_page": absolute(reverse("symposium:certificate_check")),
        "qr": qr(absolute(reverse("symposium:certificate_check", query={"code": certificate.code}))),
        "made": date_format(localtime(now), "j F Y, H:i"),
    }


def qr(url):
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", border=2, dark="#14282f", light="#fff")
    return picture.getvalue().decode()
