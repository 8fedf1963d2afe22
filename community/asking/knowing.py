"""Who may know the answer to a question, and why we think so.

Two traces are followed: what people say in their profile that they know, and the questions they answered before. Words
are compared as `language.words` gives them; a word that few people mention says more than one that many do. What every
question says ("hoe regelen jullie ...") is not what it is about. Better nobody than somebody who wonders why:
then the question goes on to who leads the table, and who asked it reads that.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from community.models import AnswerInvitation, Topic
from community.topics.audience import may_read
from language.words import analyse, analyse_word, words
from members.access import Visibility
from members.models import User

Reason = AnswerInvitation.Reason
PARTS = re.compile(r"[,;/\n]| en ")
# Earlier answers that are looked at: the newest.
MOST_ANSWERS = 500
# What an earlier answer in the same pillar or at the same table counts for, in words that everybody mentions.
SAME_PLACE = 0.5
ELSEWHERE = 1.3
# A word of the title says more of what a question is about than one of the text below it.
TITLE = 2
# What questions say whatever they are about, as a word of its own or a part of one: "kraamzorg" stays itself.
SAID = frozenset(
    analyse(
        "regelen werken samenwerken helpen hulp houden lopen horen weten kennen gebruiken gebruik aanpakken aanpak"
        " organiseren proberen zoeken beginnen denken merken leren hopen bedoelen betekenen spreken praten bellen"
        " lezen schrijven vertellen zorgen zorg delen volgen ervaring tip idee voorbeeld advies mening manier"
        " oplossing antwoord vraag probleem collega mens persoon dag week maand minuut uur groep stuk ding"
        " ouder kind gezin"
    )
)
# How a word stands in a text. Two texts share it when one has it as a word of its own, or both begin a compound with
# it: "kraamzorg" and "kraamverzorgende", but not "bestuur" and "spreekuur".
REST, FIRST, WHOLE = 0, 1, 2
ABOUT = AnswerInvitation._meta.get_field("about").max_length


@dataclass(frozen=True)
class Knower:
    person: User
    score: float
    reason: Reason
    about: str
    is_elsewhere: bool


def knowers(topic: Topic, on) -> list[Knower]:
    """Return who may read the question and seems to know, the likeliest first; never who asked it."""
    asked = question_of(topic)
    people = {
        person.pk: person
        for person in may_read(topic, on).exclude(pk=topic.author_id).prefetch_related("municipalities").order_by("pk")
    }
    home = set(topic.author.municipalities.values_list("pk", flat=True)) if topic.author else set()
    traces = [*from_profiles(people.values(), asked), *from_answers(topic, people, asked, on)]
    best = {}
    for pk, score, reason, about in traces:
        elsewhere = is_elsewhere(people[pk], home)
        found = Knower(people[pk], score * (ELSEWHERE if elsewhere else 1), reason, about[:ABOUT], elsewhere)
        if pk not in best or best[pk].score < found.score:
            best[pk] = found
    return sorted(best.values(), key=lambda knower: (-knower.score, knower.person.pk))


def about(text: str) -> dict[str, int]:
    """Return what a text is about, and how each word stands in it."""
    found: dict[str, int] = {}
    for word in words(text):
        for place, stem in enumerate(analyse_word(word)):
            if stem not in SAID:
                found[stem] = max(found.get(stem, REST), (WHOLE, FIRST)[place] if place < WHOLE else REST)
    return found


@dataclass(frozen=True)
class Question:
    """What a question is about: all of it, and its title alone."""

    words: dict[str, int]
    title: dict[str, int]

    def weight(self, word):
        return TITLE if word in self.title else 1

    def shared(self, other: dict[str, int]) -> set[str]:
        return {word for word, stands in self.words.items() if stands + other.get(word, -WHOLE) >= WHOLE}


def question_of(topic) -> Question:
    title = about(topic.title)
    return Question(about(topic.opening.text) | title, title)


def is_elsewhere(person, home):
    theirs = {municipality.pk for municipality in person.municipalities.all()}
    return bool(theirs and home) and not theirs & home


def from_profiles(people, asked):
    """Yield whoever names a word of the question in their profile, with the part in which they name it."""
    said = {
        person.pk: [(part, about(part)) for part in parts(person.expertise)] for person in people if person.expertise
    }
    worth = worths(said.values())
    for pk, pieces in said.items():
        hits = {part: weight for part, words in pieces if (weight := hit(words, asked, worth))}
        if hits:
            yield pk, sum(hits.values()), Reason.EXPERTISE, listed(hits)


def hit(words, asked, worth):
    """What a part of a profile weighs for this question; nothing when it only brushes past it.

    Of a compound the most telling part: long words do not count thrice. "Samenwerken met het ziekenhuis" is not about
    every text in which somebody works: the title has a word of it, or the text has most of it.
    """
    shared = asked.shared(words)
    if not shared or (not shared & asked.title.keys() and 2 * len(shared) <= len(words)):
        return 0
    return max(worth[word] * asked.weight(word) for word in shared) * len(shared) / len(words)


def parts(expertise):
    return [part.strip(" .") for part in PARTS.split(expertise) if part.strip(" .")]


def worths(said):
    """What a word says: much when one person names it, nearly nothing when everybody does."""
    named = [set().union(*(words for _, words in pieces)) for pieces in said]
    counts = Counter(word for words in named for word in words)
    return {word: math.log(1 + len(named) / count) for word, count in counts.items()}


def listed(hits):
    *others, last = hits
    return f"{', '.join(others)} en {last}" if others else last


def from_answers(topic, people, asked, on):
    """Yield whoever helped with a question like this one, with the title of that question.

    Only questions that every reader of this one may read too: the title stands in the mail and on the page.
    """
    readable = Topic.objects.questions().current().filter(accepted_post__author__in=list(people))
    if topic.visibility == Visibility.CIRCLE:
        readable = readable.filter(circle=topic.circle_id) | readable.filter(visibility=Visibility.NETWORK)
    else:
        readable = readable.filter(visibility=Visibility.NETWORK)
    earlier = (
        readable.exclude(pk=topic.pk)
        .select_related("accepted_post")
        .prefetch_related("pillars", "tables")
        .order_by("-accepted_at", "-pk")[:MOST_ANSWERS]
    )
    places = places_of(topic)
    worth = defaultdict(lambda: math.log(2))
    found = [(one, about(one.title), about(one.accepted_post.text)) for one in earlier]
    worth |= worths([[("", title | text)] for _, title, text in found])
    for one, title, text in found:
        if is_like(asked, title):
            shared = asked.shared(title | text)
            score = sum(worth[word] * asked.weight(word) for word in shared) / math.sqrt(len(title | text))
            score += SAME_PLACE * len(places & places_of(one))
            yield one.accepted_post.author_id, score, Reason.ANSWER, one.title


def is_like(asked: Question, title: dict[str, int]) -> bool:
    """Whether an earlier question was about the same.

    Its title is the reason that people read, so that has to say so, in words as they are: two of them, or one that is
    half of what either title is about. The same place alone says too little: a table talks about many things.
    """
    wholes, theirs = ({word for word, stands in one.items() if stands == WHOLE} for one in (asked.words, title))
    common = wholes & theirs
    in_titles = {word for word in common if asked.title.get(word) == WHOLE}
    ours = sum(stands == WHOLE for stands in asked.title.values())
    return len(common) > 1 or 2 * len(in_titles) >= max(1, min(ours, len(theirs)))


def places_of(topic):
    pillars = {("pillar", pillar.pk) for pillar in topic.pillars.all()}
    return pillars | {("table", table.pk) for table in topic.tables.all()}
