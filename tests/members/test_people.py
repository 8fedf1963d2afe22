"""Who is who: what everybody chose to show, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import User
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.province.factories import MunicipalityFactory

LIST = reverse("members:person_list")


def text(response):
    return " ".join(response.content.decode().split())


def someone(**fields):
    """Somebody of the network."""
    return MembershipFactory(**{f"user__{name}": value for name, value in fields.items()}).user


def found(client, **query):
    return [person.name for person in client.get(LIST, query).context["page"]]


@pytest.fixture
def reader(login, member):
    return login(member)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sud", ["Súd Hoekstra"]),
        ("suud", ["Súd Hoekstra"]),
        ("HOEKSTRA súd", ["Súd Hoekstra"]),
        ("het wad", ["Aukje Bakker"]),
        ("verloskundige", ["Aukje Bakker", "Súd Hoekstra"]),
        ("verloskundige taal", ["Súd Hoekstra"]),
        ("100%", ["Aukje Bakker"]),
        ("%", ["Aukje Bakker"]),
        ("_", []),
        ("bestaat niet", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search_folds_and_finds_every_word(reader, query, names):
    someone(name="Súd Hoekstra", function="verloskundige", expertise="Taal en armoede")
    someone(name="Aukje Bakker", function="verloskundige", organisation="Praktijk Het Wad", expertise="100% inzet")

    assert found(reader, zoek=query) == names


@pytest.mark.parametrize(("query", "is_open"), [("zoek=a", False), ("functie=a", True), ("gemeente=", False)])
def test_filters_in_use_are_in_sight(reader, query, is_open):
    response = reader.get(f"{LIST}?{query}")

    assert ('<details class="ks-filters__more" open>' in response.content.decode()) is is_open


def test_filters_narrow_down_together(reader):
    here, there = MunicipalityFactory.create_batch(2)
    for name, place, fields in [
        ("Anna", here, {"organisation": "GGD Fryslân", "function": "arts", "expertise": "Roken"}),
        ("Bea", there, {"organisation": "GGD Fryslân", "function": "arts", "expertise": "Roken"}),
        ("Cor", here, {"organisation": "Isis", "function": "arts", "expertise": "Roken"}),
        ("Douwe", here, {"organisation": "GGD Fryslân", "function": "beleid", "expertise": "Roken"}),
        ("Elke", here, {"organisation": "GGD Fryslân", "function": "arts", "expertise": "Slaap"}),
    ]:
        someone(name=name, **fields).municipalities.add(place, *([there] if name == "Anna" else []))

    assert found(reader, gemeente=here.slug) == ["Anna", "Cor", "Douwe", "Elke"]
    assert found(reader, organisatie="ggd fryslan") == ["Anna", "Bea", "Douwe", "Elke"]
    assert found(reader, functie="ARTS", kennis="roken", organisatie="ggd", gemeente=here.slug) == ["Anna"]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"gemeente": "atlantis"}, "gemeente"), ({"zoek": "x" * 101}, "zoek"), ({"zoek": "\0"}, "zoek")],
)
def test_wrong_filter_is_explained(reader, query, field):
    response = reader.get(LIST, query)

    assert response.status_code == 200
    assert list(response.context["filter"].form.errors) == [field]


def test_list_tells_who_somebody_is(reader):
    person = someone(name="Aukje Bakker", function="verloskundige", organisation="Het Wad", is_experience_expert=True)
    person.municipalities.add(MunicipalityFactory(name="Vlieland"), MunicipalityFactory(name="Ameland"))

    html = text(reader.get(LIST))

    assert f'<a href="{person.get_absolute_url()}">Aukje Bakker</a>' in html
    assert "verloskundige, Het Wad" in html
    assert "Ameland, Vlieland" in html
    assert html.count("Ervaringsdeskundige") == 1


def test_many_municipalities_are_counted(reader):
    someone(name="Aukje Bakker").municipalities.add(*MunicipalityFactory.create_batch(5))

    assert "5 gemeenten" in text(reader.get(LIST))


@pytest.mark.parametrize("role", ["member", "coordinator"])
def test_first_name_only_hides_the_surname_from_everybody(login, request, role):
    client = login(request.getfixturevalue(role))
    person = someone(name="Ytsje Geheim", shows_first_name_only=True)

    pages = [text(client.get(path)) for path in (LIST, person.get_absolute_url())]

    assert all("Ytsje" in page and "Geheim" not in page for page in pages)
    assert found(client, zoek="geheim") == []
    assert found(client, zoek="ytsje") == ["Ytsje Geheim"]


def test_order_does_not_give_a_surname_away(reader):
    someone(name="Ytsje Zijlstra")
    someone(name="Ytsje Aardema", shows_first_name_only=True)
    someone(name="Ytsje Bakker")

    assert found(reader, zoek="ytsje") == ["Ytsje Aardema", "Ytsje Bakker", "Ytsje Zijlstra"]
    assert set(User.objects.filter(name="Ytsje Aardema").values_list("sort_name", "search_text")) == {
        ("ytsje", "ytsje   ")
    }


def test_hiding_the_surname_later_takes_it_out_of_search(reader, member):
    member.name = "Meindert Geheim"
    member.save()
    assert found(reader, zoek="geheim") == ["Meindert Geheim"]

    reader.post(reverse("members:profile_edit"), {"name": "Meindert Geheim", "shows_first_name_only": "on"})

    assert found(reader, zoek="geheim") == []


CONTACT = {"email": "aukje@voorbeeld.invalid", "phone": "06 12345678"}


@pytest.mark.parametrize(
    ("shows", "role", "email", "phone"),
    [
        ({}, "member", False, False),
        ({"shows_email": True}, "member", True, False),
        ({"shows_phone": True}, "member", False, True),
        ({}, "coordinator", True, False),
        ({"shows_phone": True}, "coordinator", True, True),
    ],
)
def test_contact_is_shown_to_whom_somebody_chose(db, login, request, shows, role, email, phone):
    person = someone(**CONTACT, **shows)
    client = login(request.getfixturevalue(role))

    html = text(client.get(person.get_absolute_url())) + text(client.get(LIST))

    assert (person.email in html) is email
    assert ("06 12345678" in html) is phone
    assert ("Alleen de aanjager ziet dit." in html) is (email and not shows.get("shows_email", False))
    assert found(client, zoek="12345678") == found(client, zoek="aukje@") == []


def test_own_page_shows_what_others_see(db, login):
    person = someone(**CONTACT)

    html = text(login(person).get(person.get_absolute_url()))

    assert "Zo zien anderen je." in html
    assert "Alleen jij en de aanjager zien dit." in html
    assert "06 12345678" not in html


def test_page_tells_about_somebody_as_text(reader):
    person = someone(about="Ik <script>x()</script>\n\nwerk graag samen.", expertise="Taal", is_experience_expert=True)
    person.municipalities.add(MunicipalityFactory(name="Vlieland"))

    html = text(reader.get(person.get_absolute_url()))

    for told in ["<p>werk graag samen.</p>", "Taal", "Vlieland", "Ervaringsdeskundige", "&lt;script&gt;"]:
        assert told in html
    assert "<script>x()" not in html


def test_page_shows_only_circles_that_the_viewer_sees(login, coordinator, circle, partnership):
    secret = CircleFactory(name="Coalitie Elders")
    MembershipFactory(circle=secret, user=partnership.user)
    MembershipFactory(user=partnership.user, circle__name="Coalitie Vroeger", ended=True)
    colleague = MembershipFactory(circle=circle).user
    path = partnership.user.get_absolute_url()

    as_colleague, as_coordinator = text(login(colleague).get(path)), text(login(coordinator).get(path))

    assert ("Coalitie Waadhoeke" in as_colleague, "Coalitie Elders" in as_colleague) == (True, False)
    assert ("Coalitie Waadhoeke" in as_coordinator, "Coalitie Elders" in as_coordinator) == (True, True)
    assert "Coalitie Vroeger" not in as_colleague + as_coordinator


def test_no_shared_circle_is_said(reader, login, coordinator, partnership):
    path = partnership.user.get_absolute_url()

    assert "Jullie zitten niet samen in een kring." in text(reader.get(path))
    left = UserFactory(name="Wieger Weg", is_active=False)
    html = text(login(coordinator).get(left.get_absolute_url()))
    assert "Wieger Weg hoort op dit moment bij geen kring." in html
    assert "Kan niet inloggen" in html


def test_who_left_is_seen_by_the_coordinator_alone(login, member, coordinator):
    left = UserFactory(name="Wieger Weg")
    blocked = someone(name="Bouke Buiten", is_active=False)
    client = login(member)

    assert found(client, zoek="weg") == found(client, zoek="buiten") == []
    assert [client.get(person.get_absolute_url()).status_code for person in (left, blocked)] == [404, 404]

    client = login(coordinator)
    assert found(client, zoek="weg") == ["Wieger Weg"]
    html = text(client.get(LIST))
    assert html.count("Hoort bij geen kring") == 1
    assert html.count("Kan niet inloggen") == 1


def test_nobody_found_says_what_to_do(reader):
    html = text(reader.get(LIST, {"zoek": "bestaat niet"}))

    assert "Zoek met minder woorden, of laat een filter weg." in html
    assert "Bekijk iedereen" in html


def test_pages_of_twenty_four_keep_the_search(reader):
    for number in range(25):
        someone(name=f"Persoon {number:02}", function="arts")

    assert len(found(reader, zoek="arts")) == 24
    assert found(reader, zoek="arts", page=2) == ["Persoon 24"]
    assert found(reader, zoek="arts", page="onzin") == found(reader, zoek="arts")
    assert found(reader, zoek="arts", page=99) == ["Persoon 24"]
    assert "zoek=arts" in text(reader.get(LIST, {"zoek": "arts"}))


@pytest.mark.parametrize("count", [1, 3])
def test_person_list_query_count(reader, django_assert_num_queries, count):
    for number in range(count):
        someone(name=f"Persoon {number}").municipalities.add(MunicipalityFactory())

    # session, user, memberships, number of people, people, their municipalities, municipalities to choose from
    with django_assert_num_queries(7):
        reader.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_person_detail_query_count(login, coordinator, django_assert_num_queries, count):
    person = UserFactory()
    for _ in range(count):
        MembershipFactory(user=person)
        person.municipalities.add(MunicipalityFactory())
    client = login(coordinator)

    # session, user, memberships, person, municipalities, person's circles, whether they follow this person
    with django_assert_num_queries(7):
        client.get(person.get_absolute_url())


def test_people_are_for_members(client, login, stranger, partnership):
    paths = [LIST, partnership.user.get_absolute_url(), stranger.get_absolute_url()]

    assert [client.get(path).status_code for path in paths] == [302, 302, 302]
    answers = [login(stranger).get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert "Je hoort op dit moment bij geen kring" in text(answers[0])


def test_place_that_ended_is_not_offered(reader):
    MunicipalityFactory(name="Van Vroeger", until=timezone.localdate())
    MunicipalityFactory(name="Van Nu")

    page = text(reader.get(LIST))

    assert "Van Nu" in page
    assert "Van Vroeger" not in page
