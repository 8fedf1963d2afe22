"""Where rooms that gather from every app are told whom to ask. The one file that knows them all.

See docs/architecture.md, "How rooms meet".
"""

import actions.activity
import actions.forgetting
import actions.holdings
import actions.retention
import actions.rooms
import actions.waiting
import coalitions.activity
import coalitions.agreements.holdings
import coalitions.agreements.review
import coalitions.budget.rooms
import coalitions.declarations.activity
import coalitions.declarations.forgetting
import coalitions.declarations.holdings
import coalitions.declarations.retention
import coalitions.declarations.rooms
import coalitions.declarations.waiting
import coalitions.directory.looking_after
import coalitions.directory.waiting
import coalitions.interventions.rooms
import coalitions.known
import coalitions.lines
import coalitions.of_circles
import coalitions.partners.holdings
import coalitions.retention
import coalitions.rooms
import coalitions.searchable
import coalitions.startpackage.waiting
import community.asking.inviting
import community.asking.waiting
import community.digests.at_once
import community.digests.part
import community.retention
import community.searchable
import community.topics.library_entry
import community.topics.moving
import community.topics.rooms
import community.topics.unfinished
import community.topics.waiting
import library.activity
import library.holdings
import library.retention
import library.reviewing
import library.rooms
import library.search.people
import library.search.retention
import library.searchable
import library.set_aside
import library.waiting
import meetings.activity
import meetings.beside
import meetings.gathered
import meetings.holdings
import meetings.minutes.unfinished
import meetings.places
import meetings.planning.busy
import meetings.retention
import meetings.rooms
import meetings.searchable
import meetings.subjects
import meetings.waiting
import members.notices.news
import members.retention
import outbox.retention
import surveys.answering.boxes
import surveys.answering.known
import surveys.answering.mine
import surveys.answering.retention
import surveys.answering.talking
import surveys.following.guarding
import surveys.following.retention
import surveys.following.waiting
import surveys.giving_back.waiting
import surveys.making.holdings
import surveys.results.places
import surveys.retention
import symposium.afterwards.gathered
import symposium.afterwards.waiting
import symposium.allocating.waiting
import symposium.call.waiting
import symposium.certificates.retention
import symposium.days
import symposium.forgetting
import symposium.retention
import symposium.searchable
import symposium.waiting
import themetables.adoption.moving
import themetables.blocks.holdings
import themetables.blocks.rooms
import themetables.blocks.waiting
import themetables.bottlenecks.moving
import themetables.bottlenecks.waiting
import themetables.decisions.gathering
import themetables.decisions.waiting
import themetables.plans.activity
import themetables.plans.retention
import themetables.plans.rooms
import themetables.plans.unfinished
import themetables.plans.waiting
import themetables.rooms
import themetables.searchable
import themetables.subjects
import themetables.tables.activity
import themetables.tables.retention
import themetables.tables.waiting
from actions import sources as point_sources
from coalitions import glances
from coalitions.formation import taking_along
from community import events
from community.facilitating import concerns, network, talk, upkeep
from community.topics import sources as topic_sources
from kansrijkestart import purge, searchable
from library.search import sources as search_sources
from meetings import followups
from meetings import sources as meeting_sources
from members import circle_home, erasing, holdings, reviewing, rooms
from members import waiting as members_waiting
from members.accounts import encryption
from members.handover import holdings as members_holdings
from members.handover import unfinished
from members.handover import waiting as handover_waiting
from members.models import Circle, DemoMark
from members.notices import digests
from outbox import demo as outbox_demo
from outbox import guards
from outbox import waiting as outbox_waiting
from outbox.models import Category
from surveys.giving_back import growing
from surveys.sending import gatherings
from themetables.bottlenecks import sources as bottleneck_sources

