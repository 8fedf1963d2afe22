"""Fills a database for `coalitions_scale`: every municipality its own coalition, with all that a busy one has.

`municipalities_nl.csv` holds the 342 municipalities of 2022 (CBS, gebiedsindelingen and StatLine; CC BY 4.0).
"""

import csv
import datetime
from pathlib import Path

from bench import ROOT

PARTNERS, POINTS, AGREEMENTS, VERSIONS = 40, 60, 30, 5
MUNICIPALITIES = Path(__file__).with_name("municipalities_nl.csv")
HERE = "waadhoeke"  # in both sets
SHAPE = "M{0} {1}" + "h7v7h-7v-7" * 40 + "z"  # as long as a border of the real map
BATCH = 5_000


def municipalities(*, province=""):
    """Return (code, name, inhabitants) of the country, or of one province."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if province in row["province"]]
    return [(row["cbs_code"], row["name"], int(row["inhabitants"])) for row in rows]


class Filler:
    """One database, filled with bulk inserts; `now` is the same for both sets, so that they are as full."""

    def __init__(self, rows, now):
        self.rows, self.now, self.today = rows, now, now.date()

    def fill(self):
        from members.models import DemoMark

        DemoMark.objects.create(seeded_at=self.now, version=1)
        self.make_places()
        self.make_people()
        self.make_partners()
        self.make_plans()
        self.make_agreements()
        self.make_interventions()
        self.make_the_rest()

    def day(self, number):
        return self.today - datetime.timedelta(days=number)

    def moment(self, number):
        return self.now - datetime.timedelta(days=number)

    def make_places(self):
        from django.utils.text import slugify

        from coalitions.models import Coalition, CoalitionMunicipality, PhaseChange
        from members.models import Circle
        from province.models import Municipality

        places = [
            Municipality(
                **{"cbs_code": code, "name": name, "name_dutch": name, "name_frisian": name, "slug": slugify(name)},
                **{"inhabitants": inhabitants, "inhabitants_on": self.today, "label_x": 0, "label_y": 0},
                shape=SHAPE.format(number % 20 * 50, number // 20 * 50),
            )
            for number, (code, name, inhabitants) in enumerate(self.rows)
        ]
        self.places = Municipality.objects.bulk_create(places)
        self.network = Circle.objects.create(slug="netwerk", kind="network", name="Netwerk")
        self.circles = Circle.objects.bulk_create(
            Circle(slug=f"coalitie-{place.slug}", kind="coalition", name=f"Coalitie {place.name}")
            for place in self.places
        )
        phases = Coalition.Phase.values
        self.coalitions = Coalition.objects.bulk_create(
            Coalition(
                **{"circle": circle, "name": place.name, "slug": place.slug, "phase": phases[number % 4]},
                summary="Wij werken samen aan een goede start.",
            )
            for number, (place, circle) in enumerate(zip(self.places, self.circles, strict=True))
        )
        CoalitionMunicipality.objects.bulk_create(
            CoalitionMunicipality(coalition=coalition, municipality=place, since=self.day(900))
            for coalition, place in zip(self.coalitions, self.places, strict=True)
        )
        PhaseChange.objects.bulk_create(
            PhaseChange(
                **{"coalition": coalition, "phase": phase, "since": self.day(600 - 100 * phases.index(phase))},
                recorded_at=self.moment(400),
            )
            for coalition in self.coalitions
            for phase in phases[: phases.index(coalition.phase) + 1]
        )

    def make_people(self):
        from members.models import Membership, User

        def person(name, number=0):
            return User(email=f"{name}{number}@demo.invalid", name=f"{name} {number}", password="!", is_demo=True)

        people = [person(name, number) for number in range(len(self.circles)) for name in ("leider", "partner", "lid")]
        self.users = User.objects.bulk_create([person("aanjager"), person("bezoeker"), *people], batch_size=BATCH)
        coordinator, member, *others = self.users
        self.leaders = others[::3]
        roles = ("leader", "member", "member")
        rows = [(self.network, coordinator, "leader"), (self.network, member, "member")]
        rows += [(self.circles[number // 3], user, roles[number % 3]) for number, user in enumerate(others)]
        Membership.objects.bulk_create(
            (Membership(circle=circle, user=user, role=role, since=self.day(90)) for circle, user, role in rows),
            batch_size=BATCH,
        )

    def make_partners(self):
        """A quarter of the partners is of the place itself, the others work everywhere."""
        from coalitions.models import Organisation, Partner
        from coalitions.models.kinds import Kind
        from language.sorting import search_key, sort_key

        kinds, everywhere = Kind.values, PARTNERS * 3 // 4

        def organisation(name, number, level):
            kind = kinds[number % len(kinds)]
            return Organisation(
                **{"name": name, "slug": f"org-{level}-{number}", "kind": kind, "level": level},
                **{"search_names": search_key(name), "search_text": sort_key(f"{name} {kind}")},
                description="Een organisatie die ouders helpt.",
            )

        local = PARTNERS - everywhere
        shared = [organisation(f"Overal {number}", number, "national") for number in range(everywhere)]
        own = [
            organisation(f"{place.name} {number}", at * local + number, "local")
            for at, place in enumerate(self.places)
            for number in range(local)
        ]
        self.shared = Organisation.objects.bulk_create(shared)
        own = Organisation.objects.bulk_create(own, batch_size=BATCH)
        through = Organisation.municipalities.through
        rows = [(one, place) for one in self.shared for place in self.places]
        rows += [(one, self.places[number // local]) for number, one in enumerate(own)]
        through.objects.bulk_create(
            (through(organisation=one, municipality=place) for one, place in rows), batch_size=BATCH
        )
        rows = [(self.coalitions[number // local], one) for number, one in enumerate(own)]
        rows += [(coalition, one) for coalition in self.coalitions for one in self.shared]
        Partner.objects.bulk_create(
            (
                Partner(coalition=coalition, organisation=one, since=self.day(500), changed_at=self.moment(500))
                for coalition, one in rows
            ),
            batch_size=BATCH,
        )

    def make_plans(self):
        """Half is done; of what is open a sixth is late."""
        from actions.models import ActionPoint

        def point(circle, owner, number):
            is_done = number % 2
            return ActionPoint(
                **{"circle": circle, "what": f"Actiepunt {number}", "how": "Stap voor stap.", "owner": owner},
                **{"due_on": self.day(-300 + number * 6), "created_at": self.moment(90), "told_on": self.day(90)},
                **{"done_at": self.moment(30) if is_done else None, "result": "Gelukt." if is_done else ""},
                changed_at=self.moment(20 + number),
            )

        ActionPoint.objects.bulk_create(
            (
                point(circle, leader, number)
                for circle, leader in zip(self.circles, self.leaders, strict=True)
                for number in range(POINTS)
            ),
            batch_size=BATCH,
        )

    def make_agreements(self):
        from coalitions.models import Agreement, AgreementVersion
        from coalitions.models.agreements import Step

        steps, text = Step.values, "De verloskundige belt binnen een week met het wijkteam. " * 8

        def words(number):
            return {"step": steps[number % 7], "title": f"Afspraak {number}", "text": text}

        found = Agreement.objects.bulk_create(
            (
                Agreement(
                    **words(number),
                    **{"coalition": coalition, "owner": leader, "valid_from": self.day(300), "version": VERSIONS},
                    **{"adopted_at": self.moment(300), "review_on": self.day(number * 10 - 280)},
                    changed_at=self.moment(100),
                )
                for coalition, leader in zip(self.coalitions, self.leaders, strict=True)
                for number in range(AGREEMENTS)
            ),
            batch_size=BATCH,
        )
        AgreementVersion.objects.bulk_create(
            (
                AgreementVersion(
                    **words(number % AGREEMENTS),
                    **{"agreement": agreement, "number": version, "saved_at": self.moment(305 - version)},
                    **{"sentence": "De tekst is gewijzigd.", "state": "adopted", "valid_from": self.day(300)},
                    review_on=self.day(0),
                )
                for number, agreement in enumerate(found)
                for version in range(1, VERSIONS + 1)
            ),
            batch_size=BATCH,
        )

    def make_interventions(self):
        from coalitions.models import Intervention, InterventionUse
        from kansrijkestart.network.source import Source

        rows = Source(ROOT / "data").interventions
        found = Intervention.objects.bulk_create(
            Intervention(slug=slug, **{name: value for name, value in row.items() if name != "pillars"})
            for slug, row in rows.items()
        )
        states = ("offered", "offered", "planned", "stopped")
        InterventionUse.objects.bulk_create(
            InterventionUse(
                **{"coalition": coalition, "intervention": one, "since": self.day(200), "reason": "Het past hier."},
                **{"state": states[(at + number) % 4], "changed_at": self.moment(120)},
            )
            for at, coalition in enumerate(self.coalitions)
            for number, one in enumerate(found)
            if (at + number) % 3
        )

    def make_the_rest(self):
        from coalitions.models import Budget, Declaration, Joining, StartItem, SupportNote
        from library.models import Document

        Budget.objects.bulk_create(
            Budget(coalition=coalition, year=year, coalition_planned=9_000, coalition_spent=8_000, changed_at=self.now)
            for coalition in self.coalitions
            for year in (self.today.year - 1, self.today.year)
        )
        Declaration.objects.bulk_create(
            Declaration(
                **{"coalition": coalition, "title": "Samen", "since": self.day(100), "through": self.day(-600)},
                **{"preamble": "Daarom.", "commitments": "Dit.", "principles": "Zo.", "created_at": self.moment(110)},
            )
            for coalition in self.coalitions
        )
        SupportNote.objects.bulk_create(
            SupportNote(coalition=coalition, text="Gebeld.", by=self.users[0], at=self.moment(10))
            for coalition in self.coalitions
        )
        Joining.objects.bulk_create(
            Joining(municipality=place, tranche=number % 4 + 1, year=2020) for number, place in enumerate(self.places)
        )
        StartItem.objects.bulk_create(
            StartItem(audience=audience, title=f"Stap {number}", position=number)
            for audience in ("leader", "coalition")
            for number in range(6)
        )
        Document.objects.bulk_create(
            Document(
                **{"circle": circle, "visibility": "network", "title": f"Document {number}", "kind": "research"},
                **{"created_at": self.moment(50), "changed_at": self.moment(50), "owner": leader},
            )
            for circle, leader in zip(self.circles, self.leaders, strict=True)
            for number in range(3)
        )
