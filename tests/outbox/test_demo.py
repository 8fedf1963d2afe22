import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import mailers
from django.urls import reverse
from django.utils import timezone

from members.models import DemoMark
from outbox.dispatch import drain
from outbox.messages import Category
from outbox.models import DemoMessage, Email
from tests.outbox.factories import DemoMessageFactory

INBOX = "/demo/postvak/"


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    settings.MAILERS = {**settings.MAILERS, "transport": {"BACKEND": "outbox.demo.MailboxBackend"}}
    DemoMark.objects.create(seeded_at=timezone.now())


def test_mail_arrives_in_the_inbox(demo, client, letter):
    letter(to="afke@voorbeeld.invalid", naam="Één").send()
    drain()

    page = client.get(INBOX).content.decode()

    assert Email.objects.get().state == "sent"
    assert "Nieuws van Één" in page
    assert "afke@voorbeeld.invalid" in page


def test_private_mail_is_read_in_the_inbox_and_wiped_in_the_log(demo, client, letter):
    letter(naam="482913", category=Category.ACCOUNT).send()
    drain()

    page = client.get(reverse("outbox:inbox_message", args=[DemoMessage.objects.get().pk])).content.decode()

    assert "482913" in page
    assert '<a href="https://voorbeeld.invalid/?a=1&amp;b=2" rel="noopener noreferrer">Lees verder</a>' in page
    assert bytes(Email.objects.get().mime) == b""


def test_inbox_is_searched_by_address(demo, client):
    DemoMessageFactory(to="afke@voorbeeld.invalid")
    DemoMessageFactory(to="doede@voorbeeld.invalid")

    page = client.get(f"{INBOX}?aan=Afke").context["page"]

    assert [mail.to for mail in page] == ["afke@voorbeeld.invalid"]


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_query_count(demo, client, django_assert_num_queries, count):
    mails = DemoMessageFactory.create_batch(count)

    with django_assert_num_queries(3):  # the demo mark, count, mails
        response = client.get(INBOX)

    assert list(response.context["page"]) == mails[::-1]


def test_empty_inbox_says_what_to_do(demo, client):
    assert "iemand uitnodigen" in client.get(INBOX).content.decode()


def test_inbox_is_closed_without_the_setting(demo, client, settings):
    settings.DEMO = False

    assert client.get(INBOX).status_code == 404
    assert client.get(f"{INBOX}{DemoMessageFactory().pk}/").status_code == 404


def test_inbox_is_closed_without_the_mark(demo, client):
    DemoMark.objects.all().delete()

    assert client.get(INBOX).status_code == 404
    assert client.get(f"{INBOX}{DemoMessageFactory().pk}/").status_code == 404


def test_inbox_is_closed_until_it_is_wired(demo, client, monkeypatch):
    from outbox import demo as inbox

    monkeypatch.setattr(inbox, "is_demo_database", inbox.nobody_told)

    assert client.get(INBOX).status_code == 404


def test_mailbox_takes_nothing_outside_the_demo(demo, settings, letter):
    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured):
        mailers["transport"].send_messages([letter()])
    assert not DemoMessage.objects.exists()


def test_plain_mail_is_shown_with_its_links(demo, client):
    mail = DemoMessageFactory(mime=b"Subject: Hoi\r\n\r\n<script>x()</script> https://voorbeeld.invalid/a\r\n")

    page = client.get(f"{INBOX}{mail.pk}/").content.decode()

    assert "&lt;script&gt;x()&lt;/script&gt;" in page
    assert '<a href="https://voorbeeld.invalid/a" rel="nofollow">' in page


HOSTILE = """Subject: <img src=x onerror=alert(1)>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<title>weg</title><h1 onclick="x()">Kop</h1><script>alert(1)</script><style>p {color: red}</style>
<p style="color: red">Dag</p><img src="https://elders.invalid/pixel"><iframe src="/"></iframe>
<a href="javascript:alert(1)">klik</a><form action="/"><button>knop</button></form><svg><script>x()</script></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
"""


def test_hostile_mail_is_harmless(demo, client):
    mail = DemoMessageFactory(subject="<img src=x onerror=alert(1)>", mime=HOSTILE.encode())

    page = client.get(f"{INBOX}{mail.pk}/").content.decode()

    article = page.partition("<article>")[2].partition("</article>")[0]
    assert "<h2>Kop</h2>" in article
    assert "<p>Dag</p>" in article
    assert '<a rel="noopener noreferrer">klik</a>' in article
    for bad in ("onclick", "onerror", "<script", "<style", "<img", "<iframe", "javascript:", "<form", "weg", "<h1"):
        assert bad not in article
    assert "<img" not in page
