"""The mail half a year after the symposium. Private: it holds a personal link."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.registering import links


def what_became(intention):
    person = intention.registration
    return message(
        "symposium/afterwards/emails/what_became",
        to=person.email,
        user=person.user,
        context={
            "person": person,
            "edition": person.edition,
            "intention": intention,
            "url": absolute(reverse("symposium:my_intention", args=[links.token(person)])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium-became:{intention.pk}",
    )
