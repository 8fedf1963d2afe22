"""Where rooms that gather from every app are told whom to ask. The one file that knows them all.

See docs/architecture.md, "How rooms meet".
"""

from members import waiting as members_waiting
from outbox import waiting as outbox_waiting

# The start page: what waits for somebody. See also: kansrijkestart/waiting.py.
WAITING = (
    members_waiting.open_requests,
    members_waiting.circles_without_leader,
    outbox_waiting.failed_mail,
    members_waiting.incomplete_profile,
)
