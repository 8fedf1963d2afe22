"""Production cannot be run everywhere; so its description is held against the code it describes."""

import http.server
import os
import re
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from kansrijkestart import healthcheck
from tests.house import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("build")}
READERS = ["kansrijkestart/settings.py", "gunicorn.conf.py"]
# Only for one's own machine and the tests.
NOT_FOR_PRODUCTION = {"DEMO", "DEBUG", "VAR_DIR", "TEST_DATABASE_NAME", "BACKUP_DIR"}


def names_read():
    """Names that the settings and the web server take from the environment."""
    text = "".join((ROOT / file).read_text() for file in READERS)
    return set(re.findall(r'(?:environ\.get|environ|flag|listed|required)[\[(]\s*"([A-Z_]+)"', text))


def names_offered():
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_services_of_the_portal_are_known():
    assert set(OURS) == {"web", "worker", "beat", "migrate"}
    assert set(SERVICES) - set(OURS) == {"db", "redis", "mail", "clamd"}


def test_every_command_exists():
    commands = {name: service["command"] for name, service in OURS.items()}

    assert re.fullmatch(r"gunicorn (\S+)", commands["web"])
    assert import_module(commands["web"].split()[1]).application
    assert import_module("kansrijkestart.celery").app
    assert {commands[name].split()[:4][-1] for name in ("worker", "beat")} == {"worker", "beat"}
    assert all(commands[name].startswith("celery -A kansrijkestart.celery ") for name in ("worker", "beat"))
    asked = re.findall(r"manage\.py (\w+)", commands["migrate"])
    assert asked == ["migrate", "createcachetable", "load_network"]
    assert set(asked) <= set(get_commands())


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_knows_every_option(name):
    words = SERVICES[name]["command"].split()
    known = subprocess.run(
        [sys.executable, "-m", "celery", "-A", "kansrijkestart.celery", name, "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout

    options = [word for word in words if word.startswith("--")]

    assert options
    assert [option for option in options if not re.search(rf"{option}\b", known)] == []


def test_there_is_exactly_one_beat():
    with_beat = [name for name, service in OURS.items() if re.search(r" beat\b| -B\b|--beat", service["command"])]

    assert with_beat == ["beat"]
    assert SERVICES["beat"]["container_name"]  # a fixed name cannot be scaled
    assert "deploy" not in SERVICES["beat"]


def test_settings_read_every_variable_that_is_set():
    ours = {name for service in OURS.values() for name in service["environment"]}
    of_compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))

    assert ours - names_read() == set()
    assert names_offered() - names_read() - of_compose == set()


def test_operator_is_told_every_variable_that_is_read():
    ours = {name for service in OURS.values() for name in service["environment"]}

    assert names_read() - names_offered() - ours == NOT_FOR_PRODUCTION


def test_nothing_listens_beyond_loopback():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [SERVICES[name]["networks"] for name in ("db", "redis")] == [["inside"], ["inside"]]


def test_every_image_is_pinned_to_a_version():
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    images = bases + [service["image"] for name, service in SERVICES.items() if name not in OURS]

    assert len(images) == 7
    assert [image for image in images if not re.search(r":v?\d+\.\d+", image)] == []


@pytest.mark.parametrize("name", ["web", "worker", "beat", "migrate"])
def test_our_containers_can_do_little_harm(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.findall(r"^USER (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE) == ["10001"]


def test_no_secret_stands_in_the_files():
    compose = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()
    secret = re.compile(r"^(?:# )?(\w*(?:KEY|KEYS|PASSWORD|FALLBACKS))=[ \t]*([^\s#].*)$", re.MULTILINE)

    assert secret.findall("SECRET_KEY=abc") == [("SECRET_KEY", "abc")]
    assert secret.findall(example) == []
    assert re.findall(r"PASSWORD: (?!\$\{POSTGRES_PASSWORD:\?)", compose) == []
    assert {".env", ".env.*", "var", ".git"} <= set((ROOT / ".dockerignore").read_text().split())
    assert "/.env" in (ROOT / ".gitignore").read_text().split()


def test_web_is_healthy_when_ready_and_stops_after_its_requests():
    gunicorn = (ROOT / "gunicorn.conf.py").read_text()
    graceful = int(re.search(r"graceful_timeout = (\d+)", gunicorn)[1])

    assert SERVICES["web"]["healthcheck"]["test"][-2:] == ["web", "/gezond/klaar"]
    assert graceful < int(SERVICES["web"]["stop_grace_period"].removesuffix("s"))
    assert [name for name in ("web", "worker", "beat", "db", "redis") if "healthcheck" not in SERVICES[name]] == []


def test_dockerfile_is_clean():
    hadolint = Path(sys.executable).with_name("hadolint")

    result = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True)

    assert (result.returncode, result.stdout) == (0, "")


def test_image_collects_static_files_without_secrets(tmp_path):
    line = re.search(r"^RUN (DEMO=1 .*)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]
    *settings, program, script = line.split(" collectstatic")[0].split()
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | dict(
        item.split("=", 1) for item in settings
    )

    subprocess.run(
        [sys.executable, script, "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment, check=True
    )

    assert program == "python"
    assert (tmp_path / "static" / "staticfiles.json").exists()


class Answer(http.server.BaseHTTPRequestHandler):
    """Healthy only for who asks as the proxy does."""

    def do_GET(self):
        as_proxy = self.headers["Host"] == "portaal.invalid" and self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(200 if as_proxy and self.path == "/gezond/klaar" else 503)
        self.end_headers()

    def log_message(self, *_args):
        """Quiet."""


def test_web_asks_as_the_proxy_does(monkeypatch):
    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("WEB_BIND", f"0.0.0.0:{server.server_port}")
        monkeypatch.setenv("ALLOWED_HOSTS", ".portaal.invalid,localhost")

        assert healthcheck.main("web", "/gezond/klaar") == 0
        assert healthcheck.main("web", "/gezond/anders") == 1

        server.shutdown()
    assert healthcheck.main("web", "/gezond/klaar") == 1


def test_beat_is_healthy_while_it_writes(tmp_path):
    schedule = tmp_path / "beat"

    assert healthcheck.main("beat", str(schedule)) == 1

    (tmp_path / "beat.db").touch()
    assert healthcheck.main("beat", str(schedule)) == 0

    os.utime(tmp_path / "beat.db", (0, 0))
    assert healthcheck.main("beat", str(schedule)) == 1
