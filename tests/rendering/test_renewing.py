"""What is taken from files in place is what would be made anew, whatever happened to articles, options, decisions and files."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from tests.rendering import story
from timeline import curation, pipeline, questions
from timeline.caching import Cache
from timeline.curation import Accept, Address, Pin, Redate, Reject, Retitle, SetSpeaker
from timeline.model import Past, Timeline
from timeline.naming import Known
from timeline.options import NamedActor, Options
from timeline.pieces import Layout, Part, Piece
from timeline.reads import open_cache
from timeline.rendering import MANIFEST, Files, write
from timeline.rendering import prints as printed
from timeline.view import view
from timeline.view.cards import card
from timeline.view.names import Names
from timeline.view.past import NO_PAST
from timeline.view.records import Card
from timeline.when import from_edtf

NAMES = ("Ada Brook", "Omar Vance", "Ilse Marten", "Vance Lines", "Brook Energy", "Tessing Council")
TOLD = (
    "{a} met {b} on {day} May {year}.",
    "On {day} June, {a} called {b} about the harbour.",
    "{a} sued {b} over the harbour.",
    "{a} denied it.",
    "{a} plans to visit Tessing in June {year}.",
    "{a} said that {b} had paid ${n} million.",
    "{a} opened {n} schools on {day} March {year}, according to the Evening Post.",
    "A week later, {a} resigned.",
    "{b} fined {a} ${n} million.",
)
BY = {"by": "Jo Roe", "at": "2033-01-02"}


class Newsroom:
    """A folder of articles that changes at random, the site that is built from it, and what a first build of it would be."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance, self.count = root, chance, 0
        self.options = Options(inputs=(root / "articles",), title="The harbour", corrections=root / "corrections.yaml")
        self.draft = True
        (root / "articles").mkdir()
        for _ in range(5):
            self.article()

    def article(self, name: str = "") -> None:
        """One more article, or another text for one."""
        self.count += 1
        chance = self.chance
        told = [
            chance.choice(TOLD).format(
                a=chance.choice(NAMES), b=chance.choice(NAMES), n=chance.randrange(2, 5), day=chance.randrange(1, 28), year=self.year()
            )
            for _ in range(5)
        ]
        head = f"title: {chance.choice(NAMES)} {self.count}\npublisher: {chance.choice(('Harbour Times', 'Evening Post'))}"
        date = f"\ndate: {self.year()}-05-{chance.randrange(10, 28)}" if chance.random() > 0.1 else ""
        path = self.root / "articles" / (name or f"{chance.randrange(100):02}-{self.count}.md")
        path.write_text(f"---\n{head}{date}\n---\n\n{' '.join(told)}\n", encoding="utf-8")

    def year(self) -> int:
        """One of a few."""
        return self.chance.randrange(2031, 2034)

    def articles(self) -> list[Path]:
        """The articles as they are."""
        return sorted((self.root / "articles").iterdir())

    def timeline(self, cache: Cache | None = None) -> Timeline:
        """The timeline of the articles."""
        return pipeline.build(self.options, way=pipeline.Way(cache=cache))

    def publish(self, out: Path, cache: Cache | None = None) -> dict[str, bytes]:
        """The site as it stands in a folder after a build."""
        pipeline.publish(self.timeline(cache), self.options, out, draft=self.draft, way=pipeline.Way(cache=cache))
        return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    # --- what may happen ---

    def change(self) -> None:
        """An article has other words."""
        self.article(self.chance.choice(self.articles()).name)

    def drop(self) -> None:
        """An article is gone."""
        if len(self.articles()) > 3:
            self.chance.choice(self.articles()).unlink()

    def decide(self) -> None:
        """The editor decides something about an event."""
        event = self.chance.choice(self.timeline().events)
        here = Address(key=event.id)
        said = self.chance.choice(
            (
                Retitle(event=here, title=f"A title of its own, {self.count}", **BY),
                Redate(event=here, date=from_edtf("2032-07"), reason="the court's list", source="the court", **BY),
                SetSpeaker(event=here, speaker="Tom Reed", **BY),
                Pin(event=here, **BY),
                Reject(event=here, **BY),
            )
        )
        curation.append(self.root / "corrections.yaml", said)

    def accept(self) -> None:
        """The editor accepts all there is, and the site is for readers until something else is to be accepted."""
        timeline = self.timeline()
        accepts: list[Accept] = [curation.accept(event, articles=timeline.articles, **BY) for event in timeline.events]
        curation.append(self.root / "corrections.yaml", *accepts)
        self.draft = bool(questions.unaccepted(self.timeline()))

    def configure(self) -> None:
        """The site is to be another."""
        options = self.options
        self.options = self.chance.choice(
            (
                replace(options, title=f"The harbour, {self.count}"),
                replace(options, base_url=self.chance.choice(("", "https://harbour.example/"))),
                replace(options, order=self.chance.choice(("oldest", "newest"))),
                replace(options, actors=self.chance.choice(((), (NamedActor(name="Ada Brook"),)))),
                replace(options, page_language=self.chance.choice(("", "de"))),
                replace(options, top=self.chance.choice((0, 7))),
            )
        )

    def undecide(self) -> None:
        """All decisions are taken back."""
        (self.root / "corrections.yaml").unlink(missing_ok=True)


