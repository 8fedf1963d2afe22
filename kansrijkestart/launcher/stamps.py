"""What need not be done again: a fingerprint of the sources, kept after the work."""

import hashlib
from pathlib import Path

from kansrijkestart.embedded.paths import ROOT, VAR


class Stamp:
    """`sources` is a list that stands for all that the work depends on; None means: always do it."""

    def __init__(self, name, sources, *, made=VAR):
        self.path = VAR / "stamps" / name
        self.value = sources and hashlib.sha256("\n".join(map(str, sources)).encode()).hexdigest()
        self.made = made

    def is_fresh(self):
        return self.value and self.made.exists() and self.path.exists() and self.path.read_text() == self.value

    def write(self):
        if self.value:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self.value)


def files_below(places):
    """List name, size and time of every file: enough to notice a change, without reading anything."""
    found = []
    for place in places:
        for file in [place] if place.is_file() else sorted(Path(place).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                state = file.stat()
                found.append(f"{file.relative_to(ROOT)} {state.st_size} {state.st_mtime_ns}")
    return found
