"""The name of a parser in, the parser out: the built-in one, or one that goes by a model of spaCy that the user names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.errors import ConfigError
from timeline.events.clauses import Parse, Parser, parse
from timeline.events.clauses.dependencies import Arc, tied
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language

_SPACY = "spacy:"
_NEEDED = "parser"  # the component of a pipeline that gives dependencies


def parser_of(name: str) -> Parser:
    """The parser that the option names, "built-in" or "spacy:MODEL"; ConfigError where spaCy or the model is missing or cannot parse."""
    return _spacy(name.removeprefix(_SPACY))[0] if name.startswith(_SPACY) else parse


def parser_version(name: str) -> str:
    """What besides our own version decides what a parser says; empty for the built-in one. ConfigError as for `parser_of`."""
    return _spacy(name.removeprefix(_SPACY))[1] if name.startswith(_SPACY) else ""


def spacy_parser(nlp: Language) -> Parser:
    """A parser that asks a loaded pipeline what hangs on what."""
    from spacy.tokens import Doc

    def read(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon, /) -> Parse:
        ours = parse(tokens, names, lexicon)
        ends = [token.start for token in ours.tokens[1:]]
        spaces = [token.end < end for token, end in zip(ours.tokens, ends, strict=False)]
        doc = Doc(nlp.vocab, words=[token.text for token in ours.tokens], spaces=[*spaces, False] if ours.tokens else [])
        for _, component in nlp.pipeline:
            doc = component(doc)
        return tied(ours, [Arc(head=word.head.i, label=word.dep_) for word in doc])

    return read


@lru_cache(maxsize=2)
def _spacy(model: str) -> tuple[Parser, str]:
    """The parser of a model, loaded once, and the versions it goes by."""
    try:
        import spacy
    except ImportError as error:
        raise ConfigError("the parser spacy needs the extra nlp", hint="pip install 'sourced-timeline[nlp]'") from error
    try:
        nlp = spacy.load(model, exclude=["ner", "lemmatizer", "textcat"])
    except OSError as error:
        raise ConfigError(f"there is no spaCy model {model!r}", hint=f"python -m spacy download {model}, or give its folder") from error
    if _NEEDED not in nlp.pipe_names:
        raise ConfigError(f"the spaCy model {model!r} has no dependency parser", hint="choose one with the component “parser”")
    return spacy_parser(nlp), f"spacy {spacy.__version__} {nlp.meta['name']} {nlp.meta['version']}"
