"""Bottlenecks, theme tables, plans, decisions, building blocks and what came of them."""

from django.utils import timezone

from tests.access.common import own_coalition
from tests.access.rows import (
    COORDINATOR,
    COORDINATOR_POST,
    MEMBERS,
    MEMBERS_COORDINATOR,
    MEMBERS_COORDINATOR_POST,
    MEMBERS_LEADER,
    NOT_THEIRS,
    PUBLIC,
    PUBLIC_COORDINATOR,
    PUBLIC_LEADER,
    row,
)
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


def decision_to_record(world):
    return [*decision_meeting(world), "scholing"]


def decision(world):
    return [TableDecisionFactory(meeting__year=2099, table=ThemeTable.objects.get(slug="scholing")).pk]


def table_chain(world):
    return ["thematafel", ThemeTable.objects.get(slug="kraamzorg").pk]


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


ROWS = [
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
    row("themetables:meeting_pdf", MEMBERS, decision_meeting),
    row("themetables:meeting_edit", MEMBERS_COORDINATOR, decision_meeting),
    row("themetables:meeting_call", "302 404 403 403 403 302", decision_meeting, method="post"),
    row("themetables:decision_new", MEMBERS_COORDINATOR, decision_meeting),
    row("themetables:decision_record", MEMBERS_COORDINATOR, decision_to_record),
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
]
