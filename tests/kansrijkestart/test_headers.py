import pytest

pytestmark = [pytest.mark.urls("tests.kansrijkestart.probes"), pytest.mark.django_db]

EXPECTED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ANSWERS = {
    "page": ("/over/", 200),
    "redirect": ("/over", 301),
    "health": ("/gezond/leeft", 200),
    "static file": ("/static/img/mark.svg", 200),
    "missing static file": ("/static/img/weg.svg", 404),
} | {status: (f"/proef/{status}/", int(status)) for status in ("400", "403", "404", "429", "500", "503")}


@pytest.mark.parametrize(("path", "status"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_carries_the_headers_of_the_house(client, path, status):
    client.raise_request_exception = False

    response = client.get(path)
    response.close()  # a style sheet is an open file

    assert response.status_code == status
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED
    assert "Access-Control-Allow-Origin" not in response


def test_redirect_to_https_carries_them_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/over/")

    assert response.status_code == 301
    assert response["Location"] == "https://testserver/over/"
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED


def test_health_answers_over_plain_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/gezond/leeft").status_code == 200


@pytest.mark.parametrize("path", ["/over/", "/proef/500/", "/proef/404/"])
def test_nothing_of_one_who_is_logged_in_is_kept(client, member, login, path):
    login(member).raise_request_exception = False
    client.get("/over/")

    assert "no-store" in client.get("/over/")["Cache-Control"]


def test_public_page_may_be_kept(client):
    assert "Cache-Control" not in client.get("/over/")
