"""Draw data/shapes.json and the outline of the province from data/borders.geojson.

Run by hand when the borders change; what it makes is committed.
"""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from province.map import draw, outline


class Command(BaseCommand):
    help = "Tekent de kaart (data/shapes.json) opnieuw uit de grenzen (data/borders.geojson)."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, default=settings.BASE_DIR / "data")
        parser.add_argument("--templates", type=Path, default=settings.BASE_DIR / "templates/province")

    def handle(self, *, data, templates, **options):
        borders = json.loads((data / "borders.geojson").read_text(encoding="utf-8"))
        view_box, shapes = draw(borders["features"])
        drawn = {"view_box": view_box, "shapes": shapes}
        text = json.dumps(drawn, indent=1, ensure_ascii=False, sort_keys=True)
        (data / "shapes.json").write_text(f"{text}\n", encoding="utf-8")
        (templates / "outline.svg").write_text(f"{outline(shapes)}\n", encoding="utf-8")
        self.stdout.write(f"{len(shapes)} gemeenten getekend in {view_box}.")
