"""What a signer does in the browser."""

import datetime

from django.urls import reverse
from django.utils import timezone

from coalitions.declarations import links


def page(name, signer):
    key = links.receipt(signer.pk) if name in ("done", "pdf") else signer.token
    return reverse(f"coalitions:signing_{name}", args=[key])


def confirm(client, signer, **changes):
    """Step one, with what stands in the form."""
    form = client.get(page("read", signer)).context["form"]
    return client.post(page("read", signer), {name: form[name].value() for name in form.fields} | changes)


def type_code(client, signer, code):
    return client.post(page("code", signer), {"code": code})


def minutes(count):
    return timezone.now() + datetime.timedelta(minutes=count)
