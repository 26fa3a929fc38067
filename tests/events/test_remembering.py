"""What merging remembers changes nothing: after any edits a build with a memory gives what a build without one gives."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.events.reading import article
from timeline import events, pipeline
from timeline.caching import digest
from timeline.exporting import to_json
from timeline.memo import NO_MEMO, Memo
from timeline.model import Article
from timeline.options import Options
from timeline.reads import read_article

_WHO = ("Ada Brook", "Omar Vance", "Lena Holt", "Jonas Weir", "Vance Lines", "Corvick Harbour Trust")
_WHERE = ("Tessing", "Marrow", "Aldery")
_SAID = (
    "{a} met {b} in {where} on {day} May 2031 over the {where} ferry charter.",
    "{a} and {b} met in {where}, and the {where} ferry charter was signed.",
    "{a} bought the {where} dry dock from {b} for ${sum} million on {day} May 2031.",
    "{a} will sell the {where} lock to {b} next month.",
    "{b} denied that {a} had bought the {where} dry dock.",
    "{a} resigned as head of the {where} pilots {days} days later.",
    "The road along the {where} river is narrow, and in winter it stands under water.",
)
_Line = tuple[int, int, int, int, int]
_Text = tuple[_Line, ...]

_lines = st.tuples(
    st.integers(0, len(_SAID) - 1), st.integers(0, len(_WHO) - 1), st.integers(1, len(_WHO) - 1), st.integers(0, 2), st.integers(1, 9)
)
_texts = st.lists(_lines, min_size=1, max_size=4).map(tuple)
# a step gives one of some articles another text, or takes it away
_steps = st.lists(st.tuples(st.integers(0, 23), st.none() | _texts), min_size=1, max_size=3)


@cache
def _article(number: int, text: _Text) -> Article:
    said = (
        _SAID[what].format(a=_WHO[a], b=_WHO[(a + b) % len(_WHO)], where=_WHERE[where], day=day, sum=day * 7, days=day)
        for what, a, b, where, day in text
    )
    dated = f"2031-0{4 + number % 3}-{10 + number % 18}" if number % 5 else ""
    return article(" ".join(said), name=f"paper{number:02}", published=dated)


_read = cache(read_article)


def _built(texts: dict[int, _Text], store: Memo) -> str:
    articles = [_article(number, text) for number, text in sorted(texts.items())]
    found = to_json(pipeline.assemble(articles, Options(), reader=_read, way=pipeline.Way(memo=store)))
    store.turn()
    return found


def _told_alike(number: int) -> _Text:
    """A first text: four papers in a row tell the same, in words of their own."""
    story = number // 4
    return tuple(((number + k) % len(_SAID), story % len(_WHO), 1, story % len(_WHERE), story + 1) for k in range(3))


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(steps=_steps)
def test_a_build_with_a_memory_is_a_build_without_one(steps: list[tuple[int, _Text | None]]) -> None:
    """Byte for byte, whatever was changed, added or taken away since it was filled."""
    texts, store = {number: _told_alike(number) for number in range(20)}, Memo()
    assert _built(texts, store) == _built(texts, NO_MEMO)

    for number, text in steps:
        if text is None:
            texts.pop(number, None)
        else:
            texts[number] = text
        assert _built(texts, store) == _built(texts, NO_MEMO)


def test_what_nobody_touched_is_remembered() -> None:
    """One more article of another matter leaves what is kept of the others as it was, and is itself kept."""
    store, name = Memo(), digest("merges", *map(str, Options().inputs))
    papers = [_article(number, _told_alike(number)) for number in range(40)]
    other = article("Mira Tolland founded Quill Museum.", name="quill", published="2031-05-09")
    remembered = []
    for articles in (papers, [*papers, other]):
        pipeline.assemble(articles, Options(), reader=_read, way=pipeline.Way(memo=store))
        store.turn()
        found = store.get(name)
        assert isinstance(found, events.Remembered)
        remembered.append(found.parts)

    before, after = remembered
    assert before.keys() < after.keys()
    assert len(after) == len(before) + 1
