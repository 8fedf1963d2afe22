"""Beginning a question or a conversation, naming people in it, and what somebody follows."""

import pytest
from django.core import signing
from django.utils import timezone

from community.models import Draft, Follow, Mention, Topic
from community.topics import following, mentioning, sources
from tests.coalitions.factories import PlaceFactory
from tests.community.factories import TopicFactory
from tests.members.factories import CircleFactory, MembershipFactory, UserFactory
from tests.province.factories import MunicipalityFactory
from tests.themetables.blocks.factories import BlockFactory
from tests.themetables.factories import BottleneckFactory, PillarFactory, ThemeTableFactory

pytestmark = pytest.mark.django_db

NEW = "/gesprekken/nieuw/"


def form(**changes):
    return {"kind": "question", "title": "Wie weet dit?", "text": "Vertel.", "audience": "network", **changes}


def test_question_for_the_network(login, member, network):
    table, place, pillar = ThemeTableFactory(), MunicipalityFactory(), PillarFactory()

    said = login(member).post(
        NEW, form(tables=[table.pk], municipalities=[place.pk], pillars=[pillar.pk]), follow=True
    )

    topic = Topic.objects.get()
    assert (topic.kind, topic.circle, topic.visibility, topic.author) == ("question", network, "network", member)
    assert [list(things.all()) for things in (topic.tables, topic.municipalities, topic.pillars)] == [
        [table],
        [place],
        [pillar],
    ]
    assert "Je vraag staat er." in said.text
    assert f"Tafel {table}" in said.text


def test_conversation_for_a_closed_circle(login, partner, circle, lead):
    client = login(partner)
    page = client.get(f"{NEW}?kring={circle.slug}").text
    assert "Alleen Coalitie Dorp en de aanjager (2 mensen)" in page

    said = client.post(NEW, form(kind="discussion", audience=circle.pk), follow=True)

    assert (Topic.objects.get().circle, Topic.objects.get().visibility) == (circle, "circle")
    assert "Je gesprek staat er." in said.text


def test_coordinator_asks_in_any_circle(login, coordinator, circle):
    client = login(coordinator)
    assert "Coalitie Dorp" not in client.get(NEW).text

    response = client.get(f"{NEW}?kring={circle.slug}")

    assert response.context["form"].initial["audience"] == str(circle.pk)


def test_circle_of_others_is_not_offered(login, member, circle):
    response = login(member).post(NEW, form(audience=circle.pk))

    assert set(response.context["form"].errors) == {"audience"}
    assert not Topic.objects.exists()


def test_member_writes_no_announcement(login, member):
    assert set(login(member).post(NEW, form(kind="announcement")).context["form"].errors) == {"kind"}


def test_page_that_led_here_is_filled_in(login, member):
    table, place = ThemeTableFactory(slug="kraamzorg"), MunicipalityFactory(slug="ameland")

    initial = login(member).get(f"{NEW}?tafel=kraamzorg&gemeente=ameland&gemeente=weg").context["form"].initial

    assert (initial["tables"], initial["municipalities"], initial["pillars"]) == ([table.pk], [place.pk], [])


def test_draft_of_a_question_comes_back(login, member):
    client = login(member)
    table = ThemeTableFactory()
    typed = {"text": "Half", "title": "Halve titel", "kind": "discussion", "tables": [table.pk]}
    client.post("/gesprekken/klad/nieuw/", typed)

    page = client.get(NEW)

    text = page.text
    assert page.context["form"]["tables"].value() == [str(table.pk)]
    assert '<details class="ks-about" open>' in text
    assert 'value="Halve titel"' in text
    assert "Half</textarea>" in text
    client.post(NEW, form())
    assert not Draft.objects.exists()


def test_what_it_is_about_is_folded_until_something_is_chosen(login, member):
    assert '<details class="ks-about">' in login(member).get(NEW).text


def test_question_about_a_family_waits_for_the_writer(login, member):
    response = login(member).post(NEW, form(text="De moeder van Sem belde."))

    assert "Toch bewaren zoals het er staat" in response.text
    assert not Topic.objects.exists()


@pytest.fixture
def anna(network):
    return MembershipFactory(circle=network, user__name="Anna de Vries", user__organisation="GGD").user


