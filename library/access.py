"""Who adds documents to a circle. Who reads and changes them stands in library/models.py."""

from library.models import Document
from members.models import Circle, Membership


def circles_with_documents(user):
    """The circles whose documents somebody may look for. That a circle is there is no secret to members."""
    if user.is_member:
        return Circle.objects.all()
    return Circle.objects.filter(pk__in=Document.objects.current().visible_to(user).values("circle"))


def circles_to_add_to(user, on):
    """The circles somebody takes part in; a board reader reads. The coordinator adds to every circle."""
    if user.is_coordinator:
        return Circle.objects.existing(on)
    taking_part = [m.circle_id for m in user.current_memberships if m.role != Membership.Role.READER]
    return Circle.objects.existing(on).filter(pk__in=taking_part)
