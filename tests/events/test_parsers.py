"""Another parser is had by name alone: what it hangs together is believed, and what is missing is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import ModuleType, SimpleNamespace

import pytest

from tests.events.parsing import parse_of
from tests.events.reading import article
from timeline import pipeline
from timeline.errors import ConfigError
from timeline.events import parser_of, parser_version, parsers
from timeline.events.clauses import Clause, Parse, parse
from timeline.events.clauses.dependencies import Arc, tied
from timeline.options import Options

_TEXT = "Ada Brook never met Omar Vance and Lena Holt in the mill, and left Tessing."
# token, head, label: as a model may give them
_ARCS = (
    *(
        ("Ada", 1, "compound"),
        ("Brook", 3, "nsubj"),
        ("never", 3, "neg"),
        ("met", 3, "ROOT"),
        ("Omar", 5, "compound"),
        ("Vance", 3, "dobj"),
    ),
    *(("and", 5, "cc"), ("Lena", 8, "compound"), ("Holt", 5, "conj"), ("in", 3, "prep"), ("the", 11, "det"), ("mill", 9, "pobj")),
    *((",", 3, "punct"), ("and", 3, "cc"), ("left", 3, "conj"), ("Tessing", 14, "dobj"), (".", 3, "punct")),
)


def _words(made: Parse, clause: Clause) -> tuple[list[str], list[str], list[str]]:
    def text(first: int, last: int) -> str:
        return " ".join(token.text for token in made.tokens[first : last + 1])

    return (
        [text(s.first, s.last) for s in clause.subjects],
        [text(o.first, o.last) for o in clause.objects],
        [f"{o.word} {text(o.phrase.first, o.phrase.last)}" for o in clause.obliques],
    )


def test_the_arcs_decide_what_hangs_on_what() -> None:
    """Subjects, objects with those joined to them, phrases, negation and shared subjects are those of the arcs."""
    made = tied(parse_of(_TEXT), [Arc(head=head, label=label) for _, head, label in _ARCS])
    met, left = made.clauses

    assert _words(made, met) == (["Ada Brook"], ["Omar Vance", "Lena Holt"], ["in the mill"])
    assert (met.role, met.verb.negated, met.verb.passive) == ("main", True, False)
    assert _words(made, left) == (["Ada Brook"], ["Tessing"], [])
    assert (left.role, left.verb.negated) == ("coordinate", False)


def test_arcs_of_universal_dependencies_are_read_too() -> None:
    """There the noun stands above its preposition, and labels have other names."""
    rows = {"dobj": "obj", "ROOT": "root"}
    arcs = [Arc(head=head, label=rows.get(label, label)) for _, head, label in _ARCS]
    arcs[9], arcs[11] = Arc(head=11, label="case"), Arc(head=3, label="obl")
    made = tied(parse_of(_TEXT), arcs)

    assert _words(made, made.clauses[0]) == (["Ada Brook"], ["Omar Vance", "Lena Holt"], ["in the mill"])


class _Model:
    """A pipeline whose one component gives every word the arc that it is made with."""

    vocab = None
    meta = {"name": "invented", "version": "1"}  # noqa: RUF012

    def __init__(self, pipes: Sequence[str] = ("parser",)) -> None:
        self.pipe_names = list(pipes)
        self.pipeline = [("parser", lambda doc: doc)]


class _Doc(list[SimpleNamespace]):
    def __init__(self, vocab: None, words: Sequence[str], spaces: Sequence[bool]) -> None:
        assert vocab is None
        assert len(words) == len(spaces)
        heads = {text: (head, label) for text, head, label in _ARCS}
        super().__init__(SimpleNamespace(head=SimpleNamespace(i=heads[w][0]), dep_=heads[w][1]) for w in words)


@pytest.fixture
def spacy(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, _Model]]:
    """Stands in for spaCy, with the models it is given."""
    models: dict[str, _Model] = {"invented": _Model(), "lame": _Model(pipes=("tagger",))}

    def load(name: str, *, exclude: Sequence[str]) -> _Model:
        assert "parser" not in exclude
        if name not in models:
            raise OSError(name)
        return models[name]

    fake, tokens = ModuleType("spacy"), ModuleType("spacy.tokens")
    vars(fake).update(load=load, __version__="3", tokens=tokens)
    vars(tokens).update(Doc=_Doc)
    monkeypatch.setitem(sys.modules, "spacy", fake)
    monkeypatch.setitem(sys.modules, "spacy.tokens", tokens)
    parsers._spacy.cache_clear()
    yield models
    parsers._spacy.cache_clear()


@pytest.mark.usefixtures("spacy")
def test_a_named_model_parses_and_its_version_counts() -> None:
    """What a model says is kept apart from what another said; the built-in parser has no version of its own."""
    (event,) = pipeline.assemble([article("Ada Brook met Omar Vance.", published="2031-05-12")], Options(parser="spacy:invented")).events

    assert event.title == "Ada Brook meets Omar Vance"
    assert parser_version("spacy:invented") == "spacy 3 invented 1"
    assert parser_version("built-in") == ""
    assert parser_of("built-in") is parse


@pytest.mark.usefixtures("spacy")
@pytest.mark.parametrize(
    ("name", "words"), [("spacy:missing", "there is no spaCy model 'missing'"), ("spacy:lame", "no dependency parser")]
)
def test_a_model_that_cannot_parse_is_named(name: str, words: str) -> None:
    """With what to do about it."""
    with pytest.raises(ConfigError, match=words) as caught:
        parser_of(name)
    assert caught.value.hint


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is parsed by another parser instead."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    parsers._spacy.cache_clear()
    with pytest.raises(ConfigError, match="needs the extra nlp"):
        pipeline.assemble([article("Ada Brook met Omar Vance.", published="2031-05-12")], Options(parser="spacy:invented"))
