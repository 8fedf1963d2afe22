"""Who finds what: for every role, circle, kind of thing and way of looking, before and after leaving a circle.

The ways: its page and its file, lists and counts, search and what it suggests, exports and calendars, and mail.

What somebody may see is worked out here from the rules of the design, and not from the querysets: two ways of thinking
that have to agree. `test_hole_is_found` opens a hole in one source and sees that the property falls through it.
"""

import dataclasses

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.digests import at_once
from community.digests.part import Conversations
from community.models import Follow
from library.search import looking, queue
from library.search.sources import sources
from meetings.models import Feed
from members.access import Visibility
from members.models import Circle, Membership, User
from members.notices.news import News
from members.notices.telling import notify
from outbox.models import Category
from tests.conftest import PortalClient
from tests.library.search.ground import (
    BY_TEXT,
    EVERYBODY,
    FOR_ITS_CIRCLE,
    FOR_MEMBERS,
    INSIDE,
    MEMBERS,
    NOBODY,
    ROLES,
    SEARCHED,
    SPECS,
    TEXT,
    TITLE,
    Ground,
    may_find_text,
    may_hear,
    may_see,
)


class Looker:
    """Somebody with a browser."""

    def __init__(self, user):
        self.user = user
        self.client = PortalClient() if user else Client()
        if user:
            self.client.force_login(user)

    def reads(self, path):
        """What an address gives; nothing where somebody is sent away."""
        response = self.client.get(path)
        assert response.status_code in (200, 302, 404), path
        return b"".join(response) if response.streaming else response.content if response.status_code == 200 else b""

    def count(self, word, kind):
        found = self.client.get(reverse("library:search", query={"zoek": word, "soort": kind})).context["results"]
        return found.count

    def sees(self, thing, spec):
        """Return for every way of looking whether the thing is there."""
        search = reverse("library:search", query={"zoek": TEXT})
        marked = f"<mark>{TEXT}</mark>".encode()
        kind = thing.kind or spec.kind
        seen = {
            "search text": marked in self.reads(search),
            "count of text": self.count(TEXT, kind) > 0,
        }
        if thing.page:
            seen["page"] = self.client.get(thing.page).status_code == 200
        if thing.title and spec.state != "hidden":
            title = thing.title.encode()
            search = reverse("library:search", query={"zoek": TITLE})
            suggest = reverse("library:search_suggest", query={"zoek": TITLE[:7]})
            seen["search list"] = f"<mark>{TITLE}</mark>".encode() in self.reads(search)
            seen["count"] = self.count(TITLE, kind) > 0
            seen["suggestion"] = title in self.reads(suggest)
        for name in ("listed", "export"):
            if path := getattr(thing, name):
                seen[name] = TITLE.encode() in self.reads(path).replace(f'value="{TITLE}"'.encode(), b"")
        if thing.file:
            seen["file"] = bool(self.reads(thing.file))
        seen |= {way: bool(self.reads(path)) for way, path in thing.opens.items()}
        seen |= {way: TITLE.encode() in self.without_search_box(path) for way, path in thing.shows.items()}
        return seen | (self.hears(thing, spec) if self.user else {})

    def without_search_box(self, path):
        return self.reads(path).replace(f'value="{TITLE}"'.encode(), b"")

    def hears(self, thing, spec):
        """What mail would tell, and a calendar program that holds the link of this person."""
        now, user = timezone.now(), User.objects.get(pk=self.user.pk)
        told = News(Category.LOOP).section(user, now)
        heard = {"notice": bool(told) and TITLE in told.text}
        if thing.post:
            digest = Conversations().section(user, now)
            heard["digest"] = bool(digest) and TEXT in digest.text
            heard["mail at once"] = at_once.may_hear(user, thing.post)
        if spec.kind == "meeting":
            feed = Feed.objects.get(user=user).get_absolute_url()
            heard["calendar program"] = TITLE.encode() in Looker(None).reads(feed)
        return heard


