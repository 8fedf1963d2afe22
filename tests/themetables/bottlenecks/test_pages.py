"""The page of one bottleneck, and what a coalition answers there."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from actions import sources
from members.models import Notice
from members.refused import Refused
from tests.coalitions.factories import CoalitionFactory, PlaceFactory
from tests.members.factories import MembershipFactory, UserFactory
from tests.themetables.factories import BottleneckFactory, RecognitionFactory, ThemeTableFactory
from themetables.bottlenecks import merging, recognising, steps
from themetables.models import BottleneckState, Dismissal, Recognition

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


def url(name, *args):
    return reverse(f"themetables:{name}", args=args)


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("sentence", flat=True))


def test_page_shows_words_state_and_who_recognises_it(login, member):
    table = ThemeTableFactory(short_name="Kraamzorg")
    bottleneck = BottleneckFactory(
        coalition__name="Ameland",
        what_happens="De boot vaart niet.",
        would_help="Een **logeerplek**.",
        for_whom="zwangere vrouwen",
        state=BottleneckState.TAKEN_UP,
        table=table,
        source_label="Uitslag van de enquête",
        source_url="/enquetes/1/",
    )
    RecognitionFactory(bottleneck=bottleneck, coalition__name="Vlieland", how_here="Bij ons ook in de zomer.")

    text = login(member).get(bottleneck.get_absolute_url()).text

    assert "De boot vaart niet." in text
    assert "<strong>logeerplek</strong>" in text
    assert "Bij ons ook in de zomer." in text
    assert "Opgepakt door tafel" in text
    assert f'<a href="{table.get_absolute_url()}">Thematafel Kraamzorg</a>' in text
    assert '<a href="/enquetes/1/">Uitslag van de enquête</a>' in text
    assert "Wij herkennen dit" not in text  # a member answers for nobody


def test_one_that_nobody_recognises_says_who_can(login, leader, coalition, member):
    bottleneck = BottleneckFactory(recognised_by=[])

    assert "De coalitieleider kan dat hier zeggen." in login(member).get(bottleneck.get_absolute_url()).text
    assert "Zeg het hierboven." in login(leader).get(bottleneck.get_absolute_url()).text


def test_reason_of_what_was_turned_down_stands_on_top(login, member):
    bottleneck = BottleneckFactory(turned_down=True)

    text = login(member).get(bottleneck.get_absolute_url()).text

    assert "Dit wordt niet opgepakt" in text
    assert bottleneck.state_reason in text


def test_history_tells_each_step(login, member, coordinator):
    bottleneck, table = BottleneckFactory(), ThemeTableFactory(short_name="Zorgpad")
    steps.take_up(bottleneck, table, reason="Het speelt overal.", by=coordinator, now=NOW)
    merging.merge(BottleneckFactory(title="De dubbele"), bottleneck, by=coordinator, now=NOW)

    text = login(member).get(bottleneck.get_absolute_url()).text

    assert "Opgepakt door tafel: thematafel Zorgpad" in text
    assert "Het speelt overal." in text
    assert "Hierbij gevoegd:" in text
    assert "Hier zijn bij gevoegd" in text


def test_long_history_says_that_there_is_more(login, member):
    bottleneck = BottleneckFactory()
    for minute in range(51):
        verb = steps.put_on_agenda if minute % 2 else steps.solve
        verb(bottleneck, by=None, now=NOW + datetime.timedelta(minutes=minute))

    assert "Wat eerder gebeurde, staat niet op deze pagina." in login(member).get(bottleneck.get_absolute_url()).text


def test_one_click_recognises(login, leader, coalition):
    bottleneck = BottleneckFactory()
    namer = MembershipFactory(circle=bottleneck.coalition.circle, leader=True).user
    click = url("bottleneck_recognise", bottleneck.pk)
    client = login(leader)

    response = client.post(click, {"coalition": coalition.pk}, follow=True)

    assert response.redirect_chain == [(bottleneck.get_absolute_url(), 302)]
    assert f"{coalition} herkent “{bottleneck}” nu ook." in response.text
    recognition = bottleneck.recognitions.get(coalition=coalition)
    assert recognition.recognised_by == leader
    bottleneck.refresh_from_db()
    assert bottleneck.municipality_count == 1
    assert told(namer) == [f"Waadhoeke herkent jullie knelpunt “{bottleneck}”."]

    client.post(click)  # a second click, by who answers for one coalition only
    assert bottleneck.recognitions.filter(coalition=coalition).count() == 1
    assert len(told(namer)) == 1


def test_reader_goes_on_where_they_were_and_nowhere_else(login, leader, coalition):
    bottleneck = BottleneckFactory()
    click = url("bottleneck_recognise", bottleneck.pk)
    client = login(leader)

    assert client.post(click, {"onward": "/knelpunten/?page=2"}).url == "/knelpunten/?page=2"
    for elsewhere in ("https://kwaad.invalid/", "//kwaad.invalid/"):
        assert client.post(click, {"onward": elsewhere}).url == bottleneck.get_absolute_url()


def test_nobody_answers_for_a_coalition_of_others(login, leader, coalition, partner, member):
    bottleneck, other = BottleneckFactory(), CoalitionFactory()

    for user in (leader, partner, member):
        client = login(user)
        for name in ("bottleneck_recognise", "bottleneck_dismiss"):
            assert client.post(url(name, bottleneck.pk), {"coalition": other.pk}).status_code == 403
        assert client.get(url("recognition_edit", bottleneck.pk, other.slug)).status_code == 403
    assert not Recognition.objects.filter(coalition=other).exists()
    assert not Dismissal.objects.exists()


def test_coordinator_fills_in_what_was_said_at_a_meeting(login, coordinator, coalition):
    bottleneck = BottleneckFactory()

    login(coordinator).post(url("bottleneck_recognise", bottleneck.pk), {"coalition": coalition.pk})

    assert bottleneck.recognitions.get(coalition=coalition).recognised_by == coordinator


def test_coordinator_chooses_from_who_does_not_recognise_it_yet(login, coordinator, coalition):
    bottleneck = BottleneckFactory()
    page = url("recognition_choose", bottleneck.pk)
    client = login(coordinator)
    assert page in client.get(bottleneck.get_absolute_url()).text

    text = client.get(page).text
    assert url("recognition_edit", bottleneck.pk, coalition.slug) in text
    assert url("recognition_edit", bottleneck.pk, bottleneck.coalition.slug) not in text
    recognising.recognise(bottleneck, coalition, by=coordinator, now=NOW)
    assert "Alle coalities herkennen dit al." in client.get(page).text


def test_not_with_us_is_asked_no_more_and_can_still_change(login, leader, coalition):
    bottleneck = BottleneckFactory()
    client = login(leader)
    assert "Herkennen we niet" in client.get(bottleneck.get_absolute_url()).text

    response = client.post(url("bottleneck_dismiss", bottleneck.pk), follow=True)
    assert "We vragen het niet meer." in response.text
    assert f"{coalition} herkent dit niet." in response.text

    client.post(url("bottleneck_recognise", bottleneck.pk))
    assert not bottleneck.dismissals.exists()
    response = client.post(url("bottleneck_dismiss", bottleneck.pk), follow=True)
    assert f"{coalition} herkent “{bottleneck}” al." in response.text
    assert not bottleneck.dismissals.exists()


def test_leader_writes_how_it_is_there(login, leader, coalition):
    bottleneck = BottleneckFactory()
    page = url("recognition_edit", bottleneck.pk, coalition.slug)
    client = login(leader)
    assert "Als je dit bewaart, herkennen jullie" in client.get(page).text

    client.post(page, {"how_here": "Elke zomer."})
    assert bottleneck.recognitions.get(coalition=coalition).how_here == "Elke zomer."

    assert "Elke zomer." in client.get(page).text
    client.post(page, {"how_here": "Elke winter."})
    client.post(page, {"how_here": "Elke winter."})
    assert bottleneck.recognitions.get(coalition=coalition).how_here == "Elke winter."
    assert "Wijzig hoe het bij jullie is" in client.get(bottleneck.get_absolute_url()).text


def test_recognising_again_leaves_the_text_alone(coalition, leader):
    bottleneck = BottleneckFactory()
    recognising.recognise(bottleneck, coalition, "Elke zomer.", by=leader, now=NOW)

    recognising.recognise(bottleneck, coalition, by=leader, now=NOW)

    assert bottleneck.recognitions.get(coalition=coalition).how_here == "Elke zomer."


def test_what_was_typed_for_a_new_one_comes_along(login, leader, coalition):
    bottleneck = BottleneckFactory()
    page = url("recognition_edit", bottleneck.pk, coalition.slug)

    response = login(leader).post(page, {"from_form": "ja", "what_happens": "Wij wachten ook.", "title": "Wachten"})

    assert "Wij wachten ook.</textarea>" in response.text
    assert not bottleneck.recognitions.filter(coalition=coalition).exists()


def test_what_was_typed_for_a_new_one_stands_under_what_was_said(login, leader, coalition):
    bottleneck = BottleneckFactory()
    recognising.recognise(bottleneck, coalition, "Elke zomer.", by=leader, now=NOW)
    page = url("recognition_edit", bottleneck.pk, coalition.slug)

    response = login(leader).post(page, {"from_form": "ja", "what_happens": "Wij wachten ook.", "title": "Wachten"})

    assert "Elke zomer.\n\nWij wachten ook.</textarea>" in response.text


def test_text_about_a_family_is_asked_about_first(login, leader, coalition):
    bottleneck = BottleneckFactory()
    page = url("recognition_edit", bottleneck.pk, coalition.slug)

    response = login(leader).post(page, {"how_here": "De moeder van Anna de Vries belde ons op 06 12345678."})

    assert response.status_code == 200
    assert not bottleneck.recognitions.filter(coalition=coalition).exists()


def test_recognition_can_be_taken_back(login, leader, coalition):
    bottleneck = BottleneckFactory()
    namer = MembershipFactory(circle=bottleneck.coalition.circle, leader=True).user
    client = login(leader)
    client.post(url("bottleneck_recognise", bottleneck.pk))
    page = url("recognition_withdraw", bottleneck.pk, coalition.slug)

    assert "De herkenning gaat weg" in client.get(page).text
    client.post(page)

    assert not bottleneck.recognitions.filter(coalition=coalition).exists()
    bottleneck.refresh_from_db()
    assert bottleneck.municipality_count == 0
    assert told(namer) == []  # not mailed yet, and not so any more


def test_who_named_it_recognises_it(login, leader, coalition):
    bottleneck = BottleneckFactory(coalition=coalition)
    page = url("recognition_withdraw", bottleneck.pk, coalition.slug)

    response = login(leader).post(page, follow=True)

    assert "Jullie hebben dit knelpunt zelf genoemd." in response.text
    assert bottleneck.recognitions.filter(coalition=coalition).exists()
    assert "Toch niet</a>" not in response.text


def test_merged_one_leads_on_and_asks_nothing(login, leader, coalition):
    into = BottleneckFactory(title="De blijver")
    duplicate = BottleneckFactory(title="De dubbele", coalition=coalition)
    merging.merge(duplicate, into, by=UserFactory(), now=NOW)
    client = login(leader)

    text = client.get(duplicate.get_absolute_url()).text

    assert "Dit knelpunt is samengevoegd" in text
    assert f'<a href="{into.get_absolute_url()}">De blijver</a>' in text
    assert "Wij herkennen dit" not in text
    assert "hoe het bij jullie is" not in text
    response = client.get(url("recognition_edit", duplicate.pk, coalition.slug))
    assertRedirects(response, into.get_absolute_url())


def test_action_point_for_the_own_circle_grows_out_of_it(login, leader, coalition, member):
    bottleneck = BottleneckFactory(title="Wachten")

    text = login(leader).get(bottleneck.get_absolute_url()).text

    link = sources.create_url(coalition.circle, label="Knelpunt: Wachten", url=bottleneck.get_absolute_url())
    assert f"{link.partition('?')[0]}?bron=" in text
    assert "Maak hier een actiepunt van" not in login(member).get(bottleneck.get_absolute_url()).text


def test_leaders_hear_of_steps_and_of_the_reason(coalition, leader, coordinator):
    bottleneck = BottleneckFactory(title="Wachten", recognised_by=[coalition])
    table = ThemeTableFactory(short_name="Zorgpad")

    steps.put_on_agenda(bottleneck, by=coordinator, now=timezone.now())
    steps.take_up(bottleneck, table, by=coordinator, now=timezone.now())
    steps.deliver(bottleneck, by=coordinator, now=timezone.now())
    steps.solve(bottleneck, by=coordinator, now=timezone.now())
    steps.reopen(bottleneck, by=coordinator, now=timezone.now())
    steps.turn_down(bottleneck, reason="Dit is aan de verzekeraar.", by=coordinator, now=timezone.now())

    assert told(leader) == [
        "Het knelpunt “Wachten” staat op de agenda van het netwerk.",
        "Thematafel Zorgpad heeft het knelpunt “Wachten” opgepakt.",
        "Thematafel Zorgpad heeft een bouwsteen geleverd voor het knelpunt “Wachten”.",
        "Het knelpunt “Wachten” is opgelost.",
        "Het knelpunt “Wachten” staat weer open.",
        "Het knelpunt “Wachten” wordt niet opgepakt. De reden: Dit is aan de verzekeraar.",
    ]
    assert told(coordinator) == []


def test_recognition_of_what_the_network_named_is_told_to_nobody(coalition, leader):
    recognising.recognise(BottleneckFactory(coalition=None, recognised_by=[]), coalition, by=leader, now=NOW)

    assert not Notice.objects.exists()


def test_only_the_naming_coalition_keeps_its_recognition(coalition, leader):
    recognition = RecognitionFactory(
        bottleneck__coalition=coalition, bottleneck__recognised_by=[], coalition=coalition
    )

    with pytest.raises(Refused):
        recognising.withdraw(recognition, now=NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_page_query_count(login, member, leader, coalition, django_assert_num_queries, count):
    bottleneck = BottleneckFactory(at_table=True, source_label="Bron", source_url="/")
    for _ in range(count):
        RecognitionFactory(bottleneck=bottleneck, coalition=PlaceFactory().coalition, how_here="Ook hier.")
        steps.put_on_agenda(bottleneck, by=UserFactory(), now=NOW)
        steps.take_up(bottleneck, ThemeTableFactory(), by=UserFactory(), now=NOW)
        merging.merge(BottleneckFactory(), bottleneck, by=UserFactory(), now=NOW)

    client = login(member)
    client.get(bottleneck.get_absolute_url())  # reads the borders, once per process
    # session, user, memberships, the bottleneck, municipalities, who recognises, texts that came along, changes,
    # pillars, may edit, what was merged into it; the seven of the chain;
    # conversations
    with django_assert_num_queries(19):
        client.get(bottleneck.get_absolute_url())
    client = login(leader)
    with django_assert_num_queries(21):  # and the own coalition, what it said no to
        client.get(bottleneck.get_absolute_url())
