"""The part of the digest about conversations: real text, by topic, so that who only reads the mail takes part."""

from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse

from community.digests import gathering
from community.models import PostMail
from language.markup import plain, readable
from members.notices.digests import Section
from outbox.messages import absolute, render_text
from outbox.models import Category

# Of each post: enough to know what somebody says, without the mail becoming the portal.
LENGTH = 700
# What does not fit is named as a number, with a link.
MOST_POSTS = 8  # of one topic: the newest
MOST_TOPICS = 15


class Conversations:
    def people(self, now):
        return gathering.people_with_news(now)

    def section(self, person, now):
        posts = list(gathering.news_for(person, now))
        if not posts:
            return None
        topics = [thread(list(group), person) for _, group in groupby(posts, key=lambda post: post.topic_id)]
        # One's own questions first, then in the order in which people wrote.
        topics.sort(key=lambda one: (not one["is_mine"], one["first_at"]))
        waiting = [
            (topic.title, absolute(topic.get_absolute_url())) for topic in gathering.waiting_questions(person, now)
        ]
        context = {
            "topics": topics[:MOST_TOPICS],
            "more": [(one["title"], one["url"], one["count"]) for one in topics[MOST_TOPICS:]],
            "waiting": waiting,
            "frequency_url": absolute(reverse("community:mail_frequency")),
        }
        return Section(
            category=Category.COMMUNITY,
            subject=subject(posts, topics),
            count=len(posts),
            text=render_text("community/emails/digest_conversations.txt", context),
            html=render_to_string("community/emails/digest_conversations.html", context),
            take=lambda: PostMail.objects.bulk_create([PostMail(user=person, post=post, at=now) for post in posts]),
        )


def thread(posts, person):
    """One topic of the mail: what is new in it, the newest last."""
    topic = posts[0].topic
    shown = posts[-MOST_POSTS:]
    return {
        "title": topic.title,
        "kind": topic.get_kind_display(),
        "circle": str(topic.circle),
        "url": absolute(posts[0].get_absolute_url()),
        "count": len(posts),
        "is_mine": topic.is_question and topic.author_id == person.pk,
        "first_at": posts[0].written_at,
        "earlier": len(posts) - len(shown),
        "posts": [
            {
                "author": post.author.shown_name if post.author else "Iemand die niet meer meedoet",
                "written_at": post.written_at,
                "text": shortened(post.text),
                "url": absolute(post.get_absolute_url()),
            }
            for post in shown
        ],
    }


def shortened(text):
    """The whole of a short text, lists and all; how a long one begins."""
    whole = readable(text)
    return whole if len(whole) <= LENGTH else plain(text, LENGTH)


def subject(posts, topics):
    if len(topics) == 1:
        title = topics[0]["title"]
        return f"Nieuw in “{title}”" if len(posts) == 1 else f"{len(posts)} nieuwe bijdragen in “{title}”"
    return f"{len(posts)} nieuwe bijdragen in {len(topics)} gesprekken"
