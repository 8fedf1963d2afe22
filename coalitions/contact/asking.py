"""Bringing a visitor's message to the leaders of a coalition. We keep nothing but the mail."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coalitions.contact import emails
from coalitions.models import Coalition
from members.models import Membership, User


@transaction.atomic
def ask(coalition: Coalition, *, name: str, email: str, text: str, now) -> int:
    """Mail the message to each leader, or to the coordinators; return how many mails that are.

    The same message of the same address on the same day is mailed once, however often it is sent.
    """
    today = timezone.localdate(now)
    said = {"name": name, "email": email, "text": text}
    # What somebody wrote must not be found back in the key, which is kept longer than the mail's text.
    told = f"{coalition.pk}\n{today}\n{email.lower()}\n{text}"
    cause = salted_hmac("coalitions.contact", told, algorithm="sha256").hexdigest()

    def mail(people, **more):
        return sum(
            emails.question(
                coalition, to=person.email, user=person, dedupe_key=f"contact:{cause}:{person.pk}", **said, **more
            ).send()
            for person in people
        )

    found = leaders_of(coalition, today)
    # Who wants no such mail gets none; then it is the next one's, so that every message arrives somewhere.
    return (
        mail(found)
        or mail(User.objects.coordinators(today), has_leader=bool(found))
        or emails.question(
            coalition,
            to=settings.CONTACT_EMAIL,
            dedupe_key=f"contact:{cause}:0",
            has_leader=bool(found),
            **said,
        ).send()
    )


def leaders_of(coalition, on):
    leading = Membership.objects.current(on).filter(circle=coalition.circle_id, role=Membership.Role.LEADER)
    return list(User.objects.filter(is_active=True, pk__in=leading.values("user")))
