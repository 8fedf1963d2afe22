"""The share of a bare page in processor time: what a rate says on a quiet machine, this says on a busy one too."""

import statistics

from bench import figure
from bench.coalitions_scale import work

ROUNDS, REPEATS = 9, 10


def share_of_work(name, ours, bare, path, goal):
    """Ask a page and the bare one of its kind in turn; `ours` and `bare` are clients of the same person."""
    client_of = {path: ours, f"/kaal{path}": bare}
    rounds = [[seconds(client, address) for address, client in client_of.items()] for _ in range(ROUNDS + 1)][1:]
    ratios = [base / page for page, base in rounds]
    ratio = statistics.median(ratios)
    page, base = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    figure(
        name,
        round(ratio, 2),
        unit="ratio",
        goal=f">= {goal}",
        ok=ratio >= goal,
        baseline=f"processor time {base:.1f} ms there, {page:.1f} here; ratios {min(ratios):.2f} to {max(ratios):.2f}",
    )


def seconds(client, address):
    began = work()
    for _ in range(REPEATS):
        assert client.get(address).status_code == 200, address
    return (work() - began) / REPEATS
