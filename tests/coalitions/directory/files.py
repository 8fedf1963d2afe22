"""Sending in a file for the directory, as a browser does."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coalitions.models import ImportDraft

UPLOAD = reverse("coalitions:import_create")
HEAD = "naam;soort;werkt;gemeenten;telefoon\n"


def send(client, content, name="kaart.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def fault(client, content, name="kaart.csv"):
    """What is said about a file that is refused as a whole."""
    response = send(client, content, name)
    assert not ImportDraft.objects.exists()
    return " ".join(response.context["form"].errors["file"])


def states(response):
    return response.context["counts"]
