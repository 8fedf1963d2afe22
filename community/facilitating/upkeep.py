"""Concerns about what has to stay true and arrive: documents, mail, what people look for in vain."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from community.facilitating.concerns import Concern, Row
from library.models import Document
from library.search.models import Missed
from outbox.models import Email, State


def overdue_documents(now):
    """Nobody said for weeks whether it still holds."""
    late = Document.objects.current().filter(superseded_by=None).overdue(timezone.localdate(now))
    return late.select_related("owner", "circle").order_by("review_on", "pk")


def document_row(document, now):
    owner = f"Van {document.owner}" if document.owner else "Van niemand"
    return Row(
        title=document.title,
        url=document.get_absolute_url(),
        line=f"{owner}, {document.circle}. Had op {date_format(document.review_on, 'j F Y')} nagekeken moeten zijn.",
        action="Kijk het na of geef het door",
        action_url=reverse("members:review_detail", args=["document", document.pk]),
    )


def bounced(now):
    return Email.objects.filter(state=State.BOUNCED).order_by("-bounced_at", "-pk").defer("mime")


def bounced_row(email, now):
    detail = reverse("outbox:email_detail", args=[email.pk])
    again = email.can_be_sent_again
    return Row(
        title=f"{email.subject} ({email.to})",
        url=detail,
        line=email.reason,
        action="Verstuur opnieuw" if again else "Bekijk de mail",
        action_url=reverse("outbox:email_send_again", args=[email.pk]) if again else detail,
        posts=again,
    )


def missed(now):
    """What people look for and nobody finds: without names, only the words and how often."""
    return Missed.objects.all()


def missed_row(missed, now):
    often = "1 keer" if missed.count == 1 else f"{missed.count} keer"
    url = reverse("library:missed_list")
    return Row(
        title=f"“{missed.query}”",
        url=url,
        line=f"{often} gezocht, het laatst op {date_format(missed.last_on, 'j F Y')}.",
        action="Voeg toe of streep weg",
        action_url=url,
    )


OVERDUE_DOCUMENTS = Concern(
    "documenten",
    "Documenten die nagekeken moeten worden",
    "Wie ze bijhoudt, krijgt er hooguit één mail per maand over. Bel, kijk het zelf na, of geef het aan een ander.",
    "Elk document is op tijd nagekeken.",
    overdue_documents,
    document_row,
)
MISSED = Concern(
    "gezocht",
    "Gezocht en niet gevonden",
    "Hier ontbreekt iets, of het heet bij ons anders. Vraag iemand het te delen, of voeg een zoekwoord toe.",
    "Alles wat mensen zochten, was er.",
    missed,
    missed_row,
)
BOUNCES = Concern(
    "mail",
    "Mail die niet aankwam",
    "Bij elke mail staat waarom. Klopt het adres niet meer? Dan weet iemand in de kring vaak waar de mens nu werkt.",
    "Alle mail is aangekomen.",
    bounced,
    bounced_row,
)
