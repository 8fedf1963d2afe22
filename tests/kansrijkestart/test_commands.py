"""`bin/start` before the portal: what it says without installing anything, and how it installs."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.house import ROOT


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_explains_the_options_without_installing_anything(word):
    result = subprocess.run([ROOT / "bin/start", word], capture_output=True, text=True)

    assert result.returncode == 0
    for promised in ("--port N", "--empty", "DATABASE_URL", "REDIS_URL", "Ctrl-C"):
        assert promised in result.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port"], "Na --port hoort een getal."),
        (["--port", "web"], "Een poort is een getal van 1 tot en met 65535."),
        (["--port=0"], "Een poort is een getal van 1 tot en met 65535."),
        (["--port", "65536"], "Een poort is een getal van 1 tot en met 65535."),
        (["--port", "123456789012345678901"], "Een poort is een getal van 1 tot en met 65535."),
        (["--leeg"], "Onbekende optie: --leeg."),
    ],
)
def test_wrong_words_are_answered_before_anything_is_installed(words, sentence):
    result = subprocess.run([ROOT / "bin/start", *words], capture_output=True, text=True)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{sentence} Zie bin/start --help.\n"


@pytest.fixture
def bare_clone(place):
    (place / "bin").mkdir()
    (place / "requirements").mkdir()
    shutil.copy(ROOT / "bin/bootstrap", place / "bin/bootstrap")
    for lock in (ROOT / "requirements").glob("*.txt"):
        shutil.copy(lock, place / "requirements")
    return place


def bootstrap(clone, **environment):
    command = [clone / "bin/bootstrap", "embedded"]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


def test_unsuitable_python_is_named(bare_clone):
    result = bootstrap(bare_clone, PYTHON="/bin/false")

    assert result.returncode == 1
    assert result.stderr == "PYTHON=/bin/false is geen bruikbare Python 3.12, 3.13 of 3.14.\n"
    assert not (bare_clone / ".venv").exists()


def test_failed_install_leaves_nothing_that_looks_complete(bare_clone):
    (bare_clone / "requirements/embedded.txt").write_text(f"bestaat-niet==1 --hash=sha256:{'0' * 64}\n")

    result = bootstrap(bare_clone, PYTHON=sys.executable, PIP_NO_INDEX="1")

    assert result.returncode == 1
    assert "Installeren lukte niet" in result.stderr
    assert not (bare_clone / ".venv/.stamp").exists()


@pytest.mark.parametrize("installed", ["embedded", "dev"])
def test_nothing_is_installed_when_nothing_changed(bare_clone, installed):
    lock = (bare_clone / f"requirements/{installed}.txt").read_bytes()
    state = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout.decode()
    (bare_clone / ".venv/bin").mkdir(parents=True)
    (bare_clone / ".venv/bin/python").symlink_to(sys.executable)
    (bare_clone / ".venv/.stamp").write_text(f"{installed} {state}")

    result = bootstrap(bare_clone, PYTHON="/bin/false")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_virtualenv_of_ones_own_is_left_alone(bare_clone):
    (bare_clone / ".venv").symlink_to("/somewhere/else")

    result = bootstrap(bare_clone, PYTHON="/bin/false")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
