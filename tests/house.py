"""The checks behind tests/test_house_rules.py: plain functions over text, so that each can be fed a planted hole."""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.forms import BaseForm

from language.guard.forms import GuardedFormMixin, is_text_box

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "kansrijkestart",
    "symposium",
    "community",
    "themetables",
    "coalitions",
    "surveys",
    "meetings",
    "actions",
    "library",
    "members",
    "outbox",
    "language",
    "province",
)


def python_files(*, tests=False):
    folders = [*APPS, "bench", *(["tests"] if tests else [])]
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    )


def templates():
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt", ".svg"})


class InlineFinder(HTMLParser):
    """Collects what our CSP would refuse, and template code that reached the page."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._in_script = False

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in names if name.startswith("on") or name == "style"]
        for name, value in attrs:
            if (value or "").startswith(("javascript:", "data:")):
                self.found.append(f"<{tag} {name}={value}>")
        if tag == "style":
            self.found.append("<style>")
        # A JSON block is data: the browser does not run it.
        self._in_script = tag == "script" and "src" not in names and names.get("type") != "application/json"

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if self._in_script and data.strip():
            self.found.append("<script> with code")


def inline_code(html):
    """Return the inline handlers, styles and scripts in `html`, and raw template code."""
    finder = InlineFinder()
    finder.feed(html)
    return finder.found + re.findall(r"\{\{.*?\}\}|\{%.*?%\}", html)


def without_template_code(source):
    """Return template source as HTML alone, so that `inline_code` can read it."""
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", source, flags=re.S)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)


FORBIDDEN = {
    # pattern: (why, files that may)
    r"@receiver|_(init|save|delete|migrate)\.connect\(|signals?\.\w+\.connect\(": (
        "no signals of our own: the verb that causes an effect calls it",
        (),
    ),
    r"request\.(POST|GET)\[": ("input becomes data in a form", ()),
    r"get_object_or_404\(": ("views fetch through the doors of members/access.py", ("members/access.py", "outbox/")),
    r"\bmark_safe\(": (
        "text becomes HTML in language/ and nowhere else",
        ("language/", "kansrijkestart/forms.py"),
    ),
    r"\.(raw|extra)\(": ("the ORM, or a cursor with parameters", ()),
    r"@csrf_exempt": ("only the one-click unsubscribe of RFC 8058 goes without", ("outbox/views",)),
}


def forbidden_code(name, source):
    """Return a sentence for each forbidden construction in the Python file `name`."""
    return [
        f"{name}: {match.group()} - {why}"
        for pattern, (why, allowed) in FORBIDDEN.items()
        if not name.startswith(allowed or ("\0",))
        for match in re.finditer(pattern, source)
    ]


def migration_names(names):
    """Return the migrations that were left with a name nobody chose."""
    return [name for name in names if re.search(r"_auto_|_and_more", name)]


# Templates that Django or a package asks for by a name we never write.
ASKED_BY_OTHERS = ("400.html", "403.html", "404.html", "405.html", "429.html", "500.html", "503.html", "403_csrf.html")
PACKAGE_FOLDERS = ("allauth/", "account/", "mfa/", "usersessions/", "django/", "admin/")


def unused_templates(sources):
    """Return the templates whose name occurs nowhere in `sources`, all our code and templates together."""
    names = [str(path.relative_to(ROOT / "templates")) for path in templates()]
    return [
        name
        for name in names
        if name not in ASKED_BY_OTHERS
        and not name.startswith(PACKAGE_FOLDERS)
        # A mail is named without its ending: outbox adds _subject.txt, .txt and .html.
        and re.sub(r"(_subject)?\.(txt|html)$", "", name) not in sources
    ]


# Text boxes of our own forms that the privacy guard leaves alone, and why. All others warn (language/guard/forms.py).
WITHOUT_GUARD = {
    "actions.forms.MoveForm": "the address to go back to: a page of ours",
    "coalitions.declarations.forms.CheckForm": "the code on a declaration",
    "coalitions.declarations.forms.CodeForm": "the code from a mail",
    "coalitions.declarations.forms.ConfirmForm": "name and function of who signs",
    "coalitions.declarations.forms.SignerForm": "name and function of who signs",
    "community.asking.forms.FindForm": "a search box: nothing is kept",
    "coalitions.directory.forms.SearchForm": "a search box: nothing is kept",
    "coalitions.forms.SearchForm": "a search box: nothing is kept",
    "coalitions.formation.forms.MunicipalMergerForm": "name and code of a municipality",
    "coalitions.overview.forms.OverviewForm": "a search box: nothing is kept",
    "coalitions.partners.forms.OrganisationSearchForm": "a search box: nothing is kept",
    "symposium.groups.forms.ColleagueForm": "name and work of who comes",
    "symposium.registering.forms.DetailsForm": "who comes, and what they eat or need: in a line, not a story",
    "symposium.registering.forms.FilterForm": "a search box: nothing is kept",
    "symposium.registering.forms.PersonForm": "who comes, and what they eat or need: in a line, not a story",
    "symposium.registering.forms.VisitorForm": "who comes, and what they eat or need: in a line, not a story",
    "library.search.forms.ProposalForm": "fills another form, which has the guard",
    "meetings.minutes.forms.DraftForm": "a draft that nobody else reads; the form that saves it has the guard",
    "meetings.minutes.forms.SearchForm": "a search box: nothing is kept",
    "library.search.forms.SearchForm": "a search box; what is kept of a search without result, the guard sees first",
    "members.accounts.forms.ActivateAppForm": "a code",
    "members.accounts.forms.AddPasskeyForm": "a name for one's own device",
    "members.accounts.forms.EmailCodeForm": "a code",
    "members.accounts.forms.ReauthenticateCodeForm": "a code",
    "members.accounts.forms.RenamePasskeyForm": "a name for one's own device",
    "members.accounts.forms.ResetCodeForm": "a code",
    "members.accounts.forms.SecondFactorForm": "a code",
    "members.forms.circles.CircleSearchForm": "a search box: nothing is kept",
    "members.forms.requests.NameForm": "one's own name",
    "kansrijkestart.style_examples.ExampleForm": "the style page keeps nothing",
    "kansrijkestart.style_examples.ExampleFilter": "the style page keeps nothing",
    "surveys.results.forms.MarkForm": "to which text on the page a word belongs",
    "symposium.certificates.forms.AccreditationForm": "the name and the number of a register",
    "symposium.certificates.forms.CheckForm": "the code on a certificate",
    "symposium.certificates.forms.NameForm": "a name, by the coordinator",
    "symposium.certificates.forms.RegisterNumberForm": "somebody's own number; a citizen's is refused there",
    "symposium.entrance.forms.DoorForm": "which entrance, or which volunteer",
    "symposium.entrance.forms.ScanForm": "the code of a ticket",
    "symposium.entrance.forms.WalkInForm": "name and organisation of who comes in",
    "themetables.bottlenecks.filters.BottleneckFilter": "a search box: nothing is kept",
    "themetables.bottlenecks.forms.AnswerForm": "the address to go back to: a page of ours",
    "themetables.bottlenecks.forms.OtherSearch": "a search box: nothing is kept",
    "themetables.bottlenecks.forms.TypedForm": "fills another form, which has the guard",
    "symposium.programme.forms.DropForm": "the box in which a session was dropped: two numbers",
}


def forms_without_guard(classes):
    """Return the names of those form classes that have a text box and no privacy guard."""
    return sorted(
        f"{form.__module__}.{form.__qualname__}"
        for form in classes
        if any(is_text_box(field) for field in form.base_fields.values()) and not issubclass(form, GuardedFormMixin)
    )


def form_classes(base=BaseForm):
    """Return every form class of the house that is imported, whatever it inherits from."""
    for form in base.__subclasses__():
        yield from form_classes(form)
        if form.__module__.split(".")[0] in APPS:
            yield form
