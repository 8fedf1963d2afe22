import pytest

pytestmark = [pytest.mark.urls("tests.kansrijkestart.probes"), pytest.mark.django_db]

HEADINGS = {
    400: "<h1>",
    403: "<h1>",
    404: "Deze pagina is er niet",
    429: "Dat ging te vaak achter elkaar",
    500: "Er ging iets mis bij ons",
    503: "Het portaal is even niet bereikbaar",
}


@pytest.mark.parametrize("status", HEADINGS)
def test_error_page_says_what_happened_and_carries_the_id(client, status):
    client.raise_request_exception = False

    response = client.get(f"/proef/{status}/")

    page = response.content.decode()
    assert response.status_code == status
    assert HEADINGS[status] in page
    assert response["X-Request-ID"] in page
    assert "Traceback" not in page
    assert "stuk bij" not in page


@pytest.mark.parametrize("status", HEADINGS)
def test_error_page_asks_nothing_of_the_database(client, status, django_assert_num_queries):
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        client.get(f"/proef/{status}/")


@pytest.mark.parametrize(("status", "seconds"), [(429, "60"), (503, "30")])
def test_error_page_says_when_to_come_back(client, status, seconds):
    client.raise_request_exception = False

    assert client.get(f"/proef/{status}/")["Retry-After"] == seconds


def test_error_page_of_one_who_is_logged_in_asks_nothing_either(client, member, login):
    login(member).raise_request_exception = False

    response = client.get("/proef/500/")

    assert response.status_code == 500
    assert member.name not in response.content.decode()


def test_form_without_csrf_token_is_refused_on_our_own_page(member):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)

    response = client.post("/proef/200/")

    assert response.status_code == 403
    assert response["X-Request-ID"] in response.content.decode()


@pytest.mark.urls("kansrijkestart.urls")
def test_who_logs_in_from_a_page_that_is_not_there_comes_back_to_it(client, db):
    text = client.get("/knelpunten-van-ons/?orde=nieuwste").text

    assert 'href="/inloggen/?next=%2Fknelpunten-van-ons%2F%3Forde%3Dnieuwste"' in text


def test_unknown_path_is_not_found(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert HEADINGS[404] in response.content.decode()


@pytest.mark.urls("kansrijkestart.urls")
def test_address_that_only_takes_a_button_is_explained(client):
    """Who must log in again after pressing a button arrives at its address by GET."""
    response = client.get("/demo/inloggen/")

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "<h1>Hier hoort een knop bij</h1>" in response.content.decode()


@pytest.mark.urls("kansrijkestart.urls")
def test_head_of_such_an_address_has_no_page(client):
    response = client.head("/demo/inloggen/")

    assert (response.status_code, response.content) == (405, b"")
