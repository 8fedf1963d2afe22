"""From borders in degrees to the map of the province: SVG path data in one view box."""

import math

WIDTH = 1000
MARGIN = 8
# The view box of data/shapes.json; see also: manage.py draw_map, which says so when it changes.
VIEW_BOX = "0 0 1000 761"


def mercator(longitude, latitude):
    """Web Mercator: the shape people know from other maps. North is up, so y grows downward."""
    return math.radians(longitude), -math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def draw(features):
    """Return the view box and, per feature id, the path and label point of a GeoJSON feature list.

    Coordinates become whole numbers. Neighbours share their border points, so they still do after rounding.
    """
    corners = [mercator(*point) for feature in features for ring in rings(feature) for point in ring]
    left, top = (min(values) for values in zip(*corners, strict=True))
    right, bottom = (max(values) for values in zip(*corners, strict=True))
    scale = (WIDTH - 2 * MARGIN) / (right - left)

    def place(longitude, latitude):
        x, y = mercator(longitude, latitude)
        return round((x - left) * scale) + MARGIN, round((y - top) * scale) + MARGIN

    shapes = {}
    for feature in features:
        properties = feature["properties"]
        label_x, label_y = place(properties["label_lon"], properties["label_lat"])
        shapes[feature["id"]] = {
            "path": "".join(ring_path([place(*point) for point in ring]) for ring in rings(feature)),
            "label_x": label_x,
            "label_y": label_y,
        }
    return f"0 0 {WIDTH} {round((bottom - top) * scale) + 2 * MARGIN}", shapes


def rings(feature):
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def ring_path(points):
    """Return one closed ring as path data with relative steps; nothing when rounding left no surface."""
    kept = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    if len(set(kept)) < 3:
        return ""
    (x, y), *others = kept
    # The last point of a GeoJSON ring repeats the first; "z" draws that side.
    path = f"M{x} {y}l"
    for next_x, next_y in others[:-1]:
        path += f"{next_x - x} {next_y - y} "
        x, y = next_x, next_y
    return path.rstrip().replace(" -", "-") + "z"


def outline(shapes):
    """Return the whole province as one path: the ground on which a page draws its own municipality."""
    return "".join(shape["path"] for _, shape in sorted(shapes.items()))
