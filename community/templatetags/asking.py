"""On the page of a question: who was asked, and why they. `{% who_is_asked topic %}`"""

from django import template

from community.models import AnswerInvitation, Asking
from community.models.asking import Ring

register = template.Library()


@register.inclusion_tag("community/who_is_asked.html", takes_context=True)
def who_is_asked(context, topic):
    """For who asked, who was asked and the coordinator; to anybody else there is nothing."""
    user = context["user"]
    if not topic.is_question or not user.is_authenticated:
        return {}
    invitations = list(
        AnswerInvitation.objects.visible_to(user).filter(topic=topic).select_related("person", "passed_to", "asked_by")
    )
    mine = next((one for one in invitations if one.person_id == user.pk), None)
    # Nobody said a word yet, and we are still looking; or looked, and found nobody.
    is_looking = topic.author_id == user.pk and not invitations and topic.first_reply_at is None
    return {
        "topic": topic,
        "mine": mine,
        "is_open": mine and not mine.answered_at and not mine.declined_at,
        "others": [one for one in invitations if one != mine],
        "is_looking": is_looking,
        "found_nobody": is_looking and Asking.objects.filter(topic=topic, ring__gte=Ring.KNOWERS).exists(),
    }
