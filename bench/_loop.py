"""Fills a database for `loop_scale`: a loop of a given size, on top of the coalitions of the whole country."""

import datetime
import itertools
from dataclasses import dataclass

from bench._coalitions import BATCH, Filler

WHO = ("jonge ouders", "alleenstaande moeders", "ouders met schulden", "gezinnen op het platteland", "statushouders")
WHAT = ("kraamzorg", "prenatale huisbezoeken", "geboortezorg", "schuldhulpverlening", "taalondersteuning")
WHY = (
    "de eigen bijdrage te hoog is",
    "de reistijd te lang is",
    "niemand de regie heeft",
    "de formulieren lastig zijn",
)
WHERE = ("in de dorpen", "op de eilanden", "in de stad", "bij het gebiedsteam", "in het ziekenhuis", "thuis")
HOW = ("te laat", "niet", "maar half", "pas na de geboorte", "dubbel", "alleen via via")
STATES = ("open", "agenda", "taken_up", "delivered", "solved", "turned_down")
ANSWERS = ("in_use", "in_use", "adapted", "not_yet", "not_for_us")
TEXT = "De verloskundige belt binnen een week met het gebiedsteam en spreekt af wie het gezin verder helpt. "


@dataclass(frozen=True)
class Size:
    bottlenecks: int
    recognitions: int
    tables: int
    blocks: int
    adoptions: int


SMALL = Size(bottlenecks=100, recognitions=1_000, tables=6, blocks=15, adoptions=250)
LARGE = Size(bottlenecks=2_000, recognitions=20_000, tables=60, blocks=300, adoptions=5_000)


class NetworkFiller(Filler):
    """Only what the pages of the loop stand on."""

    def fill(self):
        from members.models import DemoMark

        DemoMark.objects.create(seeded_at=self.now, version=1)
        self.make_places()
        self.make_people()
        self.make_partners()


