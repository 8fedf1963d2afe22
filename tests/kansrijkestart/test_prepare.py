import pytest

from kansrijkestart.launcher import prepare
from members.models import Circle, DemoMark, User


@pytest.mark.parametrize(
    ("demo", "options", "marks", "has_people"),
    [(False, [], 0, False), (False, ["--empty"], 0, False), (True, ["--empty"], 1, False), (True, [], 1, True)],
)
def test_only_a_demo_gets_a_mark_and_people(db, settings, capsys, demo, options, marks, has_people):
    settings.DEMO = demo

    prepare.main(["database", *options])

    assert Circle.objects.filter(kind=Circle.Kind.NETWORK).exists()
    assert DemoMark.objects.count() == marks
    assert User.objects.exists() is has_people
    assert "Gemeenten, coalities en thematafels laden" in capsys.readouterr().out
