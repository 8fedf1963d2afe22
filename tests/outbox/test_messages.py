import email
import email.policy
import re

import pytest
from django.conf import settings

from outbox.messages import Category
from outbox.models import Email
from outbox.reading import read


def parsed(mail):
    return email.message_from_bytes(bytes(mail.mime), policy=email.policy.default)


@pytest.mark.django_db
def test_message_is_a_row_with_all_its_bytes(letter):
    letter().send()

    mail = Email.objects.get()
    message = parsed(mail)
    assert (mail.to, mail.subject, mail.state) == ("lezer@voorbeeld.invalid", "Nieuws van Anna", "waiting")
    assert message["Message-ID"] == mail.message_id
    assert message["To"] == "lezer@voorbeeld.invalid"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Netwerk-Id"] is None
    content = read(mail.mime)
    assert content.text.startswith(
        "Dag Anna,\n\nlees https://voorbeeld.invalid/?a=1&b=2\n\n--\nKansrijke Start Fryslân\n"
    )
    assert '<a href="https://voorbeeld.invalid/?a=1&amp;b=2">Lees verder</a>' in content.html


@pytest.mark.django_db
def test_text_is_not_escaped_and_html_is(letter):
    letter(naam="<b>Jan & Anna</b>").send()

    message = parsed(Email.objects.get())
    assert "Dag <b>Jan & Anna</b>," in message.get_body(("plain",)).get_content()
    assert "<p>Dag &lt;b&gt;Jan &amp; Anna&lt;/b&gt;</p>" in message.get_body(("html",)).get_content()
    assert message["Subject"] == "Nieuws van <b>Jan & Anna</b>"


@pytest.mark.django_db
@pytest.mark.parametrize("naam", ["Anna\r\nBcc: slachtoffer@voorbeeld.invalid", "Anna\nX-Kop: 1", "A\u2028B"])
def test_name_cannot_add_a_header(letter, naam):
    letter(naam=naam).send()

    mail = Email.objects.get()
    assert "\n" not in mail.subject
    assert {name.lower() for name in dict(parsed(mail))} == {
        "content-type",
        "mime-version",
        "subject",
        "from",
        "to",
        "date",
        "message-id",
        "auto-submitted",
        "reply-to",
        "list-unsubscribe",
        "list-unsubscribe-post",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "naam",
    ["Anna", "Sjoukje de Vries-Bakker " * 6, "Één ûre yn it jier " * 12, "x" * 300, "ëëë " * 60, "日本語" * 40],
)
def test_subject_arrives_as_it_was_written(letter, naam):
    letter(naam=naam).send()

    mail = Email.objects.get()
    assert parsed(mail)["Subject"] == mail.subject == " ".join(f"Nieuws van {naam}".split())
    assert bytes(mail.mime).isascii()
    assert max(len(line) for line in bytes(mail.mime).splitlines()) <= 998


@pytest.mark.django_db
def test_mail_that_is_not_private_offers_two_ways_to_unsubscribe(letter):
    letter().send()

    message = parsed(Email.objects.get())
    [(https, mailto)] = re.findall(r"^<(.*?)>, <(.*?)>$", message["List-Unsubscribe"])
    assert https.startswith(f"{settings.BASE_URL}/afmelden/")
    assert mailto == f"mailto:{settings.UNSUBSCRIBE_EMAIL}?subject=afmelden%20announcement"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert https in message.get_body(("plain",)).get_content()
    assert f'href="{https}"' in message.get_body(("html",)).get_content()
    # As the mail program sees it: not folded into encoded words.
    assert f"List-Unsubscribe: <{https}>, <{mailto}>\r\n".encode() in bytes(Email.objects.get().mime)


@pytest.mark.django_db
@pytest.mark.parametrize("category", [Category.ACCOUNT, Category.INVITATION])
def test_private_mail_offers_no_way_to_unsubscribe(letter, category):
    letter(category=category).send()

    message = parsed(Email.objects.get())
    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None
    assert "afmelden" not in message.get_body(("plain",)).get_content()
    assert "afmelden" not in message.get_body(("html",)).get_content()
