"""Who gets what from every path. A path without a row here fails tests/test_access.py.

One row per URL name: the status of a GET (or of an empty POST, where the row says so) for each role, on an
object of one coalition: `partner` and `leader` belong to that coalition, `member` to the network only,
`stranger` has an account without any membership left. A board reader (`reader`) gets what a member gets, where the
row does not say otherwise: seven columns, of which six are written.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from coalitions.directory import importing
from coalitions.models import Organisation, StartItem, Suggestion
from community.models import Topic
from members.access import Visibility
from outbox.links import Subscription
from outbox.models import Category
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import RequestFactory, SignatureFactory
from tests.coalitions.factories import OrganisationFactory
from tests.library.factories import DocumentFactory, VersionFactory
from tests.outbox.factories import DemoMessageFactory, EmailFactory
from tests.themetables.blocks.factories import BlockFactory, ExperienceFactory, adopt, publish
from tests.themetables.factories import BottleneckFactory, RecognitionFactory, ThemeTableFactory
from tests.themetables.plans.factories import (
    DecisionMeetingFactory,
    PlanViewFactory,
    TableDecisionFactory,
    TablePlanFactory,
)
from tests.themetables.tables.factories import JoinRequestFactory, ProgressNoteFactory
from themetables.bottlenecks import duplicates
from themetables.models import TablePlan, ThemeTable

WRITTEN = ("visitor", "stranger", "member", "partner", "leader", "coordinator")
ROLES = (*WRITTEN, "reader")


@dataclass(frozen=True)
class Row:
    name: str
    statuses: tuple[int, ...]
    args: Any = None  # takes the world (tests/world.py), returns the arguments of the path
    method: str = "get"

    def url_args(self, world):
        return self.args(world) if self.args else []


def row(name, statuses, args=None, method="get", reader=None):
    found = tuple(int(status) for status in statuses.split())
    assert len(found) == len(WRITTEN), name
    return Row(name, (*found, reader or found[WRITTEN.index("member")]), args, method)


PUBLIC = "200 200 200 200 200 200"
MEMBERS = "302 404 200 200 200 200"
COORDINATOR = "302 404 404 404 404 200"
# Everybody may read it, but changing it is for a few: those who may look get 403 there.
PUBLIC_LEADER = "302 403 403 403 200 200"
PUBLIC_COORDINATOR = "302 403 403 403 403 200"
COORDINATOR_POST = "302 404 404 404 404 302"
ACCOUNT = "302 200 200 200 200 200"
ONWARD = "302 302 302 302 302 302"
NOBODY = "404 404 404 404 404 404"
NOT_THEIRS = "302 404 404 404 404 404"
NOTHING_TO_ASK = "302 403 403 403 403 403"
OWN_CIRCLE = "302 404 404 200 200 200"
OWN_MONEY = "302 404 404 404 200 200"
OWN_WORK = "302 404 404 404 200 200"
OWN_CIRCLE_LEADER = "302 404 404 403 200 200"
OWN_CIRCLE_LEADER_POST = "302 404 404 403 302 302"
# Every member reads it, whoever leads the circle changes it.
MEMBERS_LEADER = "302 404 403 403 200 200"


# Every member reads it, the coordinator changes it.
MEMBERS_COORDINATOR = "302 404 403 403 403 200"
MEMBERS_COORDINATOR_POST = "302 404 403 403 403 302"


# No page to log in on: a link to a file says no more to a stranger than that there is nothing.
INSIDE = "404 404 404 200 200 200"


def circle_document(world):
    """A document for the circle alone, which its leader looks after."""
    return [DocumentFactory(circle=world.circle, owner=world.users["leader"]).pk]


def circle_file(world):
    return [VersionFactory(document=DocumentFactory(circle=world.circle, version1=None)).key]


def submitted_plan(world):
    """A plan of a table at which none of these people sits, in a year that has none yet."""
    plan = TablePlanFactory(
        table=ThemeTable.objects.get(slug="scholing"), year=2100 + TablePlan.objects.count(), submitted=True
    )
    return [plan.table.slug, plan.year]


def own_view(world):
    slug, year = submitted_plan(world)
    plan = TablePlan.objects.get(table__slug=slug, year=year)
    PlanViewFactory(plan=plan, coalition=world.circle.coalition)
    return [slug, year, world.circle.coalition.slug]


def decision_meeting(world):
    return [DecisionMeetingFactory(year=2099).pk]


def decision(world):
    return [TableDecisionFactory(meeting__year=2099, table=ThemeTable.objects.get(slug="scholing")).pk]


def unsubscribe_token(world):
    return Subscription(Category.ANNOUNCEMENT, world.users["member"].pk).token


def table_chain(world):
    return ["thematafel", ThemeTable.objects.get(slug="kraamzorg").pk]


def circle(world):
    return [world.circle.slug]


def leadership(world):
    """The membership of the one who leads the circle."""
    return [world.circle.slug, world.circle.memberships.get(user=world.users["leader"]).pk]


def invitation(world):
    return [world.circle.slug, world.invitation.pk]


def access_request(world):
    return [world.access_request.pk]


def own_coalition(world):
    return [world.circle.coalition.slug]


def own_intervention(world):
    return [world.circle.coalition.slug, "voorzorg"]


def action_point(world):
    """A point of the leader's, so that the partner may read it and not change it."""
    return [world.circle.slug, world.users["leader"].action_points.filter(circle=world.circle).earliest("pk").pk]


