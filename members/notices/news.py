"""The part of the digest that holds the notices of one category, the oldest first."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from members.models import Notice
from members.notices.digests import Section, monday, start
from outbox.messages import absolute, render_text
from outbox.models import Category, Preference

# A digest that nobody reads to its end says less than one that is short.
MOST_LINES = 40


@dataclass(frozen=True)
class News:
    category: Category

    def people(self, now):
        return self.due(now).order_by().values_list("user_id", flat=True).distinct()

    def section(self, person, now):
        first = self.due(now).filter(user=person).order_by().first()
        if first is None:
            return None
        # One look: what somebody tells in the meantime is for the next digest.
        waiting = Notice.objects.waiting(now).filter(user=person, category=self.category)
        here = Notice.objects.filter(pk__in=set(waiting.values_list("pk", flat=True)))
        if first.frequency == Preference.Frequency.NEVER:
            here.delete()
            return None
        notices = list(here.still_for_them(timezone.localdate(now)))
        here.exclude(pk__in=[notice.pk for notice in notices]).delete()
        return self.tell(notices, take=lambda: here.update(mailed_at=now)) if notices else None

    def tell(self, notices, *, take):
        context = {
            "heading": self.category.label,
            "lines": [(notice.sentence, absolute(notice.url)) for notice in notices[:MOST_LINES]],
            "more": max(0, len(notices) - MOST_LINES),
            "url": absolute("/"),
        }
        many = f"{len(notices)} berichten: {self.category.label}"
        return Section(
            category=self.category,
            subject=notices[0].sentence if len(notices) == 1 else many,
            count=len(notices),
            text=render_text("members/emails/digest_news.txt", context),
            html=render_to_string("members/emails/digest_news.html", context),
            take=take,
        )

    def due(self, now):
        on = timezone.localdate(now)
        return Notice.objects.filter(category=self.category).due(now, today=start(on), monday=monday(now))
