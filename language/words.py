"""Dutch words as what they are about: one form per word, and the parts of a compound.

`analyse("De kraamzorguren van zwangeren")` is ["kraamzorguur", "kraam", "zorg", "uur", "zwanger"]. Whoever stores or
looks for words sends both through here, so that "kraamzorg" finds "kraamzorguren" and "verwezen" finds "verwijzing".

Four steps per word: the form that a dictionary gives (simplemma: 370,000 Dutch forms), the words of the field that
mean the same (lists/synonyms.txt), the parts of a compound, and the stem of each (Kraaij and Pohlmann, Snowball's
"dutch"). What it finds and misses is measured: `bin/bench similar`, docs/woorden.md.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import simplemma
import snowballstemmer

LISTS = Path(__file__).resolve().parent / "lists"
# A word, with the apostrophe of "baby's" and the point of "o.a."; a hyphen parts.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 60
SHORTEST_PART = 4
KEEN, CAREFUL = "dutch", "dutch_porter"
LINKS = ("", "s", "en", "e", "n", "er", "-")


def analyse(text: str) -> list[str]:
    """Return what the text is about, in its order: stems of words and of the parts of compounds, no stop words."""
    found = []
    for word in words(text):
        found += analyse_word(word)
    return found


def words(text):
    """Return the words of a text in small letters, without those that say nothing."""
    spelled = (word.casefold().replace("’", "'") for word in WORD.findall(unicodedata.normalize("NFC", text)))
    # One letter is what a quote or a point left behind.
    return [word[:LONGEST_WORD] for word in spelled if len(word) > 1 and word not in stop_words()]


@lru_cache(maxsize=20_000)
def analyse_word(word: str) -> tuple[str, ...]:
    """Return the stems of one word: the word itself first, then its parts if it is a compound."""
    if word.isdecimal():
        return (word,)
    found = []
    for one in meaning(base(word)):
        found += [one, *(part for piece in pieces(one) for part in meaning(base(piece)))]
    return tuple(dict.fromkeys(stem(one) for one in found if one not in stop_words()))


def pieces(word):
    """Return the parts of a word, and the parts of those: "jeugdgezondheidszorg" has four."""
    for part in split(word):
        yield part
        yield from pieces(base(part))


def base(word):
    """Return the form under which a dictionary has the word; the word itself where it has none."""
    if known := entry(word):
        return known
    head, tail = parted(word)
    return head + (entry(tail) or tail) if head else word


@lru_cache(maxsize=20_000)
def entry(word):
    """Return the lemma of a word that the dictionary has, else nothing."""
    if word in OURS:
        return OURS[word]
    if not simplemma.is_known(word, "nl"):
        return ""
    return simplemma.lemmatize(word, "nl").replace("_", "").casefold()


# Where the dictionary errs on words that matter here, or lacks them: "kinderarmoede" has "armoede".
OURS = {
    "anticonceptie": "anticonceptie",
    "armoede": "armoede",
    "bijstand": "bijstand",
    "kraamverzorgenden": "kraamverzorgende",
    "postpartum": "postpartum",
    "privacy": "privacy",
    "welzijn": "welzijn",
    "ouder": "ouder",
    "ouders": "ouder",
    "jonge": "jong",
    "jongen": "jongen",
    "tolk": "tolk",
    "tolken": "tolk",
    "zwangere": "zwanger",
    "zwangeren": "zwanger",
    "zorgen": "zorg",
    "keten": "keten",
    "ketens": "keten",
    "uren": "uur",
    "uur": "uur",
    "verloskundigen": "verloskundige",
    "verloskundige": "verloskundige",
    "anderstaligen": "anderstalig",
    "anderstalige": "anderstalig",
    "professionals": "professional",
}


def parted(word):
    """Return a compound as what comes before its last part, and that part."""
    found = cut(word)
    return (word[: -len(found[-1])], found[-1]) if len(found) > 1 else ("", "")


def split(word):
    """Return the parts of a compound or of a verb with its preposition; nothing for a simple word."""
    lemma = entry(word) or word
    if lemma.endswith("ing") and simplemma.is_known(verb := f"{lemma[:-3]}en", "nl"):
        lemma = verb  # "signalering" is "signaleren"
    for preposition in listed("prepositions"):
        rest = lemma.removeprefix(preposition)
        if rest != lemma and len(rest) >= SHORTEST_PART + 1 and rest.endswith("en") and simplemma.is_known(rest, "nl"):
            return (rest,)
    if lemma.endswith("schap") and is_word(lemma[:-5]):
        return (lemma[:-5],)
    if lemma.endswith("en") and simplemma.is_known(lemma, "nl"):
        return ()  # a verb: "signaleren" has nothing of "leren"
    found = cut(lemma)
    return found if len(found) > 1 else ()


@lru_cache(maxsize=20_000)
def cut(word: str) -> tuple[str, ...]:
    """Return the word as the fewest known parts, the last one as long as it can be; itself if it is not a compound."""
    best: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - 3, -1, -1):
        options = []
        for end in range(start + 3, len(word) + 1):
            if end not in best:
                continue
            part = word[start:end]
            if (start, end) == (0, len(word)) or not best[end]:
                known = start > 0 and is_part(part, last=True)
            else:
                known = is_part(part, last=False)
            if known:
                options.append((part, *best[end]))
        if options:
            best[start] = min(options, key=lambda pieces: (len(pieces), -len(pieces[-1])))
    if not best.get(0):
        return (word,)
    *heads, tail = best[0]
    return (*(without_link(head) for head in heads), tail)


def is_part(part, *, last):
    if last:
        return is_word(part)
    return any(is_word(part.removesuffix(link)) for link in LINKS if part.endswith(link))


def without_link(part):
    return next(short for link in LINKS if part.endswith(link) and is_word(short := part.removesuffix(link)))


@lru_cache(maxsize=50_000)
def is_word(part):
    if part in listed("no_parts") or (len(part) < SHORTEST_PART and part not in listed("short_parts")):
        return False
    return part in OURS or simplemma.is_known(part, "nl")


def meaning(word):
    """Return the word or words by which the field knows this one."""
    return synonyms().get(word) or synonyms().get(plain(word)) or (word,)


@lru_cache(maxsize=20_000)
def likewise(word: str) -> frozenset[str]:
    """Return the words of the field that mean the same as this one: "schulden" gives "schuld" and "geldzorgen"."""
    meant = synonyms().get(word) or synonyms().get(plain(base(word)))
    return frozenset(other for other, means in synonyms().items() if meant and means == meant)


@lru_cache(maxsize=20_000)
def stem(word):
    """Return the stem. What begins with "ge" is stemmed carefully: a "gezin" is no "zin"."""
    word = plain(word)
    # A new stemmer for each word: it works on the word that it holds, and threads would work on each other's.
    return snowballstemmer.stemmer(CAREFUL if word.startswith("ge") else KEEN).stemWord(word)


def plain(word):
    """Return the word without accents: "cliënt" and "client" are one."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def stop_words():
    return listed("stop_words")


@cache
def listed(name):
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def synonyms():
    groups = (line.split() for line in lines("synonyms"))
    return {plain(word): tuple(group[0].split("+")) for group in groups for word in group if "+" not in word}


def lines(name):
    found = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]
