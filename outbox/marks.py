"""The mark that a mail was sent, written while the next mail's envelope travels.

Waiting for each mark would cost a third of the speed. Not waiting at all could repeat more than one mail after a
kill. So a mark is given to PostgreSQL at once and waited for before the next mail can count (its DATA).
"""

from django.db import DatabaseError, connection
from psycopg import pq

MARK = "UPDATE outbox_email SET sent_at = $1, inflight_since = NULL, last_error = '' WHERE id = $2"
MARK_AND_WIPE = MARK.replace(" WHERE", ", mime = '', wiped_at = $1 WHERE")


class Marks:
    """At most one mark under way on Django's own connection; nothing else may use that meanwhile."""

    def __init__(self):
        self.under_way = None

    def __enter__(self):
        """Prepare, and don't wait for the disk at each mark: that would take longer than the sending itself.

        A killed process loses nothing by that. Only when the database server itself dies, the marks of the last
        moment may go, and then their mails are sent again: never lost.
        """
        run("SET synchronous_commit = off")
        run(f"PREPARE outbox_mark (timestamptz, bigint) AS {MARK}")
        run(f"PREPARE outbox_mark_and_wipe (timestamptz, bigint) AS {MARK_AND_WIPE}")
        return self

    def __exit__(self, *_):
        try:
            self.finish()
        finally:  # the connection lives on, for other work
            run("DEALLOCATE outbox_mark")
            run("DEALLOCATE outbox_mark_and_wipe")
            run("RESET synchronous_commit")

    def sent(self, mail, now):
        self.finish()
        statement = b"outbox_mark_and_wipe" if mail.is_private else b"outbox_mark"
        line = connection.connection.pgconn
        line.send_query_prepared(statement, [now.isoformat().encode(), str(mail.pk).encode()])
        line.flush()
        self.under_way = line

    def finish(self):
        """Wait for the mark under way; DatabaseError when it could not be written."""
        if self.under_way is None:
            return
        line, self.under_way = self.under_way, None
        failed = ""
        while (result := line.get_result()) is not None:
            if result.status != pq.ExecStatus.COMMAND_OK:
                failed = result.error_message.decode("utf-8", "replace")
        if failed:
            raise DatabaseError(f"A sent mail could not be marked: {failed}")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
