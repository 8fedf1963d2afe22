"""The locks name packages and hashes, never where somebody's machine fetched them."""

import json
import re

import pytest

from tests.house import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_python_lock_names_no_registry_and_hashes_every_package(lock):
    text = lock.read_text()

    assert not re.findall(r"://|--index|--extra-index|--find-links|--trusted-host", text)
    pinned = re.split(r"\n(?=\S)", text.strip())
    assert pinned
    assert [package for package in pinned if "==" not in package or "--hash=sha256:" not in package] == []


def test_npm_lock_names_no_registry_and_hashes_every_package():
    text = (ROOT / "package-lock.json").read_text()

    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}

    assert "://" not in re.sub(r'"(url|funding)": "https?://[^"]*"', "", text)
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []
