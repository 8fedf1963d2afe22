"""The mail about a certificate. It holds a personal link, so it is private."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.registering import links


def renamed(registration, certificate):
    return message(
        "symposium/certificates/emails/renamed",
        to=registration.email,
        context={
            "person": registration,
            "edition": certificate.edition,
            "url": absolute(reverse("symposium:certificate", args=[links.token(registration)])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium-certificate-renamed:{certificate.pk}",
        user=registration.user,
    )
