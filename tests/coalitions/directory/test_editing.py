"""Who may change an organisation does so at once; nothing is lost, and everything leaves a line of history."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.directory import editing
from coalitions.directory.fields import PhoneField, parse_former_names, spaced
from coalitions.directory.forms import merged
from coalitions.models import Organisation, OrganisationChange, Suggestion
from coalitions.models.organisations import impersonal
from tests.coalitions.factories import OrganisationFactory
from tests.members.factories import MembershipFactory

pytestmark = pytest.mark.django_db

CREATE = reverse("coalitions:organisation_create")


def edit(organisation):
    return reverse("coalitions:organisation_edit", args=[organisation.slug])


def seen(response):
    """The signed mark of what the page showed."""
    return re.search(r'name="seen_version" value="([^"]*)"', response.text)[1]


def save(client, organisation, data):
    """Open the page, then send it."""
    return client.post(edit(organisation), {**data, "seen_version": seen(client.get(edit(organisation)))}, follow=True)


def last_change(organisation):
    return organisation.changes.first()


def test_leader_changes_what_works_in_the_coalition(login, leader_here, kraamzorg, typed):
    response = save(login(leader_here), kraamzorg, typed(phone="0581234567", offers="Kraamzorg thuis"))

    kraamzorg.refresh_from_db()
    assert (kraamzorg.phone, kraamzorg.offers, kraamzorg.version) == ("058 1234567", "Kraamzorg thuis", 2)
    assert (kraamzorg.changed_by, kraamzorg.reviewed_on) == (leader_here, None)
    assert "De gegevens van Isis Kraamzorg zijn bewaard." in response.text
    change = last_change(kraamzorg)
    assert (change.kind, change.by) == ("changed", leader_here)
    assert change.fields == [["offers", "", "Kraamzorg thuis"], ["phone", "058 1111111", "058 1234567"]]
    assert "kraamzorg thuis" in kraamzorg.search_text


def test_nothing_changed_leaves_no_version_and_no_history(login, leader_here, kraamzorg, typed):
    save(login(leader_here), kraamzorg, typed())

    kraamzorg.refresh_from_db()
    assert kraamzorg.version == 1
    assert not kraamzorg.changes.exists()


def test_lists_change_with_their_history(login, coordinator, kraamzorg, typed, elsewhere):
    save(
        login(coordinator),
        kraamzorg,
        typed(
            municipalities=[elsewhere.pk], former_names="Isis\nOud | 31-12-2024 | krant\n\n", closed_on="2026-01-31"
        ),
    )

    kraamzorg.refresh_from_db()
    assert [place.name for place in kraamzorg.municipalities.all()] == ["Vlieland"]
    assert list(kraamzorg.former_names.values_list("name", "until", "source")) == [
        ("Isis", None, ""),
        ("Oud", date(2024, 12, 31), "krant"),
    ]
    assert last_change(kraamzorg).fields == [
        ["municipalities", "Súdwest-Fryslân", "Vlieland"],
        ["former_names", "Isis", "Isis\nOud | 31-12-2024 | krant"],
        ["closed_on", "", "31-1-2026"],
    ]
    assert "vlieland" in kraamzorg.search_text
    assert "oud" in kraamzorg.search_names


def test_province_means_every_municipality_and_country_means_none(login, coordinator, kraamzorg, typed, elsewhere):
    client = login(coordinator)

    save(client, kraamzorg, typed(level="province", municipalities=[]))
    assert kraamzorg.municipalities.count() == 2
    assert last_change(kraamzorg).fields[-1] == ["municipalities", "Súdwest-Fryslân", "heel Fryslân"]

    save(client, kraamzorg, typed(level="national"))
    assert kraamzorg.municipalities.count() == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"municipalities": []}, "Kies minstens één gemeente."),
        ({"municipalities": ["999999"]}, "Deze keuze is er niet"),
        ({"name": "ANDERE naam"}, "Andere Naam staat al op de sociale kaart."),
        ({"name": "an"}, "Zo heet Andere Naam in het kort, en die staat al op de sociale kaart."),
        ({"name": ""}, "Vul dit nog in: Naam"),
        ({"contact_function": "mevrouw De Vries"}, "Zet hier geen naam van iemand."),
        ({"contact_function": "Jan de Boer"}, "Zet hier geen naam van iemand."),
        ({"contact_function": "vraag naar J. de Boer"}, "Zet hier geen naam van iemand."),
        ({"contact_function": "Anneke"}, "Zet hier geen naam van iemand."),
        ({"contact_function": "jan@x.nl"}, "Zet hier geen e-mailadres van iemand."),
        ({"contact_function": "balie (06-12 34 56 78)"}, "Zet hier geen telefoonnummer."),
        ({"offers": "Mail jan@voorbeeld.invalid"}, "Zet hier geen e-mailadres."),
        ({"website": "ftp://voorbeeld.invalid"}, "Dit is geen webadres."),
        ({"phone": "bel ons"}, "Vul een telefoonnummer in"),
        ({"phone": "581234567"}, "Hier ontbreekt de 0 vooraan."),
        ({"former_names": "a | b | c | d"}, "Schrijf “a | b | c | d” als"),
        ({"former_names": "Oud | gisteren"}, "is geen dag"),
        ({"former_names": "x" * 151}, "is te lang"),
        ({"former_names": "\n".join(f"naam {n}" for n in range(21))}, "hoogstens 20 vroegere namen"),
        ({"closed_on": "2090-01-01"}, "Kies vandaag of een dag die geweest is."),
        ({"former_names": "a;b"}, "Schrijf “a;b” als"),
        ({"former_names": "Oud\u202e"}, "Gebruik hier alleen letters"),
        ({"kind": "gekaapt"}, "Deze keuze is er niet"),
    ],
)
def test_wrong_input_is_named_and_kept(login, leader_here, kraamzorg, typed, change, words):
    OrganisationFactory(name="Andere Naam", short_name="AN")

    text = save(login(leader_here), kraamzorg, typed(area="Dit blijft staan", **change)).text

    assert words in text
    assert "Dit blijft staan" in text
    kraamzorg.refresh_from_db()
    assert kraamzorg.area == "Sneek"


def test_two_at_once_keep_both_their_fields(login, leader_here, coordinator, kraamzorg, typed):
    client = login(leader_here)
    mark = seen(client.get(edit(kraamzorg)))
    other = type(client)()
    other.force_login(coordinator)
    save(other, kraamzorg, typed(offers="Van de ander", former_names="Isis\nErbij"))

    text = client.post(
        edit(kraamzorg), typed(area="Van mij", former_names="Isis\nVan mij", seen_version=mark), follow=True
    ).text

    kraamzorg.refresh_from_db()
    assert (kraamzorg.offers, kraamzorg.area) == ("Van de ander", "Van mij")
    assert sorted(former.name for former in kraamzorg.former_names.all()) == ["Erbij", "Isis", "Van mij"]
    assert "blijft ook: Wat bieden zij?" in text


def test_two_people_who_write_too_many_old_names_choose_together(login, leader_here, coordinator, kraamzorg, typed):
    client = login(leader_here)
    page = client.get(edit(kraamzorg))
    hers, his = (["Isis", *(f"{whose} {number}" for number in range(12))] for whose in ("Haar", "Zijn"))
    save(login(coordinator), kraamzorg, typed(former_names="\n".join(hers)))

    client = login(leader_here)
    mine = typed(former_names="\n".join(his), **{"initial-former_names": "Isis"})
    response = client.post(edit(kraamzorg), {**mine, "seen_version": seen(page)})
    form = response.context["form"]
    assert "Kies er samen hoogstens 20." in response.text
    assert len(form["former_names"].value().splitlines()) == 25
    assert kraamzorg.former_names.count() == 13

    chosen = mine | {"former_names": "Isis\nHaar 1", "initial-former_names": form.data["initial-former_names"]}
    client.post(edit(kraamzorg), {**chosen, "seen_version": seen(response)})
    assert sorted(former.name for former in kraamzorg.former_names.all()) == ["Haar 1", "Isis"]


@pytest.mark.parametrize("spoiled", ["niet | te | lezen | x", "a | 31-13-2024", "x" * 3000, "a\0b"])
def test_hidden_names_that_were_spoiled_count_for_nothing(login, leader_here, kraamzorg, typed, spoiled):
    save(login(leader_here), kraamzorg, typed(former_names="Isis\nErbij", **{"initial-former_names": spoiled}))

    assert sorted(former.name for former in kraamzorg.former_names.all()) == ["Erbij", "Isis"]


def test_two_in_one_field_are_asked_to_choose(login, leader_here, coordinator, kraamzorg, typed):
    client = login(leader_here)
    mark = seen(client.get(edit(kraamzorg)))
    other = type(client)()
    other.force_login(coordinator)
    save(other, kraamzorg, typed(offers="Van de ander"))

    response = client.post(edit(kraamzorg), typed(offers="Van mij", seen_version=mark))

    assert "Wat bieden zij?: welke tekst blijft?" in response.text
    assert "Van mij" in response.text
    kraamzorg.refresh_from_db()
    assert kraamzorg.offers == "Van de ander"

    client.post(edit(kraamzorg), typed(offers="Van mij", seen_version=seen(response)))
    kraamzorg.refresh_from_db()
    assert kraamzorg.offers == "Van mij"
    assert [change.fields for change in kraamzorg.changes.all()] == [
        [["offers", "Van de ander", "Van mij"]],
        [["offers", "", "Van de ander"]],
    ]


@pytest.mark.parametrize(
    ("saw", "mine", "theirs", "result"),
    [
        ("A", "A", "A", ["A"]),
        ("A", "", "A", []),
        ("A", "A", "", []),
        ("A", "A\nB", "A\nC", ["A", "C", "B"]),
        ("A", "A | 1-1-2025", "A", ["A | 1-1-2025"]),
        ("A", "A", "A | 1-1-2025", ["A | 1-1-2025"]),
        ("A", "", "A\nB", ["B"]),
    ],
)
def test_old_names_of_two_people_are_laid_together(saw, mine, theirs, result):
    lines = [f"{name} | {until:%-d-%-m-%Y}" if until else name for name, until, _ in merged(saw, mine, theirs)]

    assert lines == result


def test_tick_says_that_all_was_checked(login, leader_here, kraamzorg, typed):
    save(login(leader_here), kraamzorg, typed(is_reviewed="on"))

    kraamzorg.refresh_from_db()
    today = timezone.localdate()
    assert (kraamzorg.reviewed_on, kraamzorg.review_on) == (today, today + editing.REVIEW_AFTER)
    assert kraamzorg.owner == leader_here


def test_name_that_was_taken_a_moment_ago_is_told(login, leader_here, kraamzorg, typed, monkeypatch):
    """Between the question of the form and the save somebody else may add the same name."""
    OrganisationFactory(name="Andere Naam")
    monkeypatch.setattr("coalitions.directory.forms.OrganisationForm.clean_name", lambda form: form.data["name"])
    client = login(leader_here)

    edited = save(client, kraamzorg, typed(name="Andere Naam")).text
    added = client.post(CREATE, typed(name="Andere Naam", reason="x")).text

    assert "Iemand anders gaf net dezelfde naam" in edited
    assert "Iemand anders gaf net dezelfde naam" in added
    assert Organisation.objects.filter(sort_name="andere naam").count() == 1


def test_leader_adds_an_organisation_at_once(login, leader_here, kraamzorg, typed):
    response = login(leader_here).post(
        CREATE, typed(name="  Nieuw   Huis ", former_names="Oud Huis", reason="Zag ik staan"), follow=True
    )

    organisation = Organisation.objects.get(slug="nieuw-huis")
    assert (organisation.name, organisation.owner, organisation.version) == ("Nieuw Huis", leader_here, 1)
    assert organisation.reviewed_on == timezone.localdate()
    assert "Nieuw Huis staat op de sociale kaart." in response.text
    change = last_change(organisation)
    assert (change.kind, change.reason) == ("created", "Zag ik staan")
    assert ["name", "", "Nieuw Huis"] in change.fields
    assert not Suggestion.objects.exists()


def test_leader_elsewhere_proposes_an_organisation(login, leader_here, kraamzorg, typed, elsewhere):
    login(leader_here).post(CREATE, typed(name="Op het eiland", municipalities=[elsewhere.pk], reason="Gezien"))

    assert not Organisation.objects.filter(name="Op het eiland").exists()
    assert [place.name for place in Suggestion.objects.get().municipalities.all()] == ["Vlieland"]


def test_coordinator_adds_what_works_in_the_whole_country(login, coordinator, kraamzorg, typed):
    login(coordinator).post(CREATE, typed(name="Pharos", level="national", municipalities=[], reason="Bekend"))

    assert Organisation.objects.get(slug="pharos").level == "national"


@pytest.mark.parametrize("name", ["Nieuw", "Voorstellen", "Isis Kraamzorg!", "日本"])
def test_address_is_free_and_no_page_of_the_directory(login, coordinator, kraamzorg, typed, name):
    login(coordinator).post(CREATE, typed(name=name, reason="x"))

    organisation = Organisation.objects.exclude(pk=kraamzorg.pk).get()
    assert organisation.slug in {"nieuw-2", "voorstellen-2", "isis-kraamzorg-2", "organisatie"}
    assert login(coordinator).get(organisation.get_absolute_url()).context["organisation"] == organisation


def test_leader_of_another_place_may_look_but_not_touch(login, kraamzorg):
    leader = MembershipFactory(leader=True).user

    assert login(leader).get(edit(kraamzorg)).status_code == 403
    assert "Stel een wijziging voor" in login(leader).get(kraamzorg.get_absolute_url()).text


def test_leadership_that_ended_gives_no_right(login, leader_here, kraamzorg):
    leader_here.memberships.update(until=timezone.localdate())

    assert login(leader_here).get(edit(kraamzorg)).status_code == 404


def test_owner_changes_what_they_look_after(login, member, kraamzorg, typed):
    kraamzorg.owner = member
    kraamzorg.save()

    save(login(member), kraamzorg, typed(area="Van de eigenaar"))

    kraamzorg.refresh_from_db()
    assert kraamzorg.area == "Van de eigenaar"


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("0581234567", "058 1234567"),
        ("0512345678", "0512 345678"),
        ("0612345678", "06 12345678"),
        ("+31581234567", "+31581234567"),
        ("0900 1234", "0900 1234"),
        ("058-1234567", "058-1234567"),
    ],
)
def test_phone_keeps_its_zero_in_excel(phone, expected):
    assert spaced(phone) == PhoneField().clean(phone) == expected


@pytest.mark.parametrize(
    "text", ["praktijkmanager", "Bel het consultatiebureau", "de heer des huizes", "mw. of mijnheer"]
)
def test_function_is_no_person(text):
    assert impersonal(text) is None


def test_old_name_is_read_with_any_date():
    assert parse_former_names("A|2024-12-31\nB | 31/12/2024 | bron") == [
        ("A", date(2024, 12, 31), ""),
        ("B", date(2024, 12, 31), "bron"),
    ]


def test_history_names_its_organisation(kraamzorg):
    change = OrganisationChange(organisation=kraamzorg, kind="import")

    assert str(change) == "Isis Kraamzorg: ingelezen uit een bestand"
    assert str(kraamzorg.former_names.get()) == "Isis"
