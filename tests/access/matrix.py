"""Who gets what from every path. A path without a row here fails tests/test_access.py.

One row per URL name: the status of a GET (or of an empty POST, where the row says so) for each role, on an
object of one coalition: `partner` and `leader` belong to that coalition, `member` to the network only,
`stranger` has an account without any membership left. A board reader (`reader`) gets what a member gets, where the
row does not say otherwise: seven columns, of which six are written.
"""

from tests.access import (
    accounts,
    actions,
    coalitions,
    community,
    library,
    meetings,
    members,
    outbox,
    portal,
    surveys,
    symposium,
    themetables,
)

MATRIX = [
    *portal.ROWS,
    *coalitions.ROWS,
    *themetables.ROWS,
    *community.ROWS,
    *library.ROWS,
    *surveys.ROWS,
    *symposium.ROWS,
    *accounts.ROWS,
    *outbox.ROWS,
    *meetings.ROWS,
    *actions.ROWS,
    *members.ROWS,
]
