"""The cache gives back what was put there, is never wrong, never runs what it holds, and never stops a build."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from tests.events.reading import article
from timeline import pipeline
from timeline.caching import Cache, digest, dumps, loads
from timeline.engines import serial
from timeline.exporting import to_json
from timeline.model import Actor, Article, Span, Stage
from timeline.options import Options
from timeline.reads import open_cache

In = TypeVar("In")
Out = TypeVar("Out")

ARTICLES = (
    article("Ada Brook met Omar Vance on 3 May 2031. She resigned a week later.", name="one", published="2031-05-12"),
    article("Vance Lines sued Brook Energy on Monday over the harbour. Brook Energy denied it.", name="two", published="2031-05-21"),
)


class Counting:
    """An engine that counts the articles it is asked to read."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterable[Out]:
        """What `serial` gives."""
        self.asked += sum(isinstance(item, Article) for item in items)
        return serial(function, items, each=each)


def built(folder: Path, articles: Sequence[Article] = ARTICLES) -> tuple[str, int]:
    """The timeline as JSON, built with a cache in a folder, and how many articles were read anew."""
    engine = Counting()
    timeline = pipeline.assemble(articles, Options(), way=pipeline.Way(engine=engine, cache=open_cache(folder)))
    return to_json(timeline), engine.asked


def entries(folder: Path) -> list[Path]:
    """The files of a cache."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_second_build_reads_nothing_and_gives_the_same(tmp_path: Path) -> None:
    """With or without a cache, filled or not, a timeline is the same byte for byte."""
    first, second = built(tmp_path), built(tmp_path)

    assert to_json(pipeline.assemble(ARTICLES, Options())) == first[0] == second[0]
    assert (2, 0) == (first[1], second[1])


def test_one_changed_article_is_read_alone(tmp_path: Path) -> None:
    """The others come from the cache, and the result is that of a build without one."""
    built(tmp_path)
    changed = (article("Ada Brook met Tom Reed on 4 May 2031.", name="one", published="2031-05-12"), ARTICLES[1])

    assert (to_json(pipeline.assemble(changed, Options())), 1) == built(tmp_path, changed)


@pytest.mark.parametrize("damage", [b"", b"\x80", b"not an entry at all"], ids=["empty", "short", "other"])
def test_damaged_entries_are_made_again(tmp_path: Path, damage: bytes) -> None:
    """They count as misses, and the next build finds them whole."""
    whole = built(tmp_path)[0]
    for entry in entries(tmp_path):
        entry.write_bytes(damage)

    assert [(whole, 2), (whole, 0)] == [built(tmp_path), built(tmp_path)]


def test_an_entry_that_asks_for_a_program_is_a_miss(tmp_path: Path) -> None:
    """Whoever can write the cache cannot make a build run anything."""
    target = tmp_path / "ran"

    class Hostile:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (target,))

    cache = Cache(folder=tmp_path, version="v", modules=frozenset({"timeline.model", "pathlib"}))
    cache.put(digest("key"), Hostile())

    assert pickle.loads(entries(tmp_path)[0].read_bytes()[20:]) is None  # noqa: S301  what an open door would do
    assert target.exists()
    target.unlink()
    assert cache.get(digest("key")) is None
    assert not target.exists()


def test_named_values_are_kept_whatever_python_writes_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.0 to 3.11.3 would write a call of `getattr`, which no entry may ask for."""
    monkeypatch.setattr(Stage, "__reduce_ex__", lambda member, _: (getattr, (Stage, member.name)))
    cache = Cache(folder=tmp_path, version="1", modules=frozenset({Stage.__module__}))
    cache.put("planned", Stage.PLANNED)

    assert cache.get("planned") is Stage.PLANNED


def test_what_is_shared_is_held_once() -> None:
    """Equal actors of two entries are one when they were read; records that are seldom equal are not compared."""
    modules, shared = frozenset({"timeline.model"}), frozenset({"Actor"})
    rows = [(Actor(id="ada brook", name="Ada Brook"), Span(start=1, end=2, text="met")) for _ in range(2)]
    one, other = (loads(dumps(row, modules), modules, shared) for row in rows)

    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    assert one == other == rows[0]
    assert one[0] is other[0]
    assert one[1] is not other[1]


