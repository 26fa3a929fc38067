"""A lemma in, its forms out; a word in, a rough stem out: the regular morphology of English, irregular forms given by the tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from timeline.quick import dataclass

_VOWELS = "aeiou"
_SHORTEST = 3  # letters: a closed syllable has three, and a stem keeps more than three
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "es", "ed", "s", "er", "e")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb: its lemma and Penn Treebank tag (VB, VBZ, VBD, VBN, VBG)."""

    lemma: str
    tag: str


def inflect(lemma: str, irregular: tuple[str, ...] | None = None, *, doubles: bool = False) -> dict[str, str]:
    """The forms of an English verb by tag; `irregular` gives past and participle, `doubles` its last consonant before -ed and -ing.

    >>> inflect("vow")["VBZ"], inflect("deny")["VBD"], inflect("drop", doubles=True)["VBG"]
    ('vows', 'denied', 'dropping')
    """
    past, participle = irregular or (_past(lemma, doubles=doubles),) * 2
    third = {"be": "is", "have": "has"}.get(lemma, plural(lemma))
    return {"VB": lemma, "VBZ": third, "VBD": past, "VBN": participle, "VBG": _gerund(lemma, doubles=doubles, irregular=bool(irregular))}


def _past(lemma: str, *, doubles: bool) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma.endswith("e"):
        return lemma + "d"
    return (lemma + lemma[-1] if doubles else lemma) + "ed"


def _gerund(lemma: str, *, doubles: bool, irregular: bool) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    doubles |= irregular and lemma.endswith(("t", "n", "m", "d", "p", "b")) and _closed_syllable(lemma)
    return (lemma + lemma[-1] if doubles else lemma) + "ing"


def _closed_syllable(lemma: str) -> bool:
    """Whether a short verb ends consonant, vowel, consonant ("cut", "begin"), so that its last letter doubles."""
    return len(lemma) >= _SHORTEST and lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


def plural(noun: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb.

    >>> plural("rally"), plural("clash"), plural("row")
    ('rallies', 'clashes', 'rows')
    """
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def doubles(lemma: str) -> bool:
    """Whether the last consonant of a regular verb of one syllable doubles.

    >>> doubles("shred"), doubles("quash"), doubles("scoop")
    (True, False, False)
    """
    return lemma[-1] not in "wxyh" and _closed_syllable(lemma) and sum(letter in _VOWELS for letter in lemma) - lemma.startswith("qu") == 1


def forms_of(
    inflected: Mapping[str, Mapping[str, str]], only: tuple[str, ...] = ("VB", "VBZ", "VBD", "VBN", "VBG")
) -> dict[str, tuple[VerbForm, ...]]:
    """Lemma → tag → form turned round: form → its readings with the tags of `only`. British "travelled" stands beside "traveled"."""
    forms: dict[str, list[VerbForm]] = {}
    for lemma, tags in inflected.items():
        for tag, form in tags.items():
            if tag in only:
                forms.setdefault(form, []).append(VerbForm(lemma, tag))
        if lemma.endswith(("el", "al", "il")) and lemma[-3:-2] not in _VOWELS:
            for tag, ending in (("VBD", "led"), ("VBN", "led"), ("VBG", "ling")):
                forms.setdefault(lemma + ending, []).append(VerbForm(lemma, tag))
    return {form: tuple(readings) for form, readings in forms.items()}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A rough stem, for comparing wording only.

    >>> stem("nominations"), stem("ferries"), stem("uses")
    ('nomin', 'ferr', 'uses')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word[: -len(ending)]
    return word
