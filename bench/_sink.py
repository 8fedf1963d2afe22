"""A mail server that takes everything, as a process of its own; it writes down what it took.

`python -m bench._sink FILE` prints its port. Per mail one line: Message-ID and the hash of all bytes. The line
is in the file before the sender hears that the mail arrived.
"""

import asyncio
import hashlib
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Ledger:
    def __init__(self, path):
        self.file = open(path, "a", buffering=1)  # noqa: SIM115 -- as long as the process
        self.parser = BytesHeaderParser()

    async def handle_DATA(self, server, session, envelope):
        content = envelope.content
        message_id = self.parser.parsebytes(content)["Message-ID"]
        self.file.write(f"{message_id} {hashlib.sha256(content).hexdigest()}\n")
        return "250 OK"


async def serve(path):
    ledger = Ledger(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(ledger, hostname="sink", loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Sink:
    def __init__(self, port, path):
        self.port = port
        self.path = Path(path)

    def received(self):
        """Return (Message-ID, hash) of all mail so far, in order of arrival."""
        return [tuple(line.split()) for line in self.path.read_text().splitlines()]


@contextmanager
def running():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        path.touch()
        command = [sys.executable, "-m", "bench._sink", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield Sink(int(process.stdout.readline()), path)
            finally:
                process.kill()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
