import shutil
import tempfile
from pathlib import Path

import pytest

from kansrijkestart.embedded.postgres import Postgres


@pytest.fixture
def place():
    """A short path that every account may enter; pytest's own folders are neither."""
    folder = Path(tempfile.mkdtemp(prefix="ks-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cluster(place):
    server = Postgres(place / "pg", durable=False)
    server.start()
    yield server
    server.stop()
