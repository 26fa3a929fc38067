"""What a chunk is, and what a verb group says."""

from __future__ import annotations

from timeline.events.names import Name
from timeline.model import Tense
from timeline.quick import dataclass, maker


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """The verb of a chunk and what its auxiliaries say. `token` is the one that names the verb, the last auxiliary where none does."""

    lemma: str
    token: int
    finite: bool
    tense: Tense
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    modal: str = ""
    infinitive: bool = False
    gerund: bool = False
    bare: bool = False  # without auxiliaries
    participle: bool = False  # a bare past participle: "published on Monday by …"
    ambiguous: bool = False  # a bare past form that may be a participle: "fired", "charged"
    particle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Tokens `first` to `last` (included). `kind`: np, vg, prep, sub, rel, comp, conj, comma, stop, time, adv.

    For a noun phrase: `names` in it, `head` (its last word, lower case), `owner` (index into `names` of the one with 's, -1 for none),
    `pronoun` ("he", or "his" where it owns). `word` is the lower-case text of a preposition, conjunction or subordinator.
    """

    kind: str
    first: int
    last: int
    word: str = ""
    names: tuple[Name, ...] = ()
    head: str = ""
    owner: int = -1
    pronoun: str = ""
    quoted: bool = False  # a quotation of several words
    negated: bool = False  # "not Holt but Reed"
    verb: VerbGroup | None = None


make_verb_group, make_chunk = maker(VerbGroup), maker(Chunk)
