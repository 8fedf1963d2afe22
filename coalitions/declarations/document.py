"""The declaration as a PDF, with the signatures so far and a code with which anybody can check it."""

import io

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localtime

from coalitions.models import Signature
from language import pdf
from outbox.links import absolute

TEMPLATE = "coalitions/declarations/declaration.typ"
STATES = {
    "concept": "Dit is een concept. Er is nog niets ondertekend.",
    "open": "Deze verklaring ligt nog ter ondertekening. Hieronder staat wie er tot nu toe tekende.",
    "withdrawn": "Deze verklaring is ingetrokken.",
    "replaced": "Deze verklaring is vervangen door een nieuwe.",
    "completed": "",
}


def as_pdf(declaration, *, now) -> bytes:
    return pdf.render(TEMPLATE, contents(declaration, now), now=now)


def download(declaration, *, now) -> HttpResponse:
    response = HttpResponse(as_pdf(declaration, now=now), content_type="application/pdf")
    name = f"{slugify(declaration.title)[:80] or 'intentieverklaring'}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def contents(declaration, now):
    """Everything the template shows; all of it plain text."""
    return {
        "title": declaration.title,
        "coalition": declaration.coalition.name,
        "period": declaration.period,
        "number": declaration.number,
        "state": STATES[declaration.state],
        "preamble": declaration.preamble,
        "commitments": declaration.commitment_list,
        "principles": declaration.principle_list,
        "signatures": [
            {
                "name": signature.name,
                "function": signature.function,
                "organisation": signature.organisation_name,
                "day": date_format(localtime(signature.signed_at), "j F Y"),
            }
            for signature in Signature.objects.of(declaration)
        ],
        "made": date_format(localtime(now), "j F Y, H:i"),
        "fingerprint": declaration.text_sha256,
        "code": declaration.code or "",
        "check_page": absolute(reverse("coalitions:declaration_check")),
        "qr": qr(absolute(reverse("coalitions:declaration_check", query={"code": declaration.code})))
        if declaration.code
        else "",
    }


def qr(url):
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", border=2, dark="#14282f", light="#fff")
    return picture.getvalue().decode()
