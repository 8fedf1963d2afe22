"""How long a mail with a guard may hold what its guard locked: about two seconds, however slow the mail server is.

Somebody who submits waits for that lock, and a person at a screen may not wait for somebody else's mail server. So the
mail yields, at every point where it can without breaking its promise (nothing leaves after the submit committed):

* Before DATA nothing has left: the slow part of many servers (MAIL and RCPT, where they look somebody up) goes by
  without a lock, and only then the guard is asked.
* From there the server has half a second to say that it listens, and another half to take the bytes. If it does not,
  the mail did not leave, the connection is closed and the mail is tried again later.
* Once the last byte went, the mail has left: it counts, and can't be called back. What is left is waiting for
  the answer. A quick answer is waited for with the lock, so that the server had the mail before anybody submits; after
  a second the lock goes, and the answer is waited for without.

Not the other way round (a time limit for who submits): that would refuse or lose what a person did, for a mail.
"""

import select
from contextlib import ExitStack

from django.db import transaction

from outbox import guards

TO_LISTEN = TO_TAKE = 0.5  # seconds
TO_ANSWER = 1


class Stopped(Exception):
    """The guard does not let this mail go (now)."""

    def __init__(self, verdict, now):
        super().__init__(verdict)
        self.verdict, self.now = verdict, now


class Leave:
    """The permission of a guard, asked right before a mail can count. What the guard locked is held until `let_go`."""

    def __init__(self, guard, clock):
        self.guard, self.clock = guard, clock
        self.held = ExitStack()

    def ask(self):
        self.held.enter_context(transaction.atomic())
        now = self.clock()
        verdict = guards.ask(self.guard, now)
        if verdict is not guards.Verdict.SEND:
            raise Stopped(verdict, now)

    def let_go(self):
        self.held.close()


def answers(sock) -> bool:
    """Whether the mail server says something within the time for which the lock stays."""
    waiting = select.poll()
    waiting.register(sock, select.POLLIN)
    return bool(waiting.poll(TO_ANSWER * 1000))
