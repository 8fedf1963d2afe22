"""How a form is drawn: labels, help, errors, what was typed."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from language.plainly import NO_DAY
from tests.templates.page import Page, Visit, draw


def test_unbound_form_has_no_error_summary():
    page = Page(str(Visit()))

    assert [element for element in page.elements if element.attrs.get("role") == "alert"] == []


def test_label_points_to_its_control():
    page = Page(str(Visit()))

    assert {label.attrs["for"] for label in page.all("label")} <= set(page.ids)
    assert page.texts("legend") == ["Pijler"]


def test_every_id_occurs_once():
    page = Page(str(Visit({"token": ""})))

    assert len(page.ids) == len(set(page.ids))


def test_wrong_field_is_described_by_its_help_and_its_error():
    page = Page(str(Visit({"token": "x"})))

    (name,) = page.all("input", name="name")
    assert name.attrs["aria-invalid"] == "true"
    assert name.attrs["aria-describedby"] == "id_name_helptext id_name_error"
    assert {"id_name_helptext", "id_name_error"} <= set(page.ids)
    assert page.texts("div", id="id_name_error") == ["Fout: Vul dit nog in: Naam"]


def test_group_of_choices_is_described_as_a_whole():
    page = Page(str(Visit({"token": "x"})))

    assert [fieldset.attrs["aria-describedby"] for fieldset in page.all("fieldset")] == ["id_pillar_error"]


def test_only_what_may_stay_empty_is_marked():
    page = Page(str(Visit()))

    assert page.texts("span", **{"class": "ks-optional"}) == ["(niet verplicht)"]
    assert "Over jou (niet verplicht)" in page.texts("label")


def test_error_summary_leads_to_the_first_wrong_control():
    page = Page(str(Visit({"token": "x", "about": "Iets"})))

    links = [(link.attrs["href"], " ".join(link.text.split())) for link in page.all("a")]
    assert links == [
        ("#id_name", "Vul dit nog in: Naam"),
        ("#id_pillar_0", "Vul dit nog in: Pijler"),
        ("#id_agrees", "Zet een vinkje."),
    ]
    assert {href.removeprefix("#") for href, _ in links} <= set(page.ids)


def test_error_summary_names_what_is_wrong_with_the_whole_and_with_hidden_fields():
    page = Page(str(Visit({"name": "Afke", "pillar": "na", "agrees": "on"})))

    assert page.texts("li") == ["Dit klopt samen niet.", "Dit veld is verplicht."]


def test_error_summary_puts_no_colon_behind_a_question():
    class Day(forms.Form):
        on = forms.DateField(label="Vanaf welke dag?")
        until = forms.DateField(label="Tot")

    page = draw("components/error_summary.html", form=Day({"on": "nooit", "until": "nooit"}))

    assert page.texts("a") == [f"Vanaf welke dag? {NO_DAY}", f"Tot: {NO_DAY}"]


def test_error_summary_can_take_the_focus():
    page = Page(str(Visit({})))

    (summary,) = [element for element in page.elements if element.attrs.get("role") == "alert"]
    assert summary.attrs["tabindex"] == "-1"
    assert "data-ks-error-summary" in summary.attrs


def test_what_was_typed_stays():
    page = Page(str(Visit({"name": '<b>"Afke"</b>', "about": "<script>"})))

    assert [field.attrs["value"] for field in page.all("input", name="name")] == ['<b>"Afke"</b>']
    assert page.texts("textarea") == ["<script>"]


def test_hidden_field_is_drawn_once_without_label():
    page = Page(str(Visit()))

    assert len(page.all("input", name="token")) == 1
    assert "Token" not in page.texts("label")


def test_grouped_choices_show_their_group():
    class Grouped(forms.Form):
        place = forms.MultipleChoiceField(
            widget=forms.CheckboxSelectMultiple, choices=[("Wad", [("a", "Ameland"), ("v", "Vlieland")])]
        )

    page = Page(str(Grouped()))

    assert page.texts("p") == ["Wad"]
    assert page.texts("label") == ["Ameland", "Vlieland"]


@pytest.mark.parametrize(("required", "expected"), [(True, []), (False, ["Verwijder dit bestand"])])
def test_file_that_is_there_can_be_removed_unless_it_is_needed(required, expected):
    stored = SimpleUploadedFile("plan.pdf", b"")
    stored.url = "/media/plan.pdf"

    class Upload(forms.Form):
        plan = forms.FileField(required=required, widget=forms.ClearableFileInput)

    page = Page(str(Upload(initial={"plan": stored})))

    assert [link.attrs["href"] for link in page.all("a")] == ["/media/plan.pdf"]
    assert [text for text in page.texts("label") if text.startswith("Verwijder")] == expected


def test_filters_renew_a_list_and_mark_nothing_as_optional():
    class Filter(forms.Form):
        word = forms.CharField(label="Woord", required=False)
        sort = forms.CharField(widget=forms.HiddenInput, required=False)

    page = draw("components/filters.html", form=Filter(), results="lijst", clear_url="/leeg/", submit_label="Zoek")

    (form,) = page.all("form", method="get", data_ks_autosubmit="lijst")
    assert page.texts("label") == ["Woord"]
    assert page.texts("button", type="submit") == ["Zoek"]
    assert [link.attrs["href"] for link in page.all("a")] == ["/leeg/"]
    assert len(page.all("input")) == 2


@pytest.mark.parametrize(
    ("data", "is_there"), [(None, False), ({"word": "", "page": "2"}, False), ({"word": "x"}, True)]
)
def test_filters_can_be_cleared_once_one_is_in_use(data, is_there):
    class Filter(forms.Form):
        word = forms.CharField(required=False)

    page = draw("components/filters.html", form=Filter(data), results="lijst", clear_url="/leeg/")

    (link,) = page.all("a")
    assert ("hidden" not in link.attrs) == is_there
