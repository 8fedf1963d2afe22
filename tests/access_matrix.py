"""Who gets what from every path. A path without a row here fails tests/test_access.py.

One row per URL name: the status of a GET (or of an empty POST, where the row says so) for each role, on an
object of one coalition: `partner` and `leader` belong to that coalition, `member` to the network only,
`stranger` has an account without any membership left.
"""

from dataclasses import dataclass
from typing import Any

from outbox.links import Subscription
from outbox.models import Category

ROLES = ("visitor", "stranger", "member", "partner", "leader", "coordinator")


@dataclass(frozen=True)
class Row:
    name: str
    statuses: tuple[int, ...]
    args: Any = None  # takes the world (tests/world.py), returns the arguments of the path
    method: str = "get"

    def url_args(self, world):
        return self.args(world) if self.args else []


def row(name, statuses, args=None, method="get"):
    found = tuple(int(status) for status in statuses.split())
    assert len(found) == len(ROLES), name
    return Row(name, found * (len(ROLES) // len(found)), args, method)


PUBLIC = "200 200 200 200 200 200"
MEMBERS = "302 404 200 200 200 200"
COORDINATOR = "302 404 404 404 404 200"
ACCOUNT = "302 200 200 200 200 200"
OWN_CIRCLE = "302 404 404 200 200 200"
OWN_CIRCLE_LEADER = "302 404 404 403 200 200"


def unsubscribe_token(world):
    return Subscription(Category.ANNOUNCEMENT, world.users["member"].pk).token


MATRIX = [
    row("home", PUBLIC),
    row("about", PUBLIC),
    row("privacy", PUBLIC),
    row("accessibility", PUBLIC),
    row("contact", PUBLIC),
    row("robots_txt", PUBLIC),
    row("security_txt", PUBLIC),
    row("health_alive", PUBLIC),
    row("health_ready", PUBLIC),
    row("style_guide", PUBLIC),
    row("outbox:preferences", ACCOUNT),
    row("outbox:unsubscribe", PUBLIC, lambda world: [unsubscribe_token(world)]),
]
