"""Your own profile."""

import pytest
from django.urls import reverse

from members.forms.profile import ProfileForm
from members.models import User
from tests.members.factories import UserFactory
from tests.province.factories import MunicipalityFactory

PROFILE = reverse("members:profile_edit")


def text(response):
    return " ".join(response.content.decode().split())


def test_profile_is_saved(login, member, said):
    place = MunicipalityFactory()

    response = login(member).post(
        PROFILE,
        {
            "name": "Jikke Jansen",
            "function": "verloskundige",
            "organisation": "Het Wad",
            "municipalities": [place.pk],
            "expertise": "Taal",
            "about": "Ik werk graag samen.",
            "phone": "+31 6 1234-5678",
            "shows_email": "on",
            "shows_phone": "on",
            "shows_first_name_only": "on",
            "is_experience_expert": "on",
        },
        follow=True,
    )

    member = User.objects.get(pk=member.pk)
    assert said(response) == ["Je profiel is bewaard."]
    assert (member.name, member.work_line) == ("Jikke Jansen", "verloskundige, Het Wad")
    assert (member.expertise, member.about, member.phone) == ("Taal", "Ik werk graag samen.", "+31 6 1234-5678")
    assert list(member.municipalities.all()) == [place]
    assert all([member.shows_email, member.shows_phone, member.shows_first_name_only, member.is_experience_expert])


@pytest.mark.parametrize("field", ["email", "is_staff", "is_superuser", "is_active", "is_demo", "password"])
def test_field_that_is_not_offered_does_not_change(login, member, field):
    before = getattr(User.objects.get(pk=member.pk), field)

    login(member).post(PROFILE, {"name": "Jikke", field: "on"})

    assert getattr(User.objects.get(pk=member.pk), field) == before


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Dit veld is verplicht."),
        ("name", "x" * 101, "niet meer dan 100 tekens"),
        ("name", "Jikke\nJansen", "alleen letters, cijfers en leestekens"),
        ("function", "x" * 101, "niet meer dan 100 tekens"),
        ("organisation", "a\u2028b", "alleen letters, cijfers en leestekens"),
        ("expertise", "x" * 301, "niet meer dan 300 tekens"),
        ("about", "x" * 1001, "niet meer dan 1000 tekens"),
        ("phone", "bel me maar", "Vul een telefoonnummer in"),
        ("phone", "06<script>", "Vul een telefoonnummer in"),
        ("phone", "0" * 31, "niet meer dan 30 tekens"),
        ("municipalities", ["999999"], "geldige keuze"),
        ("municipalities", ["x"], "geldige waarde"),
    ],
)
def test_wrong_field_is_explained_and_what_was_typed_stays(login, member, field, typed, sentence):
    response = login(member).post(PROFILE, {"name": "Jikke", "about": "Dit blijft staan.", field: typed})

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert any(sentence in error for error in form.errors[field])
    assert form[field].value() == typed
    assert field == "about" or "Dit blijft staan." in text(response)
    assert "<title>Fout: " in text(response)
    assert User.objects.get(pk=member.pk).name == member.name


def test_wrong_name_does_not_reach_the_top_of_the_page(login, member):
    html = text(login(member).post(PROFILE, {"name": "Iemand Anders", "phone": "x"}))

    assert html.count("Iemand Anders") == 1


def test_longest_profile_fits(login, member, db):
    longest = {"name": "ﷺ" * 100, "function": "ﷺ" * 100, "organisation": "ﷺ" * 150, "expertise": "ﷺ" * 300}

    assert login(member).post(PROFILE, longest).status_code == 302

    member.refresh_from_db()
    assert member.name == longest["name"]


def test_every_field_says_who_sees_it():
    form = ProfileForm()

    unexplained = [name for name, field in form.fields.items() if not field.help_text]
    assert unexplained == []


def test_profile_leads_to_everything_of_your_own(login, member):
    html = text(login(member).get(PROFILE))

    for name in ["members:circle_list", "account_email", "mfa_index", "usersessions_list", "outbox:preferences"]:
        assert f'href="{reverse(name)}"' in html
    assert member.get_absolute_url() in html


def test_profile_is_there_without_a_circle(client, login, stranger):
    assert client.get(PROFILE).status_code == 302
    assert login(stranger).post(PROFILE, {"name": "Nieuwe Naam"}).status_code == 302
    assert User.objects.get(pk=stranger.pk).name == "Nieuwe Naam"


@pytest.mark.parametrize(
    ("name", "first_only", "shown", "initials"),
    [
        ("Jikke de Jong", False, "Jikke de Jong", "JJ"),
        ("Jikke de Jong", True, "Jikke", "J"),
        ("Jikke", False, "Jikke", "J"),
        ("", True, "", ""),
    ],
)
def test_shown_name_and_initials(name, first_only, shown, initials):
    user = User(name=name, shows_first_name_only=first_only)

    assert (user.shown_name, str(user), user.initials) == (shown, shown, initials)


def test_superuser_is_made_without_a_circle(db):
    user = User.objects.create_superuser("Beheer@Voorbeeld.invalid", "een lang wachtwoord", name="Beheer")

    assert (user.email, user.is_staff, user.is_superuser, user.is_member) == (
        "beheer@voorbeeld.invalid",
        True,
        True,
        False,
    )


def test_way_in_is_a_password_or_a_factor(db):
    nothing, app, password = UserFactory(factor=False), UserFactory(), UserFactory(factor=False, password="geheim")

    assert [user.has_way_in for user in (nothing, app, password)] == [False, True, True]
