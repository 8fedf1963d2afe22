"""What a page of the programme rests on, as one short text: equal as long as nothing on it changed.

Asked in one statement of whole rows, so that a column that comes later counts too, whoever changes it.
"""

from django.conf import settings
from django.db import connection

ROWS = """
SELECT md5(concat(
  (SELECT edition::text FROM symposium_edition edition WHERE edition.id = %(edition)s),
  (SELECT string_agg(room::text, '|' ORDER BY room.id) FROM symposium_room room WHERE {rooms}),
  (SELECT string_agg(slot::text, '|' ORDER BY slot.id) FROM symposium_timeslot slot WHERE {slots}),
  (SELECT string_agg(
      concat(session::text, themetable.short_name, block.title, block.adopted_at), '|' ORDER BY session.id
    ) FROM symposium_session session
    LEFT JOIN themetables_themetable themetable ON themetable.id = session.table_id
    LEFT JOIN themetables_buildingblock block ON block.id = session.block_id
    WHERE {sessions}),
  (SELECT string_agg(concat(speaking::text, speaker::text), '|' ORDER BY speaking.id)
    FROM symposium_speaking speaking JOIN symposium_speaker speaker ON speaker.id = speaking.speaker_id
    JOIN symposium_session session ON session.id = speaking.session_id
    WHERE {sessions}),
  (SELECT string_agg(concat(material::text, document::text, (
      SELECT string_agg(fileversion::text, '|' ORDER BY fileversion.id) FROM library_version fileversion
      WHERE fileversion.document_id = document.id)), '|' ORDER BY material.id)
    FROM symposium_material material JOIN symposium_session session ON session.id = material.session_id
    JOIN library_document document ON document.id = material.document_id
    WHERE {sessions})
))
"""
OF_EDITION = ROWS.format(
    rooms="room.edition_id = %(edition)s",
    slots="slot.edition_id = %(edition)s",
    sessions="session.edition_id = %(edition)s",
)
OF_SESSION = ROWS.format(rooms="room.id = %(room)s", slots="slot.id = %(slot)s", sessions="session.id = %(session)s")


def of(edition) -> str:
    return _asked(OF_EDITION, {"edition": edition.pk})


def of_session(session) -> str:
    """What the page of one session rests on: forty others do not matter to it."""
    names = {"edition": session.edition_id, "room": session.room_id, "slot": session.slot_id, "session": session.pk}
    return _asked(OF_SESSION, names)


def _asked(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (found,) = cursor.fetchone()
    return f"{settings.RELEASE}-{found}"