def test_what_copies_of_a_report_quote_is_held_once(tmp_path: Path) -> None:
    """Ten papers that print one report take hardly more memory for its words than one."""
    text = "Ada Brook met Omar Vance in Tessing on 3 May 2031. She resigned a week later."
    papers = [article(text, name=name, published="2031-05-12") for name in ("one", "two")]
    way = pipeline.Way(cache=open_cache(tmp_path))
    pipeline.assemble(papers, Options(title="T"), way=way)
    again = pipeline.assemble(papers, Options(title="T"), way=way)
    told = {item.article: item for event in again.events for item in event.evidence if "Omar Vance" in item.quote}

    assert told.keys() == {"one", "two"}
    assert told["one"].quote is told["two"].quote
    assert told["one"].suffix is told["two"].suffix


def test_another_version_meets_nothing(tmp_path: Path) -> None:
    """A new rule or a new line of the program begins with an empty cache."""
    old, new = (Cache(folder=tmp_path, version=version, modules=frozenset({"timeline.model"})) for version in ("1", "2"))
    old.put(digest("key"), ("records",))

    assert (("records",), None) == (old.get(digest("key")), new.get(digest("key")))


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("in the way")

    assert [2, 2] == [built(tmp_path / "file")[1], built(tmp_path / "file")[1]]


def test_writing_leaves_no_half_entries(tmp_path: Path) -> None:
    """Each is renamed into its place: two builds leave one for each article, for neighbours, what was merged and drafts in order."""
    built(tmp_path)
    built(tmp_path)

    assert len(ARTICLES) + 3 == len(entries(tmp_path))
    assert not [path for path in entries(tmp_path) if path.name.startswith(".")]


def opened(folder: Path) -> Cache:
    """A cache as a build opens it."""
    return Cache.open(folder, "1", frozenset({"timeline.model"}), frozenset())


def keep(folder: Path, numbers: range) -> None:
    """What one build keeps of so many articles."""
    with opened(folder).putting() as put:
        for number in numbers:
            put(digest(str(number)), ("what was read of", number))


def found(folder: Path, numbers: range) -> list[int]:
    """Those of which something is found again, and it is what was kept."""
    cache = opened(folder)
    rows = [(number, cache.get(digest(str(number)))) for number in numbers]
    assert all(row in (None, ("what was read of", number)) for number, row in rows)
    return [number for number, row in rows if row is not None]


def test_what_many_articles_hold_is_one_file(tmp_path: Path) -> None:
    """It is found again, with what builds before and after it kept, few or many."""
    for numbers, files in ((range(300), 1), (range(300, 303), 4), (range(303, 500), 5)):
        keep(tmp_path, numbers)
        assert len(entries(tmp_path)) == files
        assert found(tmp_path, range(numbers.stop + 9)) == [*range(numbers.stop)]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7], ids=["empty", "torn early", "torn late"])
def test_of_a_torn_pack_what_was_finished_is_found(tmp_path: Path, share: float) -> None:
    """What lies behind the tear is missing, and found once it is kept again."""
    keep(tmp_path, range(300))
    (pack,) = entries(tmp_path)
    content = pack.read_bytes()
    pack.write_bytes(content[: int(len(content) * share)])

    assert len(found(tmp_path, range(300))) in {int(300 * share), int(300 * share) - 1}
    keep(tmp_path, range(300))
    assert found(tmp_path, range(300)) == [*range(300)]


