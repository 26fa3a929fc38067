"""Names that no output may hold: rules as salted hashes in, texts without the names out, and a check of every byte that is written.

A rule is a salt, the number of letters and a hash: the file that holds them does not tell whom they are about to somebody who does not
guess the name. A name is found as a run of words whose letters, written together, have the hash: so "Ada Brook", "ADA BROOK’S",
"ada-brook", "Ada Bro-ok", "Áda%20Brook" and "AdaBrook" are one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from html import unescape
from itertools import accumulate
from operator import is_
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import unquote

from timeline.curation.store import put
from timeline.errors import ConfigError, OutputError
from timeline.model import Timeline
from timeline.quick import dataclass

WITHHELD = "[name withheld]"
_HEAD = "# Names that no output may hold, as salted hashes. `timeline redact NAME` adds one, `timeline redact NAME --undo` takes it away.\n"
_RULE = re.compile(r"([0-9a-f]{16}) ([0-9]{1,3}) ([0-9a-f]{64})")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 24  # pieces a name may be broken into
_IS_ID = re.compile(r"[^\s\w’']|_|[0-9]")
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)  # marks that Unicode does not part
_TAG, _UNICODE = re.compile(r"<[^>]*>"), re.compile(r"\\u([0-9a-fA-F]{4})")
_AT_ONCE, _KEPT = 1 << 18, 1 << 18  # letters of a text that are looked at together; words that are remembered
_SURNAME = 3  # letters; shorter ones would be found everywhere


@dataclass(frozen=True, slots=True)
class Rule:
    """One name: `hash` is that of the salt and of its letters, of which there are `letters`."""

    salt: str
    letters: int
    hash: str

    @classmethod
    def of(cls, name: str) -> Rule:
        """A rule for a name; ConfigError for one without letters."""
        letters = _letters(name)
        if len(letters) < _SURNAME:
            raise ConfigError(f"{name!r} is too short to be redacted", hint="give at least three letters")
        salt = secrets.token_hex(8)
        return cls(salt, len(letters), _hash(salt, letters))

    def fits(self, letters: str) -> bool:
        """Whether these are the letters of the name."""
        return len(letters) == self.letters and _hash(self.salt, letters) == self.hash


def load_redactions(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, none where there is no file. ConfigError with a line for what is no rule: then nothing may be built."""
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read", path=str(path)) from error
    rules = []
    for number, line in enumerate(lines, start=1):
        found = _RULE.fullmatch(line.strip())
        if found:
            rules.append(Rule(found[1], int(found[2]), found[3]))
        elif line.strip() and not line.startswith("#"):
            raise ConfigError(
                "is no rule of `timeline redact`", path=str(path), line=number, hint="write the rule again with `timeline redact NAME`"
            )
    return tuple(rules)


def add_redactions(path: Path, names: Iterable[str]) -> int:
    """Write rules for names that have none yet; how many were added."""
    rules = load_redactions(path)
    fresh = [Rule.of(name) for name in dict.fromkeys(names) if not any(rule.fits(_letters(name)) for rule in rules)]
    if fresh:
        _write(path, (*rules, *fresh))
    return len(fresh)


def drop_redactions(path: Path, names: Iterable[str]) -> int:
    """Take away the rules for names; how many were there."""
    rules, letters = load_redactions(path), {_letters(name) for name in names}
    kept = tuple(rule for rule in rules if not any(rule.fits(name) for name in letters))
    if len(kept) < len(rules):
        _write(path, kept)
    return len(rules) - len(kept)


def _write(path: Path, rules: Iterable[Rule]) -> None:
    put(path, (_HEAD + "".join(f"{rule.salt} {rule.letters} {rule.hash}\n" for rule in rules)).encode())


def surnames(name: str) -> tuple[str, ...]:
    """The name, and its last word by itself where there are several."""
    words = name.split()
    last = words[-1] if len(words) > 1 and len(_letters(words[-1])) >= _SURNAME else ""
    return (name, last) if last else (name,)


def _hash(salt: str, letters: str) -> str:
    return sha256(f"{salt}:{letters}".encode()).hexdigest()


# --- texts -------------------------------------------------------------------------------------------------------------------------------


def redact(timeline: Timeline, rules: Collection[Rule]) -> Timeline:
    """The timeline without the names, in whatever text, id or address they stand."""
    if not rules:
        return timeline
    names, texts = _names(tuple(rules)), set[str]()
    _gather(timeline, texts)
    told = {text: names.without(text) for text in names.suspects(sorted(texts))}
    found: Timeline = _without(timeline, told) if told else timeline
    return found


@lru_cache(maxsize=1)  # what was found to be no name in a timeline is met again in its files
def _names(rules: tuple[Rule, ...]) -> _Names:
    return _Names(rules)


