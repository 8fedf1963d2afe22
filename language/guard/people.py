"""Names of parents and children, where they live, and stories about one family."""

import re

from language.guard.hits import Hit, Kind
from language.guard.vocabulary import ABOUT_AN_ORGANISATION, ONE_CLIENT, words_of

CAPITAL = r"(?:IJ[a-zà-öø-ÿ]+|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)(?:[-'’][A-ZÀ-ÖØ-Þa-zà-öø-ÿ]+)*"
INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]\.\s?){1,4}"
PARTICLE = r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Tt]e|'t|[Ff]an|[Ee]l|[Aa]l|[Bb]en|[Bb]in|in 't|op)"
NAME = (
    rf"(?:{INITIALS}(?:{PARTICLE}\s){{0,3}}{CAPITAL}"
    rf"|(?:{PARTICLE}\s){{0,3}}{CAPITAL}(?:\s(?:{PARTICLE}\s){{0,3}}{CAPITAL}){{0,2}}"
    rf"|[A-Z]\.(?=[\s,)]|$))"
)
TITLE = r"(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|[Dd]e heer)"
AGE = (
    r"(?:\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|zestien|zeventien|achttien"
    r"|negentien|twintig)"
    r"\s?(?:jaar|jr\.?|maanden?|mnd|weken|week|wkn|dagen|dag)"
)
NOT_AN_AGE = (
    r"(?!\s?(?:geleden|bezig|lang\b|ervaring|werkzaam|werk|later|actief|in dienst|co[oö]rdinator|trekker"
    r"|leider|bij |lid|betrokken|vrijwillig|met pensioen|zwanger van))"
)

BESIDE = re.compile(
    rf"(?<![\w&-])(?:{ONE_CLIENT})(?:\s(?:genaamd|heet|met de naam|met naam|{TITLE}))?\s?[:(„“\"']?\s?(?!van\s"
    rf"|fan\s|op\s)(?P<name>{NAME})"
)
OF = re.compile(
    rf"\b(?:{ONE_CLIENT}|[Kk]inderen|[Tt]huissituatie|[Zz]wangerschap|[Bb]evalling|[Kk]raamtijd|[Kk]raambed"
    rf"|[Dd]ossier|[Uu]ithuisplaatsing"
    rf"|[Ss]chulden|[Pp]artner|[Ee]x|[Vv]riend|[Mm]an)\s(?:van|fan)\s(?:{TITLE}\s)?(?P<name>{NAME})"
)
OWNER = re.compile(
    rf"(?P<name>{CAPITAL})(?:'s|’s|s)?\s(?:baby|kind|kindje|kinderen|moeder|vader|ouders|dochter|zoon|zoontje"
    rf"|dochtertje|gezin|zwangerschap|bevalling|partner|ex)\b"
)
AGED = re.compile(
    rf"(?P<name>{NAME})(?:\s?\(|,\s|\s(?:is|wordt)\s(?:nu\s|pas\s)?|\svan\s)(?:{AGE}){NOT_AN_AGE}(?:\soud)?"
)

PREDICATE = (
    r"(?:(?:is|was|raakte|werd|blijkt|lijkt)\s(?:[a-zà-ÿ0-9]+\s){0,3}(?:hoogzwanger|zwanger|in verwachting"
    r"|bevallen|uitgerekend|verslaafd|depressief"
    r"|psychotisch|dakloos|mishandeld|uit huis geplaatst|gedetineerd|alleenstaand|laaggeletterd|verwaarloosd)"
    r"|(?:heeft|had|kreeg|krijgt)\s(?:[a-zà-ÿ0-9]+\s){0,4}(?:schulden|verslaving|depressie|psychose|beperking|lvb"
    r"|LVB|miskraam|borderline|abortus|baby"
    r"|dochter|zoon|kindje|uitkering)"
    r"|(?:beviel|bevalt|moet bevallen|slikt|gebruikt (?:drugs|medicijnen)|drinkt|blowt|rookt)"
    r"|(?:woont|leeft)\s(?:[a-zà-ÿ]+\s){0,3}(?:met|bij)\s(?:haar|zijn)"
    r"|en\s(?:haar|zijn)\s(?:[a-zà-ÿ]+\s){0,2}(?:baby|kind|kinderen|zoon|zoontje|dochter|dochtertje|partner|man"
    r"|vrouw|vriend|vriendin|ex|gezin|moeder|ouders))"
)
STATED = re.compile(rf"(?P<name>(?:{TITLE}\s)?{NAME})(?:\s\([^)]{{1,30}}\))?,?\s{PREDICATE}\b")
TITLED = re.compile(rf"(?P<name>{TITLE}\s{NAME})")
CARE = re.compile(
    r"\b(?:zwanger|in verwachting|bevallen|beviel|bevalling|kraamzorg|kraambed|miskraam|verslaafd|schulden"
    r"|depressi|psychose|su[iï]cid"
    r"|uithuisplaatsing|uit huis|huiselijk geweld|mishandel|ondertoezicht|OTS\b|dakloos|borstvoeding"
    r"|consultatiebureau|cli[eë]nt|pati[eë]nt|bewoner"
    r"|haar (?:kind|baby|zoon|dochter|man\b|vriend|partner|ex\b)|zijn (?:kind|baby|zoon|dochter|vrouw|vriendin"
    r"|partner|ex\b)|melding)"
)
# A sentence about colleagues.
WORK = re.compile(
    r"verlof|vervang|collega|ervaringsdeskundig|\bonze? (?:co[oö]rdinator|trekker|leider|wethouder)"
    r"|neemt .{0,30} over|workshop|presenta|spreker|spreekt|sprak"
    r"|training|symposium|lezing|onderzoek|artikel|boek\b|(?:jeugd|wijk)?verpleegkundige|verloskundige|jeugdarts"
    r"|huisarts|gynaecoloog|kinderarts|wethouder"
    r"|beleids|co[oö]rdinator|trekker|coalitieleider|projectleider|directeur|voorzitter|namens|gemeente\b|GGD|JGZ"
    r"|organisatie|adviseur|docent|psycholoog"
    r"|maatschappelijk werk|stagiair|pedagoog|mailen|vergadering|overleg|notul|agenda",
    re.I,
)

