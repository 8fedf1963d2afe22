"""Every mail of the day itself."""

from outbox.messages import Category, message
from symposium.programme import calendar
from symposium.registering import links


def moved(registration, session, *, change, hours):
    """To another room (`change`), another time than `hours`, or both. It moves in their calendar as well."""
    mail = message(
        "symposium/entrance/emails/moved",
        to=registration.email,
        user=registration.user,
        context={
            "registration": registration,
            "session": session,
            "change": change,
            "hours": hours,
            # At another time somebody may want another workshop.
            "url": links.url_of(registration) if hours else links.ticket_url_of(registration),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:moved:{session.pk}:{session.sequence}:{registration.pk}",
    )
    return calendar.attach(mail, session.edition, [session])
