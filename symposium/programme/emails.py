"""Every mail about the programme: one function per mail, each returns the message unsent."""

from django.urls import reverse

from outbox.messages import Category, absolute, message
from symposium.programme import links


def own_page(speaker, *, again=None):
    """One per speaker and address; who is asked again at some minute gets one more."""
    more = f":{again:%Y%m%d%H%M}" if again else ""
    edition = speaker.edition
    return message(
        "symposium/programme/emails/own_page",
        to=speaker.email,
        context={
            "speaker": speaker,
            "edition": edition,
            # Until it is published nobody can open that page.
            "register_url": edition.is_published and absolute(reverse("symposium:register", args=[edition.year])),
            "sessions": [session for session in speaker.sessions.all() if not session.is_cancelled],
            "url": _url(speaker),
        },
        category=Category.SYMPOSIUM,
        dedupe_key=f"speaker-own-page:{speaker.pk}:{speaker.email}{more}",
    )


def named(speaker, *, now):
    """The coordinator put their name in the programme, or took it out: it is theirs to say."""
    return message(
        "symposium/programme/emails/named",
        to=speaker.email,
        context={"speaker": speaker, "edition": speaker.edition, "url": _url(speaker)},
        category=Category.SYMPOSIUM,
        dedupe_key=f"speaker-named:{speaker.pk}:{now.isoformat()}",
    )


def _url(speaker):
    return absolute(reverse("symposium:speaker_own", args=[links.token(speaker)]))
