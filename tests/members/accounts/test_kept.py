"""What somebody sends when their session is over is not lost: after logging in it is offered once more."""

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.models import Topic
from members.accounts import kept
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

NEW = "/gesprekken/nieuw/?soort=vraag"
QUESTION = {
    "kind": "question",
    "title": "Hoe doen jullie dat?",
    "text": "Eerste regel.\r\nEn “nog” een <b>regel</b>.",
    "audience": "network",
    "csrfmiddlewaretoken": "geheim",
}
KEPT = "/inloggen/verder/"


@pytest.fixture
def late(client, member, wait):
    """The browser of a member who was away too long."""
    client.force_login(member)
    client.get("/")
    wait(hours=9)
    return client


def test_who_was_away_too_long_sends_what_was_typed_after_logging_in(late, member):
    response = late.post(NEW, QUESTION)
    assert response.url == f"{reverse('account_login')}?next={KEPT}"
    said = late.get(response.url).text
    assert "Je was lang weg." in said
    assert "Wat je verstuurde, is bewaard." in said

    late.force_login(member)
    page = late.get(KEPT)
    assert "Hoe doen jullie dat?" in page.text
    assert "En “nog” een &lt;b&gt;regel&lt;/b&gt;." in page.text
    assert f'action="{NEW}"' in page.text
    assert "geheim" not in page.text
    assert "Bestanden bewaren we niet" not in page.text
    found = page.context["kept"]
    assert dict(found.fields) == {name: value for name, value in QUESTION.items() if name != "csrfmiddlewaretoken"}

    late.post(found.path, dict(found.fields))
    assert Topic.objects.get().opening.text == "Eerste regel.\r\nEn “nog” een <b>regel</b>."


@pytest.fixture
def swept(client, member, wait):
    """The same, a night later: the session itself is cleared away."""
    client.force_login(member)
    client.get("/")
    wait(minutes=6)
    client.get("/")  # now it stands in the list of sessions, as after a real login
    Session.objects.all().delete()
    return client


def test_session_that_was_cleared_away_keeps_it_too(swept, member):
    swept.post(NEW, QUESTION)
    swept.force_login(member)

    assert "Hoe doen jullie dat?" in swept.get(KEPT).text


def test_nobody_reads_what_is_nobody_s(client, member):
    """A browser that forgot its session, as a shared one does: whoever logs in next may be somebody else."""
    assert KEPT not in client.post(NEW, QUESTION).url
    client.force_login(member)

    assert "Er is niets meer om te versturen" in client.get(KEPT).text


def test_somebody_else_at_the_same_browser_reads_nothing(late, coordinator):
    late.post(NEW, QUESTION)
    late.force_login(coordinator)

    assert "Er is niets meer om te versturen" in late.get(KEPT).text


def test_it_is_kept_for_an_hour(swept, member, wait):
    swept.post(NEW, QUESTION)
    swept.force_login(member)
    wait(minutes=61)

    assert "Er is niets meer om te versturen" in swept.get(KEPT).text


def test_who_does_not_need_it_throws_it_away(swept, member):
    swept.post(NEW, QUESTION)
    swept.force_login(member)

    assert "Wat je had getypt, is weg." in swept.post(KEPT, follow=True).text
    assert "Er is niets meer om te versturen" in swept.get(KEPT).text


def test_files_are_chosen_again(swept, member):
    swept.post(NEW, QUESTION | {"files": SimpleUploadedFile("a.txt", b"tekst")})
    swept.force_login(member)

    assert "Bestanden bewaren we niet." in swept.get(KEPT).text


@pytest.mark.parametrize(
    ("path", "data", "headers"),
    [
        (NEW, {"csrfmiddlewaretoken": "geheim", "title": ""}, {}),
        (NEW, QUESTION | {"text": "x" * kept.MOST}, {}),
        (NEW, QUESTION, {"Sec-Fetch-Mode": "cors"}),
        ("/account/beveiliging/app/", {"code": "123 456"}, {}),
    ],
)
def test_what_is_not_kept(swept, path, data, headers):
    response = swept.post(path, data, headers=headers)

    assert response.status_code == 302
    assert KEPT not in response.url
    assert kept.KEY not in swept.session


def test_page_itself_is_where_who_only_looks_goes_on(client):
    MembershipFactory()

    assert client.get(NEW).url == f"{reverse('account_login')}?next=/gesprekken/nieuw/%3Fsoort%3Dvraag"
