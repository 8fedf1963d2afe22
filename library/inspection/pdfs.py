"""PDF files: complete, not locked, no scripts, no commands, no files inside.

A PDF that runs something is refused, not mended: a PDF that we rewrite loses its signature and its tags for who
reads with the ears, and whoever uploaded it would not know that others get another file.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from library.inspection.verdicts import Kind, Refused, Verdict, kinds

MAGIC = b"%PDF-"
END = b"%%EOF"
PROBE = Path(__file__).with_name("pdf_probe.py")
PATIENCE = 30  # seconds
# What the probe says, and what that means to people.
FINDINGS = {
    "locked": Verdict.PASSWORD,
    "broken": Verdict.BROKEN,
    "runs": Verdict.PDF_RUNS,
    "file": Verdict.FILE_INSIDE,
    "outside": Verdict.PDF_RUNS,
}


def inspect(file, _ending):
    data = file.read()
    before, end, after = data.rpartition(END)
    if not end:
        raise Refused(Verdict.BROKEN)
    # A zip file is read from its end: behind a whole PDF it would be a second file in the first.
    if after.strip(b"\x00\t\n\f\r ") or zipfile.is_zipfile(file):
        raise Refused(Verdict.MIXED)
    finding = probe(data)
    if finding != "fine":
        raise Refused(FINDINGS.get(finding, Verdict.TOO_HARD))
    return file


def probe(data):
    """Look inside in a process of its own, with little time and memory and none of our secrets.

    A PDF made to keep us busy, or to break the library that reads it, ends that process and nothing else.
    """
    command = [sys.executable, "-I", str(PROBE)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired:  # pragma: no cover -- its own limit of processor time strikes first
        return ""
    return done.stdout.decode() if done.returncode == 0 else ""


KINDS = kinds(
    Kind(looks_like=lambda head: head.startswith(MAGIC), inspect=inspect, content_types={"pdf": "application/pdf"})
)
