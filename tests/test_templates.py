"""The components keep their contract: what people see and what a screen reader is told, drawn without a view."""

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from tests import house

COMPONENTS = sorted((house.ROOT / "templates" / "components").glob("*.html"))


class Page(HTMLParser):
    """Elements of a piece of HTML: (tag, attributes, the text directly inside)."""

    VOID = ("input", "br", "hr", "img", "meta", "link", "path", "circle", "rect")

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = SimpleNamespace(tag=tag, attrs=dict(attrs), text="")
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if tag in [element.tag for element in self._open]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data):
        for element in self._open:
            element.text = f"{element.text}{data}"

    def all(self, tag, **attrs):
        wanted = {name.replace("_", "-"): value for name, value in attrs.items()}
        return [element for element in self.elements if element.tag == tag and wanted.items() <= element.attrs.items()]

    def texts(self, tag, **attrs):
        return [" ".join(element.text.split()) for element in self.all(tag, **attrs)]

    @property
    def ids(self):
        return [element.attrs["id"] for element in self.elements if "id" in element.attrs]


def draw(template, request=None, **context):
    return Page(render_to_string(template, context, request))


class Visit(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Naam", help_text="Zoals op je pas.")
    about = forms.CharField(label="Over jou", widget=forms.Textarea, required=False)
    pillar = forms.ChoiceField(label="Pijler", widget=forms.RadioSelect, choices=[("voor", "Voor"), ("na", "Na")])
    agrees = forms.BooleanField(label="Ik doe mee", error_messages={"required": "Zet een vinkje."})

    def clean(self):
        raise forms.ValidationError("Dit klopt samen niet.")


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_component_says_what_it_needs(path):
    first_comment = path.read_text().partition("{% endcomment %}")[0]

    assert first_comment.startswith("{% comment %}")
    assert re.search(r"Required: |[Nn]o variables", first_comment)


def test_every_template_compiles():
    names = [str(path.relative_to(house.ROOT / "templates")) for path in house.templates()]

    assert [name for name in names if not get_template(name)] == []


# Forms


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

    assert page.texts("a") == ["Vanaf welke dag? Voer een geldige datum in.", "Tot: Voer een geldige datum in."]


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


# The page around it


class Title(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(("form", "title"), [(Title(), "Portaal - "), (Title({}), "Fout: Portaal - ")])
def test_title_says_that_something_went_wrong(form, title):
    page = draw("base.html", form=form)

    assert page.texts("title") == [f"{title}Kansrijke Start Fryslân"]


def test_page_has_one_main_and_a_way_to_it():
    page = draw("base.html")

    (skip, *_) = page.all("a")
    assert skip.attrs["href"] == "#inhoud"
    assert [main.attrs["id"] for main in page.all("main")] == ["inhoud"]
    assert page.all("html")[0].attrs["lang"] == "nl"


def test_visitor_is_offered_to_log_in():
    page = draw("components/header.html", user=AnonymousUser(), navigation=[], account_menu=[])

    assert page.texts("a")[1:] == ["Inloggen"]
    assert page.all("details") == []


def test_member_sees_who_they_are_and_where_they_are():
    entries = [
        SimpleNamespace(label="Thematafels", url="/thematafels/", is_current=True),
        SimpleNamespace(label="Mensen", url="/mensen/", is_current=False),
    ]

    class User(str):
        is_authenticated = True

    page = draw("components/header.html", user=User("Afke Voorbeeld"), navigation=entries, account_menu=entries[1:])

    assert page.texts("summary") == ["AV Afke Voorbeeld"]
    assert [(link.text, link.attrs["href"]) for link in page.all("a", aria_current="page")] == [
        ("Thematafels", "/thematafels/")
    ]


@pytest.mark.parametrize(("demo", "expected"), [(True, 1), (False, 0)])
def test_demo_says_that_it_is_one(demo, expected):
    page = draw("components/header.html", portal_demo=demo)

    assert len([text for text in page.texts("p") if "demo" in text]) == expected


@pytest.mark.parametrize(
    ("kind", "expected", "said"),
    [
        ("info", "info", "Bewaard."),
        ("success", "ok", "Bewaard."),
        ("ok", "ok", "Bewaard."),
        ("warning", "warning", "Let op: Bewaard."),
        ("error", "error", "Fout: Bewaard."),
        ("debug", "info", "Bewaard."),
    ],
)
def test_notice_says_in_words_what_kind_it_is(kind, expected, said):
    page = draw("components/notice.html", kind=kind, text="Bewaard.")

    assert f"utrecht-alert--{expected}" in page.elements[0].attrs["class"].split()
    assert page.texts("p") == [said]


def test_messages_are_told_to_who_listens():
    page = draw("components/messages.html", messages=[SimpleNamespace(level_tag="success", message="Bewaard.")])

    assert page.texts("div", role="status") == ["Bewaard."]


def test_breadcrumbs_lead_up_from_the_top():
    page = draw("components/breadcrumbs.html", label="Coalities", url="/coalities/", label_2="Wad", url_2="/wad/")

    assert [(link.text, link.attrs["href"]) for link in page.all("a")] == [
        ("Start", "/"),
        ("Coalities", "/coalities/"),
        ("Wad", "/wad/"),
    ]


# Parts of a page


def test_pagination_keeps_what_stands_in_the_address():
    request = RequestFactory().get("/mensen/?gemeente=harlingen&page=2")

    page = draw("components/pagination.html", request, page=Paginator(range(30), 10).page(2), what="mensen")

    assert [link.attrs["href"] for link in page.all("a")] == [
        "?gemeente=harlingen&page=1",
        "?gemeente=harlingen&page=3",
    ]
    assert page.texts("p") == ["Pagina 2 van 3"]


def test_pagination_is_not_there_for_one_page():
    page = draw("components/pagination.html", RequestFactory().get("/"), page=Paginator([], 10).page(1))

    assert page.elements == []


def test_confirmation_posts_and_offers_the_way_back():
    page = draw(
        "components/confirm.html",
        RequestFactory().get("/"),
        question="Weg?",
        text="Het is dan weg.",
        button="Verwijder",
        cancel_url="/terug/",
    )

    (form,) = page.all("form")
    assert form.attrs["method"] == "post"
    assert "action" not in form.attrs
    assert len(page.all("input", name="csrfmiddlewaretoken")) == 1
    assert [link.attrs["href"] for link in page.all("a")] == ["/terug/"]
    assert page.all("dialog") == []


def test_confirmation_in_a_dialog_is_named_by_its_question():
    page = draw(
        "components/confirm.html",
        RequestFactory().get("/"),
        question="Weg?",
        text="Het is dan weg.",
        button="Verwijder",
        cancel_url="/terug/",
        dialog_id="weg",
        action="/weg/",
    )

    (dialog,) = page.all("dialog", id="weg")
    assert page.texts("h2", id=dialog.attrs["aria-labelledby"]) == ["Weg?"]
    assert page.all("form")[0].attrs["action"] == "/weg/"
    assert "data-ks-dialog-close" in page.all("a")[0].attrs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Afke Voorbeeld", "AV"),
        ("Sjoukje van der Meer-Bakker", "SM"),
        ("Ype Jan Monster", "YM"),
        ("émile", "É"),
        ("'t Hooft", "H"),
        ("42", "?"),
        ("", "?"),
    ],
)
def test_avatar_shows_initials_to_who_looks(name, expected):
    page = draw("components/avatar.html", name=name)

    assert page.texts("span", aria_hidden="true") == [expected]


