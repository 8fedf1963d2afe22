"""The mails about coming or not. They hold a code or a personal link, so they are private. What somebody needs to be
able to come, or eats, never stands in a mail: it would outlive the day it was asked for.
"""

from outbox.messages import Category, absolute, message
from symposium.models import Edition, Registration
from symposium.registering import links


def code(edition: Edition, *, name, to, digits, minutes):
    """Somebody waits for it at their screen: it goes before all mail to many."""
    return message(
        "symposium/registering/emails/code",
        to=to,
        context={"edition": edition, "name": name, "digits": digits, "minutes": minutes},
        category=Category.ACCOUNT,
    )


def registered(person: Registration):
    return _mail("symposium/registering/emails/registered", person)


def cancelled(person: Registration):
    return _mail(
        "symposium/registering/emails/cancelled", person, edition_url=absolute(person.edition.get_absolute_url())
    )


def news(person: Registration, *, title, text, key):
    return _mail(
        "symposium/registering/emails/news",
        person,
        dedupe_key=f"symposium-news:{key}:{person.pk}",
        title=title,
        text=text,
    )


def _mail(template, person, *, dedupe_key=None, **context):
    return message(
        template,
        to=person.email,
        context={"person": person, "edition": person.edition, "url": links.url_of(person), **context},
        category=Category.SYMPOSIUM,
        dedupe_key=dedupe_key,
        user=person.user,
    )