class _Letters(dict[str, str]):
    """Word → its letters, worked out once."""

    def __missing__(self, word: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        self[word] = found = _letters(word)
        return found


class _Names:
    """Finds names and takes them out of texts."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._salt = rules[0].salt
        self._rules: dict[int, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.letters, []).append(rule)
        self._letters = _Letters()
        self._others: set[str] = set()  # letters that were tried and are no name

    def suspects(self, texts: Sequence[str]) -> list[str]:
        """The texts in which a name may stand. Few do, so that many are looked at together."""
        between = f" {'0' * (max(self._rules) + 1)} "  # a word that is longer than any name
        if not self.stand_in(between.join(texts)):
            return []
        half = len(texts) // 2
        return [*self.suspects(texts[:half]), *self.suspects(texts[half:])] if half else list(texts)

    def stand_in(self, text: str) -> bool:
        """Whether a name stands in a text, as it is written or as it may be meant."""
        meant = unescape(_UNICODE.sub(lambda found: chr(int(found[1], 16)), text) if "\\u" in text else text)
        twice = unescape(meant)
        return any(self._stand_in_words(reading) for reading in {text, meant, twice, unquote(text), unquote(twice)})

    def _stand_in_words(self, text: str) -> bool:
        words: list[str] = []
        start = 0
        while start < len(text):
            end = text.find(" ", start + _AT_ONCE)
            end = end if end >= 0 else len(text)
            words = [*words[-_LONGEST:], *map(self._letters.__getitem__, _WORD.findall(text, start, end))]
            if self._are_among(words):
                return True
            start = end
        return False

    def _are_among(self, words: Sequence[str]) -> bool:
        """Whether the letters from one border of words to another are a name. What was tried before is not tried again."""
        borders, letters = list(accumulate(map(len, words), initial=0)), "".join(words)
        ends = set(borders)
        for length in self._rules:
            runs = {letters[start : start + length] for start in borders if start + length in ends} - self._others
            if any(map(self._is_name, runs)):
                return True
        return False

    def _is_name(self, run: str) -> bool:
        if any(rule.fits(run) for rule in self._rules[len(run)]):
            return True
        if len(self._others) > _KEPT:
            self._others.clear()
        self._others.add(run)
        return False

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, the longest first from each place."""
        words = [(found.start(), found.end(), _letters(found[0])) for found in _WORD.finditer(_blanked(text))]
        at = 0
        while at < len(words):
            end = self._end(words, at)
            if end:
                yield words[at][0], words[end - 1][1]
            at = end or at + 1

    def _end(self, words: Sequence[tuple[int, int, str]], at: int) -> int:
        """The index behind the longest name that begins at a word; 0 for none."""
        run, best = "", 0
        for end in range(at, min(len(words), at + _LONGEST)):
            run += words[end][2]
            if len(run) > max(self._rules):
                break
            if len(run) in self._rules and run not in self._others and self._is_name(run):
                best = end + 1
        return best

    def without(self, text: str) -> str:
        """A text with the names withheld; an address or id that holds one is replaced as a whole."""
        found = list(self.spans(text))
        if not found:
            return text
        if text.startswith(("http://", "https://")):
            return ""
        if not re.search(r"\s", text) and _IS_ID.search(text):
            return f"withheld-{_hash(self._salt, text)[:8]}"
        for start, end in reversed(found):
            text = f"{text[:start]}{WITHHELD}{text[end:]}"
        return text


def _may_hold(value: Any) -> bool:  # noqa: ANN401  any part of a timeline
    kind: Any = type(value)
    return kind is str or kind is tuple or bool(_fields(kind))


@cache
def _fields(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  any class, or what is none
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _gather(value: Any, texts: set[str]) -> None:  # noqa: ANN401  any part of a timeline
    """Every text in a record. Enumerations are our own words."""
    kind: Any = type(value)
    if kind is str:
        texts.add(value)
    elif kind is tuple:
        for item in value:
            _gather(item, texts)
    else:
        for name in _fields(kind):
            _gather(getattr(value, name), texts)


def _without(value: Any, told: Mapping[str, str]) -> Any:  # noqa: ANN401  any part of a timeline
    """A record with other texts in place of some; the record itself where it holds none of them."""
    kind: Any = type(value)
    if kind is str:
        return told.get(value, value)
    if kind is tuple:
        parts = [_without(item, told) for item in value]
        return value if all(map(is_, parts, value)) else tuple(parts)
    new = {name: _without(old, told) for name in _fields(kind) if _may_hold(old := getattr(value, name))}
    return replace(value, **new) if any(item is not getattr(value, name) for name, item in new.items()) else value


# --- bytes -------------------------------------------------------------------------------------------------------------------------------


def check_redacted(files: Mapping[str, bytes], rules: Collection[Rule]) -> None:
    """OutputError if a name stands anywhere in what is to be written: file names, marked-up text, entities, addresses, folded lines."""
    if not rules:
        return
    names = _names(tuple(rules))
    for path, content in files.items():
        text = content.decode("utf-8", "replace")
        if any(map(names.stand_in, {path, text, _TAG.sub("", text)})):
            raise OutputError(
                "a redacted name would stand in it; nothing was written",
                path=path,
                hint="the name may stand in the title, the theme or the config: take it out there",
            )


_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_ESCAPE = re.compile(r"(?:%[0-9a-fA-F]{2})+")


def _blanked(text: str) -> str:
    """A text of the same length in which entities and escapes are the letter they stand for, and invisible hyphens are none."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: _padded(unescape(found[0]), found[0]), text)
    if "%" in text:
        text = _ESCAPE.sub(lambda found: _padded(unquote(found[0]), found[0]), text)
    return text


def _padded(meant: str, written: str) -> str:
    """What is meant in the room of what is written. The rest are hyphens that fall out."""
    return (meant + "\u00ad" * len(written))[: len(written)]


@lru_cache(maxsize=65_536)
def _letters(text: str) -> str:
    """Letters and figures without marks, in small letters, written together."""
    plain = normalize("NFKD", text)
    return "".join(sign for sign in plain.casefold().translate(_FOLDED) if sign.isalnum() and not combining(sign))
