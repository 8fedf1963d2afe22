"""What a container asks itself: `python -m kansrijkestart.healthcheck web /gezond/klaar`, or `beat /tmp/beat`."""

import http.client
import os
import sys
import time
from contextlib import closing
from pathlib import Path

# Beat writes its schedule away every three minutes.
SILENCE = 600


def main(process, place):
    """Return the exit code: 0 is healthy."""
    checks = {"web": answers, "beat": was_touched}
    return 0 if checks[process](place) else 1


def answers(path):
    """Ask as the proxy does: under the name people type, over what was https."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    port = os.environ.get("WEB_BIND", ":8000").rpartition(":")[2]
    with closing(http.client.HTTPConnection("127.0.0.1", int(port), timeout=4)) as connection:
        try:
            connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def was_touched(place):
    """A dbm file may carry a suffix of its own, depending on what the machine has."""
    written = [path.stat().st_mtime for path in Path(place).parent.glob(f"{Path(place).name}*")]
    return bool(written) and time.time() - max(written) < SILENCE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