def spoil(folder: Path, chance: random.Random) -> set[str]:
    """Somebody damages, shortens, lengthens or deletes some files of a folder; their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    spoiled = chance.sample(files, min(4, len(files)))
    for path in spoiled:
        whole = bytearray(path.read_bytes())
        match chance.randrange(4):
            case 0 if whole:
                whole[chance.randrange(len(whole))] ^= 1
                path.write_bytes(whole)
            case 1:
                path.write_bytes(whole[: len(whole) // 2])
            case 2:
                path.write_bytes(whole + b"more")
            case _:
                path.unlink()
    return {str(path.relative_to(folder)) for path in spoiled}


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few events stand on several pages."""
    for module in ("leaves", "chapters", "reference_list"):
        monkeypatch.setattr(import_module(f"timeline.view.{module}"), "WHOLE", 6)


@pytest.mark.usefixtures("_small_pages")
@pytest.mark.parametrize("seed", range(4))
def test_a_site_that_is_renewed_is_that_of_a_first_build(tmp_path: Path, seed: int) -> None:
    """After changes of any kind to articles, decisions, options, the site and the cache, byte for byte."""
    chance = random.Random(seed)  # noqa: S311  no secret
    room, cache = Newsroom(tmp_path, chance), open_cache(tmp_path / "cache")
    room.publish(tmp_path / "site", cache)
    happens = (room.article, room.change, room.change, room.drop, room.decide, room.accept, room.configure, room.undecide)
    spoiled: set[str] = set()  # what nobody asks for any more stays where somebody has changed it
    for turn in range(9):
        room.draft = True
        chance.choice(happens)()
        if chance.random() < 0.3:
            spoiled |= spoil(tmp_path / "site", chance)
        if chance.random() < 0.2:
            spoil(tmp_path / "cache", chance)
        renewed, first = room.publish(tmp_path / "site", cache), room.publish(tmp_path / f"first-{turn}")
        assert {name: renewed.get(name) for name in first} == first, turn
        assert renewed.keys() - first.keys() <= spoiled