# The start page: what waits for somebody. See also: kansrijkestart/waiting.py.
WAITING = (
    members_waiting.open_requests,
    members_waiting.circles_without_leader,
    handover_waiting.gone_but_holding,
    handover_waiting.taken_over,
    handover_waiting.unfinished_handovers,
    members_waiting.due_reviews,
    outbox_waiting.failed_mail,
    community.topics.waiting.open_reports,
    community.asking.waiting.questions_for_me,
    surveys.answering.mine.waiting,
    surveys.answering.talking.waiting,
    talk.talk_to_mind,
    actions.waiting.my_points,
    meetings.waiting.to_answer,
    meetings.waiting.days_to_answer,
    meetings.waiting.days_to_choose,
    symposium.waiting.places,
    symposium.call.waiting.proposals_to_decide,
    symposium.allocating.waiting.places_to_give,
    symposium.afterwards.waiting.after_the_day,
    surveys.following.waiting.people_to_call,
    surveys.following.waiting.bad_addresses,
    coalitions.directory.waiting.suggestions_to_decide,
    coalitions.declarations.waiting.people_to_call,
    themetables.blocks.waiting.new_versions,
    themetables.blocks.waiting.not_answered,
    themetables.blocks.waiting.unread_experiences,
    library.waiting.stuck_files,
    library.waiting.held_files,
    library.waiting.stale_reports,
    themetables.bottlenecks.waiting.near_mine,
    themetables.bottlenecks.waiting.to_take_up,
    themetables.bottlenecks.waiting.likely_duplicates,
    themetables.plans.waiting.views_to_give,
    themetables.plans.waiting.views_to_answer,
    themetables.plans.waiting.plans_due,
    themetables.decisions.waiting.meeting,
    themetables.tables.waiting.requests_to_join,
    themetables.tables.waiting.silent_tables,
    surveys.giving_back.waiting.to_give_back,
    members_waiting.incomplete_profile,
    coalitions.startpackage.waiting.next_step,
)


def coalition_home(circle):
    return home("Naar de pagina van de coalitie", getattr(circle, "coalition", None))


def table_home(circle):
    return home("Naar de pagina van de thematafel", getattr(circle, "table", None))


def home(label, place):
    """A circle can be there before its coalition or table is."""
    return place and circle_home.Home(label, place.get_absolute_url())


# The page of a circle leads to the page of its coalition or table.
circle_home.register(Circle.Kind.COALITION, coalition_home)
circle_home.register(Circle.Kind.TABLE, table_home)

# The rooms of a circle, in the order in which people see them.
rooms.register(
    coalitions.rooms.overview,
    themetables.rooms.overview,
    themetables.plans.rooms.plan,
    actions.rooms.plan,
    meetings.rooms.meetings,
    coalitions.rooms.agreements,
    coalitions.declarations.rooms.declaration,
    themetables.blocks.rooms.blocks,
    coalitions.interventions.rooms.interventions,
    library.rooms.documents,
    community.topics.rooms.conversations,
    coalitions.budget.rooms.budget,
    rooms.people,
)

# When something last happened in a circle.
coalitions.activity.register(
    actions.activity.last_changes,
    coalitions.activity.of_coalitions,
    coalitions.declarations.activity.last_changes,
    library.activity.last_changes,
    community.topics.rooms.last_changes,
    meetings.activity.last_met,
    themetables.tables.activity.last_changes,
    themetables.plans.activity.last_changes,
    themetables.blocks.rooms.of_tables,
    themetables.blocks.rooms.of_answers,
    themetables.blocks.rooms.of_experiences,
)

# What the page of a coalition says about a room, in one line.
for room, line in (
    ("Werkagenda", coalitions.lines.plan),
    ("Afspraken", coalitions.lines.agreements),
    ("Verklaring", coalitions.lines.declaration),
    (themetables.blocks.rooms.LABEL, themetables.blocks.rooms.line),
    ("Interventies", coalitions.lines.interventions),
    ("Documenten", coalitions.lines.documents),
):
    glances.register(room, line)

# What a coalition that goes on as part of another takes along, beside its plan, agreements and documents.
taking_along.register(
    themetables.bottlenecks.moving.take_along,
    themetables.adoption.moving.take_along,
    community.topics.moving.take_along,
)

# What a questionnaire shows of a coalition, so that it does not ask for it.
surveys.answering.known.register(coalitions.known.facts)

# What people hold and hand over when they leave, in the order in which they see it.
erasing.register(
    actions.forgetting.forget_person,
    coalitions.declarations.forgetting.forget_person,
    symposium.forgetting.forget_person,
)

holdings.register(
    actions.holdings.SOURCE,
    coalitions.agreements.holdings.SOURCE,
    coalitions.declarations.holdings.DECLARATIONS,
    themetables.blocks.holdings.BLOCKS,
    themetables.blocks.holdings.CONTACTS,
    library.holdings.documents,
    coalitions.directory.looking_after.HOLDINGS,
    coalitions.partners.holdings.VOICES,
    surveys.making.holdings.INSTRUMENTS,
    meetings.holdings.SOURCE,
    members_holdings.INVITATIONS,
)

