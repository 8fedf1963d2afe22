"""The coordinator's lists: words that mean the same, and what nobody found."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from library.search import missed, synonyms
from library.search.models import Changed, Entry, Missed, Synonyms, Word
from library.search.retention import purge
from tests.library.factories import DocumentFactory

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def make_missed(query, **fields):
    return Missed.objects.create(query=query, **{"last_on": timezone.localdate(), **fields})


def test_words_are_added_from_what_was_missed_and_found_at_once(index, login, coordinator):
    DocumentFactory(title="Draagdoek")
    make_missed("slendang")
    index()
    client = login(coordinator)
    listed = client.get(reverse("library:missed_list")).content.decode()
    create = reverse("library:synonyms_create")
    assert f"{create}?woord=slendang" in listed
    form = client.get(f"{create}?woord=slendang").context["form"]
    assert form.initial == {"words": "slendang, "}

    answer = client.post(create, {"words": "slendang ,draagdoek,  slendang"}, follow=True).content.decode()

    assert "Zoeken kent ze vanaf nu" in answer
    assert Synonyms.objects.get().words == "slendang, draagdoek"
    assert client.get(reverse("library:search", query={"zoek": "slendang"})).context["results"].count == 1


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("PHB", "minstens twee woorden"),
        ("PHB, ", "minstens twee woorden"),
        ("JGZ, jeugd", "staat al in de lijst"),
        ("", "verplicht"),
    ],
)
def test_group_that_makes_no_sense_is_refused(login, coordinator, words, error):
    Synonyms.objects.create(words="JGZ, jeugd")

    answer = login(coordinator).post(reverse("library:synonyms_create"), {"words": words})

    assert error in str(answer.context["form"].errors)


def test_group_is_changed_and_removed(login, coordinator):
    group = Synonyms.objects.create(words="JGZ, jeugd", origin="JGZ")
    client = login(coordinator)

    edit = reverse("library:synonyms_edit", args=[group.pk])
    assert client.get(edit).context["form"].initial == {"words": "JGZ, jeugd"}
    client.post(edit, {"words": "JGZ, jeugdgezondheidszorg"})
    group.refresh_from_db()
    assert group.words == "JGZ, jeugdgezondheidszorg"
    assert "verwijderen?" in client.get(reverse("library:synonyms_delete", args=[group.pk])).content.decode()

    client.post(reverse("library:synonyms_delete", args=[group.pk]))

    assert not Synonyms.objects.in_use().exists()
    assert "nog geen woorden" in client.get(reverse("library:synonyms_list")).content.decode()


@pytest.mark.django_db
def test_default_set_is_loaded_once_and_leaves_changes_alone():
    first = synonyms.load_defaults()
    Synonyms.objects.filter(origin="PHB").update(removed_at=NOW)
    Synonyms.objects.filter(origin="JGZ").update(words="JGZ, jeugd")

    assert first > 20
    assert synonyms.load_defaults() == 0
    assert not Synonyms.objects.in_use().filter(origin="PHB").exists()
    assert Synonyms.objects.get(origin="JGZ").words == "JGZ, jeugd"


@pytest.mark.django_db
def test_default_set_does_not_repeat_what_somebody_wrote():
    Synonyms.objects.create(words="KZ, kraamzorg")

    synonyms.load_defaults()

    assert Synonyms.objects.filter(words="KZ, kraamzorg").count() == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["missed_list", "synonyms_list"])
def test_lists_take_the_same_statements(login, coordinator, django_assert_num_queries, name, count):
    for number in range(count):
        make_missed(f"vraag {number}")
        Synonyms.objects.create(words=f"a{number}, b{number}")
    client = login(coordinator)

    with django_assert_num_queries(5):  # session, user, memberships; how many, which
        client.get(reverse(f"library:{name}"))


def test_missed_question_is_taken_off_the_list(login, coordinator):
    one = make_missed("draagdoek")
    client = login(coordinator)
    url = reverse("library:missed_delete", args=[one.pk])

    assert "van de lijst halen?" in client.get(url).content.decode()
    client.post(url)

    assert not Missed.objects.exists()
    assert "Alles werd gevonden" in client.get(reverse("library:missed_list")).content.decode()


@pytest.mark.django_db
def test_facilitator_sees_how_many_and_which():
    for query, count in (("draagdoek", 1), ("slendang", 4)):
        make_missed(query, count=count)

    assert missed.open_count() == 2
    assert [one.query for one in missed.most_missed(1)] == ["slendang"]


@pytest.mark.django_db
def test_missed_question_is_forgotten_after_half_a_year():
    make_missed("oud", last_on=(NOW - datetime.timedelta(days=181)).date())
    make_missed("jong", last_on=(NOW - datetime.timedelta(days=179)).date())

    assert purge(NOW)["missed"] == 1
    assert [one.query for one in Missed.objects.all()] == ["jong"]


@pytest.mark.django_db
def test_members_do_not_see_these_lists(member):
    Synonyms.objects.create(words="a, b")
    make_missed("draagdoek")

    for model in (Synonyms, Missed):
        assert not model.objects.visible_to(member).exists()
        assert not model.objects.editable_by(member).exists()


def test_rows_have_names():
    named = (
        Synonyms(words="a, b"),
        Missed(query="draagdoek"),
        Word(word="rouw"),
        Changed(kind="document", object_id=1),
        Entry(kind="document", object_id=1, part=2, title="Rouw"),
    )

    assert [str(row) for row in named] == ["a, b", "draagdoek", "rouw", "document 1", "document 1.2: Rouw"]
