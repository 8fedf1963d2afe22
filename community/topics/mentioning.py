"""Naming somebody with an @: only who may read it hears of it.

A name is typed as it stands in "wie is wie": "@Anna de Vries". When two people have that name, their organisation
follows between brackets, as the suggestions write it.
"""

import re
from collections import Counter, defaultdict

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from community import events
from community.models import Mention, Post
from community.topics.audience import may_read
from language.sorting import sort_key
from members.models import Membership, User

# An e-mail address has something before its @.
AT = re.compile(r"(?<![\w@.])@(?=\w)")
# A name that nobody has, as somebody typed it: words with a capital, and what stands between those.
WRITTEN = re.compile(r"[\w'’-]+(?: (?:de|den|der|het|te|ten|ter|van|[A-ZÀ-Þ][\w'’-]*))*")
MOST_WORDS = 6  # of a name
LONGEST = 120
MOST_NAMES = 6  # suggested at once
MOST = 30  # in one post: who names more means everybody
UNKNOWN = "herkennen we niet, dus daar ging geen mail heen. Typ @ en kies een naam uit de lijst."


def named_in(text: str, on) -> list[User]:
    """Return the people of the network who are named in a text, each once."""
    tails = tails_of(text)
    known = people_called({name for tail in tails for name in candidates(tail)}, on)
    found = {}
    for tail in tails:
        for name in candidates(tail):
            if people := known.get(name.casefold()):
                found |= {person.pk: person for person in chosen(people, tail[len(name) :])}
                break
    return list(found.values())


def tails_of(text):
    return [text[found.end() : found.end() + LONGEST] for found in AT.finditer(text)][:MOST]


def candidates(tail):
    """What the name after an @ may be, the longest first."""
    words = [found.end() for found in re.finditer(r"[\w.'’\-]+", tail.split("\n", 1)[0])][:MOST_WORDS]
    cuts = sorted({cut for end in words for cut in (end, len(tail[:end].rstrip(".-'’")))}, reverse=True)
    return [tail[:cut] for cut in cuts if cut]


def people_called(names, on):
    """Return the people of the network by the name others see, in lower case."""
    if not names:
        return {}
    lower = {name.casefold() for name in names}
    current = Membership.objects.current(on).values("user")
    first_names = Q(pk=None)
    for name in sorted(name for name in lower if " " not in name):
        first_names |= Q(lower_name=name) | Q(lower_name__startswith=f"{name} ")
    asked = Q(shows_first_name_only=False, lower_name__in=lower) | Q(first_names, shows_first_name_only=True)
    found = User.objects.alias(lower_name=Lower("name")).filter(asked, is_active=True, pk__in=current)
    by_name = defaultdict(list)
    for person in found.order_by("pk"):
        by_name[person.shown_name.casefold()].append(person)
    return by_name


def chosen(people, after):
    """Of people with one name: the one whose organisation follows; else nobody, for it may be the wrong one."""
    if len(people) == 1:
        return people
    return [person for person in people if after.startswith(f" ({person.organisation})")][:1]


def who_may_read(people, topic, on) -> set[int]:
    pks = [person.pk for person in people]
    return set(may_read(topic, on).filter(pk__in=pks).values_list("pk", flat=True))


def missed(post: Post, on) -> list[str]:
    """Return a sentence for everybody who is named and gets no mail: they may not read it, or nobody is called so."""
    people = named_in(post.text, on)
    readers = who_may_read(people, post.topic, on)
    return [
        *(f"{person} kan dit niet lezen, en krijgt dus geen mail." for person in people if person.pk not in readers),
        *(f"“@{name}” {UNKNOWN}" for name in unknown(post.text, on)),
    ]


def unknown(text: str, on) -> list[str]:
    """Return what follows an @ with a capital, as a name does, and is the name of nobody, or of more than one."""
    tails = tails_of(text)
    known = people_called({name for tail in tails for name in candidates(tail)}, on)
    found = {}
    for tail in tails:
        names = candidates(tail)
        called = next((name for name in names if name.casefold() in known), None)
        if called and chosen(known[called.casefold()], tail[len(called) :]):
            continue
        if tail[0].isupper():
            found[called or WRITTEN.match(tail).group()] = True
    return list(found)


def suggest(begin: str, on) -> list[str]:
    """Return what to type after an @ for the people whose name begins so; with the organisation where two share it."""
    key = sort_key(begin.strip())
    if len(key) < 2:
        return []
    current = Membership.objects.current(on).values("user")
    people = User.objects.filter(is_active=True, pk__in=current, sort_name__startswith=key)
    found = list(people.order_by("sort_name", "pk")[:MOST_NAMES])
    names = Counter(person.shown_name for person in found)
    return [
        f"{person.shown_name} ({person.organisation})" if names[person.shown_name] > 1 else person.shown_name
        for person in found
    ]


def mention(post: Post, *, by: User, now) -> None:
    """Tell who is named and may read it, once each. See also: missed, for the others."""
    on = timezone.localdate(now)
    people = named_in(post.text, on)
    if not people:
        return
    readers = who_may_read(people, post.topic, on)
    known = set(post.mentions.values_list("user_id", flat=True))
    for person in people:
        if person.pk in readers - known - {by.pk}:
            events.mentioned(Mention.objects.create(post=post, user=person, at=now))
