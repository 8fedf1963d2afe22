import pytest
import structlog
from django.core.mail import EmailMessage, mail_admins, mailers, send_mail
from django.db import transaction

from outbox.models import Email
from outbox.reading import read
from tests.races import at_once


@pytest.mark.django_db
def test_any_mail_of_django_is_a_private_row():
    send_mail("Code", "Je code is 123", None, ["a@voorbeeld.invalid"])

    mail = Email.objects.get()
    assert (mail.category, mail.is_private, mail.text) == ("account", True, "")
    assert "Je code is 123" in read(mail.mime).text
    assert str(mail) == "Code – a@voorbeeld.invalid"


@pytest.mark.django_db
def test_mail_about_an_error_is_a_row_too(settings):
    settings.ADMINS = ["beheer@voorbeeld.invalid"]

    mail_admins("Fout", "Er ging iets mis")

    assert Email.objects.get().to == "beheer@voorbeeld.invalid"


@pytest.mark.django_db
def test_each_receiver_has_a_row_and_hidden_ones_stay_hidden():
    mail = EmailMessage(
        "Hoi",
        "Dag",
        "Afzender <van@voorbeeld.invalid>",
        ["Anna <a@x.invalid>"],
        cc=["b@x.invalid"],
        bcc=["c@x.invalid"],
    )

    assert mail.send() == 3

    rows = list(Email.objects.order_by("pk"))
    assert [row.to for row in rows] == ["a@x.invalid", "b@x.invalid", "c@x.invalid"]
    assert len({row.message_id for row in rows}) == 3
    assert {row.sender for row in rows} == {"van@voorbeeld.invalid"}
    assert not [row for row in rows if b"c@x.invalid" in bytes(row.mime)]


@pytest.mark.django_db
def test_domain_with_foreign_letters_is_made_ascii():
    send_mail("Hoi", "Dag", None, ["a@fryslân.invalid"])

    assert Email.objects.get().to == "a@xn--frysln-0ta.invalid"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "a@x.invalid\r\nBcc: b@x.invalid",
        "a@x.invalid\nX: y",
        "a@x.invalid, b@x.invalid",
        "geen adres",
        "alleen",
        "jösé@x.invalid",
    ],
)
def test_what_is_not_one_address_is_refused_at_once(address):
    with pytest.raises(ValueError, match="."):
        send_mail("Hoi", "Dag", None, [address])

    assert not Email.objects.exists()


@pytest.mark.django_db
def test_mail_carries_the_number_of_the_request(letter):
    with structlog.contextvars.bound_contextvars(request_id="9f2c"):
        letter().send()

    mail = Email.objects.get()
    assert mail.request_id == "9f2c"
    assert b"\r\nX-Netwerk-Id: 9f2c\r\n" in bytes(mail.mime)


@pytest.mark.django_db
def test_mail_goes_back_with_its_cause(letter):
    with transaction.atomic():
        letter().send()
        assert Email.objects.exists()
        transaction.set_rollback(True)

    assert not Email.objects.exists()


@pytest.mark.django_db
def test_second_mail_for_the_same_cause_is_not_queued(letter):
    letter(dedupe_key="uitnodiging:1").send()
    letter(dedupe_key="uitnodiging:1").send()
    letter(dedupe_key="uitnodiging:2").send()
    letter().send()
    letter().send()

    assert sorted(Email.objects.values_list("dedupe_key", flat=True)) == ["", "", "uitnodiging:1", "uitnodiging:2"]


@pytest.mark.django_db(transaction=True)
def test_four_at_once_queue_one_mail(letter):
    outcomes = at_once(*[lambda: letter(dedupe_key="herinnering:1").send()] * 4)

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert Email.objects.count() == 1


@pytest.mark.django_db
def test_dispatcher_is_woken_once_per_transaction(letter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as wakes:
        letter().send()
        letter().send()

    assert len(wakes) == 1


@pytest.mark.django_db
def test_nothing_queued_wakes_nobody(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as wakes:
        EmailMessage("Hoi", "Dag", to=[]).send()
        mailers["default"].send_messages([EmailMessage("Hoi", "Dag", to=[])])

    assert wakes == []
