"""Who uses a server: the last one to let go stops it."""

import fcntl


class Lease:
    """A shared hold on one embedded server, by any number of processes of this checkout.

    Two lock files: `gate` makes starting and stopping take turns, `users` is held (shared) by everybody who
    uses the server. Whoever gets `users` for itself alone is the last. The kernel lets go for a killed process,
    so no count is ever wrong.
    """

    def __init__(self, server, locks):
        self.server = server
        self.locks = locks
        self.users = None

    def take(self):
        with self._gate():
            self.server.start()
            self.users = self._open("users")
            fcntl.flock(self.users, fcntl.LOCK_SH)

    def drop(self):
        """Let go, once; stop the server when nobody else holds it."""
        if self.users is None:
            return
        with self._gate(), self.users as users:
            self.users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self.server.stop()

    def _gate(self):
        gate = self._open("gate")
        fcntl.flock(gate, fcntl.LOCK_EX)
        return gate

    def _open(self, name):
        self.locks.mkdir(parents=True, exist_ok=True)
        return (self.locks / f"{self.server.folder.name}.{name}").open("a")
