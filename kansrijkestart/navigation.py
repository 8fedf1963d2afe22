"""The main navigation and the account menu: what exists for this person, and nothing else."""

from dataclasses import dataclass

from django.conf import settings

from coalitions.startpackage.steps import led_by
from members.paths import path_of


@dataclass
class Entry:
    label: str
    url: str
    is_current: bool


def entries(request, *named):
    """Turn (label, url name, *args) into entries; the one whose section holds this page is current."""
    found = []
    for label, name, *args in named:
        url = path_of(name, *args)
        is_current = request.path == url if url == "/" else request.path.startswith(url)
        found.append(Entry(label, url, is_current))
    return found


PUBLIC = (
    ("Start", "home"),
    ("Coalities", "coalitions:coalition_list"),
    ("Thematafels", "themetables:table_list"),
    ("Bouwstenen", "themetables:block_list"),
    ("Mededelingen", "community:announcement_list"),
    ("Symposium", "symposium:edition_current"),
)
MEMBERS = (
    *PUBLIC[:2],
    ("Knelpunten", "themetables:bottleneck_list"),
    *PUBLIC[2:4],
    ("Gesprekken", "community:stream"),
    ("Bijeenkomsten", "meetings:meeting_list"),
    ("Sociale kaart", "coalitions:organisation_list"),
    ("Bibliotheek", "library:document_list"),
    ("Wie is wie", "members:person_list"),
)
# Pages of one section beside each other, for members: the row of tabs on each of them. The first is the section's own.
BESIDE = {
    "Thematafels": (
        ("Alle tafels", "themetables:table_list"),
        ("Plannen", "themetables:plan_overview"),
        ("Besluiten", "themetables:decision_list"),
        ("Wat leverde het op", "themetables:results"),
    ),
    "Gesprekken": (
        ("Alles", "community:stream"),
        ("Mededelingen", "community:announcement_list"),
        ("Wat ik volg", "community:follow_list"),
    ),
    "Bijeenkomsten": (
        ("Alle bijeenkomsten", "meetings:meeting_list"),
        ("Symposium", "symposium:edition_current"),
    ),
    "Coalities": (
        ("Alle coalities", "coalitions:coalition_list"),
        ("Afspraken vergelijken", "coalitions:agreement_matrix"),
        ("Interventies", "coalitions:intervention_list"),
    ),
    "Bouwstenen": (
        ("Alle bouwstenen", "themetables:block_list"),
        ("Per gemeente", "themetables:block_matrix"),
    ),
}
# Beside another section, but no part of it: its pages mark nothing.
NEIGHBOURS = {"Symposium"}
OWN_POINTS = (("Mijn actiepunten", "actions:my_points"), ("Enquêtes", "surveys:round_list"))
OWN_CIRCLES = (("Mijn kringen", "members:circle_list"),)
ALL_CIRCLES = (("Kringen", "members:circle_list"),)
ACCOUNT = (
    ("Mijn profiel", "members:profile_edit"),
    ("Mail die je krijgt", "outbox:preferences"),
    ("Inloggen en beveiliging", "mfa_index"),
)
TREASURERS = (("SPUK-geld", "coalitions:budget_overview"),)
QUESTIONNAIRES = (("Vragenlijsten", "surveys:instrument_list"),)
START_PACKAGE = (("Startpakket", "coalitions:start_package"),)
COORDINATOR = (
    ("Overzicht", "coalitions:overview"),
    ("Gesprekken begeleiden", "community:facilitate"),
    ("Startpakket beheren", "coalitions:start_manage"),
    *QUESTIONNAIRES,
    *TREASURERS,
    ("Aanvragen", "members:accessrequest_list"),
    ("Zoekwoorden", "library:synonyms_list"),
    ("Verstuurde post", "outbox:email_list"),
    ("Status", "status"),
)
LEAVE = (("Uitloggen", "account_logout"),)


def navigation(request):
    """Context processor; must not fail on pages without a user, such as an error page."""
    user = getattr(request, "user", None)
    if getattr(request, "must_set_up", False):
        # Every other entry would lead straight back to choosing how to log in.
        return {
            "navigation": [],
            "section_tabs": [],
            "section_label": "",
            "account_menu": entries(request, *LEAVE),
            "portal_demo": settings.DEMO,
        }
    is_member = bool(user) and user.is_member
    account = ()
    if user and user.is_authenticated:
        if user.is_coordinator:
            account = OWN_POINTS + ALL_CIRCLES + ACCOUNT + COORDINATOR + LEAVE
        else:
            own = OWN_POINTS + OWN_CIRCLES if is_member else ()
            start = START_PACKAGE if led_by(user) else ()
            roles = (TREASURERS if user.is_board_reader else ()) + (QUESTIONNAIRES if user.is_data_editor else ())
            account = own + start + roles + ACCOUNT + LEAVE
    main = entries(request, *(MEMBERS if is_member else PUBLIC))
    section, tabs = section_tabs(request, main) if is_member else ("", [])
    return {
        "navigation": main,
        "section_tabs": tabs,
        "section_label": section,
        "account_menu": entries(request, *account),
        "portal_demo": settings.DEMO,
    }


def section_tabs(request, main):
    """Return the section of a page of BESIDE and its row of tabs, and mark the section in `main`.

    Deeper pages have a crumb trail instead of tabs.
    """
    for section, pages in BESIDE.items():
        tabs = [Entry(label, path_of(name), request.path == path_of(name)) for label, name in pages]
        if not any(request.path.startswith(tab.url) for tab in tabs if tab.label not in NEIGHBOURS):
            continue
        for entry in main:
            if entry.url == tabs[0].url:
                entry.is_current = True
        return section, tabs if any(tab.is_current for tab in tabs) else []
    return "", []
