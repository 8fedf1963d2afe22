import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Category, Email
from tests.outbox.factories import EmailFactory


def address(name, *args):
    return reverse(f"outbox:{name}", args=args)


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(login, coordinator, django_assert_num_queries, count):
    mails = EmailFactory.create_batch(count)
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships, count, mails
        response = client.get(address("email_list"))

    assert list(response.context["page"]) == mails[::-1]


@pytest.mark.parametrize("who", ["member", "leader", "stranger"])
def test_log_does_not_exist_for_others(login, request, who):
    client = login(request.getfixturevalue(who))
    mail = EmailFactory(bounced=True)

    statuses = [
        client.get(address("email_list")).status_code,
        client.get(address("email_detail", mail.pk)).status_code,
        client.post(address("email_send_again", mail.pk)).status_code,
    ]

    assert statuses == [404, 404, 404]
    assert Email.objects.get().is_bounced


def test_list_says_what_failed_and_why(login, coordinator):
    EmailFactory(bounced=True)

    page = login(coordinator).get(address("email_list")).content.decode()

    assert "mislukt" in page
    assert "Dit e-mailadres bestaat niet (meer)." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"gauw@a.invalid", "terug@b.invalid", "klaar@a.invalid", "onderweg@b.invalid"}),
        ("toestand=waiting", {"gauw@a.invalid"}),
        ("toestand=in_flight", {"onderweg@b.invalid"}),
        ("toestand=sent", {"klaar@a.invalid"}),
        ("toestand=bounced", {"terug@b.invalid"}),
        ("soort=request", {"klaar@a.invalid"}),
        ("aan=A.INVALID", {"gauw@a.invalid", "klaar@a.invalid"}),
        ("aan=a.invalid&toestand=sent", {"klaar@a.invalid"}),
        ("aan=%00", {"gauw@a.invalid", "terug@b.invalid", "klaar@a.invalid", "onderweg@b.invalid"}),
        ("toestand=weg&page=-3", {"gauw@a.invalid", "terug@b.invalid", "klaar@a.invalid", "onderweg@b.invalid"}),
        ("aan=niemand", set()),
    ],
)
def test_list_is_filtered(login, coordinator, query, found):
    EmailFactory(to="gauw@a.invalid")
    EmailFactory(to="terug@b.invalid", bounced=True)
    EmailFactory(to="klaar@a.invalid", sent=True, category=Category.REQUEST)
    EmailFactory(to="onderweg@b.invalid", inflight_since=timezone.now())

    response = login(coordinator).get(f"{address('email_list')}?{query}")

    assert {mail.to for mail in response.context["page"]} == found


def test_empty_list_says_why(login, coordinator):
    client = login(coordinator)

    assert "Er is nog geen mail" in client.get(address("email_list")).content.decode()
    assert "Geen mail gevonden" in client.get(f"{address('email_list')}?aan=x").content.decode()


def test_list_has_pages(login, coordinator):
    EmailFactory.create_batch(51)

    response = login(coordinator).get(f"{address('email_list')}?page=2&toestand=waiting")

    assert len(response.context["page"]) == 1
    assert "toestand=waiting" in response.content.decode()


def test_detail_shows_the_text(login, coordinator):
    mime = b"Subject: Hoi\r\n\r\nDag <b>jij</b>, zie https://voorbeeld.invalid/a\r\n"
    mail = EmailFactory(mime=mime, request_id="r1")

    page = login(coordinator).get(address("email_detail", mail.pk)).content.decode()

    assert "Dag &lt;b&gt;jij&lt;/b&gt;" in page
    assert '<a href="https://voorbeeld.invalid/a" rel="nofollow">' in page
    assert "r1" in page


@pytest.mark.parametrize("category", [Category.ACCOUNT, Category.INVITATION])
def test_detail_of_private_mail_never_shows_the_text(login, coordinator, category):
    mail = EmailFactory(category=category, mime=b"Subject: Code\r\n\r\nJe code is 482913\r\n")

    page = login(coordinator).get(address("email_detail", mail.pk)).content.decode()

    assert "482913" not in page
    assert "alleen voor de ontvanger" in page


def test_detail_says_that_the_text_is_past_its_time(login, coordinator):
    mail = EmailFactory(sent=True, wiped=True)

    page = login(coordinator).get(address("email_detail", mail.pk)).content.decode()

    assert "niet langer dan dertig dagen" in page


def test_detail_says_when_a_mail_is_tried_again(login, coordinator):
    mail = EmailFactory(attempts=1, last_error="451 4.7.1 Greylisted")

    page = login(coordinator).get(address("email_detail", mail.pk)).content.decode()

    assert "Volgende poging" in page
    assert "451 4.7.1 Greylisted" in page


def test_bounced_mail_is_put_back_once(login, coordinator, django_capture_on_commit_callbacks):
    mail = EmailFactory(bounced=True, attempts=7)
    client = login(coordinator)

    with django_capture_on_commit_callbacks() as first:
        response = client.post(address("email_send_again", mail.pk), follow=True)
    with django_capture_on_commit_callbacks() as second:
        repeated = client.post(address("email_send_again", mail.pk), follow=True)

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)
    assert "De mail staat opnieuw klaar" in response.content.decode()
    assert "de toestand is &#x27;wacht&#x27;" in repeated.content.decode()
    assert (len(first), len(second)) == (1, 0)


def test_private_mail_is_not_sent_again(login, coordinator):
    mail = EmailFactory(private=True, bounced=True, wiped=True)
    client = login(coordinator)

    page = client.get(address("email_detail", mail.pk)).content.decode()
    client.post(address("email_send_again", mail.pk))

    assert "Verstuur opnieuw" not in page
    assert "kan deze mail ook niet opnieuw weg" in page
    assert Email.objects.get().is_bounced


def test_sending_again_asks_for_a_post(login, coordinator):
    mail = EmailFactory(bounced=True)

    assert login(coordinator).get(address("email_send_again", mail.pk)).status_code == 405
