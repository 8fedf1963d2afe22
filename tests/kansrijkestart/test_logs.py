"""What stands in the logs and, above all, what does not."""

import email
import io
import json
import logging
import re

import pytest
import structlog
from structlog.testing import capture_logs

from kansrijkestart.celery import app
from kansrijkestart.logs import logging_config
from outbox.models import Email

pytestmark = [pytest.mark.urls("tests.kansrijkestart.probes"), pytest.mark.django_db]

SIX = {"actie", "object", "resultaat", "oorsprong", "actor", "tijd"}
PASSWORD, TOKEN, EMAIL, CODE = "Hooiberg-9-Fietst", "k7Qm2xV9-t0k3n-Zr8_Lq", "kanarie@voorbeeld.invalid", "X7K2PM"
CANARIES = (PASSWORD, TOKEN, EMAIL, CODE)


@pytest.fixture
def lines():
    """Return all that is logged from here on, as production writes it."""
    config = logging_config(level="DEBUG", readable=False)
    formatter = dict(config["formatters"]["line"])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel("INFO")

    class Lines:
        def __iter__(self):
            return map(json.loads, self.text.splitlines())

        @property
        def text(self):
            return handler.stream.getvalue()

        def of_request(self):
            return [line for line in self if line["logger"] == "kansrijkestart.request"]

    yield Lines()
    root.removeHandler(handler)
    root.setLevel(level)


def test_request_leaves_one_line_with_the_six_fields(client, member, login, lines):
    login(member)

    response = client.get("/proef/200/?zoek=iets")

    (line,) = list(lines)
    assert line.keys() > SIX
    assert line["actie"] == "GET probe"
    assert line["object"] == "/proef/<kind>/"
    assert line["resultaat"] == 200
    assert line["oorsprong"] == "web 127.0.0.0/24"
    assert line["request_id"] == response["X-Request-ID"]


def test_actor_is_the_id_of_who_is_logged_in(client, member, login, lines):
    login(member)

    client.get("/contact/")

    (line,) = lines.of_request()
    assert line["actor"] == str(member.pk)


def test_visitor_has_no_actor(client, lines):
    client.get("/contact/")

    assert [line["actor"] for line in lines.of_request()] == [None]


def test_object_names_the_thing_but_not_a_token(client, lines):
    client.get(f"/uitnodiging/200/{TOKEN}/")

    (line,) = lines.of_request()
    assert line["object"] == "/uitnodiging/<kind>/<token>/"


@pytest.mark.parametrize("kind", ["200", "400", "403", "404", "429", "500", "503"])
def test_nothing_secret_is_logged_whatever_happens(client, kind, lines):
    client.raise_request_exception = False
    form = {"email": EMAIL, "password": PASSWORD, "code": CODE}

    client.post(f"/uitnodiging/{kind}/{TOKEN}/?email={EMAIL}&code={CODE}", form)
    client.get(f"/onbekend/{TOKEN}/{EMAIL}")
    client.get(f"/uitnodiging/{kind}/{TOKEN}")

    assert [canary for canary in CANARIES if canary in lines.text] == []
    assert "10.1.2.3" not in lines.text
    assert all(line.keys() > SIX for line in lines)


def test_error_keeps_its_trace_and_its_request_id(client, lines):
    client.raise_request_exception = False

    response = client.get("/proef/500/")

    trace, request = list(lines)
    assert "ValueError: stuk bij None None" in trace["exception"]
    assert trace["request_id"] == request["request_id"] == response["X-Request-ID"]
    assert (trace["resultaat"], request["resultaat"]) == ("fout", 500)


def test_form_without_csrf_token_leaves_no_path(lines):
    from django.test import Client

    Client(enforce_csrf_checks=True).post(f"/uitnodiging/200/{TOKEN}/", {"code": CODE})

    assert len(list(lines)) == 2  # why it was refused, and the request
    assert TOKEN not in lines.text


def test_health_and_style_sheets_are_no_news(client, lines):
    client.get("/gezond/leeft")
    client.get("/static/img/mark.svg").close()

    assert list(lines) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mail aan Jan.de-Vries+x@sub.voorbeeld.nl mislukt", "mail aan [e-mailadres] mislukt"),
        ("van 192.168.13.77 en 10.0.0.1", "van 192.168.13.0/24 en 10.0.0.0/24"),
        ("sleutel pbkdf2-abc123DEF456ghi789JKL", "sleutel [sleutel]"),
        ("een_heel_lange_naam_van_een_functie_zonder_cijfers", "een_heel_lange_naam_van_een_functie_zonder_cijfers"),
        ("versie 999.1.1.1 blijft", "versie onbekend blijft"),
    ],
)
def test_text_of_others_is_masked(lines, text, shown):
    logging.getLogger("iemand.anders").warning("%s", text)

    (line,) = lines
    assert (line["actie"], line["object"], line["resultaat"]) == (shown, "iemand.anders", "let op")


def test_fields_are_masked_however_deep(lines):
    structlog.get_logger("proef").info("iets", aan=[EMAIL, {"bij": (EMAIL, 3)}], wie=ValueError(EMAIL), leeg=None)

    (line,) = lines
    assert line["aan"] == ["[e-mailadres]", {"bij": ["[e-mailadres]", 3]}]
    assert (line["wie"], line["leeg"]) == ("[e-mailadres]", None)


def test_address_without_a_network_is_unknown(client, lines):
    client.get("/proef/200/", REMOTE_ADDR="")

    assert [line["oorsprong"] for line in lines] == ["web onbekend"]


def test_ipv6_address_is_shortened(client, lines):
    client.get("/proef/200/", REMOTE_ADDR="2001:db8:1:2:3::4")

    assert [line["oorsprong"] for line in lines] == ["web 2001:db8:1::/48"]


def test_behind_the_proxy_the_last_address_counts(client, settings, lines):
    settings.BEHIND_PROXY = True

    client.get("/proef/200/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})

    assert [line["oorsprong"] for line in lines] == ["web 198.51.100.0/24"]


def test_readable_lines_carry_the_same_fields(capsys):
    config = logging_config(level="INFO", readable=True)
    formatter = dict(config["formatters"]["line"])
    record = logging.LogRecord("proef", logging.INFO, __file__, 1, EMAIL, (), None)

    text = re.sub(r"\x1b\[\d*m", "", formatter.pop("()")(**formatter).format(record))

    assert "[e-mailadres]" in text
    assert "oorsprong=opdracht" in text


def test_one_id_leads_through_page_log_mail_and_task(client, settings, lines):
    settings.MAILERS = {"default": {"BACKEND": "outbox.backend.OutboxBackend"}}

    response = client.get("/proef/mail/")

    mail = Email.objects.get()
    message = email.message_from_bytes(bytes(mail.mime))
    with app.connection_for_read() as broker:
        headers = broker.SimpleQueue("proef").get(timeout=5).headers
    assert {
        response["X-Request-ID"],
        mail.request_id,
        message["X-Netwerk-Id"],
        headers["__django_structlog__"]["request_id"],
        *(line["request_id"] for line in lines),
    } == {response["X-Request-ID"]}
    assert len(lines.of_request()) == 1


def test_logger_that_spoke_before_is_still_heard_after_setting_up_again(lines):
    logger = structlog.get_logger("vroeg")
    logger.info("eerst")
    logging_config(level="DEBUG", readable=False)

    with capture_logs() as heard:
        logger.info("daarna")

    assert heard == [{"event": "daarna", "log_level": "info"}]
