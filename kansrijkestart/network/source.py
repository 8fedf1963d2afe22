"""Reads the data files of the network (see data/README.md) into plain rows."""

import csv
import datetime
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.text import slugify

EVERY_MUNICIPALITY = "alle"
SLUG_LENGTH = 80


@dataclass(frozen=True)
class Source:
    folder: Path

    @cached_property
    def municipalities(self):
        """Field values per CBS code."""
        shapes = self._json("shapes.json")["shapes"]
        rows = {}
        for row in self._csv("municipalities.csv"):
            shape = shapes[row["cbs_code"]]
            rows[row["cbs_code"]] = {
                "name": row["name"],
                "name_dutch": row["name_dutch"],
                "name_frisian": row["name_frisian"],
                "slug": slugify(row["name"]),
                "inhabitants": int(row["inhabitants"]),
                "inhabitants_on": datetime.date.fromisoformat(row["inhabitants_on"]),
                "is_island": row["is_island"] == "yes",
                "shape": shape["path"],
                "label_x": float(shape["label_x"]),
                "label_y": float(shape["label_y"]),
            }
        return rows

    @cached_property
    def pillars(self):
        return {
            pillar["slug"]: {"name": pillar["name"], "also_called": pillar["also_called"], "position": position}
            for position, pillar in enumerate(self._json("themetables.json")["pillars"], start=1)
        }

    @cached_property
    def tables(self):
        """Field values per slug; `pillars` holds slugs."""
        return {
            table["slug"]: {"state": "active", "closed_reason": "", **without(table, "slug")}
            for table in self._json("themetables.json")["tables"]
        }

    @cached_property
    def coalitions(self):
        """Field values per slug; `municipalities` holds CBS codes. Who is not in a shared one has its own."""
        content = self._json("coalitions.json")
        rows = {coalition["slug"]: without(coalition, "slug") for coalition in content["coalitions"]}
        shared = {code for row in rows.values() for code in row["municipalities"]}
        for code, municipality in self.municipalities.items():
            if code not in shared:
                rows[municipality["slug"]] = {
                    "name": municipality["name"],
                    "municipalities": [code],
                    "since": content["others_since"],
                    "phase": "",
                    "summary": "",
                }
        for row in rows.values():
            row["since"] = datetime.date.fromisoformat(row["since"])
        return rows

    @cached_property
    def organisations(self):
        """Field values per slug; `former_names` holds (name, until, source), `municipality_codes` CBS codes."""
        rows = {}
        for row in self._csv("organisations.csv"):
            codes = row["municipality_codes"]
            rows[slugify(row["name"])[:SLUG_LENGTH]] = {
                **row,
                "former_names": [former_name(text) for text in listed(row["former_names"])],
                "municipality_codes": list(self.municipalities) if codes == EVERY_MUNICIPALITY else listed(codes),
            }
        return rows

    @cached_property
    def interventions(self):
        """Field values per slug; `pillars` holds slugs."""
        return {
            slugify(row["short_name"]): {**row, "pillars": listed(row["pillars"])}
            for row in self._csv("interventions.csv")
        }

    @cached_property
    def start_items(self):
        """Field values per key, in the order of each list."""
        return {
            item["key"]: {**without(item, "key"), "position": position}
            for position, item in enumerate(self._json("startpackage.json")["items"], start=1)
        }

    def _csv(self, name):
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _json(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


def listed(text):
    return [item for item in text.split(";") if item]


def former_name(text):
    name, until, source = text.split("|")
    return name, datetime.date.fromisoformat(until), source


def without(row, key):
    return {name: value for name, value in row.items() if name != key}
