"""The labelled sets of bench/sets: lines with fields between " | "."""

from bench import ROOT


def read(name):
    """Yield the fields of each line that is not a comment."""
    for line in (ROOT / "bench" / "sets" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(" | ")


def pairs():
    """Return (part, is_same, one, other) for every pair of bottlenecks."""
    return [(part, verdict == "same", *texts.split(" || ")) for part, verdict, texts in read("similar")]


def share(true, of):
    return round(true / of, 3) if of else 0.0
