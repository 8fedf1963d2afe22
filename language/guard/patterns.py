"""How Dutch writes of somebody who gets care: the patterns that language/guard/people.py goes by."""

import re

from language.guard.vocabulary import ONE_CLIENT, words_of

CAPITAL = (
    r"(?!(?:Van|De|Den|Der|Ten|Ter|Te|Fan)\s)(?:IJ[a-zà-öø-ÿ]+|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)(?:[-'’][A-ZÀ-ÖØ-Þa-zà-öø-ÿ]+)*"
)
INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]\.\s?){1,4}"
PARTICLE = r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Tt]e|'t|[Ff]an|[Ee]l|al|ben|bin|in 't|op)"
NAME = (
    rf"(?:{INITIALS}(?:{PARTICLE}\s){{0,3}}{CAPITAL}"
    rf"|(?:{PARTICLE}\s){{0,3}}{CAPITAL}(?:\s(?:{PARTICLE}\s){{0,3}}{CAPITAL}){{0,2}}"
    rf"|[A-Z]\.(?=[\s,)]|$))"
)
# "Jan de Boer", "J. de Boer".
FULL_NAME = re.compile(rf"(?:{INITIALS}|\b{CAPITAL}\s)(?:{PARTICLE}\s){{0,3}}{CAPITAL}")
# "Van der Meer": who has this before the name is a person, whatever the name means.
PARTICLED = re.compile(rf"(?=[VDT]){PARTICLE}\s(?:{PARTICLE}\s)*[A-ZÀ-Þ]")
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
    rf"(?<![\w&-])(?P<client>{ONE_CLIENT})"
    rf"(?:\s(?:genaamd|heet|(?:van het kind\s)?is|met de naam|met naam|{TITLE})|,\s{TITLE})?"
    rf"\s?[:(„“\"']?\s?(?!van\s|fan\s|op\s)(?P<name>{NAME})"
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

# Beside a name these say who it is.
AGE_OF_ONE = re.compile(rf"(?:\(|,\s|\b(?:is|wordt|van)\s(?:nu\s|pas\s|net\s)?)(?P<it>{AGE}(?:\soud)?)\b{NOT_AN_AGE}")
MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
DATE = re.compile(rf"\b(?P<it>\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?|\d{{1,2}}-\d{{1,2}}-(?:\d{{4}}|\d{{2}}))\b")
FROM = re.compile(rf"\b(?:uit|in|te)\s(?P<place>{CAPITAL})")

IN_WEEKS = re.compile(r"maand|mnd|week|weken|wk|dag")

PREDICATE = (
    r"(?:(?:is|was|raakte|werd|blijkt|lijkt)\s(?:[a-zà-ÿ0-9]+\s){0,3}(?:hoogzwanger|zwanger|in verwachting"
    r"|bevallen|uitgerekend|verslaafd|depressief"
    r"|psychotisch|dakloos|mishandeld|uit huis geplaatst|gedetineerd|alleenstaand|laaggeletterd|verwaarloosd)"
    r"|(?:heeft|had|kreeg|krijgt)\s(?:(?!over|voor|naar|tegen|rond|om|van)[a-zà-ÿ0-9]+\s){0,4}(?:schulden|verslaving"
    r"|depressie|psychose|beperking|lvb"
    r"|LVB|miskraam|borderline|abortus|baby"
    r"|dochter|zoon|kindje|uitkering)"
    r"|(?:beviel|bevalt|moet bevallen|slikt|gebruikt (?:drugs|medicijnen)|drinkt|blowt|rookt)"
    r"|(?:woont|leeft)\s(?:[a-zà-ÿ]+\s){0,3}(?:met|bij)\s(?:haar|zijn)"
    r"|en\s(?:haar|zijn)\s(?:[a-zà-ÿ]+\s){0,2}(?:baby|kind|kinderen|zoon|zoontje|dochter|dochtertje|partner|man"
    r"|vrouw|vriend|vriendin|ex|gezin|moeder|ouders)"
    r"|die\s(?:[a-zà-ÿ0-9]+\s){0,6}(?:zwanger|miskraam|bevallen|verslaafd|schulden|depressief|uit huis geplaatst)"
    r"|(?:groeit|huilt|praat|slaapt|eet)\s(?:nog\s)?(?:niet|slecht|alleen))"
)
STATED = re.compile(rf"(?P<name>(?:{TITLE}\s)?{NAME})(?:\s\([^)]{{1,30}}\))?,?\s{PREDICATE}\b")
TITLED = re.compile(rf"(?P<name>{TITLE}\s{NAME})")
# "Mevrouw Jansen uit Sneek is zwanger" names a place, and no colleague.
OF_THE_ORGANISATION = re.compile(
    r"\s(?:van|bij|namens|uit)\s"
    r"(?!\S+ (?:is|was|raakte) (?:\S+ )?(?:zwanger|in verwachting|bevallen|verslaafd|dakloos)\b"
    r"|\S+ (?:heeft|had|kreeg|krijgt) (?:\S+ ){0,2}(?:zwangerschap|baby|kind|miskraam|bevalling|schulden|verslaving)\b"
    r"|\S+ over (?:haar|zijn) (?:\S+ )?(?:zwangerschap|baby|kind|zoon|dochter|bevalling|gezin|schulden)\b)"
)
CARE = re.compile(
    r"\b(?:zwanger|in verwachting|bevallen|beviel|bevalling|kraamzorg|kraambed|miskraam|verslaafd|schulden"
    r"|depressi|psychose|su[iï]cid|verwacht|verloren|geplaatst|papieren|gehandicapt"
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

VILLAGE = "|".join(sorted(words_of("villages")))
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
    rf"|\d{{1,2}}-jarige?\s(?:[a-zà-ÿ-]+\s){{0,2}}{PERSON}"
    rf"|(?:[a-zà-ÿ-]+\s){{0,2}}gezin\smet\s(?:\w+\s){{0,3}}\w+)\s{PLACE}"
)

# In a village there is but one of them.
VILLAGER = re.compile(
    rf"\b{ONE}\s(?:[a-zà-ÿ-]+\s){{0,2}}{PERSON}\suit\s(?P<place>{VILLAGE})\b"
    rf"|\b[Ii]n\s(?P<village>{VILLAGE})\s(?:woont|is|zit|leeft)\s(?:[a-zà-ÿ-]+\s){{0,2}}(?:een|één)\s"
    rf"(?:[a-zà-ÿ-]+\s){{0,2}}{PERSON}\b(?!-)"
)

SENTENCE_END = re.compile(r"[.!?]['\")”]?\s+(?=['\"„“(]?[A-ZÀ-Þ])|\n+")
ABBREVIATION = re.compile(r"(?:\b(?:[Mm]evr|[Dd]hr|[Mm]w|[Gg]eb|[Ff]am|[Dd]r|nr|tel|bijv|ca|[A-ZÀ-Þ])\.)\s*$")
