"""What a page of the programme rests on, as one short text: equal as long as nothing on it changed.

Asked in one statement, of rows and not of what stands in them: a row that changes, whoever changes it and whichever
column, is from then on another version of that row (`xmin`, `ctid`). So a column that comes later counts too, and no
text is read to find out that it is still the same. What decides who may read the page is among these rows.

The statement is prepared, once per connection: planning it costs six times what it takes to run.
"""

from weakref import WeakSet

from django.conf import settings
from django.db import connection

# Versions are counted per server: one that was set up from a backup started anew, and then every page is new.
ROWS = """
WITH edition AS (SELECT id, xmin, ctid FROM symposium_edition WHERE year = $1),
session AS (
  SELECT row.id, row.xmin, row.ctid, row.slot_id, row.room_id, row.table_id, row.block_id
  FROM symposium_session row JOIN edition ON edition.id = row.edition_id {only}
),
speaking AS (
  SELECT row.id, row.xmin, row.ctid, row.speaker_id
  FROM symposium_speaking row JOIN session ON session.id = row.session_id
),
material AS (
  SELECT row.id, row.xmin, row.ctid, row.document_id
  FROM symposium_material row JOIN session ON session.id = row.session_id
)
SELECT md5(concat(pg_postmaster_start_time(), string_agg(concat(part, id, ' ', xmin, ctid), ' ' ORDER BY part, id)))
FROM (
  SELECT 'edition' AS part, id, xmin, ctid FROM edition
  UNION ALL SELECT 'session', id, xmin, ctid FROM session
  UNION ALL SELECT 'speaking', id, xmin, ctid FROM speaking
  UNION ALL SELECT 'material', id, xmin, ctid FROM material
  UNION ALL SELECT 'room', row.id, row.xmin, row.ctid FROM symposium_room row {rooms}
  UNION ALL SELECT 'slot', row.id, row.xmin, row.ctid FROM symposium_timeslot row {slots}
  UNION ALL SELECT 'speaker', id, xmin, ctid FROM symposium_speaker WHERE id IN (SELECT speaker_id FROM speaking)
  UNION ALL SELECT 'document', id, xmin, ctid FROM library_document WHERE id IN (SELECT document_id FROM material)
  UNION ALL SELECT 'version', id, xmin, ctid FROM library_version
    WHERE document_id IN (SELECT document_id FROM material)
  UNION ALL SELECT 'table', id, xmin, ctid FROM themetables_themetable WHERE id IN (SELECT table_id FROM session)
  UNION ALL SELECT 'block', id, xmin, ctid FROM themetables_buildingblock WHERE id IN (SELECT block_id FROM session)
) AS rows
"""
OF_EDITION = ROWS.format(
    only="",
    rooms="JOIN edition ON edition.id = row.edition_id",
    slots="JOIN edition ON edition.id = row.edition_id",
)
OF_SESSION = ROWS.format(
    only="AND row.id = $2",
    rooms="WHERE row.id IN (SELECT room_id FROM session)",
    slots="WHERE row.id IN (SELECT slot_id FROM session)",
)


NAMES = {OF_EDITION: "symposium_stamp_edition", OF_SESSION: "symposium_stamp_session"}
# A statement lives as long as its connection, whatever becomes of the transaction it was prepared in.
prepared = WeakSet()
# Of larger ones there is no row, and the server refuses them.
LARGEST = 2**31 - 1


def of(year: int) -> str:
    return _asked(OF_EDITION, [year])


def of_session(year: int, pk: int) -> str:
    """What the page of one session rests on: forty others do not matter to it."""
    return _asked(OF_SESSION, [year, pk])


def _asked(statement, values):
    with connection.cursor() as cursor:
        _prepare(connection.connection)
        values = [min(value, LARGEST) for value in values]
        cursor.execute(f"EXECUTE {NAMES[statement]} ({', '.join(['%s'] * len(values))})", values)
        (found,) = cursor.fetchone()
    return f"{settings.RELEASE}-{found}"


def _prepare(server):
    if server not in prepared:
        with connection.wrap_database_errors:
            server.execute(f"PREPARE {NAMES[OF_EDITION]} (int) AS {OF_EDITION}")
            server.execute(f"PREPARE {NAMES[OF_SESSION]} (int, int) AS {OF_SESSION}")
        prepared.add(server)
