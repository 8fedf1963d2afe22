import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_alive_asks_nothing_of_the_database(client):
    response = client.get("/gezond/leeft")

    assert (response.status_code, response.content) == (200, b"leeft\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_every_migration_was_applied(client):
    response = client.get("/gezond/klaar")

    assert (response.status_code, response.content) == (200, b"klaar\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="members").latest("id").delete()

    response = client.get("/gezond/klaar")

    assert response.status_code == 503
    assert response.content.decode() == "de database is nog niet bijgewerkt\n"
    assert response["Retry-After"] == "5"


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_the_database_is_gone(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    response = client.get("/gezond/klaar")

    assert response.status_code == 503
    assert response.content.decode() == "de database is niet bereikbaar\n"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gezond/leeft", "/gezond/klaar"])
def test_health_knows_no_session(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(2) as queries:  # the table of migrations: is it there, what is in it
        response = client.get(path)

    assert not any("django_session" in query["sql"] for query in queries)
    assert not response.cookies