class LoopFiller:
    """Bulk inserts on top of a NetworkFiller; `names` fills in the paths of the benchmark."""

    def __init__(self, network, size):
        self.network, self.size, self.now = network, size, network.now
        self.names = {}

    def fill(self):
        self.make_tables()
        self.make_bottlenecks()
        self.make_recognitions()
        self.make_plans()
        self.make_blocks()
        self.make_adoptions()

    def moment(self, number):
        return self.now - datetime.timedelta(days=number)

    def make_tables(self):
        from members.models import Circle
        from themetables.models import ThemeTable

        circles = Circle.objects.bulk_create(
            Circle(slug=f"thematafel-{number}", kind="table", name=f"Tafel {number}")
            for number in range(self.size.tables)
        )
        self.tables = ThemeTable.objects.bulk_create(
            ThemeTable(
                circle=circle,
                name=f"Thematafel {number}",
                short_name=f"Tafel {number}",
                slug=f"tafel-{number}",
                sort_name=f"tafel {number:03}",
                summary=TEXT,
            )
            for number, circle in enumerate(circles)
        )
        self.names["table"] = self.tables[0].pk

    def make_bottlenecks(self):
        from themetables.bottlenecks import words
        from themetables.models import Bottleneck

        texts = itertools.cycle(itertools.product(WHO, WHAT, WHY, WHERE, HOW))
        made = [
            self.bottleneck(number, *text) for number, text in zip(range(self.size.bottlenecks), texts, strict=False)
        ]
        for one in made:
            one.words = words.of(one)
        self.bottlenecks = Bottleneck.objects.bulk_create(made, batch_size=BATCH)
        # One that a table took up and that has a block.
        self.names["bottleneck"] = self.bottlenecks[3].pk

    def bottleneck(self, number, who, what, why, where, how):
        from themetables.models import Bottleneck

        state = STATES[number % len(STATES)]
        return Bottleneck(
            title=f"{who.capitalize()} krijgen {what} {how} {where} ({number})"[:120],
            what_happens=f"{who.capitalize()} krijgen {what} {how}, omdat {why}. {TEXT}",
            for_whom=who,
            would_help=f"Goede afspraken over {what} {where}.",
            coalition=self.network.coalitions[number % len(self.network.coalitions)],
            named_by=self.network.users[0],
            named_at=self.moment(30 + number % 700),
            state=state,
            state_since=self.moment(10 + number % 30),
            state_reason="Het past nu niet." if state == "turned_down" else "",
            table=self.tables[number % len(self.tables)] if state in ("taken_up", "delivered", "solved") else None,
        )

    def make_recognitions(self):
        from themetables.models import Bottleneck, Recognition

        coalitions = self.network.coalitions
        each = self.size.recognitions // self.size.bottlenecks
        Recognition.objects.bulk_create(
            (
                Recognition(
                    bottleneck=one,
                    coalition=coalitions[(number * 7 + place) % len(coalitions)],
                    how_here="Bij ons ook." if place % 3 else "",
                    recognised_at=self.moment(20 + place),
                )
                for number, one in enumerate(self.bottlenecks)
                for place in range(each)
            ),
            batch_size=BATCH,
        )
        Bottleneck.objects.update(municipality_count=each)

    def make_plans(self):
        from themetables.models import DecisionMeeting, TableDecision, TablePlan

        year = self.now.year
        texts = {"reason": TEXT, "goal": TEXT, "delivers": TEXT, "planning": TEXT}
        plans = TablePlan.objects.bulk_create(
            TablePlan(table=table, year=one, submitted_at=self.moment(365 * (year + 1 - one)), **texts)
            for table in self.tables
            for one in (year - 1, year)
        )
        through = TablePlan.bottlenecks.through
        of_table = {}
        for one in self.bottlenecks:
            of_table.setdefault(one.table_id, []).append(one)
        through.objects.bulk_create(
            through(tableplan=plan, bottleneck=one) for plan in plans for one in of_table.get(plan.table_id, ())
        )
        meetings = {
            one: DecisionMeeting.objects.create(
                title=f"Beslissen over {one}", year=one, held_on=datetime.date(one - 1, 12, 9), place="Grou"
            )
            for one in (year - 1, year)
        }
        decisions = TableDecision.objects.bulk_create(
            TableDecision(
                meeting=meetings[plan.year],
                table=plan.table,
                plan=plan,
                outcome="continue",
                reason="De tafel levert wat coalities vragen.",
                decided_on=meetings[plan.year].held_on,
                recorded_at=self.now,
            )
            for plan in plans
        )
        self.names |= {"plan": plans[1].pk, "decision": decisions[1].pk}

    def make_blocks(self):
        from themetables.models import BlockVersion, BuildingBlock

        texts = {
            "summary": "In het kort.",
            "for_whom": "Iedereen die met ouders werkt.",
            "first_step": TEXT,
            "second_step": TEXT,
            "third_step": TEXT,
            "common_text": TEXT * 10,
        }
        self.blocks = BuildingBlock.objects.bulk_create(
            BuildingBlock(
                table=self.tables[number % len(self.tables)],
                slug=f"bouwsteen-{number}",
                kind="guide",
                title=f"Handreiking {number}",
                sort_title=f"handreiking {number:04}",
                state="adopted",
                adopted_at=self.moment(200),
                latest=1,
                **texts,
            )
            for number in range(self.size.blocks)
        )
        self.versions = BlockVersion.objects.bulk_create(
            BlockVersion(
                block=block,
                number=1,
                title=block.title,
                what_changed="De eerste versie.",
                published_at=self.moment(number % 300),
                **texts,
            )
            for number, block in enumerate(self.blocks)
        )
        solved = [one for one in self.bottlenecks if one.state in ("delivered", "solved")]
        through = BuildingBlock.solves.through
        through.objects.bulk_create(
            through(buildingblock=self.blocks[number % len(self.blocks)], bottleneck=one)
            for number, one in enumerate(solved)
        )
        self.names["block"] = self.blocks[0].pk

    def make_adoptions(self):
        from themetables.models import Adoption

        coalitions = self.network.coalitions
        each = self.size.adoptions // self.size.blocks
        made = Adoption.objects.bulk_create(
            (
                Adoption(
                    coalition=coalitions[(number * 11 + place) % len(coalitions)],
                    block=block,
                    state=ANSWERS[(number + place) % len(ANSWERS)],
                    reason="Het past hier.",
                    local_text="Bij ons doet het gebiedsteam dit.",
                    since=self.moment(number % 150 + place).date(),
                    block_version=version,
                )
                for number, (block, version) in enumerate(zip(self.blocks, self.versions, strict=True))
                for place in range(each)
            ),
            batch_size=BATCH,
        )
        self.names["adoption"] = made[0].pk
