"""Asking the search, as a page does."""

import datetime

from django.urls import reverse

from library.search import searching

ON = datetime.date(2026, 11, 22)


def found(user, text, **asked):
    return searching.search(user, text, on=ON, **asked)


def titles(results):
    return [row.title for section in results.sections for row in section.rows] + [row.title for row in results.rows]


def page(client, **asked):
    return client.get(reverse("library:search", query=asked)).content.decode()
