from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import Membership, User
from outbox.models import Email


def run(email):
    out = StringIO()
    call_command("invite_coordinator", email, stdout=out)
    return out.getvalue()


def test_link_makes_the_first_coordinator(client, network):
    link = run("Eerste@voorbeeld.invalid").split()[-1]

    response = client.post(link, {"name": "Eerste Aanjager"})

    assert response.status_code == 302
    assert User.objects.get(email="eerste@voorbeeld.invalid").is_coordinator
    assert Email.objects.get().to == "eerste@voorbeeld.invalid"


def test_what_cannot_be_is_said(network, coordinator):
    run("tweede@voorbeeld.invalid")

    with pytest.raises(CommandError, match="al uitgenodigd"):
        run("tweede@voorbeeld.invalid")
    with pytest.raises(CommandError, match="hoort al bij"):
        run(coordinator.email)
    with pytest.raises(CommandError, match="geen e-mailadres"):
        run("geen adres")

    assert Membership.objects.count() == 1


def test_without_a_network_the_remedy_is_named(db):
    with pytest.raises(CommandError, match="load_network"):
        run("eerste@voorbeeld.invalid")
