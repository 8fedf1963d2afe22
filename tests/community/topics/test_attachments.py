"""Files at a post: they become documents of its readers, and what is not looked at yet is only said to be there."""

import pytest
from django.utils import timezone

from community.models import Topic
from community.topics import writing
from library.inspection import inspect
from library.models import CheckState, Document, TextState, Version
from members.models import Membership, User
from tests.library.files import pdf, upload
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def page(topic):
    return f"/gesprekken/{topic.pk}/"


def test_attachment_becomes_a_document_of_the_same_readers(login, partner, closed):
    response = login(partner).post(
        page(closed), {"text": "Zie de bijlage.", "file": upload("werk_afspraken.pdf", pdf())}
    )

    document = Document.objects.get()
    assert response.status_code == 302
    assert (document.title, document.circle, document.visibility) == ("werk afspraken", closed.circle, "circle")
    assert (document.owner, list(closed.posts.get(number=2).documents.all())) == (partner, [document])


def test_same_attachment_twice_is_one_document(login, partner, closed):
    client, content = login(partner), pdf()
    for text in ("Eerst.", "En nog eens."):
        client.post(page(closed), {"text": text, "file": upload("afspraken.pdf", content)})

    assert Document.objects.count() == 1
    assert Document.objects.get().posts.count() == 2


def test_several_attachments_stand_at_one_post(login, partner, closed):
    files = [upload("werk_afspraken.pdf", pdf()), upload("verslag.pdf", pdf(pages=2))]

    login(partner).post(page(closed), {"text": "Zie de bijlagen.", "file": files})

    assert {str(document) for document in closed.posts.get(number=2).documents.all()} == {"werk afspraken", "verslag"}


def test_each_refused_attachment_says_why_and_what_was_typed_stays(login, partner, closed):
    files = [upload("goed.pdf", pdf()), upload("virus.exe", b"MZ"), upload("leeg.pdf", b"")]

    response = login(partner).post(page(closed), {"text": "Zie de bijlagen.", "file": files})

    good, program, empty = response.context["form"].errors["file"]
    assert good == "goed.pdf: Hiermee is niets mis. Kies het nog een keer, want je browser vergeet het."
    assert program.startswith("virus.exe: ")
    assert empty.startswith("leeg.pdf: ")
    assert "Zie de bijlagen.</textarea>" in response.text
    assert (closed.posts.count(), Document.objects.count()) == (1, 0)


def test_script_keeps_the_files_and_is_told_where_to_go(login, partner, closed):
    client, by_script = login(partner), {"X-Upload": "1"}

    again = client.post(page(closed), {"text": "", "file": upload("goed.pdf", pdf())}, headers=by_script)
    sent = client.post(page(closed), {"text": "Zie dit.", "file": upload("goed.pdf", pdf())}, headers=by_script)

    assert set(again.context["form"].errors) == {"text"}
    assert (sent.status_code, sent["X-Location"]) == (204, closed.posts.get(number=2).get_absolute_url())


def test_attachment_that_is_looked_at_is_there_and_does_not_open(login, partner, lead, closed, circle):
    reader = MembershipFactory(circle=circle).user
    login(partner).post(page(closed), {"text": "Zie dit.", "file": upload("gezin_jansen.pdf", pdf())})
    document = Document.objects.get()

    for_others = login(reader).get(page(closed)).text

    assert "Er is een bijlage. Die wordt nagekeken." in for_others
    assert "gezin jansen" not in for_others
    assert document.get_absolute_url() not in for_others
    for who in (partner, lead):
        text = login(who).get(page(closed)).text
        assert "gezin jansen</a> (wordt nagekeken, anderen kunnen er nog niet bij)" in text

    document.versions.update(text_state=TextState.FOUND, text_read_at=timezone.now())
    assert "gezin jansen</a></p>" in login(reader).get(page(closed)).text
    document.versions.update(held_at=timezone.now())
    assert "Er is een bijlage. Die wordt nagekeken." in login(reader).get(page(closed)).text


def test_refused_attachment_and_one_of_fewer_readers_leave_no_trace(login, partner, closed, circle, member):
    reader = MembershipFactory(circle=circle).user
    files = [upload("een.pdf", pdf()), upload("twee.pdf", pdf(pages=2))]
    login(partner).post(page(closed), {"text": "Zie dit.", "file": files})
    assert "Er zijn 2 bijlagen die worden nagekeken." in login(reader).get(page(closed)).text

    Version.objects.filter(name="een.pdf").update(check_state=CheckState.REFUSED, checked_at=timezone.now())
    Document.objects.filter(title="twee").update(circle=CircleFactory())

    assert "bijlage" not in login(reader).get(page(closed)).text.split("reageer")[0]


def test_attachments_of_a_reply_that_comes_too_late_are_not_kept(login, partner, closed):
    client = login(partner)
    for _ in range(2):
        client.post(page(closed), {"text": "Zie dit.", "file": upload("een.pdf", pdf())})
    assert (closed.posts.count(), Document.objects.count()) == (2, 1)

    Topic.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(writing.Refused):
        writing.reply(closed, "Nog iets.", by=partner, now=timezone.now(), files=[inspect(upload("x.pdf", pdf()))])
    assert Document.objects.count() == 1


def test_who_came_by_way_of_a_coalition_vouches_for_their_own_attachment(login, partner, member, ask):
    topic = ask(member)
    client = login(partner)
    client.post(page(topic), {"text": "Zie dit.", "file": upload("verslag.pdf", pdf())})
    version = Version.objects.get()
    assert "verslag</a> (wordt nagekeken" in client.get(page(topic)).text

    Version.objects.update(text_state=TextState.FOUND, text_read_at=timezone.now(), held_at=timezone.now())

    assert client.get(version.check_url).status_code == 200
    assert Version.objects.editable_by(partner).exists()
    assert not Version.objects.editable_by(member).exists()
    Membership.objects.update(until=timezone.localdate())
    assert not Version.objects.editable_by(User.objects.get(pk=partner.pk)).exists()
