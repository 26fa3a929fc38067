"""A timeline in, what an editor should look at out: one question for each thing to decide, where the words stand that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from timeline import events, rules, sentences, wording
from timeline.model import Article, ArticleKind, Basis, Event, Problem, Review, Sentence, Severity, Timeline
from timeline.reads import language_of

_MUCH_QUOTED = 0.15  # share of an article's text


def asked(timeline: Timeline) -> tuple[Problem, ...]:
    """What an editor should look at, beside the problems met while building: undated articles, unplaced and doubtful events, conflicts.

    One for each thing to decide, with the file and line of the words it rests on.
    """
    known = {article.id: article for article in timeline.articles}
    by_id = {event.id: event for event in timeline.events}
    undated = [(article, _undated(article)) for article in timeline.articles]
    found = [_question("undated-article", article.path, 0, text, "add `date:` to its front matter") for article, text in undated if text]
    for code, event, text, hint in _about_events(timeline, by_id):
        words = event.evidence[0]
        article = known[words.article]
        found.append(_question(code, article.path, article.line_at(words.start), f"{wording.quoted(event.title)} {text}", hint))
    found += _much_quoted(timeline)
    found += (_withdrawn(article, sentence) for article in timeline.articles for sentence in _withdrawals(article))
    return tuple(found)


def _much_quoted(timeline: Timeline) -> Iterator[Problem]:
    """That quotes and the words around them hold much of articles whose licence is not said; one question for all of them."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for item in chain.from_iterable(event.evidence for event in timeline.events):
        spans.setdefault(item.article, []).append((item.start - len(item.prefix), item.end + len(item.suffix)))
    owned = (article for article in timeline.articles if article.kind is ArticleKind.ARTICLE and not article.license)
    shares = {article.path: _covered(spans.get(article.id, ())) / max(1, len(article.text)) for article in owned}
    much = sorted((path for path, share in shares.items() if share > _MUCH_QUOTED), key=lambda path: (-shares[path], path))
    if much:
        some = "1 article is" if len(much) == 1 else f"{len(much)} articles are"
        said = f"{some} quoted for more than {_MUCH_QUOTED:.0%} of the text, most of all {much[0]} ({shares[much[0]]:.0%})"
        yield _question("much-quoted", "", 0, said, "may you publish that much? `license` in the front matter says so; or reject events")


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters stand in some of the spans."""
    size = end = 0
    for first, last in sorted(spans):
        size += max(0, last - max(first, end))
        end = max(end, last)
    return size


def _withdrawals(article: Article) -> Iterator[Sentence]:
    language = language_of(article)
    if language in rules.languages_of_events() and (lexicon := events.lexicon(language)).withdrawn.search(article.text):
        yield from events.withdrawals(sentences.split(article), lexicon)


def _withdrawn(article: Article, sentence: Sentence) -> Problem:
    message, hint = f"takes back: {wording.quoted(sentence.text)}", "no event is read from that; look whether another article still says it"
    return _question("withdrawn", article.path, article.line_at(sentence.start), message, hint)


def _question(code: str, path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(severity=Severity.QUESTION, code=code, path=path, line=line, message=message, hint=hint)


def _about_events(timeline: Timeline, by_id: Mapping[str, Event]) -> Iterator[tuple[str, Event, str, str]]:
    """What is asked of which event, by its code, and a hint."""
    for event in timeline.events:
        if event.when is None:
            yield "unplaced-event", event, "has no date", ""
    for event in timeline.events:
        if others := [by_id[other].title for other in event.suggestions if other in by_id and event.id < other]:
            more = f" or {len(others) - 1} more" if len(others) > 1 else ""
            yield "perhaps-the-same", event, f"may be the same as {wording.quoted(others[0])}{more}", ""
    for event in unaccepted(timeline):
        yield "not-accepted", event, f"({event.id}) may harm somebody and is not accepted", ""
    for event in timeline.events:
        if event.changes:
            yield "changed", event, f"({event.id}): {'; '.join(event.changes)}", "accept it again"
    for event in timeline.events:
        if words := events.loaded_words(event.title, events.lexicon("en")):
            yield "loaded-title", event, f"takes sides: {', '.join(words)}", "give it another title"
    for conflict in timeline.conflicts:
        claims = " against ".join(claim.value for claim in conflict.claims)
        yield "conflict", by_id[conflict.event], f"({claims}): {conflict.reason}", ""


def _undated(article: Article) -> str:
    """What is said of an article that states no date; empty for one that does."""
    if article.published is None:
        return "has no date"
    return f"has no date; its text bounds it: {wording.published(article.published)}" if article.published_basis is Basis.INFERRED else ""


def unaccepted(timeline: Timeline) -> tuple[Event, ...]:
    """The events that may harm somebody and that no editor has accepted as they are shown; `publish` needs there to be none."""
    return tuple(event for event in timeline.events if event.sensitive and event.review is Review.OPEN)
