"""The page around it: title, way to the main part, who is logged in, messages."""

from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser

from tests.templates.page import draw


class Title(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(("form", "title"), [(Title(), "Portaal - "), (Title({}), "Fout: Portaal - ")])
def test_title_says_that_something_went_wrong(form, title):
    page = draw("base.html", form=form)

    assert page.texts("title") == [f"{title}Kansrijke Start Fryslân"]


def test_page_has_one_main_and_a_way_to_it():
    page = draw("base.html")

    (skip, *_) = page.all("a")
    assert skip.attrs["href"] == "#inhoud"
    assert [main.attrs["id"] for main in page.all("main")] == ["inhoud"]
    assert page.all("html")[0].attrs["lang"] == "nl"


def test_visitor_is_offered_to_log_in():
    page = draw("components/header.html", user=AnonymousUser(), navigation=[], account_menu=[])

    assert page.texts("a")[1:] == ["Inloggen"]
    assert page.all("details") == []


def test_member_sees_who_they_are_and_where_they_are():
    entries = [
        SimpleNamespace(label="Thematafels", url="/thematafels/", is_current=True),
        SimpleNamespace(label="Mensen", url="/mensen/", is_current=False),
    ]

    class User(str):
        is_authenticated = True

    page = draw("components/header.html", user=User("Afke Voorbeeld"), navigation=entries, account_menu=entries[1:])

    assert page.texts("summary") == ["AV Afke Voorbeeld"]
    assert [(link.text, link.attrs["href"]) for link in page.all("a", aria_current="page")] == [
        ("Thematafels", "/thematafels/")
    ]


@pytest.mark.parametrize(("demo", "expected"), [(True, 1), (False, 0)])
def test_demo_says_that_it_is_one(demo, expected):
    page = draw("components/header.html", portal_demo=demo)

    assert len([text for text in page.texts("p") if "demo" in text]) == expected


@pytest.mark.parametrize(
    ("kind", "expected", "said"),
    [
        ("info", "info", "Bewaard."),
        ("success", "ok", "Bewaard."),
        ("ok", "ok", "Bewaard."),
        ("warning", "warning", "Let op: Bewaard."),
        ("error", "error", "Fout: Bewaard."),
        ("debug", "info", "Bewaard."),
    ],
)
def test_notice_says_in_words_what_kind_it_is(kind, expected, said):
    page = draw("components/notice.html", kind=kind, text="Bewaard.")

    assert f"utrecht-alert--{expected}" in page.elements[0].attrs["class"].split()
    assert page.texts("p") == [said]


def test_messages_are_told_to_who_listens():
    page = draw("components/messages.html", messages=[SimpleNamespace(level_tag="success", message="Bewaard.")])

    assert page.texts("div", role="status") == ["Bewaard."]


def test_breadcrumbs_lead_up_from_the_top():
    page = draw("components/breadcrumbs.html", label="Coalities", url="/coalities/", label_2="Wad", url_2="/wad/")

    assert [(link.text, link.attrs["href"]) for link in page.all("a")] == [
        ("Start", "/"),
        ("Coalities", "/coalities/"),
        ("Wad", "/wad/"),
    ]
