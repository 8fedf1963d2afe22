"""The rules of the house that a machine can hold. Each has its negative control: a planted hole it must find."""

import importlib
import warnings

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.template import engines
from django.urls import get_resolver

from language.guard.forms import GuardedFormMixin
from tests import house
from tests.urls import named_views

# Every view that answers without login. A view that is not listed here asks for one.
PUBLIC_VIEWS = {
    "about",
    "admin:login",
    "account_complete_password_reset",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_signup",
    "demo_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_trust",
    "accessibility",
    "manual",
    "manual_list",
    "coalitions:coalition_contact",
    "coalitions:coalition_contact_done",
    "coalitions:coalition_detail",
    "coalitions:coalition_list",
    "coalitions:declaration_check",
    "coalitions:signing_code",
    "coalitions:signing_decline",
    "coalitions:signing_done",
    "coalitions:signing_pdf",
    "coalitions:signing_read",
    "community:announcement_detail",
    "community:announcement_list",
    "contact",
    "health_alive",
    "health_ready",
    "home",
    "privacy",
    "robots_txt",
    "security_txt",
    "library:circle_documents",
    "library:document_detail",
    "library:document_list",
    "library:search",
    "library:search_suggest",
    "library:version_compare",
    "library:version_download",
    "library:version_preview",
    "meetings:calendar_feed",
    "symposium:calendar_feed",
    "symposium:my_calendar",
    "members:accessrequest_create",
    "members:accessrequest_done",
    "members:invitation_accept",
    "outbox:inbox",
    "outbox:inbox_message",
    "outbox:unsubscribe",
    "style_guide",
    "surveys:invitation_change",
    "surveys:invitation_open",
    "symposium:call_detail",
    "symposium:certificate",
    "symposium:certificate_check",
    "symposium:certificate_pdf",
    "symposium:door",
    "symposium:door_scan",
    "symposium:door_session",
    "symposium:door_walk_in",
    "symposium:door_worker",
    "symposium:edition_current",
    "symposium:edition_detail",
    "symposium:edition_file",
    "symposium:programme",
    "symposium:programme_embed",
    "symposium:programme_now",
    "symposium:session_detail",
    "symposium:session_file",
    "symposium:speaker_material_remove",
    "symposium:speaker_materials",
    "symposium:speaker_own",
    "symposium:my_cancel",
    "symposium:my_day",
    "symposium:wishes",
    "symposium:register_number",
    "symposium:register_number_delete",
    "symposium:ticket",
    "symposium:my_data",
    "symposium:my_details",
    "symposium:my_intention",
    "symposium:my_place",
    "symposium:my_own_day",
    "symposium:my_seat",
    "symposium:link_lost",
    "symposium:register",
    "symposium:register_code",
    "themetables:block_detail",
    "themetables:block_list",
    "themetables:table_blocks",
    "themetables:table_detail",
    "themetables:table_list",
}


class LongFile(UserWarning):
    """A file that outgrew one subject; a warning, not a failure."""


def test_only_listed_views_are_public():
    public = {name for name, view in named_views(get_resolver()) if not getattr(view, "login_required", True)}

    assert public == PUBLIC_VIEWS


def test_templates_hold_no_inline_code():
    found = {
        str(path.relative_to(house.ROOT)): code
        for path in house.templates()
        if path.suffix == ".html" and "emails" not in path.parts
        if (code := house.inline_code(house.without_template_code(path.read_text())))
    }

    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        '<p onclick="x()">',
        '<p style="color: red">',
        "<script>x()</script>",
        "<style>p {}</style>",
        '<a href="javascript:x()">',
        '<img src="data:image/png;base64,AA">',
        "{{ naam }}",
        "{% include %}",
    ],
)
def test_inline_code_is_found(planted):
    assert len(house.inline_code(f"<div>{planted}</div>")) == 1


def test_data_block_is_not_inline_code():
    assert house.inline_code('<script type="application/json">{"a": 1}</script><script src="/x.js"></script>') == []


def test_code_keeps_to_the_house_rules():
    found = [
        sentence
        for path in house.python_files()
        for sentence in house.forbidden_code(str(path.relative_to(house.ROOT)), path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "@receiver(post_save)",
        'request.POST["naam"]',
        "get_object_or_404(Circle, pk=pk)",
        "mark_safe(text)",
        "Circle.objects.raw(sql)",
        "@csrf_exempt",
    ],
)
def test_forbidden_code_is_found(planted):
    assert len(house.forbidden_code("members/views/planted.py", planted)) == 1


def test_files_hold_one_subject():
    for path in house.python_files(tests=True):
        lines = len(path.read_text().splitlines())
        if lines > (300 if "views" in path.name else 400):
            warnings.warn(LongFile(f"{path.relative_to(house.ROOT)} has {lines} lines"), stacklevel=1)


def test_scripts_do_one_thing():
    long = {
        path.name: lines
        for path in (house.ROOT / "static" / "js").glob("*.js")
        if (lines := len(path.read_text().splitlines())) > 60
    }

    assert long == {}


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in [*house.python_files(), *house.templates()] if path.is_file())

    unused = house.unused_templates(sources)

    assert unused == []


def test_unused_template_is_found():
    assert house.unused_templates("") != []


def test_every_text_box_has_the_privacy_guard():
    for path in house.python_files():
        if "forms" in path.stem or "forms" in path.parent.name:
            importlib.import_module(".".join(path.relative_to(house.ROOT).with_suffix("").parts))

    assert get_resolver().url_patterns  # what has its forms beside its views
    found = house.forms_without_guard(set(house.form_classes()))

    assert found == sorted(house.WITHOUT_GUARD)


def test_text_box_without_privacy_guard_is_found():
    class Planted(forms.Form):
        story = forms.CharField(widget=forms.Textarea)

    class Guarded(GuardedFormMixin, Planted):
        pass

    assert [name.rsplit(".")[-1] for name in house.forms_without_guard([Planted, Guarded])] == ["Planted"]


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named():
    names = [
        path.stem
        for app in apps.get_app_configs()
        if app.name in house.APPS
        for path in (house.ROOT / app.name / "migrations").glob("0*.py")
    ]

    assert house.migration_names(names) == []


def test_unnamed_migration_is_found():
    assert house.migration_names(["0002_auto_20261122_0315"]) == ["0002_auto_20261122_0315"]


def test_undefined_template_variable_fails():
    template = engines["django"].from_string("Dag {{ naam }}")

    with pytest.raises(pytest.fail.Exception, match="naam"):
        template.render({})