def adopted_agreement(world):
    agreement = AgreementFactory(coalition=world.circle.coalition, adopted=True, history=2)
    return [world.circle.coalition.slug, agreement.pk]


def old_agreement(world):
    """The first version of an agreement that was changed since."""
    return [*adopted_agreement(world), 1]


def drafted_agreement(world):
    return [world.circle.coalition.slug, AgreementFactory(coalition=world.circle.coalition).pk]


def kraamzorg(world):
    """A table where none of the roles sits: its lead and its people are asked in tests/themetables/tables/."""
    return ["kraamzorg"]


def progress_note(world):
    note = ProgressNoteFactory(table=ThemeTable.objects.get(slug="kraamzorg"))
    return [note.table.slug, note.pk]


def join_request(world):
    asked = JoinRequestFactory(table=ThemeTable.objects.get(slug="kraamzorg"))
    return [asked.table.slug, asked.pk]


def own_bottleneck(world):
    """One that the coalition of the world named itself."""
    return [BottleneckFactory(coalition=world.circle.coalition).pk]


def own_recognition(world):
    """Of what another coalition named."""
    coalition = world.circle.coalition
    return [RecognitionFactory(coalition=coalition).bottleneck_id, coalition.slug]


def likely_duplicate(world):
    older, newer = BottleneckFactory(), BottleneckFactory()
    return [duplicates.pair(older, newer, now=timezone.now()).pk]


def phase_change(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.phase_changes.latest("since").pk]


def partner(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.partners.filter(until=None).earliest("pk").pk]


def new_partner(world):
    coalition = world.circle.coalition
    return [coalition.slug, Organisation.objects.exclude(partnerships__coalition=coalition).earliest("pk").pk]


def place(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.municipality_places.earliest("pk").pk]


def local_organisation(world):
    """An organisation that works in a municipality of the circle's coalition: its leader may change it."""
    place = world.circle.coalition.municipality_places.first().municipality
    return [OrganisationFactory(working_in=[place]).slug]


def suggestion(world):
    """Somebody else proposed it; the leader decides."""
    organisation = Organisation.objects.get(slug=local_organisation(world)[0])
    proposed = Suggestion.objects.create(
        organisation=organisation, facts={"phone": "058 1234567"}, reason="Gebeld.", proposed_at=timezone.now()
    )
    return [proposed.pk]


def import_draft(world):
    content = b"naam;soort;werkt\nHet Nieuwe Huis;welzijn;landelijk"
    return [importing.upload(content, name="x.csv", by=world.users["coordinator"], now=timezone.now()).pk]


def declaration(world):
    """A declaration that was sent, of the circle everybody is tested in."""
    return RequestFactory(declaration__coalition=world.circle.coalition, declaration__is_sent=True).declaration


def own_declaration(world):
    return [world.circle.coalition.slug, declaration(world).pk]


def own_signer(world):
    return [world.circle.coalition.slug, declaration(world).requests.get().pk]


def signing_link(world):
    return [RequestFactory(declaration__coalition=world.circle.coalition).token]


def signed_link(world):
    return [SignatureFactory(request__declaration__coalition=world.circle.coalition).request.token]


def support_note(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.support_notes.earliest("pk").pk]


