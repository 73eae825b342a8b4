"""Which language a text is in: Finnish, Swedish or English, or one that the linter does not read."""

import re
from collections import Counter
from typing import Final

READ: Final = ("fi", "sv", "en")
"""Languages that the rules know."""

_COMMON: Final = {
    "fi": "ja on ei tai että sekä joka jotka ovat voidaan voi kun mukaan myös niin tämä sen sitä ole emme tietoja "
    "henkilötietoja "
    "henkilötietojen tietojen rekisterin käsittelyn käytämme mikäli jos sinulla oikeus asiakkaan meille vain "
    "ne se kuin",
    "sv": "och att som för är av det till inte vi med dina uppgifter eller kan om på den ett en har de du våra vår "
    "personuppgifter "
    "från dig oss ska vid rätt sig även också när enligt",
    "en": "the and of to is we your or for data in that with you our this by are be on may will us from personal "
    "not as any it "
    "have which when can",
    "da/no": "og ikke til af oplysninger opplysninger personopplysninger personoplysninger jeg hvis hvor når vi dine "
    "ved skal "
    "kunde blir bliver fra om som eller på et en",
    "de": "und der die das wir ist nicht daten sie ihre oder für von mit den zu auf im dem ein eine werden wird",
    "nl": "de het en van een wij uw niet gegevens dat in op te voor met zijn wordt worden door",
    "et": "ja on ei või et meie teie isikuandmete isikuandmeid andmete kui ning kes mis selle oma kus saab võib",
    "fr": "le la les et des de du que nous vous vos est pas pour données ou dans une un sur par",
    "es": "el la los las y de que nos sus es no para datos o en una un por con del",
    "it": "il la i gli e di che noi vostri è non per dati o in una un con del della sono",
    "pl": "i w na z do nie jest się że danych oraz dla przez lub są które",
    "lt/lv": "ir ar un kas asmens duomenų datu mēs jūsu mūsų kad apie par vai arba",
}
_SETS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD: Final = re.compile(r"[^\W\d_]{1,30}")
_MOST: Final = 20_000
"""Words that are looked at."""
_FEWEST: Final = 3
_LEAST: Final = 0.035
"""Share of common words in a text of a language; Finnish lists have few."""
_LATIN: Final = re.compile(r"[a-zà-öø-ÿāčēěģįķļńōřśšūųźżžőű]")


def language_of(text: str) -> str | None:
    """Return "fi", "sv" or "en", another language's code, or None when there is too little to tell by."""
    words = _words(text)
    if not words:
        return None
    if sum(1 for word in words if _LATIN.match(word)) < len(words) / 2:
        return "other"
    shares = _shares(words)
    best = max(shares, key=lambda language: (shares[language], language in READ))
    if len(words) < _SHORT and best in READ and (spoken := _by_stems(words)):
        return spoken
    if shares[best] >= _LEAST and len(words) >= _FEWEST:
        return best
    return _by_stems(words) or (_by_letters(words) if len(words) >= _FEWEST else None)


_SHORT: Final = 40
"""Words; of a shorter text the words of privacy tell more than the small ones."""
_STEMS: Final = {
    "fi": re.compile(
        r"tietosuoj|henkilötie|rekister|evästee|eväste|käsitte|selost|pyyn|tietoj|asiak|oikeu|säily|luovut"
    ),
    "sv": re.compile(r"dataskydd|personuppg|integrit|registr|kakor|uppgift|behandl|begär|kund|rättig|samtyck"),
    "en": re.compile(r"privacy|personal|cookie|controller|request|consent|collect|notice|retain|disclos"),
}


def _by_stems(words: list[str]) -> str | None:
    """Return the language whose words of privacy stand in a text, when it is one alone."""
    counts = {language: sum(1 for word in words if stems.match(word)) for language, stems in _STEMS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > sum(counts.values()) / 2 else None


def _words(text: str) -> list[str]:
    found: list[str] = []
    for match in _WORD.finditer(text.lower()):
        found.append(match.group())
        if len(found) == _MOST:
            break
    return found


def _shares(words: list[str]) -> dict[str, float]:
    counts = Counter(words)
    return {language: sum(counts[word] for word in common) / len(words) for language, common in _SETS.items()}


_ENDING: Final = re.compile(
    r"(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|iin|een|ista|jen|tään|taan|tava|mme|inen|isesti|uus|ys)$"
)


def _by_letters(words: list[str]) -> str | None:
    """Return Finnish when many words end as Finnish words do; lists of a notice hardly hold small words."""
    long = [word for word in words if len(word) > 5]  # noqa: PLR2004 -- shorter words end alike in many languages
    endings = sum(1 for word in long if _ENDING.search(word))
    return "fi" if long and endings / len(long) > 0.18 else "other"  # noqa: PLR2004 -- tried on lists of three languages
