"""The row of links to everything about one circle."""

import pytest
from django.template import Context, Template

from members import rooms
from members.models.users import Visitor
from tests.members.factories import CircleFactory

HERE = "/coalities/waadhoeke/"


@pytest.fixture
def find(monkeypatch):
    """Register rooms for this test alone."""

    def _find(*finders):
        monkeypatch.setattr(rooms, "_finders", [])
        rooms.register(*finders)

    return _find


def overview(circle, user):
    return rooms.Room("Overzicht", HERE)


def plan(circle, user):
    return rooms.Room("Werkagenda", f"{HERE}werkagenda/")


def for_members(circle, user):
    return rooms.Room("Geld", f"{HERE}geld/") if user.is_member else None


def draw(rf, path):
    request = rf.get(path)
    request.user = Visitor()
    template = Template("{% load circles %}{% circle_rooms circle %}")
    return template.render(Context({"request": request, "circle": CircleFactory.build(name="Waadhoeke")}))


def test_room_that_is_not_for_me_is_not_there(find, rf):
    find(overview, plan, for_members)

    html = draw(rf, HERE)

    assert [word for word in ("Overzicht", "Werkagenda", "Geld") if word in html] == ["Overzicht", "Werkagenda"]
    assert 'aria-label="Waadhoeke"' in html


@pytest.mark.parametrize(
    ("path", "current"), [(HERE, HERE), (f"{HERE}werkagenda/3/", f"{HERE}werkagenda/"), ("/kringen/", None)]
)
def test_the_room_one_is_in_is_marked(find, rf, path, current):
    find(overview, plan)

    html = draw(rf, path)

    marked = [url for url in (HERE, f"{HERE}werkagenda/") if f'href="{url}" aria-current="page"' in html]
    assert marked == ([current] if current else [])


def test_one_room_needs_no_row(find, rf):
    find(overview, for_members)

    assert draw(rf, HERE).strip() == ""
