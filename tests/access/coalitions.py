"""Coalitions, the directory, declarations, the start package, money."""

from django.utils import timezone

from coalitions.declarations import links
from coalitions.directory import importing
from coalitions.models import Organisation, StartItem, Suggestion
from tests.access.common import own_coalition
from tests.access.rows import (
    COORDINATOR,
    COORDINATOR_POST,
    MEMBERS,
    MEMBERS_LEADER,
    OWN_CIRCLE,
    OWN_CIRCLE_LEADER,
    OWN_CIRCLE_LEADER_POST,
    OWN_MONEY,
    PUBLIC,
    PUBLIC_LEADER,
    row,
)
from tests.coalitions.agreements.factories import AgreementFactory
from tests.coalitions.declarations.factories import RequestFactory, SignatureFactory
from tests.coalitions.factories import OrganisationFactory


def own_intervention(world):
    return [world.circle.coalition.slug, "voorzorg"]


def adopted_agreement(world):
    agreement = AgreementFactory(coalition=world.circle.coalition, adopted=True, history=2)
    return [world.circle.coalition.slug, agreement.pk]


def old_agreement(world):
    """The first version of an agreement that was changed since."""
    return [*adopted_agreement(world), 1]


def drafted_agreement(world):
    return [world.circle.coalition.slug, AgreementFactory(coalition=world.circle.coalition).pk]


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
    return [links.receipt(SignatureFactory(request__declaration__coalition=world.circle.coalition).request_id)]


def support_note(world):
    coalition = world.circle.coalition
    return [coalition.slug, coalition.support_notes.earliest("pk").pk]


def start_item(world):
    return [StartItem.objects.earliest("pk").pk]


ROWS = [
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
    # An empty post is refused.
    row("coalitions:start_tick", "302 404 404 404 404 404", start_item, method="post"),
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
]
