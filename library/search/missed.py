"""What is looked for and not found: which knowledge is still missing. Counted per question, never per person."""

from django.db.models import F

from language.guard import find as guard_finds
from library.search import finding
from library.search.models import Missed
from library.search.queries import ask

SHORTEST = 3
LONGEST = 100


def note(user, text: str, *, on) -> bool:
    """Count a question without an answer; return whether it was. Looked for once more: the index is the witness."""
    question = ask(text)
    asked = normal(question.text)
    if not SHORTEST <= len(asked) <= LONGEST or not question or guard_finds(question.text):
        return False
    if finding.find(user, question):
        return False
    missed, is_new = Missed.objects.get_or_create(query=asked, defaults={"last_on": on})
    if not is_new:
        Missed.objects.filter(pk=missed.pk).update(count=F("count") + 1, last_on=on)
    return True


def normal(text):
    return " ".join(text.casefold().split())


def open_count() -> int:
    """How many questions without an answer wait for the coordinator."""
    return Missed.objects.count()


def most_missed(limit: int) -> list[Missed]:
    return list(Missed.objects.all()[:limit])
