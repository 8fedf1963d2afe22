"""Two people edit one text. Told with an agreement, which has a field of every kind."""

import datetime
import re

import pytest
from django import forms
from django.core import signing
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from coalitions.agreements.forms import AgreementForm
from coalitions.models import Agreement
from members import conflicts
from members.conflicts import SEEN
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.factories import OrganisationFactory
from tests.conftest import PortalClient
from tests.members.factories import MembershipFactory, UserFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = AgreementFactory(title="Bellen", text="De verloskundige belt.", instrument="Formulier")
    MembershipFactory(circle=agreement.coalition.circle, user=agreement.owner, leader=True)
    return agreement


class Window:
    """Somebody with the page open: holds what they saw, and sends what they typed."""

    def __init__(self, agreement, user):
        self.path = reverse("coalitions:agreement_edit", args=[agreement.coalition.slug, agreement.pk])
        self.client = PortalClient()
        self.client.force_login(user)
        self.fill(self.client.get(self.path))

    def fill(self, response):
        form = response.context["form"]
        values = {field.html_name: field.value() for field in form}
        self.data = {name: value for name, value in values.items() if value not in (None, [])}
        return response

    def save(self, **typed):
        return self.client.post(self.path, {**self.data, **typed})

    def save_and_see(self, **typed):
        return self.fill(self.save(**typed))


@pytest.fixture
def anna(agreement):
    return Window(
        agreement, MembershipFactory(circle=agreement.coalition.circle, leader=True, user__name="Anna Aa").user
    )


@pytest.fixture
def bram(agreement):
    return Window(
        agreement, MembershipFactory(circle=agreement.coalition.circle, leader=True, user__name="Bram Be").user
    )


def words(response):
    return " ".join(re.sub("<[^>]*>", " ", response.content.decode()).split())


