"""When a coalition goes on as part of another, its people go on with their conversations there.

Nobody is left in the circle that ended. The documents went along too, attachments and answers among them: what is said
about them is read by the same people.
"""

from community.models import CircleFrequency, Follow, Topic


def take_along(coalition, target, on):
    Topic.objects.filter(circle=coalition.circle_id).update(circle=target.circle_id)
    for wish in (Follow, CircleFrequency):
        there = wish.objects.filter(circle=target.circle_id).values("user")
        wish.objects.filter(circle=coalition.circle_id).exclude(user__in=there).update(circle=target.circle_id)
        wish.objects.filter(circle=coalition.circle_id).delete()