def test_only_what_a_change_touches_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards and pieces of exports of all other events are taken from the files in place."""
    room, cache = Newsroom(tmp_path, random.Random(7)), open_cache(tmp_path / "cache")  # noqa: S311  no secret
    for name in ("alone", "together"):
        room.article(f"{name}.md")
    room.publish(tmp_path / "site", cache)
    shown: list[str] = []
    real = printed.Prints._print

    def print_(self: printed.Prints, event: str) -> tuple[bytes, ...]:
        shown.append(event)
        return real(self, event)

    monkeypatch.setattr(printed.Prints, "_print", print_)
    room.publish(tmp_path / "site", cache)
    assert shown == []
    before = {event.id for event in room.timeline().events}
    text = (room.root / "articles" / "alone.md").read_text()
    (room.root / "articles" / "alone.md").write_text(f"{text}\nKarl Osten opened a museum in Wexby on 4 April 2031.\n")
    room.publish(tmp_path / "site", cache)
    new = {event.id for event in room.timeline().events} - before
    assert new <= set(shown)
    assert len(set(shown)) < len(before) / 2


class Shelf:
    """Keeps layouts in memory."""

    def __init__(self) -> None:
        self.salt = b"1"
        self.kept: dict[str, Layout] = {}

    def get(self, name: str) -> Layout | None:
        """Of a file."""
        return self.kept.get(name)

    def put(self, name: str, layout: Layout) -> None:
        """For the next time."""
        self.kept[name] = layout


def renewed(folder: Path, shelf: Shelf, *words: str) -> tuple[str, list[str], bool]:
    """What a file of some words holds after it was written, which of them were made for it, and whether it was written at all."""
    made: list[str] = []

    def make(word: str) -> bytes:
        made.append(word)
        return word.encode()

    parts: list[Part] = [b"<p>", *[Piece(word.encode(), make, word) for word in words], b"</p>"]
    report = write(Files({"index.html": lambda: parts}), folder, layouts=shelf)
    return (folder / "index.html").read_text(), made, bool(report.written)


def test_pieces_that_were_there_are_not_made_again(tmp_path: Path) -> None:
    """Wherever they stand now."""
    shelf = Shelf()
    assert renewed(tmp_path, shelf, "one", "two", "three") == ("<p>onetwothree</p>", ["one", "two", "three"], True)
    assert renewed(tmp_path, shelf, "one", "two", "three") == ("<p>onetwothree</p>", [], False)
    assert renewed(tmp_path, shelf, "three", "four", "one", "two") == ("<p>threefouronetwo</p>", ["four"], True)
    assert renewed(tmp_path, shelf, "three", "four") == ("<p>threefour</p>", [], True)
    assert renewed(tmp_path, shelf) == ("<p></p>", [], True)
    assert renewed(tmp_path, shelf, "one", "one") == ("<p>oneone</p>", ["one", "one"], True)
    assert renewed(tmp_path, shelf, "one") == ("<p>one</p>", [], True)


def test_nothing_is_taken_from_a_file_that_is_another_now(tmp_path: Path) -> None:
    """One byte is enough."""
    shelf = Shelf()
    renewed(tmp_path, shelf, "one", "two")
    (tmp_path / "index.html").write_text("<p>onetwO</p>")
    assert renewed(tmp_path, shelf, "two", "one") == ("<p>twoone</p>", ["two", "one"], True)


def test_nothing_is_taken_where_all_pieces_are_to_be_others(tmp_path: Path) -> None:
    """As after a change of templates."""
    shelf = Shelf()
    renewed(tmp_path, shelf, "one", "two")
    shelf.salt = b"2"
    assert renewed(tmp_path, shelf, "one", "two") == ("<p>onetwo</p>", ["one", "two"], False)
    assert renewed(tmp_path, shelf, "one", "two") == ("<p>onetwo</p>", [], False)


def test_a_piece_without_a_name_is_made_every_time(tmp_path: Path) -> None:
    """Nobody knows what it follows from."""
    shelf = Shelf()
    for words in ("one", "two"):
        part = Piece(b"", str.encode, words)
        write(Files({"index.html": partial(tuple[Part], [part])}), tmp_path, layouts=shelf)
        assert (tmp_path / "index.html").read_text() == words


def test_pieces_that_are_larger_than_what_is_written_at_once(tmp_path: Path) -> None:
    """They come out whole, made or taken."""
    shelf, large = Shelf(), [letter * 700_000 for letter in "abc"]
    renewed(tmp_path, shelf, *large)
    text, made, _ = renewed(tmp_path, shelf, large[2], large[0], "new", large[1])
    assert text == f"<p>{large[2]}{large[0]}new{large[1]}</p>"
    assert made == ["new"]


def _retold(timeline: Timeline) -> list[Timeline]:
    """The same with one thing after another told otherwise."""
    found = []
    for at, conflict in enumerate(timeline.conflicts):
        others = [*timeline.conflicts]
        others[at] = replace(conflict, reason="the court says so")
        found.append(replace(timeline, conflicts=tuple(others)))
    for at, event in enumerate(timeline.events):
        rest = [*timeline.events]
        rest[at] = replace(event, title="A title of its own")
        found.append(replace(timeline, events=tuple(rest)))
        found.append(replace(timeline, events=tuple(one for one in timeline.events if one is not event)))
    for at, article in enumerate(timeline.articles):
        papers = [*timeline.articles]
        papers[at] = replace(article, publisher="The Wexby Mail", url="https://wexby.example/")
        found.append(replace(timeline, articles=tuple(papers)))
    return found


def test_what_a_card_says_otherwise_has_another_name() -> None:
    """Whatever it follows from: the event, its sources, what contradicts it, and what it answers, follows or is followed by."""

    def cards_of(timeline: Timeline, *, actors: tuple[str, ...] = (), past: Past = NO_PAST) -> dict[str, tuple[bytes, Card]]:
        index = view(timeline, names=Names(timeline.articles, Known()), actors=actors, past=past).index.for_all_pages()
        return {event.id: (index.name(event), card(event, index)) for event in timeline.events}

    told = story.story()
    plain = cards_of(told)
    became = Past(became={"0123456789ab": told.events[0].id})
    others = [cards_of(one) for one in _retold(told)]
    others += [cards_of(told, past=became), cards_of(told, actors=tuple({p.actor.name for e in told.events for p in e.participants}))]
    differ = 0
    for cards in others:
        for event in cards.keys() & plain.keys():
            if cards[event][1] != plain[event][1]:
                differ += 1
                assert cards[event][0] != plain[event][0]
    assert differ > len(others)