def named(text):
    return [person.name for person in mentioning.named_in(text, timezone.localdate())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Anna de Vries, weet jij dit?", ["Anna de Vries"]),
        ("Vraag het (@anna de vries).", ["Anna de Vries"]),
        ("@Anna de Vries en @Anna de Vries", ["Anna de Vries"]),
        ("@Anna de Vries\nen verder", ["Anna de Vries"]),
        ("@Anna", []),
        ("mail naar x@Anna de Vries", []),
        ("Anna de Vries", []),
        ("@ Anna de Vries", []),
        ("@!", []),
    ],
)
def test_name_after_an_at_is_found(anna, text, found):
    assert named(text) == found


def test_first_name_is_all_there_is_to_name(network):
    MembershipFactory(circle=network, user__name="Renske Geheim", user__shows_first_name_only=True)

    assert named("@Renske, dank!") == ["Renske Geheim"]
    assert named("@Renske Geheim") == ["Renske Geheim"]
    assert mentioning.suggest("ren", timezone.localdate()) == ["Renske"]
    assert mentioning.suggest("geh", timezone.localdate()) == []


def test_two_of_one_name_are_told_apart_by_where_they_work(network, anna):
    MembershipFactory(circle=network, user__name="Anna de Vries", user__organisation="Gemeente Dorp")

    assert named("@Anna de Vries") == []
    assert named("@Anna de Vries (Gemeente Dorp)") == ["Anna de Vries"]
    assert mentioning.suggest("anna", timezone.localdate()) == ["Anna de Vries (GGD)", "Anna de Vries (Gemeente Dorp)"]


def test_who_left_cannot_be_named(anna):
    UserFactory(name="Oude Bekende")

    assert named("@Oude Bekende") == []


def test_mention_is_for_who_may_read_it(login, partner, lead, anna, circle):
    text = f"@{lead.name} en @Anna de Vries, kijk."

    said = login(partner).post(NEW, form(audience=circle.pk, text=text), follow=True)

    assert [str(mention) for mention in Mention.objects.all()] == [f"@{lead.name}"]
    assert "Anna de Vries kan dit niet lezen, en krijgt dus geen mail." in said.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Anna de Vries, weet jij dit?", []),
        ("@Anne de Vries, weet jij dit?", ["Anne de Vries"]),
        ("Mail naar x@Elders of kijk op @elders.", []),
        ("@Dubbele Naam en @Dubbele Naam", ["Dubbele Naam"]),
    ],
)
def test_name_that_is_nobody_s_or_of_two_people_is_said(network, anna, text, said):
    MembershipFactory.create_batch(2, circle=network, user__name="Dubbele Naam")

    assert mentioning.unknown(text, timezone.localdate()) == said


def test_writer_hears_that_a_name_is_nobody_s(login, member, network):
    said = login(member).post(NEW, form(text="@Anne de Vries, weet jij dit?"), follow=True)

    assert "“@Anne de Vries” herkennen we niet, dus daar ging geen mail heen." in said.text


def test_mention_twice_is_told_once_and_oneself_never(ask, reply, anna, member):
    topic = ask(member, text=f"@Anna de Vries en @{member.name}")

    mentioning.mention(topic.opening, by=member, now=timezone.now())

    assert [mention.user for mention in Mention.objects.all()] == [anna]


def test_suggestions_are_buttons(login, member, anna):
    client = login(member)

    assert 'data-ks-name="Anna de Vries"' in client.get("/gesprekken/noem/?q=anna").text
    assert "button" not in client.get("/gesprekken/noem/?q=a").text


def test_everything_that_is_followed_stands_on_one_page(login, member, partner, circle, ask):
    client = login(partner)
    assert "Je volgt nog geen gesprek." in client.get("/gesprekken/volg/").text
    table, place = ThemeTableFactory(short_name="Kraamzorg"), MunicipalityFactory(name="Ameland")
    topic = ask(partner)
    for kind, thing in (("tafel", table), ("gemeente", place), ("kring", circle), ("mens", member)):
        for _ in range(2):
            said = client.post(f"/gesprekken/volg/{kind}/{thing.pk}/", {"wanted": "ja"}, follow=True).text
        assert f"Je volgt {thing}." in said

    text = client.get("/gesprekken/volg/").text
    assert text.count("Volg niet meer") == 5
    assert "Hoe doen jullie dat?" in text
    assert Follow.objects.filter(user=partner).count() == 5

    # Back to the row, or to the heading under which it stood.
    for where, wanted, row in (
        (f"tafel/{table.pk}", "ja", f"tafel-{table.pk}"),
        (f"mens/{member.pk}", "nee", "mens"),
        (f"mens/{member.pk}", "x", "mens"),
        (f"gesprek/{topic.pk}", "ja", f"gesprek-{topic.pk}"),
        (f"gesprek/{topic.pk}", "nee", "gesprek"),
    ):
        assert client.post(f"/gesprekken/volg/{where}/", {"wanted": wanted}).url == f"/gesprekken/volg/#{row}"
        assert f'id="{row}" tabindex="-1"' in client.get("/gesprekken/volg/").text
    assert Follow.objects.filter(user=partner).count() == 3


