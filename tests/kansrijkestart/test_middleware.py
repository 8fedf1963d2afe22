import re

import pytest
import structlog

from kansrijkestart.middleware import request_middleware

pytestmark = pytest.mark.django_db

OURS = re.compile(r"[0-9a-f]{16}")


def test_every_request_gets_an_id_of_its_own(client):
    first, second = (client.get("/gezond/leeft")["X-Request-ID"] for _ in range(2))

    assert OURS.fullmatch(first)
    assert OURS.fullmatch(second)
    assert first != second


def test_stranger_cannot_choose_the_id(client):
    response = client.get("/gezond/leeft", headers={"X-Request-ID": "zelfbedacht-1"})

    assert OURS.fullmatch(response["X-Request-ID"])


def test_our_own_proxy_chooses_the_id(client, settings):
    settings.BEHIND_PROXY = True

    response = client.get("/gezond/leeft", headers={"X-Request-ID": "van-nginx-0042"})

    assert response["X-Request-ID"] == "van-nginx-0042"


@pytest.mark.parametrize("offered", ["kort", "x" * 65, "met spatie erin", 'quote"{}"erin', ""])
def test_id_that_could_spoil_a_log_is_replaced(client, settings, offered):
    settings.BEHIND_PROXY = True

    response = client.get("/gezond/leeft", headers={"X-Request-ID": offered})

    assert OURS.fullmatch(response["X-Request-ID"])


def test_id_is_there_for_whatever_happens_inside_and_gone_afterwards(rf):
    seen = []

    def view(request):
        from django.http import HttpResponse

        seen.append(structlog.contextvars.get_contextvars())
        return HttpResponse()

    response = request_middleware(view)(rf.get("/"))

    assert seen == [{"request_id": response["X-Request-ID"]}]
    assert structlog.contextvars.get_contextvars() == {}


def test_nothing_stays_behind_when_the_inside_breaks(rf):
    def view(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        request_middleware(view)(rf.get("/"))

    assert structlog.contextvars.get_contextvars() == {}


@pytest.mark.urls("kansrijkestart.urls")
def test_filter_that_looks_at_a_link_with_head_finds_the_form_behind_it(client):
    response = client.head("/meedoen/")

    assert (response.status_code, response.content) == (200, b"")
