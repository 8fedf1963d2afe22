"""What must be true of the places of an edition after every commit; the tests of symposium/seats/ ask the same."""


def broken(edition_pk):
    """Return a sentence for every promise that does not hold at this moment, in one statement's view of the data."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(QUESTION, {"edition": edition_pk})
        return [sentence for (sentence,) in cursor.fetchall()]


QUESTION = """
WITH edition AS (SELECT * FROM symposium_edition WHERE id = %(edition)s),
     session AS (SELECT * FROM symposium_session WHERE edition_id = %(edition)s),
     person AS (SELECT * FROM symposium_registration WHERE edition_id = %(edition)s),
     seat AS (SELECT seat.* FROM symposium_seat seat JOIN person ON person.id = seat.registration_id),
     seats AS (
       SELECT session.id, session.capacity, session.taken,
              count(seat.id) FILTER (WHERE seat.state IN ('confirmed', 'offered')) AS held,
              count(seat.position) AS waiting, coalesce(max(seat.position), 0) AS last
       FROM session LEFT JOIN seat ON seat.session_id = session.id GROUP BY 1, 2, 3
     ),
     day AS (
       SELECT edition.capacity, edition.taken,
              count(person.id) FILTER (WHERE person.state IN ('coming', 'offered')) AS held,
              count(person.position) AS waiting, coalesce(max(person.position), 0) AS last
       FROM edition LEFT JOIN person ON true GROUP BY 1, 2
     ),
     queue AS (
       SELECT 'workshop ' || id AS name, capacity, taken, held, waiting, last FROM seats
       UNION ALL SELECT 'day', capacity, taken, held, waiting, last FROM day
     )
SELECT name || ': ' || held || ' places held of ' || capacity FROM queue WHERE held > capacity
UNION ALL SELECT name || ': counts ' || taken || ' and ' || held || ' are held' FROM queue WHERE taken <> held
UNION ALL SELECT name || ': ' || waiting || ' wait and the last is number ' || last FROM queue WHERE waiting <> last
UNION ALL SELECT name || ': free beside a waiting list' FROM queue
  WHERE waiting > 0 AND (capacity IS NULL OR taken < capacity)
UNION ALL SELECT 'person ' || registration_id || ': twice in slot ' || slot_id FROM seat
  WHERE state = 'confirmed' GROUP BY registration_id, slot_id HAVING count(*) > 1
UNION ALL SELECT 'person ' || registration_id || ': waits twice in slot ' || slot_id FROM seat
  WHERE state = 'waiting' GROUP BY registration_id, slot_id HAVING count(*) > 1
UNION ALL SELECT 'person ' || person.id || ': has a seat and does not come' FROM person
  WHERE person.state <> 'coming' AND EXISTS (SELECT FROM seat WHERE seat.registration_id = person.id)
"""
