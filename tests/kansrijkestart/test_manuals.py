"""The manuals are pages of the portal: one's own first, with links and pictures that lead somewhere."""

import re

import pytest
from django.contrib.staticfiles import finders

from kansrijkestart.manuals import FOLDER, MANUALS, address, manual
from language.manuals import read
from tests.members.factories import CircleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def own(response):
    return [name for name, _, _ in response.context["mine"]]


def test_every_file_is_a_page_and_every_page_has_a_file():
    assert {path.stem for path in FOLDER.glob("*.md")} - {"README"} == set(MANUALS)


@pytest.mark.parametrize("name", MANUALS)
def test_page_has_its_title_once_and_leads_to_what_is_there(client, name):
    response = client.get(f"/handleiding/{name}/")
    text = response.text

    assert text.count("<h1") == 1
    found = re.search(r'<div class="ks-manual">(.*)</main>', text, re.DOTALL)[1]
    for path in re.findall(r'href="(/[^"#]*)', found):
        assert client.get(path).status_code == 200, path
    for picture in re.findall(r'src="/static/([^"]+)"', found):
        assert finders.find(picture), picture
    for anchor, _ in manual(name).headings:
        assert f'id="{anchor}"' in found


def test_unknown_manual_is_not_found(client):
    assert client.get("/handleiding/README/").status_code == 404


def test_visitor_reads_that_of_a_visitor_first(client):
    assert own(client.get("/handleiding/")) == ["bezoeker"]


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        ("network", "leader", ["aanjager", "lid"]),
        ("coalition", "leader", ["coalitieleider", "lid"]),
        ("table", "leader", ["trekker", "lid"]),
        ("network", "reader", ["bestuurder-en-epidemioloog", "lid"]),
        ("network", "data", ["bestuurder-en-epidemioloog", "lid"]),
        ("coalition", "partner", ["lid"]),
    ],
)
def test_who_does_something_in_the_network_reads_that_first(login, kind, role, expected):
    user = MembershipFactory(circle=CircleFactory(kind=kind), role=role).user

    assert own(login(user).get("/handleiding/")) == expected


def test_link_to_what_only_stands_in_the_repository_leads_to_the_list():
    text = "# Titel\n\n[a](lid.md#kop) [b](../beheer.md) [c](#hier) [d](https://voorbeeld.invalid)"
    text += "\n\n## Kop & co\n\n### Kleiner\n"
    found = read(text, address=address, image=str)

    assert re.findall('href="([^"]+)"', found.html) == [
        "/handleiding/lid/#kop",
        "/handleiding/",
        "#hier",
        "https://voorbeeld.invalid",
    ]
    assert (found.title, found.headings) == ("Titel", [("kop--co", "Kop & co")])
    assert "<h1" not in found.html


def test_markup_in_a_manual_stays_text():
    assert "<script>" not in read("# A\n\n<script>x</script>", address=str, image=str).html