def test_map_and_table_tell_the_same():
    shapes = [
        SimpleNamespace(name="Ameland", path="M0 0h1z", url="/a/", state="active", state_label="doet mee"),
        SimpleNamespace(name="Vlieland", path="M2 0h1z", url="/v/", state="", state_label=""),
    ]

    page = draw(
        "components/map.html",
        shapes=shapes,
        view_box="0 0 9 9",
        title="Kaart",
        description="Wie meedoet.",
        table_caption="Gemeenten",
        legend=[SimpleNamespace(state="active", label="doet mee")],
    )

    areas = [(link.attrs["aria-label"], link.attrs["href"]) for link in page.all("a") if "aria-label" in link.attrs]
    rows = [(link.text, link.attrs["href"]) for link in page.all("a") if "aria-label" not in link.attrs]
    assert areas == [("Ameland, doet mee", "/a/"), ("Vlieland", "/v/")]
    assert rows == [("Ameland", "/a/"), ("Vlieland", "/v/")]
    assert page.texts("td") == ["doet mee", ""]
    assert page.texts("figcaption") == ["Grenzen: CBS / Kadaster 2022, bewerkt"]
    assert [svg.attrs["aria-labelledby"] for svg in page.all("svg", role="group")] == ["kaart-titel kaart-uitleg"]
    assert {"kaart-titel", "kaart-uitleg"} <= set(page.ids)


# Pages that draw when nothing else does, and mail


@pytest.mark.parametrize("status", [400, 403, 404, 405, 429, 500, 503])
def test_error_page_shows_a_way_back_and_the_id(status):
    page = draw(f"{status}.html", request_id="7f3c", path="/knelpunten/?orde=nieuwste")

    assert len(page.texts("h1")) == 1
    assert page.texts("code") == ["7f3c"]
    assert "/" in [link.attrs["href"] for link in page.all("a")]


def test_error_page_without_an_id_does_not_mention_one():
    assert draw("404.html", path="/").all("code") == []


def test_mail_layout_needs_no_pictures_and_no_tables():
    page = draw("emails/base.html", contact_email="aanjager@voorbeeld.invalid")

    assert len(page.all("h1")) == 1
    assert page.all("img") + page.all("table") + page.all("link") == []
    assert page.all("html")[0].attrs["lang"] == "nl"
