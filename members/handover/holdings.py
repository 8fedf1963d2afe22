"""What people hold in this app: the invitations they sent that nobody answered yet."""

from members.holdings import Owned
from members.models import Invitation

INVITATIONS = Owned(
    kind="uitnodigingen",
    title="Uitnodigingen die nog openstaan",
    things=lambda: Invitation.objects.unanswered().order_by("pk"),
    circle="circle",
    owner="invited_by",
    label=lambda invitation: f"Uitnodiging voor {invitation.email}",
    url=lambda invitation: invitation.circle.get_absolute_url(),
)