# What people typed and did not save: they are warned before they cannot reach it any more, and may give it along.
unfinished.register(
    community.topics.unfinished.SOURCE,
    themetables.plans.unfinished.SOURCE,
    meetings.minutes.unfinished.SOURCE,
)

# What people are asked about on its review date: does it still hold?
reviewing.register(
    coalitions.agreements.review.SOURCE,
    themetables.blocks.holdings.REVIEWS,
    library.reviewing.documents,
    coalitions.directory.looking_after.REVIEWS,
)

# On which municipalities of the map the results of a questionnaire are drawn.
surveys.results.places.register(coalitions.of_circles.municipalities_of)

# Which municipalities are represented at a meeting.
meetings.places.register(coalitions.of_circles.municipalities_of)

# What a meeting is for.
meetings.beside.register(themetables.decisions.gathering.of_gathering)
# What is there already on a day that somebody proposes for a meeting.
meetings.planning.busy.register(symposium.days.held_on)
# What an item of an agenda can be about.
meetings.subjects.register(themetables.subjects.bottlenecks, themetables.subjects.plans)

# What can be found, in the order in which people see it. See also: the triggers, NNNN_searchable of each app.
search_sources.register(
    community.searchable.SOURCE,
    library.searchable.SOURCE,
    *themetables.searchable.SOURCES,
    *coalitions.searchable.SOURCES,
    searchable.ACTION_POINTS,
    meetings.searchable.SOURCE,
    symposium.searchable.SOURCE,
    symposium.searchable.SESSIONS,
    library.search.people.SOURCE,
)

# The inbox of the demo is open only where everybody is invented.
outbox_demo.is_demo_database = DemoMark.objects.exists

# What is asked of a mail at the moment it leaves.
guards.register("survey", surveys.following.guarding.check)

# What is encrypted again when there is a new key, beside what belongs to accounts.
encryption.register(surveys.answering.boxes.rotate)

# What happens in a conversation, and who wants to know.
events.started.connect(community.asking.inviting.on_started)
events.replied.connect(community.asking.inviting.on_replied, community.digests.at_once.on_replied)
events.mentioned.connect(community.digests.at_once.on_mentioned)

# What the coordinator keeps an eye on, in the order of the page.
concerns.register(
    *talk.OWN,
    network.QUIET_MUNICIPALITIES,
    network.LEADERLESS,
    upkeep.OVERDUE_DOCUMENTS,
    upkeep.MISSED,
    upkeep.BOUNCES,
)

# What can grow out of a result of a survey, in the order in which people are offered it, and what did.
growing.register(
    growing.Kind("knelpunt", bottleneck_sources.offers, bottleneck_sources.address, bottleneck_sources.grown),
    growing.Kind("actiepunt", point_sources.offers, point_sources.address, point_sources.grown),
    growing.Kind("agendapunt", meeting_sources.offers, meeting_sources.address, meeting_sources.grown),
    growing.Kind("vraag", topic_sources.offers, topic_sources.address, topic_sources.grown),
)

# People who were together, and can be asked how that was; the page of a meeting leads there.
gatherings.register(
    gatherings.Source(meetings.gathered.recent, meetings.gathered.people),
    gatherings.Source(symposium.afterwards.gathered.recent, symposium.afterwards.gathered.people),
)
followups.register(gatherings.ask_about)

# What the one mail a day tells, in this order.
digests.register(
    community.digests.part.Conversations(),
    members.notices.news.News(Category.LOOP),
    members.notices.news.News(Category.LIBRARY),
)

# What went out of the library with a hidden answer comes back with it, as long as that answer can.
library.set_aside.register(community.topics.library_entry.set_aside)

# Retention: each takes `now`, removes what is past its time, and returns how much that was.
PURGES = (
    coalitions.declarations.retention.purge,
    outbox.retention.purge,
    members.retention.purge,
    coalitions.retention.purge,
    community.retention.purge,
    actions.retention.purge,
    meetings.retention.purge,
    themetables.plans.retention.purge,
    library.retention.purge,
    library.retention.purge_files,  # after the rows are gone for certain
    library.search.retention.purge,
    themetables.tables.retention.purge,
    surveys.retention.purge,
    surveys.answering.retention.purge,
    surveys.following.retention.purge,
    symposium.retention.purge,
    symposium.certificates.retention.purge,
    purge.sessions,
    purge.codes,
    purge.admin_log,
    purge.rate_limits,
)
