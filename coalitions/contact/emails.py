"""The message of a visitor to whoever leads a coalition."""

from django.utils.encoding import punycode

from outbox.messages import Category, absolute, message


def question(coalition, *, to, name, email, text, dedupe_key, user=None, has_leader=True):
    """The subject names nobody: it is kept longer than the text."""
    mail = message(
        "coalitions/emails/question",
        to=to,
        user=user,
        context={
            "coalition": coalition,
            "name": name,
            "email": email,
            "text": text,
            "has_leader": has_leader,
            "url": absolute(coalition.get_absolute_url()),
        },
        category=Category.CONTACT,
        dedupe_key=dedupe_key,
    )
    user_part, _, domain = email.rpartition("@")
    mail.reply_to = [f"{user_part}@{punycode(domain)}"]  # a header holds plain letters only
    return mail
