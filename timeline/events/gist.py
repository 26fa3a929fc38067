"""An article with its lines and mentions in, what it is compared with others by out: worked out once, and kept with what was read.

Copies are known by word sequences: of each article those that begin with a word of a fixed fourth of all words are kept, as numbers that
are the same on every machine. Stories are known by the stems of their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, compress, repeat
from operator import add
from struct import pack
from typing import NamedTuple
from zlib import crc32

from timeline.events.evidence import Told
from timeline.events.inflection import stem
from timeline.events.lexicon import Lexicon
from timeline.events.line import forget_long, kept, words_kept
from timeline.model import Article, BlockKind, Sentence
from timeline.quick import altered, dataclass

_WORD = re.compile(r"[^\W_]+")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[$€£]")
_GENITIVE = re.compile(r"['’]s?$")
_QUOTED = re.compile(r"[“”\"«»]")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_LONG = 6  # words of a sequence
_KEPT = 4  # of so many words one begins a sequence that is kept
_MOST_KNOWN = 1 << 14  # pieces of text between blanks
_SENTENCE = 8  # words from which on a sentence does not stand in two articles by chance

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is compared, packed: the gists of all articles are held at once, and words by themselves take ten times as much."""

    packed_words: str  # a line of text for each line: its number, then its words
    packed_sequences: bytes  # four bytes each
    packed_quotes: str
    packed_told: str
    packed_capitals: str
    packed_parties: str
    packed_lines: bytes  # for each line a name for its words that are no figures

    def compared(self) -> Gist:
        """What is asked for once copies and stories are known."""
        return altered(self, packed_sequences=b"", packed_quotes="")

    @property
    def words(self) -> dict[int, Words]:
        """The words of each line by its number: stems, each once, without words like "the" and single letters."""
        return words_of(self.packed_words)

    @property
    def quotes(self) -> Sequence[str]:
        """Names for the words of each mention's sentence, "" for one that is short or quotes somebody: many hear the same words."""
        return self.packed_quotes.split("\n")

    @property
    def told(self) -> Sequence[str]:
        """The words that its mentions are compared by, each once, in order."""
        return self.packed_told.split("\n")

    @property
    def capitals(self) -> Sequence[str]:
        """The words of its lines that begin with a capital letter, in lower case; each once, in order."""
        return self.packed_capitals.split("\n")

    @property
    def parties(self) -> Sequence[str]:
        """Those who take part in its mentions and are no places: the capital words of their names in lower case; each once, in order."""
        return self.packed_parties.split("\n") if self.packed_parties else ()


def words_of(packed: str) -> dict[int, Words]:
    """The words of a gist as they are packed there."""
    rows = (line.split(" ") for line in packed.split("\n"))
    return {int(row[0]): tuple(row[1:]) for row in rows if row[0]}


def gist(article: Article, lines: Sequence[Sentence], told: Sequence[Told], lexicon: Lexicon) -> Gist:
    """The gist of an article; `lines` are its sentences and headings."""
    names = {quote: _name(quote, _row(quote, lexicon).words.split()) for quote in {item.evidence.quote for item in told}}
    rows = [_row(line.text, lexicon) for line in lines]
    prose = [row.words for line, row in zip(lines, rows, strict=True) if article.blocks[line.block].kind in _PROSE]
    forget_long(lines)
    return Gist(
        packed_words="\n".join([f"{line.index}{row.stems}" for line, row in zip(lines, rows, strict=True)]),
        packed_sequences=_sequences(" ".join(prose).split()),
        packed_quotes="\n".join(names[item.evidence.quote] for item in told),
        packed_told="\n".join(sorted({word for item in told for word in item.mention.words})),
        packed_capitals="\n".join(sorted(set(" ".join([row.capitals for row in rows]).split()))),
        packed_parties="\n".join(sorted({_party(one.actor.name, lexicon) for item in told for one in item.mention.participants} - {""})),
        packed_lines=b"".join([row.name for row in rows]),
    )


@lru_cache(maxsize=1 << 12)  # an article says of few people what it says
def _party(name: str, lexicon: Lexicon) -> str:
    """The capitals of a name; "" for a place."""
    return "" if name.casefold() in lexicon.places or name.casefold() in lexicon.countries else " ".join(_capitals(name))


def _capitals(text: str) -> list[str]:
    return [bare(word).casefold() for word in TOKEN.findall(text) if word[0].isupper()]


class _Row(NamedTuple):
    """The words of a line in small letters, and its part in a gist: its stems, each once and behind a blank, its capitals, and its name."""

    words: str
    stems: str
    capitals: str
    name: bytes


@kept
def _row(text: str, lexicon: Lexicon) -> _Row:
    found = list(map(_pieces(lexicon).__getitem__, text.split()))
    words, stems, capitals = map(" ".join, zip(*found, strict=True)) if found else ("", "", "")
    each = dict.fromkeys(stems.split())
    plain = " ".join([word for word in each if not word.isdigit()])
    return _Row(words, " ".join(["", *each]), " ".join(capitals.split()), blake2b(plain.encode(), digest_size=8).digest())


class _Pieces(dict[str, tuple[str, str, str]]):
    """What was met between blanks, as it is written, most of a text being old acquaintances: its words in small letters, the stems of those
    that have one, and its capitals, with blanks between them.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, text: str) -> tuple[str, str, str]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        words = _WORD.findall(text.casefold())
        stems = [stem(word) for word in words if len(word) > 1 and word not in self._lexicon.classes]
        found = self[text] = " ".join(words), " ".join(stems), " ".join(_capitals(text))
        return found


_pieces = words_kept(_Pieces)


def bare(word: str) -> str:
    """A token without the ending of a genitive."""
    return _GENITIVE.sub("", word)


def sequences_of(article: Article) -> bytes:
    """What is kept of the word sequences of an article's prose, as `Gist.packed_sequences`."""
    prose = " ".join(article.text[block.start : block.end] for block in article.blocks if block.kind in _PROSE)
    return _sequences(_WORD.findall(prose.casefold()))


def _sequences(words: Sequence[str]) -> bytes:
    """Numbers for the kept sequences of a row of words, each a slice of their text; each once, in order."""
    text = " ".join(words).encode()
    lengths = map(len, words if text.isascii() else text.split())
    starts = [*accumulate(map(add, lengths, repeat(1)), initial=0)]  # the place of each word, and one behind the last
    kept = compress(zip(starts, starts[_LONG:], strict=False), map(_begins, words))
    found = sorted({crc32(text[start : end - 1]) for start, end in kept})
    return pack(f"<{len(found)}I", *found)


@lru_cache(maxsize=1 << 16)
def _begins(word: str) -> bool:
    return crc32(word.encode()) % _KEPT == 0


def _name(quote: str, words: Sequence[str]) -> str:
    return blake2b(" ".join(words).encode(), digest_size=8).hexdigest() if len(words) >= _SENTENCE and not _QUOTED.search(quote) else ""
