"""The components keep their contract: what people see and what a screen reader is told."""

import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.test import RequestFactory

from tests import house
from tests.templates.page import draw

COMPONENTS = sorted((house.ROOT / "templates" / "components").glob("*.html"))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_component_says_what_it_needs(path):
    first_comment = path.read_text().partition("{% endcomment %}")[0]

    assert first_comment.startswith("{% comment %}")
    assert re.search(r"Required: |[Nn]o variables", first_comment)


def test_every_template_compiles():
    names = [str(path.relative_to(house.ROOT / "templates")) for path in house.templates()]

    assert [name for name in names if not get_template(name)] == []


def test_pagination_keeps_what_stands_in_the_address():
    request = RequestFactory().get("/mensen/?gemeente=harlingen&page=2")

    page = draw("components/pagination.html", request, page=Paginator(range(30), 10).page(2), what="mensen")

    assert [link.attrs["href"] for link in page.all("a")] == [
        "?gemeente=harlingen&page=1",
        "?gemeente=harlingen&page=3",
    ]
    assert page.texts("p") == ["Pagina 2 van 3"]


def test_pagination_is_not_there_for_one_page():
    page = draw("components/pagination.html", RequestFactory().get("/"), page=Paginator([], 10).page(1))

    assert page.elements == []


def test_confirmation_posts_and_offers_the_way_back():
    page = draw(
        "components/confirm.html",
        RequestFactory().get("/"),
        question="Weg?",
        text="Het is dan weg.",
        button="Verwijder",
        cancel_url="/terug/",
    )

    (form,) = page.all("form")
    assert form.attrs["method"] == "post"
    assert "action" not in form.attrs
    assert len(page.all("input", name="csrfmiddlewaretoken")) == 1
    assert [link.attrs["href"] for link in page.all("a")] == ["/terug/"]
    assert page.all("dialog") == []


def test_confirmation_in_a_dialog_is_named_by_its_question():
    page = draw(
        "components/confirm.html",
        RequestFactory().get("/"),
        question="Weg?",
        text="Het is dan weg.",
        button="Verwijder",
        cancel_url="/terug/",
        dialog_id="weg",
        action="/weg/",
    )

    (dialog,) = page.all("dialog", id="weg")
    assert page.texts("h2", id=dialog.attrs["aria-labelledby"]) == ["Weg?"]
    assert page.all("form")[0].attrs["action"] == "/weg/"
    assert "data-ks-dialog-close" in page.all("a")[0].attrs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Afke Voorbeeld", "AV"),
        ("Sjoukje van der Meer-Bakker", "SM"),
        ("Ype Jan Monster", "YM"),
        ("émile", "É"),
        ("'t Hooft", "H"),
        ("42", "?"),
        ("", "?"),
    ],
)
def test_avatar_shows_initials_to_who_looks(name, expected):
    page = draw("components/avatar.html", name=name)

    assert page.texts("span", aria_hidden="true") == [expected]


def test_map_and_table_tell_the_same():
    shapes = [
        SimpleNamespace(name="Ameland", path="M0 0h1z", url="/a/", state="active", state_label="doet mee"),
        SimpleNamespace(name="Vlieland", path="M2 0h1z", url="/v/", state="", state_label=""),
    ]

    page = draw(
        "components/map.html",
        shapes=shapes,
        view_box="0 0 9 9",
        title="Kaart",
        description="Wie meedoet.",
        table_caption="Gemeenten",
        legend=[SimpleNamespace(state="active", label="doet mee")],
    )

    areas = [(link.attrs["aria-label"], link.attrs["href"]) for link in page.all("a") if "aria-label" in link.attrs]
    rows = [(link.text, link.attrs["href"]) for link in page.all("a") if "aria-label" not in link.attrs]
    assert areas == [("Ameland, doet mee", "/a/"), ("Vlieland", "/v/")]
    assert rows == [("Ameland", "/a/"), ("Vlieland", "/v/")]
    assert page.texts("td") == ["doet mee", ""]
    assert page.texts("figcaption") == ["Grenzen: CBS / Kadaster 2022, bewerkt"]
    assert [svg.attrs["aria-labelledby"] for svg in page.all("svg", role="group")] == ["kaart-titel kaart-uitleg"]
    assert {"kaart-titel", "kaart-uitleg"} <= set(page.ids)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429, 500, 503])
def test_error_page_shows_a_way_back_and_the_id(status):
    page = draw(f"{status}.html", request_id="7f3c", path="/knelpunten/?orde=nieuwste")

    assert len(page.texts("h1")) == 1
    assert page.texts("code") == ["7f3c"]
    assert "/" in [link.attrs["href"] for link in page.all("a")]


def test_error_page_without_an_id_does_not_mention_one():
    assert draw("404.html", path="/").all("code") == []


def test_mail_layout_needs_no_pictures_and_no_tables():
    page = draw("emails/base.html", contact_email="aanjager@voorbeeld.invalid")

    assert len(page.all("h1")) == 1
    assert page.all("img") + page.all("table") + page.all("link") == []
    assert page.all("html")[0].attrs["lang"] == "nl"
