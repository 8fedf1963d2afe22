import json
import re
import shutil
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from province.map import draw, ring_path

DATA = settings.BASE_DIR / "data"


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(name, *rings, kind="Polygon"):
    coordinates = list(rings) if kind == "Polygon" else [[ring] for ring in rings]
    return {
        "id": name,
        "properties": {"label_lon": rings[0][0][0], "label_lat": rings[0][0][1]},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def test_committed_shapes_are_what_the_borders_give(tmp_path):
    shutil.copy(DATA / "borders.geojson", tmp_path)

    out = StringIO()
    call_command("draw_map", data=tmp_path, stdout=out)

    assert (tmp_path / "shapes.json").read_bytes() == (DATA / "shapes.json").read_bytes()
    assert out.getvalue().strip() == "18 gemeenten getekend in 0 0 1000 761."


def test_every_label_lies_in_the_view_box():
    drawn = json.loads((DATA / "shapes.json").read_text(encoding="utf-8"))

    _, _, width, height = map(int, drawn["view_box"].split())

    for shape in drawn["shapes"].values():
        assert 0 < shape["label_x"] < width
        assert 0 < shape["label_y"] < height
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", shape["path"])


def test_neighbours_share_their_border_and_islands_are_drawn():
    west, east = (
        feature("west", square(5.0, 53.0)),
        feature("east", square(5.1, 53.0), square(5.5, 53.0), kind="Multi"),
    )

    view_box, shapes = draw([west, east])

    assert view_box == "0 0 1000 289"
    assert shapes["west"]["path"] == "M8 281l164 0 0-273-164 0z"
    assert shapes["east"]["path"] == "M172 281l164 0 0-273-164 0zM828 281l164 0 0-273-164 0z"


def test_ring_without_surface_after_rounding_is_left_out():
    assert ring_path([(1, 1), (1, 1), (2, 1), (1, 1)]) == ""
