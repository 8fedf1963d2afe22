import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from members.models.users import Visitor
from tests.themetables.chain import loop

pytestmark = pytest.mark.django_db
KINDS = {
    "knelpunt": "bottleneck",
    "thematafel": "table",
    "tafelplan": "plan",
    "besluit": "decision",
    "bouwsteen": "block",
    "gebruik": "adoption",
}


@pytest.fixture
def whole(network):
    made = loop.whole_loop()
    made.adoption = made.adoptions[0]
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_chain_has_a_page_of_its_own(login, member, whole, kind):
    thing = getattr(whole, KINDS[kind])

    response = login(member).get(f"/keten/{kind}/{thing.pk}/")

    assert response.status_code == 200
    assert f"De keten van {thing}" in response.text
    assert response.text.count("je bent hier") == 3  # two pictures and the list


@pytest.mark.parametrize("kind", KINDS)
def test_page_asks_as_much_for_every_length(login, member, whole, kind, django_assert_num_queries):
    for number in range(3):
        loop.bottleneck(f"Nog een {number}", table=whole.table)
    client = login(member)
    # A table, a bottleneck and a block stand on their own; the others are read with what they are of.
    with django_assert_num_queries(11):  # session, user, memberships, the thing, and the chain
        client.get(f"/keten/{kind}/{getattr(whole, KINDS[kind]).pk}/")


@pytest.mark.parametrize("path", ["/keten/knelpunt/0/", "/keten/recept/1/"])
def test_chain_of_what_is_not_there_is_not_found(login, member, path):
    assert login(member).get(path).status_code == 404


def test_draft_of_a_plan_has_no_chain_for_others(login, member, network):
    draft = loop.plan(loop.ThemeTableFactory(), submitted_at=None)

    assert login(member).get(f"/keten/tafelplan/{draft.pk}/").status_code == 404


def tag(user, thing):
    request = RequestFactory().get("/")
    request.user = user
    template = engines["django"].from_string("{% load chain %}{% chain thing %}")
    return template.render({"thing": thing}, request)


def test_tag_draws_the_chain_at_the_end_of_a_page(member, whole):
    html = tag(member, whole.block)

    assert html.count(whole.bottleneck.get_absolute_url() + '"') == 3
    assert reverse("themetables:chain_detail", args=["bouwsteen", whole.block.pk]) in html


def test_tag_says_nothing_to_a_visitor(whole):
    assert tag(Visitor(), whole.table).strip() == ""
