import datetime

import pytest
from django.core.mail import mailers
from django.db import DatabaseError
from django.utils import timezone

from outbox.dispatch import HOLD, WAITS, drain, sweep
from outbox.messages import Category
from outbox.models import Email
from tests.outbox.factories import EmailFactory

MINUTE = datetime.timedelta(minutes=1)
# Later than any mail that a factory makes now.
NOW = datetime.datetime(2099, 11, 22, 12, tzinfo=datetime.UTC)


def at(moment):
    return lambda: moment


def states():
    return dict(Email.objects.values_list("to", "state"))


@pytest.mark.django_db
def test_mail_arrives_as_its_row_says(sink, letter):
    letter(to="lezer@voorbeeld.invalid").send()

    assert drain() == 1

    mail = Email.objects.get()
    assert sink.received == [("lezer@voorbeeld.invalid", bytes(mail.mime))]
    assert (mail.state, mail.attempts, mail.last_error) == ("sent", 1, "")
    assert drain() == 0


@pytest.mark.django_db
def test_many_mails_go_over_one_connection(sink):
    EmailFactory.create_batch(7)

    assert drain(batch=2) == 7

    assert len(sink.received) == 7
    assert sink.connections == 1
    assert set(Email.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db
@pytest.mark.parametrize("category", [Category.ACCOUNT, Category.INVITATION])
def test_private_mail_is_wiped_when_it_left(sink, letter, category):
    letter(naam="482913", category=category).send()

    drain()

    mail = Email.objects.get()
    assert b"482913" in sink.received[0][1]
    assert (bytes(mail.mime), mail.text) == (b"", "")
    assert mail.wiped_at is not None


@pytest.mark.django_db
def test_code_does_not_wait_behind_a_mail_to_everybody(sink):
    EmailFactory(to="iedereen@voorbeeld.invalid", next_attempt_at=NOW - MINUTE)
    EmailFactory(to="haast@voorbeeld.invalid", private=True, next_attempt_at=NOW)

    drain(clock=at(NOW))

    assert sink.addresses == ["haast@voorbeeld.invalid", "iedereen@voorbeeld.invalid"]


@pytest.mark.django_db
def test_mail_waits_for_its_time(sink):
    EmailFactory(next_attempt_at=NOW + MINUTE)

    assert drain(clock=at(NOW)) == 0
    assert drain(clock=at(NOW + MINUTE)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [({"weg@a.invalid": "550 5.1.1 No such user"}, {}), ({}, {"weg@a.invalid": "550 5.1.1 No such user"})],
)
def test_refused_mail_bounces_and_the_others_leave(sink, answers, verdicts):
    sink.answers, sink.verdicts = answers, verdicts
    EmailFactory(to="weg@a.invalid")
    EmailFactory(to="goed@a.invalid")

    drain(clock=at(NOW))

    bounced = Email.objects.get(to="weg@a.invalid")
    assert states() == {"weg@a.invalid": "bounced", "goed@a.invalid": "sent"}
    assert (bounced.bounced_at, bounced.last_error) == (NOW, "550 5.1.1 No such user")
    assert bounced.reason == "Dit e-mailadres bestaat niet (meer)."
    assert sink.connections == 1


@pytest.mark.django_db
def test_refused_private_mail_is_wiped_too(sink):
    sink.answers = {"weg@a.invalid": "550 No"}
    EmailFactory(to="weg@a.invalid", private=True)

    drain()

    mail = Email.objects.get()
    assert (mail.state, bytes(mail.mime), mail.can_be_sent_again) == ("bounced", b"", False)


@pytest.mark.django_db
def test_waits_grow_to_two_days_and_then_the_mail_bounces(sink):
    sink.answers = {"vol@a.invalid": "452 4.2.2 Mailbox full"}
    mail = EmailFactory(to="vol@a.invalid", next_attempt_at=NOW)
    moment, waited = NOW, []

    for _ in range(len(WAITS)):
        drain(clock=at(moment))
        mail.refresh_from_db()
        waited.append((mail.next_attempt_at - moment) / MINUTE)
        assert drain(clock=at(mail.next_attempt_at - MINUTE / 60)) == 0
        moment = mail.next_attempt_at
    assert mail.state == "waiting"
    drain(clock=at(moment))
    mail.refresh_from_db()

    assert waited == [1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480]
    assert (mail.state, mail.attempts) == ("bounced", 12)
    assert mail.reason == "Het postvak van de ontvanger is vol."
    assert 1.9 < (moment - NOW) / datetime.timedelta(days=1) < 2.1


@pytest.mark.django_db
def test_greylisted_mail_leaves_at_the_second_try(sink):
    sink.answers = {"grijs@a.invalid": "451 4.7.1 Try again later"}
    EmailFactory(to="grijs@a.invalid", next_attempt_at=NOW)
    drain(clock=at(NOW))
    sink.answers = {}

    drain(clock=at(NOW + MINUTE))

    mail = Email.objects.get()
    assert (mail.state, mail.attempts, mail.last_error) == ("sent", 2, "")


@pytest.mark.django_db
def test_lost_connection_costs_only_the_mail_that_was_under_way(sink):
    sink.hangs_up_on = {"b@a.invalid"}
    for name in "abc":
        EmailFactory(to=f"{name}@a.invalid", next_attempt_at=NOW)

    drain(clock=at(NOW))

    assert sink.addresses == ["a@a.invalid", "c@a.invalid"]
    assert sink.connections == 2
    assert dict(Email.objects.values_list("to", "attempts")) == {"a@a.invalid": 1, "b@a.invalid": 1, "c@a.invalid": 1}
    mail = Email.objects.get(to="b@a.invalid")
    assert (mail.state, mail.next_attempt_at) == ("waiting", NOW + MINUTE)
    assert mail.reason == "Er is geen verbinding met onze mailserver."


@pytest.mark.django_db
def test_goodbye_of_the_server_is_followed_by_a_new_connection(sink):
    sink.answers = {"b@a.invalid": "421 Too many mails on this connection"}
    for name in "abc":
        EmailFactory(to=f"{name}@a.invalid", next_attempt_at=NOW)

    drain(clock=at(NOW))

    assert sink.addresses == ["a@a.invalid", "c@a.invalid"]
    assert Email.objects.get(to="b@a.invalid").next_attempt_at == NOW + MINUTE


@pytest.mark.django_db
def test_no_mail_server_costs_nobody_an_attempt(no_mail_server):
    EmailFactory.create_batch(3, next_attempt_at=NOW)

    assert drain(clock=at(NOW)) == 0

    assert set(Email.objects.values_list("state", "attempts", "next_attempt_at")) == {("waiting", 0, NOW)}
    assert {mail.reason for mail in Email.objects.all()} == {"Er is geen verbinding met onze mailserver."}


@pytest.mark.django_db
def test_refused_sender_bounces_nobody(sink):
    sink.senders = {"portaal@voorbeeld.invalid": "530 5.7.0 Log in first"}
    EmailFactory.create_batch(2)

    drain()

    assert set(Email.objects.values_list("state", "attempts")) == {("waiting", 0)}


@pytest.mark.django_db
def test_too_big_a_mail_bounces(sink):
    sink.senders = {"portaal@voorbeeld.invalid": "552 5.3.4 Message too big"}
    EmailFactory()

    drain()

    assert Email.objects.get().reason == "Het bericht is te groot voor de mailserver van de ontvanger."


class Broken:
    """A transport with a fault of our own in it."""

    def open(self):
        pass

    def close(self):
        raise OSError("gone already")

    def send_messages(self, mails):
        raise RuntimeError("our own mistake")


@pytest.mark.django_db
def test_mail_that_breaks_our_code_does_not_block_the_queue():
    EmailFactory.create_batch(2, next_attempt_at=NOW)

    drain(clock=at(NOW), transport=Broken())

    assert sorted(Email.objects.values_list("attempts", "next_attempt_at")) == [(0, NOW), (1, NOW + MINUTE)]
    assert {mail.reason for mail in Email.objects.all()} == {"Er ging iets mis bij het versturen."}


@pytest.mark.django_db
def test_stopping_puts_the_rest_back(sink):
    EmailFactory.create_batch(3)

    drain(stopping=lambda: len(sink.received) == 2)

    assert sorted(Email.objects.values_list("state", "attempts")) == [("sent", 1), ("sent", 1), ("waiting", 0)]


@pytest.mark.django_db
def test_claim_that_grew_old_is_put_back_before_it_is_swept(sink):
    EmailFactory.create_batch(3, next_attempt_at=NOW)
    moment = [NOW]

    def tick():
        moment[0] += HOLD * 0.6

    sink.on_mail = tick
    drain(clock=lambda: moment[0])

    assert sorted(Email.objects.values_list("state", "attempts")) == [("sent", 1), ("waiting", 0), ("waiting", 0)]


@pytest.mark.django_db
def test_drain_ends_after_its_time(sink):
    EmailFactory.create_batch(4, next_attempt_at=NOW)
    moment = [NOW]

    def tick():
        moment[0] += 2 * MINUTE

    sink.on_mail = tick

    assert drain(clock=lambda: moment[0], batch=1, seconds=180) == 2


class Killed(BaseException):
    """What SIGKILL looks like from inside: nothing after it runs."""


@pytest.mark.django_db
def test_killed_between_send_and_mark_the_mail_is_repeated_as_it_was(sink):
    EmailFactory.create_batch(3, next_attempt_at=NOW)
    transport = mailers["transport"]
    real = transport._send

    def send_and_die(mail):
        real(mail)
        raise Killed

    transport._send = send_and_die
    with pytest.raises(Killed):
        drain(clock=at(NOW), transport=transport)

    # Nobody takes it up too soon, and without the sweep nobody ever would.
    assert sweep(NOW + HOLD - MINUTE) == 0
    assert drain(clock=at(NOW + HOLD)) == 0
    assert Email.objects.filter(state="in_flight").count() == 3
    assert sweep(NOW + HOLD) == 3
    assert drain(clock=at(NOW + HOLD)) == 3
    assert len(sink.received) == 4
    assert sink.received[0] == sink.received[1]
    assert set(Email.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db
def test_last_mail_is_marked_before_the_next_can_count(sink):
    """A kill during the second mail finds the first one marked: one kill, at most one repeat."""
    EmailFactory.create_batch(2, next_attempt_at=NOW)
    marked = []

    def look():
        marked.append(Email.objects.filter(state="sent").count())

    transport = mailers["transport"]
    real = transport._send

    def spy(mail):
        as_bytes = mail.as_bytes
        object.__setattr__(mail, "as_bytes", lambda: look() or as_bytes())
        return real(mail)

    transport._send = spy
    drain(clock=at(NOW), transport=transport)

    assert marked == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_mark_that_cannot_be_written_stops_the_dispatcher(sink, monkeypatch):
    """The next mail must not count while the last one is unmarked: that would be two repeats."""
    EmailFactory.create_batch(2)
    monkeypatch.setattr("outbox.marks.MARK", "UPDATE outbox_email SET sent_at = $1, attempts = -1 WHERE id = $2")

    with pytest.raises(DatabaseError, match="could not be marked"):
        drain()
    monkeypatch.undo()
    sweep(timezone.now(), hold=datetime.timedelta(0))

    assert len(sink.received) == 1
    assert drain() == 2
