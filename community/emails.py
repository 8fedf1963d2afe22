"""Every mail about what the network tells each other: one function per mail, each returns the message unsent."""

from outbox.messages import Category, absolute, message


def announcement(topic, post, person):
    return message(
        "community/emails/announcement",
        to=person.email,
        user=person,
        context={"topic": topic, "post": post, "url": absolute(topic.get_absolute_url())},
        category=Category.ANNOUNCEMENT,
        dedupe_key=f"announcement:{topic.pk}:{person.pk}",
    )
