"""Documents of the invented coalitions, put in through the form that people use, so that they were looked into."""

import datetime
import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from kansrijkestart.demo import slides
from language import pdf
from library import changing, creating, uploading
from library.forms import DocumentForm
from library.inspection import inspect
from library.models import Document
from members.models import Circle, User

AT, WA, SW, OO = "achtkarspelen-en-tytsjerksteradiel", "waadhoeke", "sudwest-fryslan", "ooststellingwerf"
OFFICE = "application/vnd.openxmlformats-officedocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Paper:
    coalition: str
    by: str
    days_ago: int
    ending: str
    kind: str
    visibility: str
    title: str
    summary: str
    text: str
    news: tuple[tuple[int, str, str], ...] = ()  # later versions: days ago, what is new, what it says


PAPERS = (
    Paper(
        AT, "coalitieleider", 320, "pdf", "guide", "public",
        "Zo werken wij samen rond de geboorte",
        "Wat ouders en verwijzers van onze coalitie mogen verwachten, op één bladzijde.",
        "In Achtkarspelen en Tytsjerksteradiel werken verloskundigen, kraamzorg, jeugdgezondheidszorg en de "
        "gemeenten samen.\n\nElke aanstaande ouder krijgt de vraag: waar kunnen wij bij helpen? Wie iets hoort, weet "
        "wie er verder kan helpen.\n\nBinnen vijf werkdagen is er contact. Daarna hoort de verwijzer hoe het ging, "
        "als de ouder dat goedvindt.",
        ((40, "De termijn voor het eerste contact is nu drie werkdagen.",
          "In Achtkarspelen en Tytsjerksteradiel werken verloskundigen, kraamzorg, jeugdgezondheidszorg en de "
          "gemeenten samen.\n\nBinnen drie werkdagen is er contact. Daarna hoort de verwijzer hoe het ging, als de "
          "ouder dat goedvindt."),),
    ),
    Paper(
        AT, "coalitieleider", 400, "docx", "template", "network",
        "Format: afspraken over overdracht na de bevalling",
        "Een leeg format om met verloskundigen, kraamzorg en JGZ in te vullen. Vrij te gebruiken.",
        "Wie draagt over aan wie?\nWat staat er in de overdracht?\nBinnen hoeveel dagen?\nWie belt er als het niet "
        "lukt?\nWanneer kijken we of het werkt?",
    ),
    Paper(
        AT, "griet.verzonnema", 21, "docx", "minutes", "circle",
        "Verslag coalitieoverleg november 2026",
        "Besproken: halfjaarlijkse controle van de afspraken, nieuwe partner, jaarplan.",
        "Aanwezig: verloskundigen, JGZ, gebiedsteam, beide gemeenten.\nDe afspraken zijn nagekeken. Twee afspraken "
        "passen we aan.\nHet jaarplan voor 2027 komt in januari op tafel.",
    ),
    Paper(
        WA, "harmen.zogenaamdstra", 150, "pdf", "research", "public",
        "Wat ouders in Waadhoeke ons vertelden",
        "Twaalf gesprekken over wat helpt en wat niet, zonder namen en zonder herkenbare verhalen.",
        "We spraken in buurthuizen en bij de bibliotheek.\n\nOuders vertellen liever iets aan iemand die ze al "
        "kennen. Brieven worden vaak niet begrepen.\n\nWat helpt: bellen in plaats van schrijven, en samen het "
        "formulier invullen.",
    ),
    Paper(
        WA, "antsje.demokamp", 60, "docx", "template", "network",
        "Checklist: brief in gewone taal",
        "Tien vragen om een brief aan ouders na te lopen, gemaakt met taalmaatjes.",
        "Staat het belangrijkste bovenaan?\nIs elke zin korter dan vijftien woorden?\nStaat erbij wie je kunt "
        "bellen?\nHeeft iemand die moeite heeft met lezen hem nagelezen?",
    ),
    Paper(
        WA, "harmen.zogenaamdstra", 34, "docx", "minutes", "circle",
        "Verslag kerngroep oktober 2026",
        "Voortgang huisbezoeken, knelpunt kraamzorg, voorbereiding bijeenkomst.",
        "Het aantal prenatale huisbezoeken groeit.\nDe kraamzorg heeft te weinig mensen in de zomer. We nemen dit "
        "mee naar de thematafel.\nDe bijeenkomst van december staat.",
    ),
    Paper(
        SW, "hinke.voorbeeldstra", 75, "odt", "other", "circle",
        "Conceptverklaring: samen van start",
        "Werkversie van onze intentieverklaring. Reacties graag voor de volgende bijeenkomst.",
        "Wij willen dat elk kind in Súdwest-Fryslân een goede start heeft.\nWij delen wat we zien, als ouders dat "
        "goedvinden.\nWij komen vier keer per jaar bij elkaar.",
    ),
    Paper(
        OO, "marrit.fictstra", 90, "docx", "research", "network",
        "Wie doet al iets? Een eerste lijst",
        "Organisaties in Ooststellingwerf die werken met aanstaande en jonge ouders.",
        "Verloskundigen, consultatiebureau, bibliotheek, welzijn en de kerken doen elk iets.\nNiemand heeft het "
        "hele overzicht. Daarom deze lijst.",
    ),
)  # fmt: skip


