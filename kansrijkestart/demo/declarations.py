"""Puts the declarations of intent of the demo in: one signed, one half way, one still being written."""

import datetime
import re
from dataclasses import dataclass

from coalitions.declarations import links, sending, signing, texts
from coalitions.declarations.forms import DeclarationForm
from coalitions.models import Coalition, Declaration, SignatureRequest
from members.models import User
from outbox.models import Category, Email
from outbox.reading import read


@dataclass(frozen=True)
class Signer:
    """Somebody who is asked; `signed` and `asked` are days ago, `reminded` too."""

    organisation: str
    name: str
    function: str
    email: str
    asked: int = 0
    signed: int | None = None
    reminded: tuple[int, ...] = ()


@dataclass(frozen=True)
class Written:
    coalition: str
    owner: str
    place: str  # how the coalition calls its own place in the text
    since: datetime.date
    through: datetime.date
    days_ago: int
    sent: int | None
    signers: tuple[Signer, ...]


SIGNED = Written(
    coalition="achtkarspelen-en-tytsjerksteradiel",
    owner="coalitieleider",
    place="Achtkarspelen en Tytsjerksteradiel",
    since=datetime.date(2026, 1, 1),
    through=datetime.date(2027, 12, 31),
    days_ago=170,
    sent=160,
    signers=(
        Signer("Gemeente Achtkarspelen", "Harm Zogenaamda", "wethouder jeugd", "harm.zogenaamda", 160, 158),
        Signer("Gemeente Tytsjerksteradiel", "Hiske Verzinga", "wethouder sociaal domein", "hiske.verzinga", 160, 155),
        Signer("Verloskundigenpraktijk Voorbeeld", "Griet Verzonnema", "verloskundige", "griet.verzonnema", 160, 157),
        Signer("JGZ Fryslân", "Tjalling Proefsma", "manager jeugdgezondheidszorg", "tjalling.proefsma", 160, 151),
        Signer("Kraamzorg De Proef", "Jantsje Testveld", "teamleider", "jantsje.testveld", 160, 150, (153,)),
        Signer("Gebiedsteam Voorbeeld", "Wiebe Bedachtema", "teamleider", "wiebe.bedachtema", 160, 148, (153,)),
    ),
)
HALF_WAY = Written(
    coalition="waadhoeke",
    owner="harmen.zogenaamdstra",
    place="Waadhoeke",
    since=datetime.date(2027, 1, 1),
    through=datetime.date(2028, 12, 31),
    days_ago=30,
    sent=23,
    signers=(
        Signer("Gemeente Waadhoeke", "Anke Zomaarstra", "wethouder jeugd en gezondheid", "bestuurder", 23, 22),
        Signer("Bibliotheek Voorbeeld", "Nanne Demohuis", "directeur", "nanne.demohuis", 23, 20),
        Signer("Kinderopvang Voorbeeld", "Siebren Verzinma", "pedagogisch coach", "siebren.verzinma", 23, 14, (16,)),
        Signer("Huisartsenpraktijk De Proef", "Reitse Testma", "huisarts", "reitse.testma", 23, None, (16, 9)),
        Signer("Kraamzorg De Proef", "Jantsje Testveld", "teamleider", "jantsje.testveld", 9, None, (2,)),
        Signer("Zorgverzekeraar Voorbeeld", "Reinder Proefstee", "adviseur zorginkoop", "reinder.proefstee", 3),
    ),
)
CONCEPT = Written(
    coalition="sudwest-fryslan",
    owner="hinke.voorbeeldstra",
    place="Súdwest-Fryslân",
    since=datetime.date(2027, 1, 1),
    through=datetime.date(2027, 12, 31),
    days_ago=4,
    sent=None,
    signers=(
        Signer("Verloskundigenpraktijk Verzonnen", "Ate Schijnsma", "verloskundige", "ate.schijnsma"),
        Signer("JGZ Fryslân", "Tjalling Proefsma", "manager jeugdgezondheidszorg", "tjalling.proefsma"),
    ),
)


def add_declarations(now, domain):
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    coalitions = Coalition.objects.in_bulk(field_name="slug")
    for written in (SIGNED, HALF_WAY, CONCEPT):
        coalition = coalitions[written.coalition]
        if not coalition.declarations.exists():
            add_declaration(written, coalition, people[written.owner], domain, now)


def add_declaration(written, coalition, owner, domain, now):
    def day(days_ago):
        return now - datetime.timedelta(days=days_ago)

    declaration = write(written, coalition, owner, day(written.days_ago))
    on_the_list = [one for one in written.signers if one.asked == (written.sent or 0)]
    for one in on_the_list:
        ask(one, declaration, owner, domain, day(written.days_ago))
    if written.sent is None:
        return
    sending.send(declaration, by=owner, now=day(written.sent))
    for one in written.signers:
        if one not in on_the_list:
            ask(one, declaration, owner, domain, day(one.asked))
    # In the order in which it happened, so that the last one finishes it.
    happened = [(days_ago, remind, one) for one in written.signers for days_ago in one.reminded]
    happened += [(one.signed, sign, one) for one in written.signers if one.signed is not None]
    for days_ago, act, one in sorted(happened, key=lambda event: -event[0]):
        act(declaration.requests.get(email=address(one, domain)), day(days_ago))
    declaration.refresh_from_db()
    forget_old_mail(declaration)


def write(written, coalition, owner, then):
    declaration = Declaration(coalition=coalition, owner=owner, created_at=then)
    starting = {
        name: text.replace(coalition.name, written.place) for name, text in texts.starting_text(coalition).items()
    }
    form = DeclarationForm({"since": written.since, "through": written.through} | starting, instance=declaration)
    assert form.is_valid(), form.errors
    return form.save_by(owner, then)


def address(one, domain):
    return f"{one.email}@{domain}"


def ask(one, declaration, owner, domain, then):
    request = SignatureRequest(
        declaration=declaration,
        organisation_name=one.organisation,
        name=one.name,
        function=one.function,
        email=address(one, domain),
    )
    sending.add(request, by=owner, now=then)


def remind(request, then):
    assert sending.remind(request, now=then)


def sign(request, then):
    """Sign as the receiver of the mail does: with the link, and the code out of the second mail."""
    token = links.token(request.link_seed)
    said = {"name": request.name, "function": request.function, "text_sha256": request.declaration.text_sha256}
    signing.ask_code(token, now=then, **said)
    mail = Email.objects.filter(to=request.email, category=Category.SIGNING).latest("pk")
    code = re.search(r"^\d{6}$", read(bytes(mail.mime)).text, re.MULTILINE)[0]
    signing.sign(token, code, now=then + datetime.timedelta(minutes=4))


def forget_old_mail(declaration):
    """Only what somebody still can act on comes into the mailbox of the demo: the rest happened long ago."""
    waiting = declaration.requests.waiting().values("email") if declaration.is_open else []
    signers = declaration.requests.values("email")
    about = Email.objects.filter(to__in=signers, category=Category.SIGNING, sent_at=None)
    about.exclude(to__in=waiting).delete()
    Email.objects.filter(subject__endswith=declaration.title, category=Category.CONTACT, sent_at=None).delete()
