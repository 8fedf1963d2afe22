import gzip
import os
import re

import pytest
from django.urls import reverse

from tests import house

COMPONENTS = sorted((house.ROOT / "templates" / "components").glob("*.html"))


@pytest.mark.django_db
def test_style_page_exists_in_the_demo_only(client, settings):
    settings.DEMO = False

    assert client.get(reverse("style_guide")).status_code == 404


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("query", "wrong"), [("", 0), ("?fouten=1", 1)])
def test_style_page_shows_the_form_right_and_wrong(client, query, wrong):
    page = client.get(f"{reverse('style_guide')}{query}").content.decode()

    assert page.count("data-ks-error-summary") == wrong
    assert len(re.findall(r"<h1\b", page)) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_style_page_draws_every_component(client):
    response = client.get(f"{reverse('style_guide')}?fouten=1")

    drawn = {template.name for template in response.templates}
    # Messages are drawn when there are any; tests/templates/ draws one.
    assert {f"components/{path.name}" for path in COMPONENTS} <= drawn


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_style_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(reverse("style_guide"))


@pytest.fixture
def built():
    """The style sheet and the script as bin/assets leaves them."""
    found = {path.name: path.read_bytes() for path in (house.ROOT / "static" / "dist").glob("*.*")}
    if not found and not os.environ.get("CI"):
        pytest.skip("bin/assets heeft hier nog niets gebouwd")
    return found


@pytest.mark.parametrize(("name", "most"), [("portal.css", 25_000), ("portal.js", 15_000)])
def test_first_view_stays_light(built, name, most):
    assert len(gzip.compress(built[name])) <= most


@pytest.mark.parametrize("name", ["portal.css", "portal.js"])
def test_built_files_ask_nothing_that_the_csp_forbids(built, name):
    assert re.findall(rb"url\([\"']?(?:data:|https?:|//)|eval\(|new Function", built[name]) == []
