"""A PDF of pictures: read by tesseract where that is installed, otherwise "niet doorzoekbaar"."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DRAWER = Path(__file__).with_name("drawer.py")
MOST_PAGES = 20
PATIENCE = 30  # seconds for one page
LANGUAGE = "nld"


def read(file) -> list[tuple[str, str]]:
    """Return the pages as (label, text); nothing without tesseract, or when it cannot read them."""
    program = shutil.which("tesseract")
    if program is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        names = draw(file, folder)
        return [(f"bladzijde {number}", read_picture(program, name)) for number, name in enumerate(names, start=1)]


def draw(file, folder):
    """Have the pages drawn by a process of its own; return the names of the pictures."""
    file.seek(0)
    command = [sys.executable, "-I", str(DRAWER), folder, str(MOST_PAGES)]
    try:
        done = subprocess.run(
            command, input=file.read(), capture_output=True, timeout=PATIENCE * 2, env={}, check=False
        )
    except subprocess.TimeoutExpired:  # pragma: no cover -- its own limit of processor time strikes first
        return []
    return json.loads(done.stdout) if done.returncode == 0 else []


def read_picture(program, name):
    command = [program, name, "stdout", "-l", LANGUAGE]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
