"""Numbers that point at a person: citizen service numbers, days of birth, files, telephone numbers, addresses."""

import re

from language.guard.hits import Hit, Kind
from language.guard.vocabulary import ABOUT_AN_ORGANISATION, MONTHS, ONE_CLIENT

# Nine digits, also as people write them: 123456782, 1234 56 782, 123.456.782. Not part of a longer number.
NINE = re.compile(r"(?<![\d.,/+-])\d(?:[ .-]?\d){8}(?![.,/-]?\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
CUE = re.compile(
    r"\bbsn|burger\s?service|\bsofi|cli[eë]nt|pati[eë]nt|\bgeb(?:oren|oorte|\.)|dossier"
    r"|\b(?:moeder|vader|kind|baby|gezin|zwangere)\b",
    re.I,
)
STRONG_CUE = re.compile(r"\bbsn|burger\s?service|\bsofi", re.I)
# These numbers are of organisations and devices, and one in eleven passes the same check.
OTHER_NUMBER = re.compile(
    r"\bkvk|kamer van koophandel|\brsin|\bbtw|factu|\bagb|\btel(?:\b|efoon)|\bbel(?:len)?\b|mobiel|\biban|rekening"
    r"|\big-?code|big-?nummer|skj|order|bestel|subsidie|\bisbn|\bdoi\b|kenmerk|zaaknummer|zaak\b|ticket|artikel"
    r"|versie|http|www\.|postbus|meeting[- ]?id|vergadering|toegangscode|pin\b|webinar|project|polis",
    re.I,
)
NEAR = 60

DAY = rf"(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|\d{{2}})\b|\d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?\b)"
BIRTH_BEFORE = re.compile(
    rf"(?:\bgeb(?:oren|\.)?(?:\s?dd\.?)?|geboorte\s?dat(?:um|\.)(?:\s[a-zë]+)?|geb\.?\s?dat(?:um|\.)|\bgeboren"
    rf"|uitgerekend(?:e datum)?"
    rf"|\b[aà]\s?terme(?: datum)?|bevallen|beviel|ter wereld|\*)"
    rf"(?:\s?(?:[:=(]|op|is|in|van|voor|rond|dd\.?)){{0,2}}\s?(?P<day>{DAY})",
    re.I,
)
BIRTH_AFTER = re.compile(
    rf"(?P<day>{DAY})(?:\s?\(?(?:is|werd|zijn|,)?\s?)(?:geboren|uitgerekend|bevallen|beviel|\(?geb\.|jaar oud)", re.I
)

FILE = re.compile(
    r"\b(?:dossier|cli[eë]nt|pati[eë]nt|kind|gezins|zorg)(?:nummer|nr\.?|\s(?:nummer"
    r"|nr\.?))\s?[:#]?\s?(?P<it>[A-Z]{0,4}[-/]?\d[\dA-Z./-]{2,})"
    r"|\bdossier(?:\s?[:#]\s?|\s)(?P<it2>[A-Z]{0,4}[-/]?\d[\dA-Z./-]{3,})",
    re.I,
)
PHONE = re.compile(
    r"(?<!\d)(?:06|\+31\s?6|0031\s?6)(?:[ -]?\d){8}(?!\d)|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
OF_AN_ORGANISATION = re.compile(
    r"(?:info|contact|klacht|aanmeld|secretariaat|administratie|post|balie|jgz|ggd)[\w.-]*@", re.I
)
CONTACT_CUE = re.compile(
    # "Ouders kunnen bellen met ..." says nothing about one of them, "de ouders" does.
    rf"(?<![Vv]oor )(?:[Dd]e ouders|(?![Oo]uders)(?:{ONE_CLIENT}))\b[^.!?\n]{{0,50}}$"
    r"|\b(?:[Hh]aar|[Zz]ijn|[Hh]un)\s(?:eigen\s)?(?:nummer|telefoon|06|mail|mobiel)[^.!?\n]{0,30}$"
    r"|\b(?:[Zz]e|[Zz]ij|[Hh]ij)\sheeft\s(?:[a-z]+\s){0,3}nummer[^.!?\n]{0,10}$"
)


def find(text, *, about=""):
    yield from citizens(text, about)
    yield from births(text)
    yield from files(text)
    yield from contacts(text)


def citizens(text, about):
    for match in NINE.finditer(text):
        if not passes(match.group()):
            continue
        around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        near = text[max(0, match.start() - 25) : match.end() + 12]
        if STRONG_CUE.search(near):
            yield Hit(Kind.BSN, *match.span(), "[nummer weggelaten]")
        elif OTHER_NUMBER.search(around) or OTHER_NUMBER.search(about):
            continue
        elif CUE.search(around):
            yield Hit(Kind.BSN, *match.span(), "[nummer weggelaten]")
        else:
            yield Hit(Kind.NUMBER, *match.span(), "[nummer weggelaten]")


def passes(number):
    digits = [int(sign) for sign in number if sign.isdecimal()]
    return any(digits) and sum(w * d for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def births(text):
    for pattern in (BIRTH_BEFORE, BIRTH_AFTER):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - NEAR) : match.start()]
            if not ABOUT_AN_ORGANISATION.search(before):
                yield Hit(Kind.BIRTH, *match.span("day"), "[datum weggelaten]")


def files(text):
    for match in FILE.finditer(text):
        group = "it" if match.group("it") else "it2"
        yield Hit(Kind.FILE, *match.span(group), "[nummer weggelaten]")


def contacts(text):
    for match in PHONE.finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        if CONTACT_CUE.search(before) and not OF_AN_ORGANISATION.match(match.group()):
            yield Hit(Kind.CONTACT, *match.span(), "[gegevens weggelaten]")