def start_item(world):
    return [StartItem.objects.earliest("pk").pk]


def public_announcement(world):
    return [Topic.objects.filter(visibility=Visibility.PUBLIC).earliest("pk").pk]


def reviewed_agreement(world):
    """An agreement of the leader that has to be looked at again."""
    return ["afspraak", AgreementFactory(coalition=world.circle.coalition, overdue=True).pk]


def handover_draft(world):
    """The leader is leaving, and not done yet."""
    return [world.handover_draft().pk]


def handover_kind(world):
    draft = world.handover_draft()
    return [draft.pk, draft.parts.get(circle=world.circle).pk, "uitnodigingen"]


def handover_done(world):
    """Somebody left and handed over to the leader."""
    return [world.handover_done().pk]


def building_block(world):
    """Established: everybody reads it, the people of its table write it, and none of ours is at that table."""
    return BlockFactory(adopted=True, table=ThemeTable.objects.get(slug="kraamzorg"))


def established_block(world):
    return [building_block(world).slug]


def drafted_block(world):
    return [BlockFactory(published=1, table=ThemeTable.objects.get(slug="kraamzorg")).slug]


def own_block(world):
    return [world.circle.coalition.slug, building_block(world).slug]


def own_adoption(world):
    """The coalition uses a version, and there is a newer one."""
    adoption = adopt(building_block(world), world.circle.coalition)
    publish(adoption.block)
    return [adoption.coalition.slug, adoption.block.slug]


def own_experience(world):
    experience = ExperienceFactory(block=building_block(world), coalition=world.circle.coalition)
    return [experience.block.slug, experience.pk]


