"""The mails after the symposium. Private: they hold a personal link."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.programme import links as speaker_links
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


def slides(speaker):
    return message(
        "symposium/afterwards/emails/slides",
        to=speaker.email,
        user=speaker.user,
        context={
            "speaker": speaker,
            "edition": speaker.edition,
            "sessions": [one for one in speaker.sessions.all() if one.slot_id and not one.is_cancelled],
            "url": absolute(reverse("symposium:speaker_own", args=[speaker_links.token(speaker)])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=slides_key(speaker),
    )


def slides_key(speaker):
    return f"symposium-slides:{speaker.pk}"
