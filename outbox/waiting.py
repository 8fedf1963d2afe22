"""What waits for the coordinator, about mail. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from outbox.models import Email, State


def failed_mail(user, on):
    if not user.is_coordinator:
        return
    if count := Email.objects.visible_to(user).filter(state=State.BOUNCED).count():
        text = "1 mail kwam niet aan." if count == 1 else f"{count} mails kwamen niet aan."
        yield f"{text} Kijk waarom.", reverse("outbox:email_list")
