"""The mails about coming or not. They hold a code or a personal link, so they are private. What somebody needs to be
able to come, or eats, never stands in a mail: it would outlive the day it was asked for.
"""

from email.message import MIMEPart

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.allocating import wishing
from symposium.entrance import tickets
from symposium.models import Edition, Registration, RegistrationState
from symposium.programme import calendar
from symposium.registering import links

TICKET = "ticket"  # what the HTML of the mail calls the picture


def code(edition: Edition, *, name, to, digits, minutes):
    """Somebody waits for it at their screen: it goes before all mail to many."""
    return message(
        "symposium/registering/emails/code",
        to=to,
        context={"edition": edition, "name": name, "digits": digits, "minutes": minutes},
        category=Category.ACCOUNT,
    )


def registered(person: Registration, now):
    return _welcome("symposium/registering/emails/registered", person, now)


def enrolled(person: Registration, now):
    """To somebody that a leader registered."""
    return _welcome("symposium/registering/emails/enrolled", person, now)


def cancelled(person: Registration, *, can_come_back):
    return _mail(
        "symposium/registering/emails/cancelled",
        person,
        edition_url=absolute(person.edition.get_absolute_url()),
        can_come_back=can_come_back,
    )


def walked_in(person: Registration):
    """To who came in without being registered: without it they would have no way to their certificate."""
    return _mail("symposium/registering/emails/walked_in", person)


def lost(people: list[Registration], *, to):
    """The links of who asked for them again: to the address they typed, so to nobody else."""
    days = [(person.edition, links.url_of(person)) for person in people]
    return message(
        "symposium/registering/emails/lost",
        to=to,
        context={"name": people[0].name, "days": days},
        category=Category.ACCOUNT,
    )


def invited_again(person: Registration, edition: Edition):
    """The one mail that somebody asked for a year ago."""
    return message(
        "symposium/registering/emails/invited_again",
        to=person.email,
        context={
            "person": person,
            "edition": edition,
            "url": absolute(reverse("symposium:register", args=[edition.year])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium-invited-again:{edition.pk}:{person.email}",
        user=person.user,
    )


def news(person: Registration, *, title, text, key):
    return _mail(
        "symposium/registering/emails/news",
        person,
        dedupe_key=f"symposium-news:{key}:{person.pk}",
        title=title,
        text=text,
    )


def _welcome(template, person, now):
    stage = wishing.stage_of(person.edition, now)
    mail = _with_ticket(_mail(template, person, stage=stage, **_ticket(person)), person)
    return calendar.attach(mail, person.edition, [], has_day=_comes(person))


def reminder(person: Registration):
    """Wants the places of the person as `places`."""
    mail = _mail(
        "symposium/registering/emails/reminder",
        person,
        dedupe_key=reminder_key(person),
        places=person.places,
        **_ticket(person),
    )
    return _with_ticket(mail, person)


def reminder_key(person):
    return f"symposium-reminder:{person.pk}"


def wishes_close(person: Registration):
    wishes_url = absolute(reverse("symposium:wishes", args=[links.token(person)]))
    return _mail(
        "symposium/registering/emails/wishes_close", person, dedupe_key=wishes_key(person), wishes_url=wishes_url
    )


def wishes_key(person):
    return f"symposium-wishes-close:{person.pk}"


def _ticket(person):
    """What the mail says of the ticket; nothing to who only waits."""
    return {"ticket": tickets.code_of(person), "ticket_url": links.ticket_url_of(person)} if _comes(person) else {}


def _with_ticket(mail, person):
    """The QR travels with the mail, so that it is there without a network; whose program shows no pictures has the
    code in words, and the link.
    """
    if _comes(person):
        picture = MIMEPart()
        name = f"ticket-{person.edition.year}.png"
        picture.set_content(
            tickets.qr_png(person.ticket), "image", "png", disposition="inline", filename=name, cid=f"<{TICKET}>"
        )
        mail.attach(picture)
    return mail


def _comes(person):
    return person.state == RegistrationState.COMING


def _mail(template, person, *, dedupe_key=None, **context):
    return message(
        template,
        to=person.email,
        context={"person": person, "edition": person.edition, "url": links.url_of(person), **context},
        category=Category.SYMPOSIUM,
        dedupe_key=dedupe_key,
        user=person.user,
    )
