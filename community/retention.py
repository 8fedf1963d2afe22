"""What of the conversations does not stay. What people wrote does: it is what the network knows."""

from datetime import timedelta

from django.db import transaction

from community.models import AnswerInvitation, Draft, Moderation, Post, PostMail, PostVersion, Report, TopicRead

DRAFTS = timedelta(days=180)
MAILED = timedelta(days=60)  # no digest looks back that far
YEAR = timedelta(days=365)


def purge(now) -> dict[str, int]:
    quiet = {"at__lt": now - YEAR, "topic__last_post_at__lt": now - YEAR}
    return {
        "drafts": Draft.objects.filter(saved_at__lt=now - DRAFTS).delete()[0],
        "read_marks": TopicRead.objects.filter(**quiet).delete()[0],
        "reports": Report.objects.filter(handled_at__lt=now - YEAR).delete()[0],
        "moderations": Moderation.objects.filter(at__lt=now - 2 * YEAR).delete()[0],
        "answer_invitations": AnswerInvitation.objects.filter(asked_at__lt=now - YEAR).delete()[0],
        "post_mails": PostMail.objects.filter(at__lt=now - MAILED).delete()[0],
        "hidden_texts": wipe_hidden(now - YEAR),
    }


@transaction.atomic
def wipe_hidden(before) -> int:
    """A post that was hidden long enough will not come back: its text goes, its place stays."""
    hidden = Post.objects.filter(hidden_at__lt=before)
    PostVersion.objects.filter(post__in=hidden).delete()
    return hidden.exclude(text="").update(text="", html="", snippet="", helped_at=None, helped_by=None)