def test_only_what_one_may_see_can_be_followed(login, member):
    client = login(member)
    hidden = CircleFactory()

    for path in (f"kring/{hidden.pk}", "gemeente/0", "tafel/0", f"mens/{member.pk}", "boom/1"):
        assert client.post(f"/gesprekken/volg/{path}/", {"wanted": "ja"}).status_code == 404
    assert not Follow.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_follow_list_query_count(login, member, ask, django_assert_num_queries, count):
    for number in range(count):
        ask(member, title=f"Vraag {number}")
        following.follow(ThemeTableFactory(), by=member, now=timezone.now())
        following.follow(MembershipFactory().user, by=member, now=timezone.now())
    client = login(member)

    # session, user, memberships; what is followed of four kinds; four kinds; topics
    with django_assert_num_queries(12):
        client.get("/gesprekken/volg/")


def test_conversations_stand_beside_what_they_are_about(login, client, member, ask):
    table = ThemeTableFactory()
    assert "Gesprekken hierover" not in client.get(table.get_absolute_url()).text
    assert "Hierover is nog niets gevraagd." in login(member).get(table.get_absolute_url()).text
    ask(member, tables=[table])

    text = login(member).get(table.get_absolute_url()).text

    assert "Hoe doen jullie dat?" in text
    assert f"{NEW}?tafel={table.slug}" in text


def test_person_is_followed_from_their_page(login, member, anna):
    client = login(member)
    page = anna.get_absolute_url()
    assert f'action="/gesprekken/volg/mens/{anna.pk}/"' in client.get(page).text
    assert "gesprekken/volg/mens" not in client.get(member.get_absolute_url()).text

    client.post(f"/gesprekken/volg/mens/{anna.pk}/", {"wanted": "ja"})

    assert "Volg niet meer" in client.get(page).text


def test_conversations_beside_a_coalition_a_bottleneck_and_a_block(login, member, ask, closed):
    coalition = PlaceFactory().coalition
    place = coalition.municipality_places.get().municipality
    ask(member, title="Over hier", municipalities=[place])
    table = ThemeTableFactory()
    ask(member, title="Over de tafel", tables=[table])
    nowhere = BottleneckFactory()
    type(nowhere).objects.filter(pk=nowhere.pk).update(coalition=None)
    client = login(member)

    for thing, said in (
        (coalition, "Over hier"),
        (BottleneckFactory(coalition=coalition), "Over hier"),
        (BottleneckFactory(state="taken_up", table=table), "Over de tafel"),
        (BlockFactory(adopted=True, table=table), "Over de tafel"),
        (nowhere, "Hierover is nog niets gevraagd."),
    ):
        assert said in client.get(thing.get_absolute_url()).text


def test_question_may_grow_out_of_something_else(login, member, network):
    address = sources.create_url(label="Uitslag van de enquête", url="/enquetes/1/")
    client = login(member)
    page = client.get(address)
    assert "Uitslag van de enquête" in page.text
    assert page.context["form"].initial["kind"] == "question"

    said = client.post(address, form(), follow=True)

    assert '<a href="/enquetes/1/">Uitslag van de enquête</a>' in said.text


def test_source_that_is_not_ours_is_left_out(login, member, network):
    forged = signing.dumps(["Kwaad", "https://kwaad.invalid/"], salt="elders")

    login(member).post(f"{NEW}?bron={forged}", form())

    assert Topic.objects.get().source_url == ""


def test_what_grew_out_of_a_page_is_told_to_who_may_read_it(member, network, circle):
    address = "/enquetes/1/#vraag-2"
    seen = TopicFactory(source_label="Uitslag", source_url=address, visibility="network", kind="question")
    TopicFactory(source_label="Uitslag", source_url=address, visibility="circle", circle=circle, kind="question")
    TopicFactory(source_label="Uitslag", source_url=address, withdrawn=True, visibility="network")
    TopicFactory(source_label="Anders", source_url="/enquetes/1/#vraag-3")

    assert sources.grown(member, [address]) == [(address, "vraag", seen.title, seen.conversation_url)]
