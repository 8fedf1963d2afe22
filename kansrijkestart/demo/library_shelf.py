"""The rest of the library of the demo: papers of the network and its tables, links, and the odd ones."""

import datetime
import io

import openpyxl
from PIL import Image, ImageDraw, ImageFont

from kansrijkestart.demo import library
from kansrijkestart.demo.library_texts import LINKS, NETWORK, SHELF
from library import creating, doubting, guarding
from library.extracting import texts
from library.inspection import inspect
from library.models import Document
from members.models import Circle, User
from province.models import Pillar

SCAN, HELD = "Ingescande folder uit 1998", "Casus voor de intervisie"


def add(now):
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    circles = {circle.slug: circle for circle in Circle.objects.all()}
    pillars = {pillar.slug: pillar for pillar in Pillar.objects.all()}
    known = set(Document.objects.values_list("title", flat=True))
    for circle, by, days, ending, kind, visibility, about, title, summary, text in SHELF:
        if title in known:
            continue
        at = now - datetime.timedelta(days=days)
        given = {
            "circle": circles[circle],
            "visibility": visibility,
            "kind": kind,
            "title": title,
            "summary": summary,
            "pillars": [pillars[slug] for slug in about.split()],
            "by": people[by],
            "now": at,
        }
        if ending == "pdf":
            creating.create(**given, text=text)
        else:
            document = creating.create(**given, file=written(ending, title, text, given["circle"], at))
            read(document, at)
    add_links(circles[NETWORK], people["aanjager"], pillars, known, now)
    add_odd_ones(circles, people, known, now)


def written(ending, title, text, circle, at):
    data = as_xlsx(text) if ending == "xlsx" else library.WRITERS[ending](title, text, circle, at)
    return inspect(library.SimpleUploadedFile(f"{title.replace(':', '')}.{ending}", data))


def read(document, at):
    """As the task does within a minute; where the guard stumbles over a table of numbers, its uploader says so."""
    texts.read_version(document.versions.get().pk, at)
    version = document.versions.get()
    if version.is_held:
        guarding.vouch(version, by=version.uploaded_by, now=at)


def scan():
    """A page as a copier makes it: a picture in a PDF, in which nobody but tesseract finds a word."""
    page = Image.new("L", (620, 877), 238)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(
        ["Zwanger in Waadhoeke", "", "Vragen? Bel het consultatiebureau.", "Kom gerust langs."]
    ):
        pen.text((70, 90 + 42 * number), line, fill=60, font=ImageFont.load_default(26))
    file = io.BytesIO()
    page.save(file, "PDF")
    return inspect(library.SimpleUploadedFile("folder 1998.pdf", file.getvalue()))


def as_xlsx(text):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in text.splitlines():
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in line.split("|")])
    book.save(file)
    return file.getvalue()


def add_links(circle, by, pillars, known, now):
    for number, (url, title, summary, about) in enumerate(LINKS):
        if title not in known:
            creating.create(
                circle=circle,
                visibility="public",
                kind="link",
                title=title,
                url=url,
                summary=summary,
                pillars=[pillars[slug] for slug in about.split()],
                by=by,
                # The first ones are so old that somebody has to look again.
                now=now - datetime.timedelta(days=230 - 35 * number),
            )


def add_odd_ones(circles, people, known, now):
    """A scan in which no word is found, a file that waits for the word of its uploader, a reader who disagrees."""
    at = now - datetime.timedelta(days=2)
    circle, by = circles["coalitie-waadhoeke"], people["harmen.zogenaamdstra"]
    given = {"circle": circle, "visibility": "circle", "by": by, "now": at, "kind": "other"}
    if SCAN not in known:
        document = creating.create(**given, title=SCAN, file=scan())
        texts.read_version(document.versions.get().pk, at)
    if HELD not in known:
        words = "Mevrouw Verzonnema, geboren op 3 mei 1991, is zwanger van haar tweede kind.\nWat zou jij doen?"
        document = creating.create(**given, title=HELD, file=written("docx", HELD, words, circle, at))
        texts.read_version(document.versions.get().pk, at)
        # Somebody who knows better than a text of a year ago.
        guide = Document.objects.get(title="Kinderwens en anticonceptie bespreekbaar maken")
        doubting.report(guide, "De cursus in dit stuk bestaat niet meer.", by=people["lid"], now=at)
