"""Writing a building block together, and the pages of its steps."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.members.factories import MembershipFactory
from tests.themetables.blocks.factories import BlockFactory, publish
from tests.themetables.factories import BottleneckFactory, ThemeTableFactory
from themetables.blocks.forms import free_slug
from themetables.models import BlockState, BuildingBlock

pytestmark = pytest.mark.django_db


def answers(client, url, **changed):
    """What a browser would send back of the form at `url`, with some answers changed."""
    form = client.get(url).context["form"]
    values = {field.html_name: field.value() for field in form if field.value() is not None}
    return values | changed


def text(**changed):
    return {
        **{"title": "Kraamzorg op tijd", "kind": "guide", "summary": "Wat het is.", "for_whom": "Verloskundigen."},
        **{"first_step": "Lees.", "second_step": "Doe.", "third_step": "Kijk.", "common_text": "Bel om 16 weken."},
    } | changed


def test_people_of_the_table_write_a_concept(login, writer, table):
    client = login(writer)
    bottleneck = BottleneckFactory(at_table=True, table=table, title="Te weinig uren")
    elsewhere = BottleneckFactory(at_table=True, title="Van een andere tafel")
    url = reverse("themetables:block_create", args=[table.slug])

    page = client.get(url).text
    response = client.post(url, answers(client, url, **text(solves=[bottleneck.pk])), follow=True)

    block = BuildingBlock.objects.get()
    assert "Te weinig uren" in page
    assert elsewhere.title not in page
    assert (block.slug, block.owner, block.state, list(block.solves.all())) == (
        "kraamzorg-op-tijd",
        writer,
        BlockState.CONCEPT,
        [bottleneck],
    )
    assert "Het concept staat er." in response.text


def test_others_do_not_write_at_a_table(login, member, table):
    assert login(member).get(reverse("themetables:block_create", args=[table.slug])).status_code == 403


def test_coordinator_writes_at_a_table_that_stopped(login, coordinator):
    table = ThemeTableFactory(closed=True, circle=None, slug="gestopt")
    client = login(coordinator)
    url = reverse("themetables:block_create", args=["gestopt"])

    response = client.post(url, answers(client, url, **text()), follow=True)

    assert response.status_code == 200
    assert table.blocks.get().title == "Kraamzorg op tijd"


def test_same_title_gets_another_address(concept):
    assert free_slug("Kraamzorg regelen") == "kraamzorg-regelen-2"
    assert free_slug("Gemeenten") == "gemeenten-2"
    assert free_slug("!") == "bouwsteen"


def test_review_date_is_still_to_come(login, lead, concept, path):
    client = login(lead)
    url = path("edit", concept)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    response = client.post(url, answers(client, url, review_on=yesterday))

    assert response.context["form"].errors["review_on"] == ["Kies een dag die nog komt."]


def test_review_date_that_passed_may_stay(login, lead, concept, path):
    BuildingBlock.objects.update(review_on=datetime.date(2025, 1, 1))
    client = login(lead)
    url = path("edit", concept)

    client.post(url, answers(client, url, title="Een betere titel"))

    assert BuildingBlock.objects.get().title == "Een betere titel"


def test_others_read_a_change_when_it_is_published(login, lead, writer, member, established, path):
    client = login(writer)
    url = path("edit", established)
    client.post(url, answers(client, url, common_text="Bel om 12 weken."))

    as_writer = client.get(established.get_absolute_url()).text
    as_member = login(member).get(established.get_absolute_url()).text
    as_lead = login(lead).get(established.get_absolute_url()).text

    assert "Bel om 12 weken." not in as_member
    assert "De verloskundige belt de gemeente." in as_member
    assert "tot de trekker de nieuwe publiceert" in as_writer
    assert "Bekijk wat er veranderde, en publiceer" in as_lead
    assert "aan de tekst gewerkt" not in as_member


def test_lead_publishes_what_was_shown(login, lead, established, path):
    publish(established, 0, common_text="Bel om 12 weken.")
    client = login(lead)
    url = path("publish", established)

    page = client.get(url).text
    response = client.post(url, answers(client, url, what_changed="Vier weken eerder."), follow=True)

    assert "Dit veranderde sinds versie 1" in page
    assert "De nieuwe versie is gepubliceerd." in response.text
    assert established.versions.first().common_text == "Bel om 12 weken."


def test_publishing_what_somebody_changed_meanwhile_says_so(login, lead, writer, established, path):
    client = login(lead)
    url = path("publish", established)
    sent = answers(client, url, what_changed="Vier weken eerder.")
    BuildingBlock.objects.get().save_version(by=writer, now=timezone.now())

    response = client.post(url, sent, follow=True)

    assert "Jantsje Tafellid heeft intussen iets gewijzigd." in response.text


def test_same_text_again_is_warned_of(login, lead, established, path):
    assert "De tekst is dezelfde als van de vorige versie." in login(lead).get(path("publish", established)).text


def test_first_version_is_read_before_it_is_published(login, lead, concept, path):
    response = login(lead).get(path("publish", concept))

    assert "De verloskundige belt de gemeente." in response.text
    assert response.context["form"]["what_changed"].value() == "Eerste versie."


def test_only_who_leads_the_table_decides(login, writer, established, path):
    client = login(writer)

    assert [client.get(path(name, established)).status_code for name in ("edit", "publish", "replace")] == [
        200,
        403,
        403,
    ]


def test_lead_says_where_it_was_tested(login, lead, concept, path):
    response = login(lead).post(path("test", concept), {"whom": "drie praktijken"}, follow=True)

    assert "drie praktijken" in response.text
    assert BuildingBlock.objects.get().state == BlockState.TESTED


def test_text_about_a_family_is_asked_about_first(login, lead, concept, path):
    response = login(lead).post(path("test", concept), {"whom": "cliënt Fatima de Vries, geboren 12-03-1994"})

    assert response.context["form"].guard_warnings
    assert BuildingBlock.objects.get().tested_at_whom == ""


def test_lead_establishes(login, lead, concept, path):
    publish(concept)
    client = login(lead)
    url = path("establish", concept)

    response = client.post(url, answers(client, url), follow=True)

    assert "De bouwsteen is vastgesteld." in response.text


def test_establishing_without_a_version_says_what_to_do(login, lead, concept, path):
    client = login(lead)
    url = path("establish", concept)

    assert "Publiceer eerst de eerste versie." in client.post(url, answers(client, url), follow=True).text


def test_establish_with_nonsense_stays_on_the_page(login, lead, concept, path):
    assert login(lead).post(path("establish", concept), {"version": "x"}).status_code == 200


def test_lead_replaces(login, lead, established, path):
    BlockFactory(title="Iets beters", slug="iets-beters", adopted=True)

    response = login(lead).post(path("replace", established), {"other": "iets-beters"}, follow=True)

    assert "Deze bouwsteen is vervangen" in response.text
    assert "Iets beters" in response.text


def test_replacing_needs_a_choice(login, lead, established, path):
    assert login(lead).post(path("replace", established), {"other": ""}).context["form"].errors["other"]


def test_somebody_who_only_reads_along_does_not_write(login, table, established, path):
    reader = MembershipFactory(circle=table.circle, role="reader").user

    assert login(reader).get(path("edit", established)).status_code == 403
