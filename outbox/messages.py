"""Write a mail from its templates. `message(...)` is how every app mails; one function per mail in its emails.py.

    message("members/emails/invitation", to="a@b", context={...}, category=Category.INVITATION).send()

`send()` inserts a row in the caller's transaction and nothing more: see outbox/backend.py.
"""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string

from outbox.links import Subscription, absolute
from outbox.models import Category

__all__ = ["Category", "Message", "absolute", "message"]


class Message(EmailMultiAlternatives):
    """An unsent mail that knows its category; files go in with `attach()` as in any Django mail."""

    def __init__(self, *args, category, user=None, dedupe_key="", guard="", **kwargs):
        super().__init__(*args, **kwargs)
        self.category = category
        self.user = user
        self.dedupe_key = dedupe_key or ""
        self.guard = guard


def message(
    template, *, to: str, context, category: Category, dedupe_key: str | None = None, guard="", user=None, beside=()
):
    """Return the unsent mail of three templates: `…_subject.txt`, `….txt` and `….html`.

    The templates get `base_url` and, unless the category is private, `unsubscribe_url`. A second mail with
    the same `dedupe_key` is not queued. Somebody who said "never" to the category gets nothing. `beside` are the
    categories of what else stands in the mail: who unsubscribes says no to those too. `guard`: see outbox/guards.py.
    """
    whose = {"user_id": user and user.pk, "address": to}
    subscription = None if category.is_private else Subscription(category, beside=tuple(beside), **whose)
    context = {
        **context,
        "base_url": settings.BASE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "unsubscribe_url": subscription.url if subscription else "",
    }
    subject = " ".join(render_text(f"{template}_subject.txt", context).split())
    mail = Message(
        subject=subject,
        body=tidy(render_text(f"{template}.txt", context)),
        to=[to],
        # Whoever answers a mail, writes to somebody who reads it.
        reply_to=[settings.CONTACT_EMAIL],
        headers=unsubscribe_headers(subscription) if subscription else {},
        category=category,
        user=user,
        dedupe_key=dedupe_key,
        guard=guard,
    )
    mail.attach_alternative(render_to_string(f"{template}.html", {**context, "subject": subject}), "text/html")
    return mail


def render_text(name, context):
    """Render without escaping: a text mail that says &amp; is a broken mail."""
    return get_template(name).template.render(Context(context, autoescape=False))


def tidy(text):
    """Template tags leave empty lines behind; one between paragraphs is enough."""
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", text.replace("\r\n", "\n")).strip() + "\n"


def unsubscribe_headers(subscription):
    """RFC 2369 and RFC 8058: the mail program itself can unsubscribe, in one click."""
    return {
        "List-Unsubscribe": f"<{subscription.url}>, <{subscription.mailto}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
