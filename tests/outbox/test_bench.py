"""The judge of `bin/bench mail_kill`: it must see what it says is not there."""

import pytest

from bench import main, names
from bench.mail_kill import judge

QUEUED = {"<1>", "<2>", "<3>"}
ARRIVED = [("<1>", "a"), ("<2>", "b"), ("<3>", "c")]


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        (ARRIVED, (0, 0, 0)),
        (ARRIVED[:2], (1, 0, 0)),
        ([*ARRIVED, ("<2>", "b")], (0, 1, 0)),
        ([*ARRIVED, ("<2>", "changed")], (0, 1, 1)),
        ([*ARRIVED, ("<9>", "b")], (0, 0, 1)),
        ([], (3, 0, 0)),
    ],
)
def test_judge_sees_what_is_wrong(received, verdict):
    assert judge(QUEUED, received) == verdict


def test_benchmarks_are_listed_with_what_they_claim(capsys):
    assert main([]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == names()
    assert {"mail_kill", "mail_rate"} <= set(names())


def test_unknown_benchmark_is_refused(capsys):
    assert main(["onbekend"]) == 2
    assert "mail_kill" in capsys.readouterr().err
