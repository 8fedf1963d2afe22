"""A file comes in with a preview first, then all of it or nothing; whatever is wrong is said with its line."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions import retention
from coalitions.directory import importing, reading
from coalitions.directory.editing import REVIEW_AFTER
from coalitions.models import ImportDraft, Organisation, OrganisationChange
from tests.coalitions.directory.files import HEAD, UPLOAD, send, states
from tests.coalitions.factories import OrganisationFactory

EXPORT = reverse("coalitions:organisation_export", args=["csv"])


def confirm(client, response):
    draft = response.context["draft"]
    return client.post(draft.get_absolute_url(), {"seen": response.context["form"].initial["seen"]}, follow=True)


# What would change, and then what changed


@pytest.mark.django_db
def test_preview_tells_what_is_new_changed_and_the_same(editor, data_editor, kraamzorg, sudwest):
    OrganisationFactory(name="Blijft", kind="welfare", working_in=[sudwest], phone="058 9999999")
    content = (
        HEAD
        + "Isis Kraamzorg;kraamzorg;lokaal;Zuidwest-Friesland;0582222222\n"
        + "Blijft;Welzijn;LOKAAL;súdwest-fryslân;058 9999999\n"
        + "Het Nieuwe Huis;ggz;landelijk;;\n"
    )

    response = send(editor, content)

    assert states(response) == {"new": 1, "changed": 1, "same": 1, "wrong": 0}
    assert response.context["lines"]["changed"][0].labelled == [("telefoon", "058 1111111", "058 2222222")]
    assert "Uit kaart.csv: 1 nieuw, 1 gewijzigd, 1 gelijk, 0 met een fout." in response.text
    assert Organisation.objects.count() == 2
    kraamzorg.refresh_from_db()
    assert kraamzorg.phone == "058 1111111"

    done = confirm(editor, response)

    kraamzorg.refresh_from_db()
    assert (kraamzorg.phone, kraamzorg.version, kraamzorg.changed_by) == ("058 2222222", 2, data_editor)
    added = Organisation.objects.get(slug="het-nieuwe-huis")
    assert (added.kind, added.level, added.version, added.sort_name) == (
        "mental_health",
        "national",
        1,
        "het nieuwe huis",
    )
    assert "ggz" in added.search_text
    assert added.review_on == timezone.localdate() + REVIEW_AFTER  # nobody looks after it: who leads there is asked
    assert "1 organisatie toegevoegd en 1 gewijzigd" in done.text
    assert OrganisationChange.objects.count() == 2
    change = kraamzorg.changes.get()
    assert (change.kind, change.by, change.fields) == (
        "import",
        data_editor,
        [["phone", "058 1111111", "058 2222222"]],
    )


@pytest.mark.django_db
def test_confirming_twice_and_the_same_file_again_change_nothing(editor, kraamzorg):
    content = HEAD + "Isis Kraamzorg;kraamzorg;lokaal;Zuidwest-Friesland;0582222222\nNieuw Huis;ggz;landelijk;;\n"
    response = send(editor, content)
    confirm(editor, response)
    confirm(editor, response)

    again = send(editor, content)

    assert OrganisationChange.objects.count() == 2
    assert states(again) == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert "Alles staat er al zo" in again.text
    assert "Neem dit over" not in again.text


@pytest.mark.django_db
def test_lists_are_replaced_and_absent_columns_stay(editor, kraamzorg, elsewhere):
    head = "kenmerk;naam;gemeenten;vroegere namen\n"

    confirm(editor, send(editor, head + 'isis-kraamzorg;Isis Geboortezorg;Flylân;"Oud | 31-12-2024 | krant; Ouder"'))

    kraamzorg.refresh_from_db()
    assert (kraamzorg.name, kraamzorg.slug, kraamzorg.phone) == ("Isis Geboortezorg", "isis-kraamzorg", "058 1111111")
    assert [place.name for place in kraamzorg.municipalities.all()] == ["Vlieland"]
    assert sorted(former.name for former in kraamzorg.former_names.all()) == ["Oud", "Ouder"]
    assert "isis geboortezorg" in kraamzorg.search_text


@pytest.mark.django_db
def test_municipalities_stand_with_a_comma_between_too(editor, kraamzorg, elsewhere):
    confirm(editor, send(editor, "naam;werkt;gemeenten\nIsis Kraamzorg;regionaal;Vlieland, Zuidwest-Friesland\n"))

    assert kraamzorg.municipalities.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("website", "geen-adres", "Dit is geen webadres."),
        ("website", "ftp://voorbeeld.invalid", "Dit is geen webadres."),
        ("gestopt op", "gisteren", "Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."),
    ],
)
def test_wrong_day_and_website_are_told_in_plain_words(editor, kraamzorg, column, text, words):
    assert words in send(editor, f"naam;{column}\nIsis Kraamzorg;{text}\n").text


@pytest.mark.django_db
def test_every_municipality_by_one_word(editor, kraamzorg, elsewhere):
    confirm(editor, send(editor, "naam;werkt;gemeenten\nIsis Kraamzorg;regionaal;alle\n"))

    assert kraamzorg.municipalities.count() == 2


@pytest.mark.django_db
def test_directory_that_changed_meanwhile_is_shown_again(editor, kraamzorg):
    response = send(editor, HEAD + "Isis Kraamzorg;kraamzorg;lokaal;Zuidwest-Friesland;0582222222\n")
    kraamzorg.phone, kraamzorg.version = "058 3333333", 2
    kraamzorg.save()

    second = confirm(editor, response)

    assert "De sociale kaart is intussen gewijzigd." in second.text
    assert "058 3333333" in second.text
    kraamzorg.refresh_from_db()
    assert kraamzorg.phone == "058 3333333"
    confirm(editor, second)
    kraamzorg.refresh_from_db()
    assert kraamzorg.phone == "058 2222222"


@pytest.mark.django_db
def test_name_that_somebody_took_meanwhile_stops_everything(editor, kraamzorg):
    response = send(editor, "kenmerk;naam\nisis-kraamzorg;Isis Geboortezorg\n")
    OrganisationFactory(name="Isis Geboortezorg", slug="andere")

    text = confirm(editor, response).text

    assert "Er klopt iets niet meer in dit bestand." in text
    assert "Zo heet al een andere organisatie, met kenmerk andere." in text
    kraamzorg.refresh_from_db()
    assert kraamzorg.name == "Isis Kraamzorg"


@pytest.mark.django_db
def test_draft_is_gone_after_a_day(editor, kraamzorg):
    response = send(editor, "naam;telefoon\nIsis Kraamzorg;0582222222\n")
    ImportDraft.objects.update(expires_at=timezone.now())

    assert "ouder dan een dag" in confirm(editor, response).text
    kraamzorg.refresh_from_db()
    assert kraamzorg.version == 1
    assert retention.purge(timezone.now() + timedelta(seconds=1))["import_drafts"] == 1
    assert not ImportDraft.objects.exists()


@pytest.mark.django_db
def test_draft_is_seen_by_who_brought_it(editor, login, coordinator, data_editor, kraamzorg, network):
    draft = send(editor, "naam;telefoon\nIsis Kraamzorg;0582222222\n").context["draft"]
    assert str(draft) == "kaart.csv"

    assert login(coordinator).get(draft.get_absolute_url()).status_code == 404
    data_editor.memberships.update(role="member")
    assert login(data_editor).get(draft.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_members_and_leaders_read_in_nothing(login, member, leader_here):
    for user in (member, leader_here):
        client = login(user)
        assert client.get(UPLOAD).status_code == 404
        assert "lees een bestand in" not in client.get(reverse("coalitions:organisation_list")).text


@pytest.mark.django_db
def test_long_preview_shows_the_first_lines(editor, kraamzorg, monkeypatch):
    monkeypatch.setattr("coalitions.directory.views.imports.LINES_SHOWN", 1)
    OrganisationFactory(name="Tweede")
    rows = [f"{name};landelijk;welzijn;0582222222" for name in ("Isis Kraamzorg", "Tweede", "Nieuw", "Nieuwer")]
    head = "naam;werkt;soort;telefoon\n"

    text = send(editor, head + "\n".join(rows)).text
    assert "Dit zijn de eerste 1 gewijzigde organisaties." in text
    assert "Dit zijn de eerste 1 nieuwe organisaties." in text
    assert "Dit zijn de eerste 1 regels met een fout." in send(editor, head + "A;x;x;x\nB;x;x;x\n").text


# Bad lines: named by number and column, and nothing of the file comes in


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (";ggz;landelijk;;", "naam", "Dit veld is verplicht."),
        ("A;onzin;landelijk;;", "soort", "“onzin” kennen we niet. Kies uit: gemeente, zorgverzekeraar"),
        ("A;;landelijk;;", "soort", "Dit veld is verplicht."),
        ("A;ggz;overal;;", "werkt", "“overal” kennen we niet. Kies uit: lokaal"),
        ("A;ggz;lokaal;;", "gemeenten", "Kies minstens één gemeente."),
        ("A;ggz;lokaal;Amsterdam, Sneek;", "gemeenten", "Geen Friese gemeente: Amsterdam, Sneek."),
        ("A;ggz;landelijk;;582345678", "telefoon", "Hier ontbreekt de 0 vooraan."),
        ("=HYPERLINK(x);ggz;landelijk;;", "naam", "Hier staat een formule."),
        ("@SUM(1);ggz;landelijk;;", "naam", "Hier staat een formule."),
        ("A;ggz;landelijk", "", "Hier staan 3 cellen; in de kop staan er 5."),
        ("A;ggz;landelijk;;;;x", "", "Hier staan 7 cellen; in de kop staan er 5."),
        ("isis kraamzorg;kraamzorg;landelijk;;", "naam", "Deze organisatie staat ook op regel 2."),
        ("Isis \N{NO-BREAK SPACE}Kraamzorg;kraamzorg;landelijk;;", "naam", "Deze organisatie staat ook op regel 2."),
        (f"{'x' * 151};ggz;landelijk;;", "naam", "niet meer dan 150 tekens"),
    ],
)
def test_bad_line_is_named_and_nothing_comes_in(editor, kraamzorg, line, column, words):
    content = HEAD + f"Isis Kraamzorg;kraamzorg;lokaal;Súdwest-Fryslân;0582222222\n{line}\n"

    response = send(editor, content)

    (wrong,) = response.context["lines"]["wrong"]
    assert wrong.number == 3
    assert column in [name for name, _ in wrong.faults]
    assert words in response.text.replace("&#x27;", "'")
    assert "Neem dit over" not in response.text
    draft = response.context["draft"]
    editor.post(draft.get_absolute_url(), {"seen": importing.plan(draft).fingerprint})
    kraamzorg.refresh_from_db()
    assert (kraamzorg.version, Organisation.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_unknown_key_is_no_new_organisation(editor, kraamzorg):
    text = send(editor, "kenmerk;naam\nweg-ermee;Iets\n").text

    assert "Dit kenmerk kennen we niet." in text


@pytest.mark.django_db
def test_line_numbers_count_lines_and_not_records(editor, kraamzorg):
    content = 'naam;soort;werkt;omschrijving\n"A";ggz;landelijk;"een\ntwee\ndrie"\n\nB;onzin;landelijk;x\n'

    response = send(editor, content)

    assert [line.number for line in response.context["lines"]["wrong"]] == [6]


# Many at once


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_import_query_count(editor, data_editor, django_assert_num_queries, sudwest, count):
    rows = [f"Huis {number};ggz;lokaal;Súdwest-Fryslân;Oud {number}" for number in range(count)]
    old = [OrganisationFactory(name=f"Oud huis {number}", working_in=[sudwest]) for number in range(count)]
    rows += [f"{organisation.name};ggz;lokaal;Súdwest-Fryslân;Was {organisation.pk}" for organisation in old]
    content = "naam;soort;werkt;gemeenten;vroegere namen\n" + "\n".join(rows)
    draft = importing.upload(content.encode(), name="x.csv", by=data_editor, now=timezone.now())
    with django_assert_num_queries(4):  # municipalities, organisations, their old names and municipalities
        plan = importing.plan(draft)

    # savepoint, draft, lock, 4 of the plan, addresses, insert, update, per list delete and insert,
    # history, reindex (3 reads, update), draft
    with django_assert_num_queries(21):
        importing.confirm(draft, seen=plan.fingerprint, by=data_editor, now=timezone.now())

    assert Organisation.objects.filter(former_names__isnull=False).count() == 2 * count


@pytest.mark.django_db
def test_full_file_is_read_and_one_line_more_is_not(editor, data_editor, sudwest, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 200)
    rows = [f"Huis {number};ggz;lokaal;Súdwest-Fryslân;058 1234567" for number in range(200)]

    response = send(editor, HEAD + "\n".join([*rows, rows[0]]))
    assert "Er passen er hoogstens 200 in één keer." in response.text
    confirm(editor, send(editor, HEAD + "\n".join(rows)))

    assert Organisation.objects.count() == 200


@pytest.mark.django_db
def test_column_that_is_missing_is_named_for_who_is_new_only(editor, kraamzorg):
    """Who is known keeps what no column speaks of."""
    text = send(editor, "naam;telefoon\nIsis Kraamzorg;0582222222\nNieuw Huis;0583333333\n")

    known, new = text.context["lines"]["changed"], text.context["lines"]["wrong"]
    assert [line.number for line in known] == [2]
    assert [(line.number, {name for name, _ in line.faults}) for line in new] == [(3, {"soort", "werkt"})]
    assert "Deze kolom ontbreekt in je bestand." in text.text
