"""A changed filter renews the list alone: what `static/js/autosubmit.js` asks for, in every list that has filters."""

import pytest

LISTS = ["/coalities/", "/mensen/", "/kringen/", "/beheer/post/", "/demo/postvak/"]


@pytest.fixture
def in_the_demo(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setattr("outbox.demo.is_demo_database", lambda: True)


@pytest.mark.usefixtures("in_the_demo")
@pytest.mark.parametrize("path", LISTS)
def test_script_gets_the_list_alone(login, coordinator, path):
    client = login(coordinator)

    page = client.get(path)
    part = client.get(path, headers={"HX-Request": "true"})

    assert part.content.strip().startswith(b"<div id=")
    assert part.content.strip() in page.content
    assert b"<h1" in page.content
    assert b"<h1" not in part.content
    assert "HX-Request" in page.headers["Vary"]
