"""How it goes: written at the table, read by the network, taken away by who wrote it or who leads."""

import pytest

from tests.members.factories import MembershipFactory
from tests.themetables.factories import ThemeTableFactory
from tests.themetables.tables.factories import ProgressNoteFactory
from themetables.models import ProgressNote

NOTES = "/thematafels/kraamzorg/voortgang/"


def test_who_sits_there_writes_and_the_network_reads(client, table, sitter, member):
    client.force_login(sitter)
    assert "Een paar zinnen zijn genoeg" in client.get(NOTES).text
    response = client.post(NOTES, {"text": "Wij belden met **alle** bureaus."}, follow=True)
    assert "Je bericht staat erbij." in response.text

    client.force_login(member)
    page = client.get(NOTES)

    assert "<strong>alle</strong>" in page.text
    assert "Geschreven door Lieuwe Lid" in page.text
    assert "Plaats het bericht" not in page.text
    assert "Wij belden met" in client.get(table.get_absolute_url()).text
    assert str(ProgressNote.objects.get()).startswith("Kraamzorg, 2")


def test_who_does_not_sit_there_cannot_write(login, table, member):
    client = login(member)

    assert "Zodra de mensen van de tafel vertellen hoe het gaat" in client.get(NOTES).text
    assert client.post(NOTES, {"text": "Ik ook."}).status_code == 403


def test_nobody_writes_at_a_table_that_stopped(login, coordinator):
    table = ThemeTableFactory(closed=True, circle=None)
    path = f"{table.get_absolute_url()}voortgang/"

    assert login(coordinator).get(path).status_code == 200
    assert login(coordinator).post(path, {"text": "Toch nog iets."}).status_code == 403


def test_empty_message_is_said_at_the_field(login, sitter):
    assert list(login(sitter).post(NOTES, {"text": " "}).context["form"].errors) == ["text"]


def test_who_wrote_it_takes_it_away_and_so_does_who_leads(client, table, lead, sitter, member, coordinator):
    others = ProgressNoteFactory(table=table, by=MembershipFactory(circle=table.circle).user)
    mine = ProgressNoteFactory(table=table, by=sitter)
    client.force_login(member)
    assert client.get(f"{NOTES}{mine.pk}/weghalen/").status_code == 403
    client.force_login(sitter)
    assert client.get(NOTES).text.count("/weghalen/") == 1
    assert client.get(f"{NOTES}{others.pk}/weghalen/").status_code == 403
    assert mine.text in client.get(f"{NOTES}{mine.pk}/weghalen/").text
    assert "Het bericht is weg." in client.post(f"{NOTES}{mine.pk}/weghalen/", follow=True).text

    client.force_login(coordinator)
    assert client.get(f"{NOTES}{others.pk}/weghalen/").status_code == 200
    client.force_login(lead)
    client.post(f"{NOTES}{others.pk}/weghalen/")

    assert not ProgressNote.objects.exists()


def test_what_somebody_wrote_before_they_left_stays(login, table):
    gone = MembershipFactory().user
    note = ProgressNoteFactory(table=table, by=gone)

    assert login(gone).post(f"{NOTES}{note.pk}/weghalen/").status_code == 403


def test_long_list_comes_in_pages(login, table, member):
    ProgressNoteFactory.create_batch(21, table=table)
    client = login(member)

    assert [len(client.get(NOTES, {"page": page}).context["page"].object_list) for page in (1, 2)] == [20, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_notes_query_count(login, table, member, django_assert_num_queries, count):
    ProgressNoteFactory.create_batch(count, table=table)
    client = login(member)

    # session, user, memberships, table, whether the circle is of a coalition, how many, notes
    with django_assert_num_queries(7):
        client.get(NOTES)