def add(now):
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    circles = {circle.slug: circle for circle in Circle.objects.filter(coalition__isnull=False)}
    for paper in PAPERS:
        circle = circles[f"coalitie-{paper.coalition}"]
        if not circle.documents.filter(title=paper.title).exists():
            add_paper(paper, circle, people[paper.by], now)
    retire(circles[f"coalitie-{WA}"], people["harmen.zogenaamdstra"], now)


def add_paper(paper, circle, person, now):
    at = now - datetime.timedelta(days=paper.days_ago)
    answers = {name: getattr(paper, name) for name in ("title", "kind", "visibility", "summary")}
    answers["municipalities"] = list(circle.coalition.municipality_places.values_list("municipality", flat=True))
    files = MultiValueDict({"file": [written(paper, paper.text, circle, at)]})
    form = DocumentForm(answers, files, circle=circle, on=timezone.localdate(at))
    form.full_clean()
    assert not form.errors, form.errors.as_text()
    ((chosen, document),) = form.documents()
    creating.add(document, chosen.inspected, by=person, now=at, **form.about())
    read(document, paper.text, at)
    for days_ago, note, text in paper.news:
        later = now - datetime.timedelta(days=days_ago)
        newer = inspect(written(paper, text, circle, later))
        uploading.add_version(document, newer, by=person, now=later, note=note)
        read(document, text, later)


def read(document, text, at):
    """What the task would do within a minute: the words are known, and nothing in them is about anybody."""
    creating.write_page(document.versions.first(), text, at)


def retire(circle, person, now):
    """The report that was used before, with the one that took its place."""
    old, new = "Wat ouders ons vertelden, eerste ronde", "Wat ouders in Waadhoeke ons vertelden"
    if circle.documents.filter(title=old).exists():
        return
    add_paper(
        Paper(WA, "", 420, "docx", "research", "network", old, "Vijf gesprekken.", "Ouders willen gebeld worden."),
        circle,
        person,
        now,
    )
    documents = Document.objects.filter(circle=circle)
    at = now - datetime.timedelta(days=150)
    changing.supersede(documents.get(title=old), by_document=documents.get(title=new), by=person, now=at)


def written(paper, text, circle, at):
    name = f"{paper.title.replace(':', '')}.{paper.ending}"
    return SimpleUploadedFile(name, WRITERS[paper.ending](paper.title, text, circle, at))


def as_pdf(title, text, circle, at):
    return pdf.render("demo/document.typ", {"title": title, "circle": str(circle), "text": text}, now=at)


def as_docx(title, text, circle, at):
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in [title, *text.splitlines()])
    kind = f"{OFFICE}.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>',
        }
    )


def as_odt(title, text, circle, at):
    kind = "application/vnd.oasis.opendocument.text"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in [title, *text.splitlines()])
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f'<office:document-content xmlns:office="{names}:office:1.0" '
            f'xmlns:text="{names}:text:1.0" office:version="1.3"><office:body><office:text>{lines}</office:text>'
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0" '
            f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        }
    )


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def as_pptx(title, text, circle, at):
    """An empty line begins a slide."""
    return zipped(slides.parts(title, [[title, str(circle)], *(part.splitlines() for part in text.split("\n\n"))]))


def as_txt(title, text, circle, at):
    return f"{title}\r\n\r\n{text}".replace("\r\n", "\n").replace("\n", "\r\n").encode()


WRITERS = {"pdf": as_pdf, "docx": as_docx, "odt": as_odt, "pptx": as_pptx, "txt": as_txt}
