"""What our claims about speed and loss rest on. Each module has a `run()`; see bin/bench."""

import importlib
import json
import pkgutil
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent

_missed = []


def figure(name, value, *, unit, goal, ok, baseline):
    """Print one figure. `baseline` is what it was measured against, in the same run."""
    line = {"figure": name, "value": value, "unit": unit, "goal": goal, "ok": ok, "baseline": baseline}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    if not ok:
        _missed.append(name)


def names():
    return [module.name for module in pkgutil.iter_modules([str(FOLDER)]) if not module.name.startswith("_")]


def main(arguments):
    """`python -m bench` lists the benchmarks, `python -m bench NAME` runs one; 1 when a goal was missed."""
    if not arguments:
        for name in names():
            title = importlib.import_module(f"bench.{name}").__doc__.strip().splitlines()[0]
            print(f"{name:<12} {title}")
        return 0
    if len(arguments) > 1 or arguments[0] not in names():
        print(f"Kies één van: {', '.join(names())}.", file=sys.stderr)
        return 2
    importlib.import_module(f"bench.{arguments[0]}").run()
    return 1 if _missed else 0
