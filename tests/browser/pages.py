"""Which pages are looked at, as whom: every GET of the access matrix that answers 200."""

from django.urls import reverse

from tests.access.matrix import MATRIX
from tests.access.rows import ROLES

# Not pages: files, answers for machines.
NOT_PAGES = (
    "health",
    "robots",
    "security_txt",
    "mfa_download",
    "actions:point_table",
    "actions:point_calendar",
    "meetings:calendar_feed",
    "meetings:meeting_file",
    "symposium:calendar_feed",
    "symposium:edition_file",
    "symposium:my_data",
    "symposium:session_file",
    "coalitions:budget_download",
    "coalitions:budget_overview_download",
    "coalitions:declaration_pdf",
    "coalitions:organisation_export",
    "coalitions:overview_download",
    "coalitions:signing_pdf",
    "surveys:results_download",
    "surveys:results_report",
    "community:mention_list",
    "library:search_suggest",
    "library:version_download",
    "library:version_preview",
    "actions:year_plan_pdf",
    "surveys:version_download",
    "symposium:accreditation_export",
    "symposium:badge_sheets",
    "symposium:certificate_pdf",
    "symposium:door_worker",
    "symposium:registration_export",
    "themetables:block_matrix_download",
    "themetables:meeting_pdf",
    "themetables:plan_pdf",
    "themetables:results_download",
)


def pages(world, role):
    """Yield (file name, path) of every page this role may see."""
    index = ROLES.index(role)
    for row in MATRIX:
        if row.method == "get" and row.statuses[index] == 200 and not row.name.startswith(NOT_PAGES):
            yield row.name.replace(":", "-"), reverse(row.name, args=row.url_args(world))
