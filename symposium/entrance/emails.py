"""Every mail of the day itself."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.registering import links


def room_changed(registration, session, change):
    return message(
        "symposium/entrance/emails/room_changed",
        to=registration.email,
        user=registration.user,
        context={
            "registration": registration,
            "session": session,
            "change": change,
            "url": absolute(reverse("symposium:ticket", args=[links.token(registration)])),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"symposium:room:{change.pk}:{registration.pk}",
    )
