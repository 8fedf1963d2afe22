"""Follows every link that a role is offered: what the portal offers must be there and be allowed."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.access.rows import ROLES
from tests.world import make_world

MOST_PAGES = 400
# Answers with the whole site's other half: Django's own pages, checked elsewhere.
NOT_FOLLOWED = ("/technisch-beheer/",)


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def crawl(client, start="/"):
    """Return {path: status} of every page that can be reached by links, and who linked to it."""
    seen, queue, statuses = {start: "(start)"}, [start], {}
    while queue and len(statuses) < MOST_PAGES:
        path = queue.pop(0)
        response = client.get(path, follow=True)
        statuses[path] = response.status_code
        if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
            continue
        for href in Links(response.content.decode()).found:
            link = urldefrag(urljoin(path, href)).url
            if urlsplit(link).netloc or urlsplit(link).scheme or link in seen or link.startswith(NOT_FOLLOWED):
                continue
            seen[link] = path
            queue.append(link)
    return {(path, status, seen[path]) for path, status in statuses.items()}


# Not measured: each page has its own tests, and measuring takes a third more time.
@pytest.mark.no_cover
@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_nowhere(client, db, settings, role, login):
    world = make_world(settings)
    if world.users[role]:
        login(world.users[role])

    pages = crawl(client)

    assert {page for page in pages if page[1] != 200} == set()
    assert len(pages) > 20
