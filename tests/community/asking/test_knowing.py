"""Vraagwijzer: what says that somebody may know, and what does not."""

import pytest

from community.topics import answering, writing
from members.access import Visibility
from tests.community.asking.conftest import DAY, NOW, asked, carry_all
from tests.members.factories import CircleFactory, MembershipFactory
from tests.themetables.factories import ThemeTableFactory


def test_a_word_that_few_mention_says_more(person, ask):
    for number in range(5):
        person(f"Algemeen {number}", "kraamzorg")
    person("Zeldzaam", "tolken")
    topic = ask("Wie vindt kraamzorg of tolken?")

    carry_all()

    assert asked(topic)[0] == "Zeldzaam"


def test_a_word_of_the_title_says_more_than_one_of_the_text(person, ask):
    person("Uit De Tekst", "schuldhulp")
    person("Uit De Titel", "kraamzorg")
    topic = ask(text="Het gaat om gezinnen met schuldhulp.")

    carry_all()

    assert asked(topic) == ["Uit De Titel", "Uit De Tekst"]


def test_who_only_brushes_past_the_question_is_not_asked(person, ask, asker):
    person("Ziek Huis", "samenwerken met het ziekenhuis")
    helper = person("Hulp Vaardig")
    earlier = ask("Wie kent een tolk?", now=NOW - 30 * DAY)
    answering.accept(writing.reply(earlier, "Dat werkt bij ons.", by=helper, now=NOW), by=asker, now=NOW)
    topic = ask(text="Hoe werkt dat bij jullie?")

    carry_all()

    assert asked(topic) == []


def test_earlier_answer_counts_and_is_named(person, ask, asker):
    helper = person("Hulp Vaardig")
    earlier = ask("Welke tolken werken bij anderstaligen thuis?", now=NOW - 30 * DAY)
    answering.accept(writing.reply(earlier, "Bel de tolkentelefoon.", by=helper, now=NOW), by=asker, now=NOW)
    topic = ask("Waar vind ik een tolk?")

    carry_all()

    invitation = topic.invitations.get()
    assert invitation.person == helper
    assert invitation.why == "gaf eerder het antwoord op “Welke tolken werken bij anderstaligen thuis?”"
    assert invitation.why_you.startswith("Jij gaf eerder het antwoord op")


@pytest.mark.parametrize(
    ("earlier", "title", "is_asked"),
    [
        # Of the demo: what they share is only what every question says, or the end of a compound.
        ("Hoe regelen de eilanden de bevalling?", "Hoe regelen jullie de reistijd?", False),
        ("Hoe krijgen jullie de verloskundigen aan tafel?", "Hoe word ik lid van een thematafel?", False),
        (
            "Wat zeg je als ouders de kraamzorg afzeggen om het geld?",
            "Wat doe je met SPUK-geld dat overblijft?",
            False,
        ),
        ("Hoe zorg je dat de wethouder erbij blijft?", "Wie zorgt voor de taxi?", False),
        ("Hoe vaak komt jullie coalitie bij elkaar?", "Waar begin je zonder coalitie?", True),
        ("Welke uitleg over het huisbezoek is te begrijpen?", "Ervaring met beeldbellen bij een huisbezoek?", True),
        ("Wat zeg je als ouders de kraamzorg afzeggen om het geld?", "Geld voor kraamzorg, hoe dan?", True),
    ],
)
def test_earlier_answer_counts_where_the_question_was_about_the_same(person, ask, asker, earlier, title, is_asked):
    helper = person("Hulp Vaardig")
    before = ask(earlier, now=NOW - 30 * DAY)
    answering.accept(writing.reply(before, "Bel even.", by=helper, now=NOW), by=asker, now=NOW)
    topic = ask(title)

    carry_all()

    assert asked(topic) == (["Hulp Vaardig"] if is_asked else [])


@pytest.mark.parametrize(
    ("expertise", "title", "is_asked"),
    [
        ("bestuur", "Hoe komen ouders bij het inloopspreekuur?", False),
        ("samenwerken met het ziekenhuis", "Welke uitleg over het huisbezoek werkt?", False),
        ("wat helpt", "Kan de huisarts zien dat zij al hulp heeft?", False),
        ("kraamzorg", "Hoe zorg je dat de wethouder erbij blijft?", False),
        ("kraamzorg", "Hoe houden jullie kraamverzorgenden vast?", True),
        ("signaleren in de spreekkamer", "Welke vraag stel je om armoede te signaleren?", True),
    ],
)
def test_profile_counts_where_it_is_about_the_same(person, ask, expertise, title, is_asked):
    person("Hulp Vaardig", expertise)
    topic = ask(title)

    carry_all()

    assert asked(topic) == (["Hulp Vaardig"] if is_asked else [])


def test_the_same_table_and_pillar_make_an_earlier_answer_more_like_this(person, ask, asker):
    table = ThemeTableFactory()
    for name, tables in (("Elders", []), ("Zelfde Tafel", [table])):
        helper = person(name)
        earlier = ask("Welke tolk kennen jullie?", now=NOW - 30 * DAY, text=name, tables=tables)
        answering.accept(writing.reply(earlier, "Bel de tolk.", by=helper, now=NOW), by=asker, now=NOW)
    topic = ask("Waar vind ik een tolk?", tables=[table])

    carry_all()

    assert asked(topic) == ["Zelfde Tafel", "Elders"]


@pytest.mark.parametrize(
    ("earlier_in", "now_in", "is_named"),
    [
        ("table", "network", False),
        ("table", "table", True),
        ("network", "table", True),
        ("table", "other", False),
    ],
)
def test_title_of_a_closed_question_stays_in_its_circle(person, ask, asker, network, earlier_in, now_in, is_named):
    circles = {"table": CircleFactory(table=True), "other": CircleFactory(table=True), "network": network}
    place = {
        name: {"circle": circle, "visibility": Visibility.NETWORK if name == "network" else Visibility.CIRCLE}
        for name, circle in circles.items()
    }
    helper = person("Hulp Vaardig", circle=circles["table"])
    MembershipFactory(circle=circles["other"], user=helper)
    earlier = ask("Welke tolk bij het geheime gezin?", now=NOW - 30 * DAY, **place[earlier_in])
    answering.accept(writing.reply(earlier, "Bel de tolk.", by=helper, now=NOW), by=asker, now=NOW)
    topic = ask("Waar vind ik een tolk?", **place[now_in])

    carry_all()

    assert asked(topic) == (["Hulp Vaardig"] if is_named else [])
