from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.coalitions.factories import CoalitionFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def edit(coalition):
    return reverse("coalitions:coalition_edit", args=[coalition.slug])


@pytest.fixture
def coalition():
    return CoalitionFactory(name="Wâldhoeke")


def seen(client, coalition):
    """What the page gave along: what this person saw when they opened it."""
    return client.get(edit(coalition)).context["form"]["seen_version"].value()


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("partner", 403), ("other", 403), ("leader", 200)])
def test_edit_access(client, coalition, role, status):
    people = {
        None: None,
        "partner": MembershipFactory(circle=coalition.circle).user,
        "other": MembershipFactory(leader=True).user,
        "leader": MembershipFactory(circle=coalition.circle, leader=True).user,
    }
    if people[role]:
        client.force_login(people[role])

    assert client.get(edit(coalition)).status_code == status
    assert ("Wijzig de tekst" in client.get(coalition.get_absolute_url()).text) == (status == 200)


def test_leader_writes_the_page(login, coalition):
    leader = MembershipFactory(circle=coalition.circle, leader=True).user
    client = login(leader)

    response = client.post(
        edit(coalition),
        {
            "started_on": "2021-09-01",
            "summary": "Wij **doen** het.",
            "name": "Gekaapt",
            "phase": "lasting",
            "seen_version": seen(client, coalition),
        },
        follow=True,
    )

    coalition.refresh_from_db()
    assert (coalition.name, coalition.phase, coalition.started_on) == ("Wâldhoeke", "", date(2021, 9, 1))
    assert (coalition.version, coalition.changed_by) == (2, leader)
    assert "De pagina van de coalitie is gewijzigd." in response.text
    assert "Wij <strong>doen</strong> het." in response.text
    assert "De coalitie is gestart op 1 september 2021." in response.text


def test_coordinator_writes_any_page(login, coordinator, coalition):
    client = login(coordinator)

    assert (
        client.post(edit(coalition), {"summary": "Nieuw", "seen_version": seen(client, coalition)}).status_code == 302
    )


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("started_on", "gisteren", "Voer een geldige datum in."),
        ("summary", "a" * 2001, "Zorg dat deze waarde niet meer dan 2000 tekens bevat (het zijn er nu 2001)."),
    ],
)
def test_wrong_input_is_explained_and_kept(login, coordinator, coalition, field, value, error):
    response = login(coordinator).post(edit(coalition), {"summary": "Getypt", field: value})

    assert response.context["form"].errors == {field: [error]}
    assert response.text.count("Fout: ") > 1
    coalition.refresh_from_db()
    assert coalition.summary == ""


def test_of_two_who_write_at_once_nothing_is_lost(client, coordinator, coalition):
    leader = MembershipFactory(circle=coalition.circle, leader=True, user__name="Leider Eerst").user
    client.force_login(coordinator)
    opened = seen(client, coalition)
    client.force_login(leader)
    client.post(edit(coalition), {"summary": "Van de leider", "seen_version": seen(client, coalition)})

    client.force_login(coordinator)
    response = client.post(edit(coalition), {"summary": "Van de aanjager", "seen_version": opened})

    coalition.refresh_from_db()
    assert coalition.summary == "Van de leider"
    assert response.status_code == 200
    assert "Terwijl jij schreef, bewaarde Leider Eerst" in response.text
    assert ">Van de aanjager</textarea>" in response.text.replace("\n", "")

    again = response.context["form"]["seen_version"].value()
    client.post(edit(coalition), {"summary": "Van beiden", "seen_version": again})
    coalition.refresh_from_db()
    assert coalition.summary == "Van beiden"


def test_what_went_on_as_part_of_another_is_not_edited(login, coordinator):
    ended = CoalitionFactory(merged_into=CoalitionFactory(), carried_over_at=timezone.now())
    ended.circle.ended_on = date(2025, 1, 1)
    ended.circle.save()

    assert login(coordinator).get(edit(ended)).status_code == 403
