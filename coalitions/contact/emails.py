"""The message of a visitor to whoever leads a coalition."""

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
    mail.reply_to = [email]
    return mail
