"""Mail that does not wait: somebody names you, answers your question, or a question looks for you.

Called in the transaction of what happened. Whoever said no to such a mail may still read it in the digest.
"""

from community import emails
from community.models import AnswerInvitation, Mention, Post, PostMail
from members.models import User
from outbox.models import Category, Preference


def on_mentioned(mention: Mention) -> None:
    tell(mention.user, mention.post, Category.MENTION, at=mention.at)


def on_replied(post: Post) -> None:
    """To who asked. In a conversation, which has no question, the digest is soon enough."""
    topic = post.topic
    if topic.is_question and topic.author and topic.author_id != post.author_id:
        tell(topic.author, post, Category.ANSWER, at=post.written_at)


def ask(invitation: AnswerInvitation) -> None:
    """Tell somebody that we think they know."""
    if wants(invitation.person, Category.ASKED):
        opening = invitation.topic.opening
        emails.asked(invitation, opening).send()
        # The question itself need not stand in the digest too.
        PostMail.objects.get_or_create(user=invitation.person, post=opening, defaults={"at": invitation.asked_at})


MAILS = {Category.MENTION: emails.mentioned, Category.ANSWER: emails.answered}


def tell(person: User, post: Post, category: Category, *, at) -> None:
    """Mail one post to one person: once, whatever the reasons, and only to who may read it at this moment."""
    if not wants(person, category) or not may_hear(person, post):
        return
    _, is_new = PostMail.objects.get_or_create(user=person, post=post, defaults={"at": at})
    if is_new:
        MAILS[category](post, person).send()


def may_hear(person, post):
    # Memberships are read once per object, and this one may have lived long.
    person = User.objects.get(pk=person.pk)
    return (
        person.is_active and person.is_member and Post.objects.shown().visible_to(person).filter(pk=post.pk).exists()
    )


def wants(person, category):
    said = Preference.objects.filter(user=person, category=category, frequency=Preference.Frequency.NEVER)
    return not said.exists()