def test_second_text_is_not_saved_over_the_first(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    response = bram.save(text="De huisarts belt.")

    agreement.refresh_from_db()
    assert agreement.text == "De kraamzorg belt."
    assert response.status_code == 200
    assert (agreement.version, agreement.changed_by.name) == (2, "Anna Aa")


def test_second_person_sees_both_texts_and_who_saved_when(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    response = bram.save(text="De huisarts belt.")

    page = response.content.decode()
    assert 'De <del><span class="ks-unseen">[weg: </span>kraamzorg' in page
    assert 'De <ins><span class="ks-unseen">[erbij: </span>huisarts' in page
    agreement.refresh_from_db()
    moment = timezone.localtime(agreement.changed_at)
    assert f"bewaarde Anna Aa op {moment.day}" in words(response)
    assert f"{moment:%H:%M} uur" in words(response)
    assert "<title>Fout: " in page


def test_what_was_typed_stays_in_the_form(anna, bram):
    anna.save(text="De kraamzorg belt.")
    response = bram.save(text="De huisarts belt.")

    assert response.context["form"]["text"].value() == "De huisarts belt."


def test_second_submit_saves_what_the_second_person_chose(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    bram.save_and_see(text="De huisarts belt.")
    response = bram.save(text="De kraamzorg en de huisarts bellen.")

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.text, agreement.version) == ("De kraamzorg en de huisarts bellen.", 3)


def test_second_person_may_choose_the_text_of_the_first(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.", title="Wie belt")
    bram.save_and_see(text="De huisarts belt.", title="Wie er belt")
    bram.save(**{"text-keep": "theirs", "title-keep": "mine"})

    agreement.refresh_from_db()
    assert (agreement.text, agreement.title) == ("De kraamzorg belt.", "Wie er belt")


def test_third_text_in_between_is_seen_too(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    bram.save_and_see(text="De huisarts belt.")
    anna.fill(anna.client.get(anna.path))
    anna.save(text="De JGZ belt.")
    response = bram.save(text="De huisarts belt.")

    agreement.refresh_from_db()
    assert agreement.text == "De JGZ belt."
    assert "JGZ" in str(response.context["form"].conflict.clashes["text"].theirs)


def test_choosing_the_first_text_never_brings_back_an_older_one(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    bram.save_and_see(text="De huisarts belt.")
    anna.fill(anna.client.get(anna.path))
    anna.save(text="De JGZ belt.")
    bram.save(title="Wie belt", **{"text-keep": "theirs"})

    agreement.refresh_from_db()
    assert (agreement.text, agreement.title) == ("De JGZ belt.", "Wie belt")


def test_fields_that_only_one_changed_are_brought_together(agreement, anna, bram):
    organisation = OrganisationFactory()
    agreement.coalition.partners.create(
        organisation=organisation, since=datetime.date(2024, 1, 1), changed_at=timezone.now()
    )
    anna.fill(anna.client.get(anna.path))
    bram.fill(bram.client.get(bram.path))

    anna.save(text="De kraamzorg belt.", organisations=[organisation.pk], valid_from="2026-03-01")
    response = bram.save(title="Wie belt", instrument="")

    agreement.refresh_from_db()
    assert response.status_code == 302
    assert (agreement.title, agreement.text, agreement.instrument) == ("Wie belt", "De kraamzorg belt.", "")
    assert [*agreement.organisations.all()] == [organisation]
    assert agreement.valid_from == datetime.date(2026, 3, 1)
    assert [version.sentence for version in agreement.versions.all()][:2] == [
        "Titel en instrument gewijzigd.",
        "Tekst, partners en ingangsdatum gewijzigd.",
    ]


def test_who_saves_is_told_what_the_other_changed(anna, bram):
    anna.save(text="De kraamzorg belt.")
    response = bram.client.post(bram.path, {**bram.data, "title": "Wie belt"}, follow=True)

    assert "Wat Anna Aa intussen wijzigde, blijft ook: Wie doet wat." in words(response)


def test_page_names_the_fields_that_only_the_other_changed(anna, bram):
    anna.save(text="De kraamzorg belt.", instrument="Zorgpad")
    response = bram.save_and_see(text="De huisarts belt.")

    assert "Alleen gewijzigd door Anna Aa, en al goed in het formulier: Instrument." in words(response)
    assert bram.data["instrument"] == "Zorgpad"


def test_same_person_in_two_windows_is_told_so(agreement, anna):
    other = Window(agreement, agreement.owner)
    third = Window(agreement, agreement.owner)
    other.save(text="De kraamzorg belt.", instrument="Zorgpad")
    response = third.save(text="De huisarts belt.")

    assert "bewaarde jijzelf in een ander venster" in words(response)
    assert "Alleen gewijzigd in je andere venster" in words(response)


def test_two_who_write_the_same_have_no_conflict(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    response = bram.save(text="De kraamzorg belt.")

    agreement.refresh_from_db()
    assert (response.status_code, agreement.version) == (302, 2)


def test_pressing_twice_makes_one_version(agreement, anna):
    anna.save(text="Een\r\ntwee")
    anna.save(text="Een\r\ntwee")

    agreement.refresh_from_db()
    assert agreement.version == 2
    assert agreement.versions.count() == 2


def test_line_ends_of_the_browser_are_no_change(agreement, anna):
    Agreement.objects.update(text="Een\ntwee")
    anna.fill(anna.client.get(anna.path))
    anna.save(text="Een\r\ntwee")

    agreement.refresh_from_db()
    assert agreement.version == 1


def test_reason_alone_is_kept_too(agreement, anna):
    anna.save(note="Besproken in het overleg.")

    assert agreement.versions.first().note == "Besproken in het overleg."


OF_ANOTHER_ROW = signing.dumps(["coalitions.agreement:0", {}], salt=conflicts.SALT)


@pytest.mark.parametrize("seen", ["", "onzin", OF_ANOTHER_ROW], ids=["nothing", "nonsense", "of another row"])
def test_who_does_not_say_what_they_saw_overwrites_nothing(agreement, anna, bram, seen):
    response = bram.save(**{"text": "De huisarts belt.", SEEN: seen})

    agreement.refresh_from_db()
    assert (response.status_code, agreement.text) == (200, "De verloskundige belt.")


def test_text_survives_that_the_thing_is_gone(agreement, anna):
    form = AgreementForm(
        {**anna.data, "text": "De huisarts belt."},
        instance=Agreement.objects.get(),
        coalition=agreement.coalition,
        on=timezone.localdate(),
        by=agreement.owner,
    )
    assert form.is_valid()
    agreement.delete()

    assert form.save_by(UserFactory(), timezone.now()) is None
    assert form["text"].value() == "De huisarts belt."
    assert "weggehaald" in str(form.non_field_errors())


def test_together_the_fields_are_judged_again(agreement, anna, bram):
    """What each typed was right; what would be stored is not: the person chosen by Bram left meanwhile."""
    leaver = MembershipFactory(circle=agreement.coalition.circle)
    anna.fill(anna.client.get(anna.path))
    bram.fill(bram.client.get(bram.path))
    anna.save(owner=leaver.user.pk)
    leaver.delete()
    Agreement.objects.update(owner=agreement.owner)
    anna.save(text="De kraamzorg belt.", owner=agreement.owner.pk)
    response = bram.save(title="Wie belt", owner=leaver.user.pk)

    assert response.status_code == 200
    assert "owner" in response.context["form"].errors


def test_choices_are_shown_in_words(agreement, anna, bram):
    anna.save(step="noticing", valid_from="2026-03-01", owner=agreement.owner.pk)
    response = bram.save(step="evaluating", valid_from="2026-04-01")

    clashes = response.context["form"].conflict.clashes
    assert "signaleren" in clashes["step"].theirs
    assert "evalueren" in clashes["step"].mine
    assert "maart" in clashes["valid_from"].theirs


def test_emptied_field_is_shown_as_nothing(anna, bram):
    anna.save(instrument="")
    response = bram.save(instrument="Zorgpad")

    assert "<em>niets</em>" in response.content.decode()


def test_saver_whose_account_is_gone_is_somebody_else(agreement, anna, bram):
    anna.save(text="De kraamzorg belt.")
    Agreement.objects.update(changed_by=None, changed_at=None)
    response = bram.save(text="De huisarts belt.")

    assert "bewaarde iemand anders een andere tekst" in words(response)


class TickedForm(conflicts.VersionedFormMixin, forms.ModelForm):
    """A yes or no, which a browser only sends when it is yes."""

    instrument = forms.BooleanField(label="Met instrument", required=False)

    class Meta:
        model = Agreement
        fields = ["instrument"]


@pytest.mark.parametrize(("stored", "sent", "clash"), [("", "on", ("nee", "ja")), ("True", None, ("ja", "nee"))])
def test_tick_is_a_yes_or_a_no(agreement, stored, sent, clash):
    Agreement.objects.update(instrument=stored)
    data = QueryDict(mutable=True)
    data.update({"instrument": sent} if sent else {})
    form = TickedForm(data, instance=Agreement.objects.get())

    assert form.is_valid()
    assert form.save_by(agreement.owner, timezone.now()) is None
    found = form.conflict.clashes["instrument"]
    assert tuple(re.sub("<[^>]*>", "", one).split()[1].strip("]") for one in (found.theirs, found.mine)) == clash


def test_tick_of_the_other_is_taken_over(agreement):
    Agreement.objects.update(instrument="")
    seen = TickedForm(instance=Agreement.objects.get())[SEEN].value()
    Agreement.objects.update(instrument="True")
    data = QueryDict(mutable=True)
    data.update({SEEN: seen})
    form = TickedForm(data, instance=Agreement.objects.get())

    assert form.is_valid()
    assert form.save_by(agreement.owner, timezone.now()).instrument == "True"


# Real threads, and what happens without the lock


def write_together(agreement, *windows):
    return at_once(*[lambda w=w, n=n: w.save(text=f"Tekst van {n}.") for n, w in enumerate(windows)])


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing(agreement, anna, bram, monkeypatch):
    answers = write_together(agreement, anna, bram)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    kept = {version.text for version in agreement.versions.all()}
    (asked,) = [answer for answer in answers if answer.status_code == 200]
    assert len(kept | {asked.context["form"]["text"].value()}) == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_text_would_be_lost(agreement, anna, bram, meeting_point, monkeypatch):
    monkeypatch.setattr(conflicts, "lock", lambda rows, pk: rows.filter(pk=pk).first())
    meeting_point(conflicts, "lock")
    monkeypatch.setattr("coalitions.agreements.keeping.record", lambda *args, **kwargs: None)

    answers = write_together(agreement, anna, bram)

    # Both were told that their text is saved; only one of the two is.
    assert [answer.status_code for answer in answers] == [302, 302]
    agreement.refresh_from_db()
    assert agreement.version == 2


def test_privacy_guard_and_conflict_work_together(anna, bram, agreement):
    bram.save(instrument="Ander formulier")

    first = anna.save_and_see(text="De moeder van Sem belt.")
    keep = first.context["form"].warning("text").keep
    second = anna.save(text="De moeder van Sem belt.", **{"text-guard": keep})

    assert second.status_code == 302
    agreement.refresh_from_db()
    assert (agreement.text, agreement.instrument) == ("De moeder van Sem belt.", "Ander formulier")


def test_privacy_guard_does_not_ask_again_about_what_is_stored(anna, agreement):
    Agreement.objects.filter(pk=agreement.pk).update(text="De moeder van Sem belt.")
    again = Window(agreement, agreement.owner)

    response = again.save(text="De moeder van Sem belt, en de JGZ ook.")

    assert response.status_code == 302
