"""Every mail about what the network tells each other: one function per mail, each returns the message unsent."""

from django.urls import reverse

from language.markup import plain, readable
from outbox.messages import Category, absolute, message

# Longer than this is read on the page.
LONGEST = 4000


def announcement(topic, post, person):
    return message(
        "community/emails/announcement",
        to=person.email,
        user=person,
        context={"topic": topic, "post": post, "url": absolute(topic.get_absolute_url())},
        category=Category.ANNOUNCEMENT,
        dedupe_key=f"announcement:{topic.pk}:{person.pk}",
    )


def mentioned(post, person):
    return _about_post("community/emails/mentioned", post, person, category=Category.MENTION)


def answered(post, person):
    return _about_post("community/emails/answered", post, person, category=Category.ANSWER)


def asked(invitation, opening):
    """`opening` is the post that asks."""
    person = invitation.person
    return message(
        "community/emails/asked",
        to=person.email,
        user=person,
        context={
            **_said(opening, person),
            "invitation": invitation,
            "pass_url": absolute(reverse("community:invitation_pass", args=[invitation.topic_id])),
        },
        category=Category.ASKED,
        dedupe_key=f"asked:{invitation.topic_id}:{person.pk}",
    )


def hidden(post, person, *, now):
    return _moderated("community/emails/hidden", post, person, now=now)


def shown_again(post, person, *, now):
    return _moderated("community/emails/shown_again", post, person, now=now)


def report_handled(report, post):
    """To who reported it: what was done, not by whom."""
    return message(
        "community/emails/report_handled",
        to=report.by.email,
        user=report.by,
        context={
            "person": report.by,
            "topic": post.topic,
            "is_hidden": post.hidden_at is not None,
            "preferences_url": absolute(reverse("outbox:preferences")),
        },
        category=Category.MODERATION,
        dedupe_key=f"reported:{post.pk}:{report.pk}",
    )


def _moderated(template, post, person, *, now):
    return message(
        template,
        to=person.email,
        user=person,
        context={**_said(post, person), "reason": post.hidden_reason},
        category=Category.MODERATION,
        dedupe_key=f"moderated:{post.pk}:{now.isoformat()}",
    )


def _about_post(template, post, person, *, category):
    return message(
        template,
        to=person.email,
        user=person,
        context=_said(post, person),
        category=category,
        # One mail, also when a post both answers somebody and names them.
        dedupe_key=f"post:{post.pk}:{person.pk}",
    )


def _said(post, person):
    text = readable(post.text)
    return {
        "person": person,
        "topic": post.topic,
        "author": post.author.shown_name if post.author else "Iemand uit het netwerk",
        "text": text if len(text) <= LONGEST else plain(post.text, LONGEST),
        "url": absolute(post.get_absolute_url()),
        "preferences_url": absolute(reverse("outbox:preferences")),
    }
