"""What about people is thrown away here, and when. See also: kansrijkestart/retention/."""

from datetime import timedelta

from coalitions.models import ImportDraft, SupportNote

SUPPORT_NOTE = timedelta(days=730)


def purge(now) -> dict[str, int]:
    return {
        "support_notes": SupportNote.objects.filter(at__lt=now - SUPPORT_NOTE).delete()[0],
        "import_drafts": ImportDraft.objects.filter(expires_at__lt=now).delete()[0],
    }
