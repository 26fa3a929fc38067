"""What a person should read first in the timeline of any folder of articles: measurable suspicions, counted by class.

    python benchmarks/field.py FOLDER [--show CLASS …]

No gold is needed and nothing here is an error by itself: a high share, or one that rises from one version to the next, says where to
read. `--show` prints the events of a class, each with its headline and quotes. The classes:

- several: the event has evidence of several articles (merging may be wrong)
- nobody: so, and in one of its quotes nobody takes part (nothing but words brought it there)
- voice: a quote has a verb of speech, and yet its claim is told without anybody who says so
- verbless: the headline has no verb;   quoted: it is the source's sentence in quotation marks
- nameless: the headline is made, and the event has no party
- cut: the headline ends in an article or a preposition, or begins or ends inside a word of its source
- unnamed: a party's last name stands in none of the quotes (it was a pronoun, a role or a description)
- day: the event is dated to one day;   undated: to nothing but a bound, or to nothing

The last line is the number of dates to an article.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline import events, pipeline
from timeline.events.tokens import tokenise
from timeline.model import Event, Evidence, RoleName, Timeline
from timeline.options import Options

_LEXICON = events.lexicon("en")
_SPEECH = frozenset(form for lemma in _LEXICON.speech for form in _LEXICON.inflected.get(lemma, {}).values())
_OWN = frozenset({"say", "accuse", "deny", "admit", "threaten", "warn", "criticise", "apologise", "call-for", "announce"})
_VERBAL = frozenset({"verb", "modal", "be", "have", "do"})
_OPEN = frozenset({"determiner", "preposition"})  # classes of words that a headline does not end in
_WORD = re.compile(r"[^\W\d_]+")


def several(event: Event) -> bool:
    """Whether several articles tell it."""
    return len({item.article for item in event.evidence}) > 1


def _nobody(event: Event) -> bool:
    return several(event) and not all(item.participants for item in event.evidence)


def _voice(event: Event) -> bool:
    return any(map(_is_unsaid, event.evidence))


def _is_unsaid(item: Evidence) -> bool:
    told = item.speaker or item.via or item.hedged or item.kind in _OWN
    return not told and not _SPEECH.isdisjoint(_WORD.findall(item.quote.lower()))


def _quoted(event: Event) -> bool:
    return event.title.startswith("“")


def _verbless(event: Event) -> bool:
    return not _quoted(event) and not any(token.word_class in _VERBAL or token.readings for token in tokenise(event.title, _LEXICON))


def _nameless(event: Event) -> bool:
    return not _quoted(event) and not event.participants


def _cut(event: Event) -> bool:
    if _quoted(event) or not event.title:
        return False
    claim = (event.title.endswith((" says", " say", " reports")) and event.title.rpartition(", ")[0]) or event.title
    last = tokenise(claim, _LEXICON)[-1]
    opens = last.word_class in _OPEN and last.lower not in _LEXICON.grammar.particles  # "pull out" is whole
    return opens or any(_is_torn(claim, item.quote) for item in event.evidence)


def _is_torn(claim: str, quote: str) -> bool:
    """Whether the first or the last word of a headline is a part of a hyphenated word of its source, which has it nowhere else."""
    words, said = claim.lower().split(), quote.lower()
    first, last = re.escape(words[0]), re.escape(words[-1])
    begins = re.search(rf"\w-{first}\b", said) and not re.search(rf"(?<![\w-]){first}\b", said)
    ends = re.search(rf"\b{last}-\w", said) and not re.search(rf"\b{last}(?![\w-])", said)
    return bool(begins or ends)


def _unnamed(event: Event) -> bool:
    said = " ".join(item.quote for item in event.evidence).casefold()
    return any(p.actor.name.split()[-1].casefold() not in said for p in event.participants if p.role is not RoleName.PLACE)


def _undated(event: Event) -> bool:
    return event.when is None or event.when.first is None or event.when.last is None


CLASSES: Mapping[str, Callable[[Event], bool]] = {
    "several": several,
    "nobody": _nobody,
    "voice": _voice,
    "verbless": _verbless,
    "quoted": _quoted,
    "nameless": _nameless,
    "cut": _cut,
    "unnamed": _unnamed,
    "day": lambda event: event.when is not None and event.when.is_day,
    "undated": _undated,
}


def _lines(event: Event) -> str:
    said = (f"  {item.article} [{item.speaker or item.via}] {item.quote}" for item in event.evidence)
    return "\n".join([f"{event.title} [{event.kind}, {event.stage}, {event.polarity}]", *said])


def report(timeline: Timeline, show: Sequence[str]) -> str:
    """The table, and behind it the events of the classes to show."""
    found = {name: [event for event in timeline.events if fits(event)] for name, fits in CLASSES.items()}
    every = len(timeline.events)
    rows = [f"{'class':10} {'events':>7} {'share':>7}", f"{'all':10} {every:7}"]
    rows += [f"{name:10} {len(some):7} {len(some) / max(1, every):7.1%}" for name, some in found.items()]
    articles = len(timeline.articles)
    dates = sum(item.time is not None for event in timeline.events for item in event.evidence)
    rows.append(f"{articles} articles, {dates / max(1, articles):.1f} dates to an article")
    rows += [f"\n{name}: {_lines(event)}" for name in show for event in found[name]]
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", nargs="+", choices=CLASSES, default=())
    given = parser.parse_args(arguments)
    print(report(pipeline.build(Options(inputs=(given.folder,))), given.show))


if __name__ == "__main__":
    main(sys.argv[1:])
