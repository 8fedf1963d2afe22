"""A row of the access matrix, and the answers that many paths share."""

from dataclasses import dataclass
from typing import Any

WRITTEN = ("visitor", "stranger", "member", "partner", "leader", "coordinator")
ROLES = (*WRITTEN, "reader")


@dataclass(frozen=True)
class Row:
    name: str
    statuses: tuple[int, ...]
    args: Any = None  # takes the world (tests/world.py), makes what the path is about, returns its arguments
    method: str = "get"

    def url_args(self, world):
        return self.args(world) if self.args else []


def row(name, statuses, args=None, method="get", reader=None):
    found = tuple(int(status) for status in statuses.split())
    assert len(found) == len(WRITTEN), name
    return Row(name, (*found, reader or found[WRITTEN.index("member")]), args, method)


PUBLIC = "200 200 200 200 200 200"
MEMBERS = "302 404 200 200 200 200"
COORDINATOR = "302 404 404 404 404 200"
# Everybody may read it, but changing it is for a few: those who may look get 403 there.
PUBLIC_LEADER = "302 403 403 403 200 200"
PUBLIC_COORDINATOR = "302 403 403 403 403 200"
PUBLIC_COORDINATOR_POST = "302 403 403 403 403 302"
COORDINATOR_POST = "302 404 404 404 404 302"
# The link opens the door on the day alone, for whoever has it.
ACCOUNT = "302 200 200 200 200 200"
ONWARD = "302 302 302 302 302 302"
NOBODY = "404 404 404 404 404 404"
NOT_THEIRS = "302 404 404 404 404 404"
NOTHING_TO_ASK = "302 403 403 403 403 403"
OWN_CIRCLE = "302 404 404 200 200 200"
OWN_MONEY = "302 404 404 404 200 200"
OWN_WORK = "302 404 404 404 200 200"
OWN_CIRCLE_LEADER = "302 404 404 403 200 200"
OWN_CIRCLE_LEADER_POST = "302 404 404 403 302 302"
# Every member reads it, whoever leads the circle changes it.
MEMBERS_LEADER = "302 404 403 403 200 200"
# Every member reads it, the coordinator changes it.
MEMBERS_COORDINATOR = "302 404 403 403 403 200"
MEMBERS_COORDINATOR_POST = "302 404 403 403 403 302"
# No page to log in on: a link to a file says no more to a stranger than that there is nothing.
INSIDE = "404 404 404 200 200 200"
