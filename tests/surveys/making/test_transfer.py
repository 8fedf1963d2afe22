"""A questionnaire as a file: out, and in again; and the ones that come with the portal."""

import json

import pytest
from django.utils import timezone

from surveys.making import conditions, ready, transfer, versions
from surveys.models import Instrument, Kind, Question, When
from tests.surveys.factories import QuestionFactory, SectionFactory

pytestmark = pytest.mark.django_db


def take_in(said, by=None):
    return transfer.take_in(said, by=by, now=timezone.now())


def problems(said):
    with pytest.raises(transfer.Unreadable) as unreadable:
        take_in(said)
    return unreadable.value.problems


def said(*questions, **more):
    return {
        "format": transfer.FORMAT,
        "title": "Scan",
        "purpose": "Weten hoe het gaat.",
        "sections": [{"title": "Een", "questions": list(questions)}],
    } | more


def test_every_kind_comes_back_as_it_went(draft, section, editor):
    for kind in Kind:
        QuestionFactory(section=section, kind=kind, unit="uur" if kind == "number" else "", help_text="Zo.")
    hanging = QuestionFactory(section=SectionFactory(instrument_version=draft, intro="Tot slot."), is_required=True)
    decider = Question.objects.get(kind="yes_no")
    conditions.decide(hanging, decider, When.IS, 0, by=None, now=timezone.now())
    file = transfer.write(draft)

    back = take_in(transfer.parse(file.encode()), by=editor)

    assert transfer.write(back) == file
    assert back.instrument.owner == editor
    assert back.pk != draft.pk


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b'{"format": "iets anders"}', b"[" * 100_000, b"x" * (transfer.LARGEST + 1)]
)
def test_other_files_are_not_taken(content):
    with pytest.raises(transfer.Unreadable, match=r"geen vragenlijst|te groot"):
        transfer.parse(content)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (said(title=""), ["Bovenaan: Naam: Dit veld is verplicht."]),
        (said(sections=[]), ["Er staan geen onderdelen in."]),
        (said(sections="x"), ["Er staan geen onderdelen in."]),
        (said(sections=["x"]), ["Onderdeel 1: Titel: Dit veld is verplicht."]),
        (said(sections=[{"title": "Een", "questions": "x"}]), []),
        (said("x"), ["Onderdeel 1, vraag 1: deze soort vraag kennen we niet."]),
        (said({"kind": "slider"}), ["Onderdeel 1, vraag 1: deze soort vraag kennen we niet."]),
        (said({"kind": "short"}), ["Onderdeel 1, vraag 1: Vraag: Dit veld is verplicht."]),
        (
            said({"kind": "one", "text": "Wat?", "options": ["a"]}),
            ["Onderdeel 1, vraag 1: Antwoorden: Zet er minstens twee neer, elk op een eigen regel."],
        ),
    ],
)
def test_problems_say_where_and_what(file, expected):
    if expected:
        found = problems(file)
        assert [one.replace("Vul dit in.", "Dit veld is verplicht.") for one in found] == expected
        assert not Instrument.objects.exists()
    else:
        assert take_in(file).sections.count() == 1


DECIDER = {"kind": "yes_no", "text": "Lukt het?"}


@pytest.mark.parametrize(
    "shown",
    [
        {"question": 2, "when": "is", "value": 1},
        {"question": 0, "when": "is", "value": 1},
        {"question": 1, "when": "is", "value": 7},
        {"question": 1, "when": "at_most", "value": 1},
        {"question": "x", "when": "is", "value": 1},
        {"question": 1},
        "x",
        {"question": 9, "when": "is", "value": 1},
    ],
)
def test_condition_on_what_is_not_there_before_is_a_problem(shown):
    found = problems(said(DECIDER, {"kind": "long", "text": "Waarom?", "shown": shown}))

    assert found == ["Onderdeel 1, vraag 2: wanneer deze vraag komt, hangt aan een antwoord dat er eerder niet is."]


def test_file_without_end_is_not_taken():
    many = [{"kind": "short", "text": f"Vraag {n}?"} for n in range(transfer.MOST_QUESTIONS + 1)]

    assert problems(said(*many)) == ["Er staan meer dan 200 vragen in."]


@pytest.mark.parametrize("key", sorted(ready.shelf()))
def test_each_ready_one_can_be_taken_and_fixed(key, editor):
    draft = ready.take(key, by=editor, now=timezone.now())

    versions.fix(draft, by=editor, now=timezone.now())
    assert key not in [one for one, _, _ in ready.untaken()]
    assert json.loads(transfer.write(draft))["sections"] == ready.shelf()[key]["sections"]


def test_the_ready_ones_of_the_issue_are_there():
    assert {*ready.shelf()} == {
        *("coalitiescan", "borgingscheck", "regiocheck", "samenwerking"),
        *("bijeenkomst", "symposium", "ervaring"),
    }
