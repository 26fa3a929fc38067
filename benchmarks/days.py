"""How well the days that mattered are found in a long, invented collection of news: top-k days by summed salience, k given.

    python benchmarks/days.py [SEED …]

Some forty articles a month tell of a few days that mattered, which later articles come back to, and of the daily business around them:
meetings, statements, other firms' sales. Now and then a day is loud though it does not matter: many articles, soon forgotten. People,
firms and places are invented, and the text is made from a seed, so that it is the same each time.

The table compares: counting articles by their day, counting the mentions that state a day, and summing the salience of events.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from timeline import pipeline
from timeline.model import Article, Basis, Block, Event
from timeline.options import Options
from timeline.when import from_edtf

START, DAYS, IMPORTANT, LOUD = date(2031, 1, 6), 240, 12, 10
_PEOPLE = ("Ada Brook", "Omar Vance", "Lena Holt", "Tom Reed", "Pia Holm", "Jonas Weir")
_FIRMS = ("Vance Lines", "Brook Ferries", "Kestrel Foods", "Norlight")
_TOWNS = ("Port Aldery", "Tessing", "Marrow", "Lowmere")
_DEEDS = (
    ("{person} resigned as head of {firm}", "{person} resigned"),
    ("A fire destroyed the pier of {town}", "the pier of {town} burned"),
    ("{firm} bought its rival for $40 million", "{firm} bought its rival"),
    ("The ferry of {firm} sank off {town}", "the ferry of {firm} sank"),
    ("Dockers at {firm} went on strike", "dockers at {firm} went on strike"),
    ("A court in {town} sentenced {person}", "a court sentenced {person}"),
)
_BUSINESS = (
    "{person} met {other} in {town} on {day}.",
    "{person} said that the harbour of {town} was safe.",
    "{firm} announced a new ferry on {day}.",
    "{firm} said it expects more visitors.",
    "{person} visited {town} on {day}.",
    "{person} praised {firm}.",
)
_FAIR = "{person} opened the fair of {town} on {day}, and {firm} showed its ferries."
_COMEBACKS = (
    "On {date}, {deed}.",
    "The case began on {date}, when {deed}.",
    "Since {date}, when {deed}, {firm} has lost customers.",
    "{person} recalled how {deed} on {date}.",
)


def collection(seed: int) -> tuple[tuple[Article, ...], frozenset[date]]:
    """Articles in the order of their days, and the days that mattered."""
    chance = random.Random(seed)  # noqa: S311  a text for a test
    days = chance.sample(range(5, DAYS - 40), IMPORTANT + LOUD)
    important, loud = sorted(days[:IMPORTANT]), set(days[IMPORTANT:])
    deeds = {day: [part.format(**_cast(chance)) for part in chance.choice(_DEEDS)] for day in important}
    articles = []
    for day in range(DAYS):
        written = chance.choice((1, 1, 2)) + (2 if day - 1 in deeds else 0) + (4 if day in loud else 0)
        past = [d for d in important if d < day - 2]
        fairs = [d for d in (day - 1, day) if d in loud]
        articles += [_article(day, n, _text(chance, day, deeds, past, fairs), START + timedelta(days=day)) for n in range(written)]
    return tuple(articles), frozenset(START + timedelta(days=day) for day in important)


def _cast(chance: random.Random) -> dict[str, str]:
    person, other = chance.sample(_PEOPLE, 2)
    return {"person": person, "other": other, "firm": chance.choice(_FIRMS), "town": chance.choice(_TOWNS)}


def _text(chance: random.Random, day: int, deeds: dict[int, list[str]], past: list[int], fairs: list[int]) -> str:
    today = START + timedelta(days=day)
    lines = [f"{deeds[day - 1][0]} on {today - timedelta(days=1):%A}."] if day - 1 in deeds else []
    lines += [_FAIR.format(day=f"{START + timedelta(days=fair):%A}", **_cast(chance)) for fair in fairs]
    for line in chance.sample(_BUSINESS, 4):
        lines.append(line.format(day=f"{today - timedelta(days=chance.randrange(4)):%A}", **_cast(chance)))
    if past and chance.random() < 0.3:  # noqa: PLR2004  a third of the articles look back
        back = chance.choice(past)
        lines.append(_comeback(chance, START + timedelta(days=back), deeds[back][1]))
    return " ".join(lines)


def _comeback(chance: random.Random, day: date, deed: str) -> str:
    return chance.choice(_COMEBACKS).format(date=f"{day.day} {day:%B}", deed=deed, **_cast(chance))


def _article(day: int, number: int, text: str, published: date) -> Article:
    name = f"{day:03}-{number}"
    return Article(
        id=name,
        path=f"{name}.md",
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        blocks=(Block(start=0, end=len(text), line=1),),
        published=from_edtf(published.isoformat()),
        published_basis=Basis.STATED,
    )


def day_of(event: Event) -> str:
    """The day an event stands on, or is news of; empty where it has none."""
    when = event.reported if event.basis is Basis.REPORTED else event.when
    return str(when.first) if when is not None and when.is_day else ""


def top_days(events: Iterable[Event], count: int) -> frozenset[str]:
    """The days with the largest sums of salience."""
    sums: Counter[str] = Counter()
    for event in events:
        sums[day_of(event)] += event.salience  # type: ignore[assignment]  # a Counter adds up whatever it is given
    del sums[""]
    return frozenset(day for day, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:count])


def run(seed: int) -> dict[str, float]:
    """The share of the days that mattered among as many days, by each way of choosing them."""
    articles, wanted = collection(seed)
    gold = {day.isoformat() for day in wanted}
    events = pipeline.assemble(articles, Options()).events
    written = Counter(str(article.published.first) for article in articles if article.published is not None)
    stated = Counter(str(e.when.first) for event in events for e in event.evidence if e.time is not None and e.when and e.when.is_day)
    return {
        "articles of the day": _share({day for day, _ in written.most_common(len(gold))}, gold),
        "mentions of the day": _share({day for day, _ in stated.most_common(len(gold))}, gold),
        "summed salience": _share(top_days(events, len(gold)), gold),
    }


def _share(found: Iterable[str], gold: set[str]) -> float:
    return len(set(found) & gold) / len(gold)


def main(seeds: Sequence[int]) -> None:
    """Print the mean over the collections of some seeds, three by default."""
    rows = [run(seed) for seed in seeds or (1, 2, 3)]
    for name in rows[0]:
        print(f"{name:22} {sum(row[name] for row in rows) / len(rows):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", metavar="SEED", nargs="*", type=int)
    main(parser.parse_args().seeds)
