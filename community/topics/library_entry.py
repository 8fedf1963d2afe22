"""An answer that helped becomes an entry of the library, so that nobody has to ask it again."""

from django.db import transaction
from django.db.models import F

from community.models import Topic
from community.topics import counting
from language.markup import plain, readable
from library import changing
from library.creating import SameFile, create
from library.models import Document
from members.models import Circle, User
from members.notices.telling import notify
from members.refused import Refused
from outbox.models import Category


@transaction.atomic
def make(topic: Topic, *, title: str, kind: str, by: User, now) -> Document:
    """Return the new document, or the one that was made of this answer before."""
    # See writing.reply for this order.
    list(Circle.objects.select_for_update(no_key=True).filter(pk=topic.circle_id))
    locked = counting.lock(topic.pk)
    answer = locked.accepted_post
    if answer is None:
        raise Refused("Kies eerst welk antwoord hielp.")
    if made := made_of(locked, by):
        return made
    try:
        document = create(
            circle=locked.circle,
            visibility=locked.visibility,
            title=title,
            kind=kind,
            by=by,
            now=now,
            text=f"{readable(locked.opening.text)}\n\n{readable(answer.text)}",
            summary=plain(answer.text, 400),
            credits=credits_of(locked, answer),
            pillars=locked.pillars.all(),
            municipalities=locked.municipalities.all(),
        )
    except SameFile as same:
        document = same.document
    answer.documents.add(document)
    return document


def made_of(topic, user) -> Document | None:
    """The entry that was made of this answer, if there is one: it thanks whoever answered."""
    found = Document.objects.current().visible_to(user).filter(posts=topic.accepted_post).exclude(credits="")
    return found.first()


def withdraw(post, *, by, now) -> None:
    """With what was just hidden goes what the library says of it; whoever looks after that hears why."""
    for document in entries_of(post).current():
        changing.withdraw(document, by=by, now=post.hidden_at)
        notify(
            [document.owner] if document.owner else [],
            f"“{document}” is uit de bibliotheek gehaald: het antwoord waarvan het gemaakt is, is verborgen. "
            f"De reden: {post.hidden_reason}",
            document.get_absolute_url(),
            key=f"entry-hidden:{document.pk}:{now.isoformat()}",
            by=by,
            now=now,
            category=Category.LIBRARY,
        )


def put_back(post, *, by, now) -> None:
    """What went with a hidden post, and nobody touched since."""
    for document in entries_of(post).filter(withdrawn_at=post.hidden_at):
        changing.put_back(document, by=by, now=now)


def entries_of(post):
    """What was made of this answer; what was attached when it was written is no younger than the answer."""
    return Document.objects.filter(posts=post, created_at__gt=post.written_at).exclude(credits="").order_by("pk")


def set_aside():
    """The ids of what may come back with a hidden post; see library/set_aside.py."""
    hidden = Document.objects.filter(posts__hidden_at=F("withdrawn_at")).exclude(posts__text="")
    return hidden.values("pk")


def among(documents) -> Document | None:
    """The entry that was made of an answer, among its attachments that open to who reads it."""
    return next((document for document in documents if document.credits and document.opens), None)


def credits_of(topic, answer) -> str:
    who = f"{answer.author}, {answer.author.work_line}" if answer.author else "iemand van het netwerk"
    asker = f" op een vraag van {topic.author}" if topic.author else ""
    return f"Antwoord van {who.rstrip(', ')}{asker}."