def test_a_pack_that_was_altered_is_never_believed(tmp_path: Path) -> None:
    """Each entry says by itself whether it is whole: wherever the bytes are others, it is missing, and found once it is kept again."""
    keep(tmp_path, range(300))
    (pack,) = entries(tmp_path)
    chance, content = random.Random(3), pack.read_bytes()  # noqa: S311  no secret
    for _ in range(100):
        altered = bytearray(content)
        altered[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        pack.write_bytes(altered)
        assert len(found(tmp_path, range(300))) < 300
    keep(tmp_path, range(300))
    assert found(tmp_path, range(300)) == [*range(300)]


def test_two_builds_at_once_keep_what_each_of_them_read(tmp_path: Path) -> None:
    """Each writes a pack of its own; whoever opens the cache meanwhile finds what is finished, or nothing."""
    with opened(tmp_path).putting() as one, opened(tmp_path).putting() as other:
        for number in range(400):
            (one if number % 2 else other)(digest(str(number)), ("what was read of", number))
        found(tmp_path, range(400))

    assert found(tmp_path, range(400)) == [*range(400)]


def from_files(root: Path, cache: Path | None) -> tuple[str, int]:
    """The timeline of a folder and its corrections as JSON, and how many articles were read anew."""
    engine, corrections = Counting(), root / "corrections.yaml"
    options = Options(inputs=(root / "articles",), corrections=corrections if corrections.exists() else None)
    way = pipeline.Way(engine=engine, cache=open_cache(cache) if cache else None)
    return to_json(pipeline.build(options, way=way)), engine.asked


def test_a_file_that_holds_what_it_held_is_not_read_again(tmp_path: Path) -> None:
    """Its article and what is wrong with it are kept with what was read; a changed file is read alone."""
    folder, cache = tmp_path / "articles", tmp_path / "cache"
    folder.mkdir()
    (folder / "one.md").write_text("---\ndate: 2031-05-12\ntitel: A meeting\n---\n\nAda Brook met Omar Vance on 3 May 2031.\n")
    (folder / "two.md").write_text("Vance Lines sued Brook Energy on Monday.\n")
    first, second = from_files(tmp_path, cache), from_files(tmp_path, cache)
    assert from_files(tmp_path, None)[0] == first[0] == second[0]
    assert "unknown key" in second[0]
    assert (2, 0) == (first[1], second[1])

    (folder / "two.md").write_text("Vance Lines sued Brook Energy on Friday.\n")
    assert (from_files(tmp_path, None)[0], 1) == from_files(tmp_path, cache)


def test_an_article_that_the_editor_dates_is_read_with_that_date(tmp_path: Path) -> None:
    """What is kept of its file has no part in it, before and after."""
    folder, cache, corrections = tmp_path / "articles", tmp_path / "cache", tmp_path / "corrections.yaml"
    folder.mkdir()
    (folder / "one.md").write_text("Vance Lines sued Brook Energy on Monday.\n")
    plain = from_files(tmp_path, cache)[0]
    corrections.write_text('- do: date-article\n  article: one\n  date: "2031-05-12"\n  by: B\n  at: "2031-06-01"\n')
    dated = from_files(tmp_path, cache)

    assert (from_files(tmp_path, None)[0], 1) == dated
    assert (dated[0], 0) == from_files(tmp_path, cache)
    assert "2031-05-12" in dated[0]
    corrections.unlink()
    assert (plain, 0) == from_files(tmp_path, cache)


def test_keys_tell_parts_apart() -> None:
    """Where one text ends and the next begins is part of the name."""
    assert digest("ab", "c") != digest("a", "bc")


def site(articles: Sequence[Article], folder: Path | None) -> dict[str, bytes]:
    """All files of a site, printed with a cache in a folder or without."""
    way = pipeline.Way(cache=open_cache(folder)) if folder else pipeline.PLAIN
    timeline = pipeline.assemble(articles, Options(), way=way)
    return dict(pipeline.site(timeline, Options(), way=way))


def test_what_was_read_before_a_change_is_not_shown_after_it(tmp_path: Path) -> None:
    """After edits of any kind and in any order, a site from the cache is that of a first build byte for byte."""
    chance = random.Random(7)  # noqa: S311  no secret
    names = ("Ada Brook", "Omar Vance", "Ilse Marten", "Vance Lines", "Brook Energy")
    told = (
        "{a} met {b} on 3 May 2031.",
        "{a} sued {b} over the harbour.",
        "{a} denied it.",
        "{a} plans to visit Tessing in June.",
        "{a} said that {b} had paid ${n} million.",
        "A week later, {a} resigned.",
        "{b} fined {a} ${n} million.",
    )

    def any_article(name: str) -> Article:
        words = " ".join(
            chance.choice(told).format(a=chance.choice(names), b=chance.choice(names), n=chance.randrange(2, 5)) for _ in range(4)
        )
        made = article(words, name=name, published=f"2031-05-{chance.randrange(10, 28)}")
        return replace(made, title=chance.choice(names), publisher=chance.choice(("Harbour Times", "Evening Post", "")))

    articles = [any_article(f"a{number}") for number in range(4)]
    for turn in range(12):
        at = chance.randrange(len(articles))
        edit = chance.choice(("change", "add", "drop")) if len(articles) > 1 else "add"
        articles[at : at + (edit != "add")] = [] if edit == "drop" else [any_article(f"b{turn}")]
        chance.shuffle(articles)
        assert site(articles, None) == site(articles, tmp_path)
