"""Where the embedded servers keep their files, and how long a socket's path may be."""

import hashlib
import os
import re
import stat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()

LONGEST_SOCKET_FOLDER = 85  # sun_path holds about 104 bytes, and PostgreSQL adds a name of its own


class EmbeddedError(Exception):
    """One sentence for the person at the keyboard: what is wrong and what to do."""


def short_key(path):
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def socket_folder(beside):
    """Return a folder for a unix socket: the given one, or one in /tmp when its path is too long or too odd.

    Odd characters break connection URLs and the options of pg_ctl. /tmp by name, not TMPDIR:
    every process has to find the same folder.
    """
    plain = re.fullmatch(r"[\w/.+-]+", str(beside), re.ASCII)
    if plain and len(str(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    return Path("/tmp") / f"kansrijkestart-{short_key(beside)}"


def private_folder(path, uid=None, *, mode=0o700):
    """Make a folder that belongs to us (or to `uid`), and refuse one that somebody else put there."""
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid}:
        raise EmbeddedError(f"De map {path} is van iemand anders. Verwijder die map en probeer het opnieuw.")
    path.chmod(mode)
    if uid is not None:
        os.chown(path, uid, -1)
    return path
