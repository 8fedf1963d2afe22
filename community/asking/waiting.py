"""What waits for somebody of the questions of others. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from community.models import AnswerInvitation

MOST = 3


def questions_for_me(user, on):
    mine = AnswerInvitation.objects.editable_by(user).waiting().select_related("topic").order_by("-asked_at", "-pk")
    for invitation in mine[:MOST]:
        yield f"Weet jij dit? “{invitation.topic}”", reverse("community:topic_detail", args=[invitation.topic_id])
