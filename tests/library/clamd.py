"""A virus scanner on loopback that speaks clamd's INSTREAM, knows EICAR and nothing else."""

import socketserver
import struct
import threading

# In two pieces, so that a scanner on somebody's own machine leaves this file alone.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.readline() == b"nINSTREAM\n"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.seen.append(data)
        answer = self.server.answer or ("stream: Eicar-Test-Signature FOUND" if EICAR in data else "stream: OK")
        self.wfile.write(f"{answer}\n".encode())


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    answer = ""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []

    @property
    def url(self):
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class UnixClamd(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    answer = ""

    def __init__(self, path):
        super().__init__(str(path), Handler)
        self.seen = []


def serve(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    return thread
