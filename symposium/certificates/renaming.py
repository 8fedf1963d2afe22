"""From the day on a name is fixed, or a certificate could be given away. Only the coordinator mends a slip in it: the
code that was printed then says that it was replaced, and the new one has a code of its own.
"""

from django.db import transaction

from symposium.certificates import emails, issuing
from symposium.models import Certificate, Registration


@transaction.atomic
def rename(registration: Registration, name: str, *, now) -> Certificate | None:
    """Write the name down. Where there is a certificate: end it and return the new one."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.name == name:
        return None
    registration.name = name
    registration.save(update_fields=["name"])
    # The old one stays, without its person: who holds it can still ask what became of it.
    ended = Certificate.objects.filter(registration=registration).update(registration=None, replaced_at=now)
    if not ended:
        return None
    made = issuing.issue(registration, now=now)
    if registration.email:
        emails.renamed(registration, made).send()
    return made