MATRIX = [
    row("home", PUBLIC),
    row("about", PUBLIC),
    row("privacy", PUBLIC),
    row("accessibility", PUBLIC),
    row("contact", PUBLIC),
    row("robots_txt", PUBLIC),
    row("security_txt", PUBLIC),
    row("health_alive", PUBLIC),
    row("health_ready", PUBLIC),
    row("status", COORDINATOR),
    row("style_guide", PUBLIC),
    row("coalitions:coalition_list", PUBLIC),
    row("coalitions:coalition_detail", PUBLIC, own_coalition),
    row("coalitions:coalition_edit", PUBLIC_LEADER, own_coalition),
    row("coalitions:coalition_contact", PUBLIC, own_coalition),
    row("coalitions:coalition_contact_done", PUBLIC, own_coalition),
    row("coalitions:phase_edit", PUBLIC_LEADER, own_coalition),
    row("coalitions:phase_delete", PUBLIC_LEADER, phase_change),
    row("coalitions:partner_list", PUBLIC_LEADER, own_coalition),
    row("coalitions:partner_search", PUBLIC_LEADER, own_coalition),
    row("coalitions:partner_create", PUBLIC_LEADER, new_partner),
    row("coalitions:partner_edit", PUBLIC_LEADER, partner),
    row("coalitions:partner_end", PUBLIC_LEADER, partner),
    row("coalitions:partner_reopen", PUBLIC_LEADER, partner),
    row("coalitions:coalition_create", COORDINATOR),
    row("coalitions:municipality_merge", COORDINATOR),
    row("coalitions:place_list", COORDINATOR, own_coalition),
    row("coalitions:place_leave", COORDINATOR, place),
    row("coalitions:coalition_merge", COORDINATOR, own_coalition),
    row("coalitions:coalition_merge_call_off", COORDINATOR, own_coalition),
    row("coalitions:intervention_list", MEMBERS),
    row("coalitions:intervention_detail", MEMBERS, lambda world: ["voorzorg"]),
    row("coalitions:use_list", MEMBERS, own_coalition),
    row("coalitions:use_edit", PUBLIC_LEADER, own_intervention),
    row("coalitions:use_remove", "302 404 403 403 200 200", own_intervention),
    row("coalitions:agreement_matrix", MEMBERS),
    row("coalitions:agreement_compare", MEMBERS),
    row("coalitions:agreement_list", MEMBERS, own_coalition),
    row("coalitions:agreement_create", PUBLIC_LEADER, own_coalition),
    row("coalitions:agreement_detail", MEMBERS, adopted_agreement),
    row("coalitions:agreement_edit", MEMBERS_LEADER, adopted_agreement),
    row("coalitions:agreement_adopt", OWN_CIRCLE_LEADER, drafted_agreement),
    row("coalitions:agreement_lapse", MEMBERS_LEADER, adopted_agreement),
    row("coalitions:agreement_history", MEMBERS, adopted_agreement),
    row("coalitions:agreement_difference", MEMBERS, adopted_agreement),
    row("coalitions:agreement_version", MEMBERS, old_agreement),
    row("coalitions:agreement_restore", MEMBERS_LEADER, old_agreement),
    row("coalitions:overview", COORDINATOR),
    row("coalitions:overview_download", COORDINATOR, lambda world: ["csv"]),
    row("coalitions:support_detail", COORDINATOR, own_coalition),
    row("coalitions:joining_edit", COORDINATOR, own_coalition),
    row("coalitions:note_remove", COORDINATOR, support_note),
    row("coalitions:start_package", "302 404 404 404 200 302"),
    row("coalitions:start_tick", "302 404 404 404 404 404", start_item, method="post"),  # an empty post is refused
    row("coalitions:start_manage", COORDINATOR),
    row("coalitions:start_item_create", COORDINATOR),
    row("coalitions:start_item_edit", COORDINATOR, start_item),
    row("coalitions:start_item_move", COORDINATOR_POST, start_item, method="post"),
    row("coalitions:start_item_withdraw", COORDINATOR_POST, start_item, method="post"),
    row("coalitions:budget_list", OWN_MONEY, own_coalition, reader=200),
    row("coalitions:budget_edit", OWN_MONEY, lambda world: [*own_coalition(world), 2026], reader=403),
    row("coalitions:budget_download", OWN_MONEY, lambda world: [*own_coalition(world), "csv"], reader=200),
    row("coalitions:budget_overview", COORDINATOR, reader=200),
    row("coalitions:budget_overview_download", COORDINATOR, lambda world: ["xlsx"], reader=200),
    row("coalitions:organisation_list", MEMBERS),
    row("coalitions:organisation_export", MEMBERS, lambda world: ["csv"]),
    row("coalitions:organisation_create", MEMBERS),
    row("coalitions:organisation_detail", MEMBERS, local_organisation),
    row("coalitions:organisation_edit", "302 404 403 403 200 200", local_organisation),
    row("coalitions:organisation_suggest", MEMBERS, local_organisation),
    row("coalitions:organisation_owner", "302 404 403 403 200 200", local_organisation),
    row("coalitions:suggestion_list", MEMBERS),
    row("coalitions:suggestion_detail", "302 404 404 404 200 200", suggestion),
    row("coalitions:import_create", COORDINATOR),
    row("coalitions:import_detail", COORDINATOR, import_draft),
    row("coalitions:declaration_list", OWN_CIRCLE, own_coalition),
    row("coalitions:declaration_create", OWN_CIRCLE_LEADER, own_coalition),
    row("coalitions:declaration_detail", OWN_CIRCLE, own_declaration),
    row("coalitions:declaration_edit", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_preview", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_send", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_follow_up", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_withdraw", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_complete", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:declaration_pdf", OWN_CIRCLE, own_declaration),
    row("coalitions:signer_add", OWN_CIRCLE_LEADER, own_declaration),
    row("coalitions:signers_remind", OWN_CIRCLE_LEADER_POST, own_declaration, method="post"),
    row("coalitions:signer_edit", OWN_CIRCLE_LEADER, own_signer),
    row("coalitions:signer_remove", OWN_CIRCLE_LEADER, own_signer),
    row("coalitions:signer_remind", OWN_CIRCLE_LEADER_POST, own_signer, method="post"),
    row("coalitions:signer_renew", OWN_CIRCLE_LEADER_POST, own_signer, method="post"),
    # The link in the mail is the key, whoever holds it: logged in or not.
    row("coalitions:signing_read", PUBLIC, signing_link),
    row("coalitions:signing_code", PUBLIC, signing_link),
    row("coalitions:signing_decline", PUBLIC, signing_link),
    row("coalitions:signing_done", PUBLIC, signed_link),
    row("coalitions:signing_pdf", PUBLIC, signed_link),
    row("coalitions:declaration_check", PUBLIC),
    row("themetables:bottleneck_list", MEMBERS),
    row("themetables:bottleneck_create", MEMBERS),
    row("themetables:bottleneck_similar", MEMBERS, method="post"),
    row("themetables:bottleneck_detail", MEMBERS, own_bottleneck),
    row("themetables:bottleneck_edit", MEMBERS_LEADER, own_bottleneck),
    # The coordinator answers for every coalition, and so has to say for which.
    row("themetables:bottleneck_recognise", "302 404 403 403 302 403", own_bottleneck, method="post"),
    row("themetables:bottleneck_dismiss", "302 404 403 403 302 403", own_bottleneck, method="post"),
    row("themetables:recognition_choose", COORDINATOR, own_bottleneck),
    row("themetables:recognition_edit", MEMBERS_LEADER, own_recognition),
    row("themetables:recognition_withdraw", MEMBERS_LEADER, own_recognition),
    row("themetables:bottleneck_state", COORDINATOR, own_bottleneck),
    row("themetables:bottleneck_merge", COORDINATOR, own_bottleneck),
    row("themetables:duplicate_list", COORDINATOR),
    row("themetables:duplicate_detail", COORDINATOR, likely_duplicate),
    row("themetables:table_list", PUBLIC),
    row("themetables:table_detail", PUBLIC, kraamzorg),
    row("themetables:table_overview", COORDINATOR),
    row("themetables:table_start", COORDINATOR),
    row("themetables:table_timeline", MEMBERS, kraamzorg),
    row("themetables:table_edit", PUBLIC_COORDINATOR, kraamzorg),
    row("themetables:table_bottlenecks", PUBLIC_COORDINATOR, kraamzorg),
    row("themetables:table_close", COORDINATOR, kraamzorg),
    row("themetables:table_reopen", COORDINATOR, lambda world: [ThemeTableFactory(closed=True).slug]),
    row("themetables:note_list", MEMBERS, kraamzorg),
    row("themetables:note_remove", MEMBERS_COORDINATOR, progress_note),
    row("themetables:table_join", MEMBERS, kraamzorg),
    row("themetables:joinrequest_list", PUBLIC_COORDINATOR, kraamzorg),
    row("themetables:joinrequest_accept", COORDINATOR_POST, join_request, method="post"),
    row("themetables:joinrequest_decline", COORDINATOR, join_request),
    row("themetables:joinrequest_withdraw", NOT_THEIRS, join_request, method="post"),
    row("themetables:plan_overview", MEMBERS),
    row("themetables:plan_list", MEMBERS, lambda world: ["scholing"]),
    row("themetables:plan_detail", MEMBERS, submitted_plan),
    row("themetables:plan_edit", MEMBERS_COORDINATOR, submitted_plan),
    row("themetables:draft_keep", MEMBERS_COORDINATOR, submitted_plan, method="post"),
    row("themetables:draft_discard", MEMBERS_COORDINATOR_POST, submitted_plan, method="post"),
    row("themetables:plan_submit", MEMBERS_COORDINATOR, submitted_plan),
    row("themetables:plan_pdf", MEMBERS, submitted_plan),
    row("themetables:plan_history", MEMBERS, submitted_plan),
    row("themetables:plan_difference", MEMBERS, submitted_plan),
    row("themetables:plan_version", MEMBERS, lambda world: [*submitted_plan(world), 1]),
    row("themetables:planview_edit", MEMBERS_LEADER, own_view),
    row("themetables:planview_answer", MEMBERS_COORDINATOR, own_view),
    row("themetables:decision_list", MEMBERS),
    row("themetables:meeting_create", COORDINATOR),
    row("themetables:meeting_detail", MEMBERS, decision_meeting),
    row("themetables:meeting_edit", MEMBERS_COORDINATOR, decision_meeting),
    row("themetables:decision_new", MEMBERS_COORDINATOR, decision_meeting),
    row("themetables:decision_record", MEMBERS_COORDINATOR, lambda world: [*decision_meeting(world), "scholing"]),
    row("themetables:decision_detail", MEMBERS, decision),
    row("themetables:decision_correct", MEMBERS_COORDINATOR, decision),
    row("themetables:block_list", PUBLIC),
    row("themetables:block_matrix", MEMBERS),
    row("themetables:block_matrix_download", MEMBERS, lambda world: ["xlsx"]),
    row("themetables:block_detail", PUBLIC, established_block),
    row("themetables:block_edit", PUBLIC_COORDINATOR, established_block),
    row("themetables:block_publish", PUBLIC_COORDINATOR, established_block),
    row("themetables:block_test", "302 404 403 403 403 200", drafted_block),
    row("themetables:block_establish", "302 404 403 403 403 200", drafted_block),
    row("themetables:block_replace", PUBLIC_COORDINATOR, established_block),
    row("themetables:block_history", MEMBERS, established_block),
    row("themetables:block_difference", MEMBERS, established_block),
    row("themetables:block_version", MEMBERS, lambda world: [*established_block(world), 1]),
    row("themetables:table_blocks", PUBLIC, lambda world: ["kraamzorg"]),
    row("themetables:block_create", PUBLIC_COORDINATOR, lambda world: ["kraamzorg"]),
    row("themetables:adoption_list", MEMBERS, own_coalition),
    row("themetables:adoption_detail", MEMBERS, own_adoption),
    row("themetables:adoption_edit", PUBLIC_LEADER, own_block),
    row("themetables:adoption_follow", MEMBERS_LEADER, own_adoption),
    row("themetables:adoption_stay", MEMBERS_LEADER, own_adoption),
    row("themetables:experience_create", "302 403 403 200 200 403", own_adoption),
    row("themetables:experience_remove", MEMBERS_LEADER, own_experience),
    row("themetables:experiences_read", "302 403 403 403 403 302", established_block, method="post"),
    row("themetables:chain_detail", MEMBERS, table_chain),
    row("themetables:results", MEMBERS),
    row("themetables:results_download", MEMBERS, lambda world: ["xlsx"]),
    row("community:announcement_list", PUBLIC),
    row("community:announcement_create", COORDINATOR),
    row("community:announcement_detail", PUBLIC, public_announcement),
    row("community:announcement_edit", PUBLIC_COORDINATOR, public_announcement),
    row("community:announcement_withdraw", PUBLIC_COORDINATOR, public_announcement),
    row("library:document_list", PUBLIC),
    row("library:circle_documents", PUBLIC, circle),
    row("library:document_create", MEMBERS, reader=404),
    # Both need a link that is signed for one person and one thing: see tests/library/test_attaching.py.
    row("library:document_attach", NOT_THEIRS),
    row("library:document_detach", NOT_THEIRS, circle_document),
    row("library:document_detail", INSIDE, circle_document),
    row("library:version_create", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_edit", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_supersede", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_unsupersede", OWN_CIRCLE_LEADER_POST, circle_document, method="post"),
    row("library:document_withdraw", OWN_CIRCLE_LEADER, circle_document),
    row("library:document_put_back", OWN_CIRCLE_LEADER_POST, circle_document, method="post"),
    row("library:version_download", INSIDE, circle_file),
    row("symposium:edition_current", ONWARD),
    row("symposium:edition_create", COORDINATOR),
    row("symposium:edition_detail", PUBLIC, lambda world: [2027]),
    row("symposium:edition_edit", PUBLIC_COORDINATOR, lambda world: [2027]),
    row("symposium:edition_publish", PUBLIC_COORDINATOR, lambda world: [2027]),
    row("account_login", "200 302 302 302 302 302"),
    row("account_logout", ACCOUNT),
    row("account_inactive", PUBLIC),
    row("account_signup", PUBLIC),
    row("demo_login", NOBODY, method="post"),
    row("mfa_login_webauthn", ONWARD),
    row("mfa_authenticate", ONWARD),
    row("mfa_trust", ONWARD),
    row("account_reset_password", PUBLIC),
    row("account_confirm_password_reset_code", ONWARD),
    row("account_complete_password_reset", ONWARD),
    # The people of the matrix came in by the demo: no password, no passkey, no app.
    row("account_reauthenticate", NOTHING_TO_ASK),
    row("mfa_reauthenticate", NOTHING_TO_ASK),
    row("mfa_reauthenticate_webauthn", NOTHING_TO_ASK),
    row("account_change_password", ONWARD),
    row("account_set_password", ACCOUNT),
    row("account_email", ACCOUNT),
    row("account_email_verification_sent", ONWARD),
    row("account_choose", ACCOUNT),
    row("mfa_index", ACCOUNT),
    row("mfa_activate_totp", ACCOUNT),
    row("mfa_deactivate_totp", NOT_THEIRS),
    row("mfa_replace_totp", NOT_THEIRS),
    row("mfa_list_webauthn", ACCOUNT),
    row("mfa_add_webauthn", ACCOUNT),
    row("mfa_edit_webauthn", NOT_THEIRS, lambda world: [0]),
    row("mfa_remove_webauthn", NOT_THEIRS, lambda world: [0]),
    row("mfa_view_recovery_codes", NOT_THEIRS),
    row("mfa_download_recovery_codes", NOT_THEIRS),
    row("mfa_generate_recovery_codes", ACCOUNT),
    row("usersessions_list", ACCOUNT),
    row("session_end", ONWARD, method="post"),
    row("outbox:email_detail", COORDINATOR, lambda world: [EmailFactory(bounced=True).pk]),
    row("outbox:email_list", COORDINATOR),
    row("outbox:email_send_again", COORDINATOR_POST, lambda world: [EmailFactory(bounced=True).pk], method="post"),
    row("outbox:inbox", PUBLIC),
    row("outbox:inbox_message", PUBLIC, lambda world: [DemoMessageFactory().pk]),
    row("outbox:preferences", ACCOUNT),
    row("outbox:unsubscribe", PUBLIC, lambda world: [unsubscribe_token(world)]),
    row("actions:my_points", MEMBERS),
    row("actions:point_list", OWN_CIRCLE, circle),
    row("actions:point_board", OWN_CIRCLE, circle),
    row("actions:point_timeline", OWN_CIRCLE, circle),
    row("actions:year_plan", OWN_CIRCLE, circle),
    row("actions:year_plan_pdf", OWN_CIRCLE, circle),
    row("actions:point_table", OWN_CIRCLE, circle),
    row("actions:point_calendar", OWN_CIRCLE, circle),
    row("actions:point_create", OWN_CIRCLE, circle),
    row("actions:point_detail", OWN_CIRCLE, action_point),
    row("actions:point_edit", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_finish", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_drop", OWN_CIRCLE_LEADER, action_point),
    row("actions:point_move", "302 404 404 403 302 302", action_point, method="post"),
    # Somebody's already: the answer is a sentence on the page of the point.
    row("actions:point_take", "302 404 404 302 302 302", action_point, method="post"),
    row("members:invitation_accept", "200 404 404 404 404 404", lambda world: [world.invitation.token]),
    row("members:circle_list", MEMBERS),
    row("members:circle_detail", OWN_CIRCLE, circle),
    row("members:invitation_create", OWN_CIRCLE_LEADER, circle),
    row("members:invitation_resend", "302 404 404 404 302 302", invitation, method="post"),
    row("members:invitation_withdraw", "302 404 404 404 302 302", invitation, method="post"),
    row("members:membership_end", OWN_CIRCLE_LEADER, leadership),
    row("members:membership_role", OWN_CIRCLE_LEADER, leadership),
    row("members:person_list", MEMBERS),
    row("members:person_detail", MEMBERS, lambda world: [world.users["leader"].pk]),
    row("members:person_let_in", COORDINATOR, lambda world: [world.users["leader"].pk]),
    row("members:profile_edit", ACCOUNT),
    row("members:handover_start", MEMBERS),
    row("members:handover_start_for", OWN_WORK, lambda world: [world.users["leader"].pk]),
    row("members:handover_divide", OWN_WORK, handover_draft),
    row("members:handover_divide_kind", OWN_WORK, handover_kind),
    row("members:handover_note", OWN_WORK, handover_draft),
    row("members:handover_complete", OWN_WORK, handover_draft),
    row("members:handover_discard", OWN_WORK, handover_draft),
    row("members:handover_detail", OWN_WORK, handover_done),
    row("members:handover_read", "302 404 404 404 302 302", handover_done, method="post"),
    row("members:membership_stay", "302 404 404 403 302 302", leadership, method="post"),
    row("members:review_list", MEMBERS),
    row("members:review_detail", "302 404 403 403 200 200", reviewed_agreement),
    row("members:review_hand_over", "302 404 403 403 200 200", reviewed_agreement),
    row("members:accessrequest_create", PUBLIC),
    row("members:accessrequest_done", PUBLIC),
    row("members:accessrequest_list", COORDINATOR),
    row("members:accessrequest_approve", "302 404 404 404 404 302", access_request, method="post"),
    row("members:accessrequest_decline", COORDINATOR, access_request),
]