STREET = re.compile(
    r"(?P<it>[A-ZÀ-Þ][\w'’-]+(?:\s[\w'’-]+){0,2}?(?:straat|strjitte|laan|leane|weg|wei|plein|dyk|dijk|buorren"
    r"|singel|kade|gracht|hof|steeg|reed|pad)\s\d{1,4}(?:\s?[a-zA-Z]\b)?)"
)
LIVES = re.compile(rf"\b(?:{ONE_CLIENT})\b|\bwoon(?:t|achtig)\b|\bwonen(?:de)?\b|{TITLE}\s")
VISITED = re.compile(
    r"gevestigd|kantoor|locatie|zaal|bijeenkomst|inloop|spreekuur|praktijk|gebouw|wijkcentrum|dorpshuis"
    r"|bezoekadres|gezondheidscentrum|parkeer|MFC|MFA|kulturhus|school"
    r"|consultatiebureau|vergader|adres van|postadres|gemeentehuis|\bcentrum|afspraak|huisartsenpost|Stichting"
    r"|stichting",
)

PLACE = rf"(?:uit|in|te|op|bij)\s(?:het dorp\s)?(?P<place>{CAPITAL})"
ONE = r"(?:[Ee]en|[Ee]én|[Hh]et|[Dd]e|[Dd]it|[Dd]eze|[Oo]nze|[Mm]ijn)"
PERSON = (
    r"(?:meisje|jongen|vrouw|man|moeder|tienermoeder|vader|zwangere|cli[eë]nte?|pati[eë]nte?|baby|peuter|kleuter"
    r"|kind|kindje|gezin|stel|statushouder"
    r"|tiener|dochter|zoon|weduwe|aanstaande moeder)"
)
CASE = re.compile(
    rf"\b{ONE}\s(?:(?:[a-zà-ÿ-]+\s){{0,3}}{PERSON}\s?(?:\(|van\s)(?:net\s|pas\s)?\d{{1,2}}(?:\sjaar|\sweken"
    rf"|\smaanden)?\)?,?"
    rf"|\d{{1,2}}-jarige\s(?:[a-zà-ÿ-]+\s){{0,2}}{PERSON}"
    rf"|(?:[a-zà-ÿ-]+\s){{0,2}}gezin\smet\s(?:\w+\s){{0,3}}\w+)\s{PLACE}"
)

LONGEST = 1000
SENTENCE_END = re.compile(r"[.!?]['\")”]?\s+(?=['\"„“(]?[A-ZÀ-Þ])|\n+")
ABBREVIATION = re.compile(r"(?:\b(?:[Mm]evr|[Dd]hr|[Mm]w|[Gg]eb|[Ff]am|[Dd]r|nr|tel|bijv|ca|[A-ZÀ-Þ])\.)\s*$")


def find(text):
    for start, sentence in sentences(text):
        for hit in (*named(sentence), *lived(sentence), *told(sentence)):
            yield Hit(hit.kind, start + hit.start, start + hit.end, hit.instead)


def sentences(text):
    """Yield each sentence with its place, cut where nobody's sentence is that long."""
    for start, sentence in whole_sentences(text):
        for cut in range(0, len(sentence), LONGEST):
            yield start + cut, sentence[cut : cut + LONGEST]


def whole_sentences(text):
    position = 0
    for match in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[max(position, match.start() - 8) : match.end()]):
            continue
        yield position, text[position : match.end()]
        position = match.end()
    yield position, text[position:]


def named(sentence):
    if re.search(r"ervaringsdeskundig", sentence, re.I):
        return
    at_work = WORK.search(sentence)
    for pattern in (BESIDE, OF, OWNER, AGED, STATED):
        for match in pattern.finditer(sentence):
            if pattern in (STATED, OWNER, AGED) and at_work:
                continue
            if is_person(sentence, match, sure=pattern in (BESIDE, OF)):
                yield hit(sentence, match)
    if CARE.search(sentence) and not at_work:
        for match in TITLED.finditer(sentence):
            yield hit(sentence, match)


def is_person(sentence, match, *, sure):
    """Whether the words with a capital are somebody's name, and not a place, an organisation or a first word."""
    name = match.group("name")
    if re.match(TITLE, name):
        return True
    words = re.findall(rf"{CAPITAL}", name)
    if any(word in words_of("not_a_person") for word in words):
        return False
    if any(word in words_of("first_names") for word in words) or re.match(INITIALS, name):
        return True
    return sure


def hit(sentence, match):
    return Hit(Kind.NAME, *match.span("name"), "[naam weggelaten]")


def lived(sentence):
    if not LIVES.search(sentence) or VISITED.search(sentence) or WORK.search(sentence):
        return
    for match in STREET.finditer(sentence):
        yield Hit(Kind.ADDRESS, *match.span("it"), "[adres weggelaten]")


def told(sentence):
    for match in CASE.finditer(sentence):
        if not ABOUT_AN_ORGANISATION.search(sentence):
            yield Hit(Kind.CASE, *match.span("place"), "[plaats weggelaten]")