def expected(places, spec, seen):
    """What the oracle says about each way of looking."""
    answers = {way: may_find_text(places, spec) if way in BY_TEXT else may_see(places, spec) for way in seen}
    answers |= {way: bool(places) and answers[way] for way in seen if way in FOR_MEMBERS}
    answers |= {
        way: may_see(places, dataclasses.replace(spec, audience=INSIDE)) for way in seen if way in FOR_ITS_CIRCLE
    }
    if spec.state == "hidden":  # the topic itself is read by its audience
        answers["page"] = may_see(places, dataclasses.replace(spec, state=""))
    if spec.state == "withdrawn" and spec.kind == "document":  # in no list, but of who looks after it, in a list apart
        answers |= {way: False for way in ("listed", *SEARCHED) if way in seen}
    told = {"digest": may_hear(places, spec)}
    told["mail at once"] = bool(places) and spec.state != "hidden" and may_see(places, spec)
    told["notice"] = bool(places) and may_see(places, dataclasses.replace(spec, state=""))
    told["calendar program"] = spec.circle in {circle for circle, _role in places}
    return answers | {way: told[way] for way in seen if way in told}


def follow(user, thing, spec, circle):
    """Whoever looks, follows its circle, was told of it, and has its calendar."""
    now = timezone.now()
    if thing.post:
        Follow.objects.create(user=user, circle=circle, since=thing.post.written_at)
    inside = circle if spec.audience == INSIDE else None
    if spec.audience != NOBODY:
        notify([user], f"Er is nieuws over {TITLE}.", thing.page, key="told", circle=inside, now=now)
    if spec.kind == "meeting":
        Feed.objects.create(user=user, circle=circle, made_at=now)


def check(ground, spec, role, *, leaves):
    """Make the thing, look at it, leave, look again; all of it is gone afterwards."""
    with transaction.atomic():
        thing = ground.make(spec)
        user, memberships = ground.person(role)
        if user:
            follow(user, thing, spec, ground.circles[spec.circle])
        queue.work_off(timezone.now())
        looker, places = Looker(user), list(ROLES[role] or ())
        seen = looker.sees(thing, spec)
        assert seen == expected(places, spec, seen), (spec, role)
        if leaves and memberships:
            Membership.objects.filter(pk=memberships[0].pk).update(until=timezone.localdate())
            seen = looker.sees(thing, spec)
            assert seen == expected(places[1:], spec, seen), (spec, role, "left")
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_everybody_finds_what_they_may_see_and_nothing_else():
    ground = Ground()

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(SPECS), st.sampled_from(sorted(ROLES)), st.booleans(), st.booleans())
    def holds(spec, role, leaves, is_frequent):
        with pytest.MonkeyPatch.context() as patch:
            # Words that many entries have are looked up in another way than words of few.
            patch.setattr(looking, "FEW", 0 if is_frequent else looking.FEW)
            patch.setattr(looking, "NEAR", 1 if is_frequent else looking.NEAR)
            check(ground, spec, role, leaves=leaves)

    holds()


@pytest.mark.django_db
@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_somebody_who_left_finds_nothing_of_the_circle_any_more(spec):
    check(Ground(), spec, "leader", leaves=True)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["document", "post", "agreement", "plan", "declaration", "action"])
def test_hole_is_found(kind, monkeypatch):
    """The property must fall through a hole in one source."""
    source = sources[kind]
    monkeypatch.setitem(sources, kind, dataclasses.replace(source, visible_to=lambda user: source.objects()))
    inside = next(spec for spec in SPECS if spec.kind == kind and spec.audience == INSIDE and spec.state != "unread")

    with pytest.raises(AssertionError, match="search text"):
        check(Ground(), inside, "leader of another", leaves=False)


def test_every_kind_that_is_searched_is_here():
    """Who adds a source adds its rule."""
    assert set(sources) == {spec.kind for spec in SPECS} - {"draft"}


def test_visibilities_are_those_of_the_design():
    assert set(Visibility.values) == {EVERYBODY, MEMBERS, INSIDE}
    assert {Circle.Kind.NETWORK, Circle.Kind.COALITION, Circle.Kind.TABLE} == set(Circle.Kind)
