"""The only module that knows all stages and their order: folders in, a Timeline out; a Timeline in, a site out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import events, exporting, phrases, rendering, resolving, rules, sentences, tagging, wording
from timeline.errors import ConfigError
from timeline.model import Article, Basis, Event, Problem, Resolution, Sentence, Severity, TimeExpression, Timeline, Unresolved
from timeline.options import Options
from timeline.phrases import Phrases
from timeline.reading import read
from timeline.rendering import Look, WriteReport
from timeline.view import Logo, view
from timeline.when import When

Track = Callable[[Sequence[Article]], Iterable[Article]]


def build(options: Options, *, track: Track = iter, reader: Reader | None = None) -> Timeline:
    """Read the articles of `options.inputs` and make their timeline.

    `track` is handed the articles of the slow stage and must give them back one by one, as a progress bar does. `reader` stands in for
    `read_article`, for who remembers what it gave.
    InputError where nothing can be read, ConfigError for a language without rules.
    """
    articles, problems = read(*options.inputs, language=options.language)
    return assemble(articles, options, problems=problems, track=track, reader=reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the per-article stage makes of one article, whatever its date: nothing here depends on another article."""

    article: Article
    sentences: tuple[Sentence, ...]
    expressions: tuple[TimeExpression, ...]
    mentions: tuple[events.Mention, ...]


def read_article(article: Article) -> Read:
    """The per-article stage: sentences, time expressions, mentions. Pure; needs nothing but the article and the rules of its language."""
    language = _language_of(article)
    parts = sentences.split(article)
    expressions = tagging.tag(article.text, parts, rules.load(language))
    mentions = events.find(article, parts, expressions, events.lexicon(language))
    return Read(article=article, sentences=parts, expressions=expressions, mentions=mentions)


Reader = Callable[[Article], Read]


def assemble(
    articles: Sequence[Article],
    options: Options,
    *,
    problems: Sequence[Problem] = (),
    track: Track = iter,
    reader: Reader | None = None,
) -> Timeline:
    """The timeline of articles already read; `track` and `reader` as for `build`."""
    language = _language(options.language)
    known = [article for article in articles if _language_of(article) in rules.languages()]
    done = [(reader or read_article)(article) for article in track(known)]
    lexicon = events.lexicon(language)
    first = events.merge(_tell(done), lexicon)
    dated = _infer(done, first)
    merged = events.merge(_tell(dated), lexicon)
    published = {read.article.id: read.article for read in dated}
    final = tuple(published.get(article.id, article) for article in articles)
    made = events.assemble(merged, final, lexicon)
    return Timeline(
        title=options.title,
        description=options.description,
        language=options.language,
        rules=rules.version(language),
        articles=final,
        events=made.events,
        conflicts=made.conflicts,
        problems=(*problems, *_without_rules(articles), *made.problems),
    )


def _resolve(read: Read) -> tuple[Resolution | Unresolved, ...]:
    article = read.article
    return resolving.resolve(
        read.expressions, published=article.published, published_basis=article.published_basis, text=article.text, blocks=article.blocks
    )


def _tell(done: Sequence[Read]) -> list[events.Told]:
    return [told for read in done for told in events.tell(read.article, read.sentences, read.mentions, _resolve(read))]


def _infer(done: Sequence[Read], merged: events.Merged) -> list[Read]:
    """The same articles, the undated ones with the dates that can be inferred for them."""

    def resolve_at(expression: TimeExpression, published: When) -> When | None:
        (result,) = resolving.resolve((expression,), published=published)
        return result.when if isinstance(result, Resolution) else None

    timed = {
        (told.evidence.article, told.evidence.time.start) for group in merged.groups for told in group if told.evidence.time is not None
    }
    loose = {
        read.article.id: tuple(e for e in read.expressions if (read.article.id, e.start) not in timed)
        for read in done
        if read.article.published is None
    }
    articles = tuple(read.article for read in done)
    inferred = {found.article: found for found in events.infer(articles, events.shared(merged, articles, loose), resolve_at)}
    return [_redate(read, inferred.get(read.article.id)) for read in done]


def _redate(read: Read, inferred: events.Inferred | None) -> Read:
    if inferred is None:
        return read
    basis = Basis.INFERRED if inferred.when is not None else Basis.UNKNOWN
    return replace(read, article=replace(read.article, published=inferred.when, published_basis=basis, published_steps=inferred.steps))


def publish(timeline: Timeline, options: Options, out: Path, *, force: bool = False) -> WriteReport:
    """Write the site of a timeline. OutputError where the folder is not ours or cannot be written."""
    return rendering.write(site(timeline, options), out, force=force)


def site(timeline: Timeline, options: Options) -> dict[str, bytes]:
    """All files of the site of a timeline by path relative to its folder, the exports beside the pages."""
    shown = replace(timeline, events=_salient(timeline.events, options.minimum_salience))
    words = _page_words(options)
    named = tuple(actor.name for actor in options.actors)
    logo = Logo(alt=options.logo.alt, href=options.logo.href) if options.logo else None
    look = Look(
        templates=options.templates,
        fonts=options.fonts,
        logo=options.logo.file if options.logo else None,
        picture=options.share_picture,
    )
    seen = view(shown, base_url=options.base_url, theme=options.theme, actors=named, words=words, logo=logo)
    pages = rendering.render(seen, words=words, look=look)
    return {**pages, **exporting.files(timeline, base_url=options.base_url)}


def _page_words(options: Options) -> Phrases:
    """The words of the page: in the language asked for, else in that of the articles, else in English."""
    folders = rendering.template_folders(options.templates)
    if options.page_language:
        return phrases.load(options.page_language, folders)
    try:
        return phrases.load(options.language, folders)
    except ConfigError:
        return phrases.ENGLISH


def _salient(made: tuple[Event, ...], minimum: float) -> tuple[Event, ...]:
    """The events that stand out enough, and whatever answers one of them: a denial travels with its claim."""
    kept = {event.id for event in made if event.salience >= minimum}
    while answers := {id_ for event in made if event.id in kept for id_ in event.answers} - kept:
        kept |= answers
    return tuple(event for event in made if event.id in kept)


def questions(timeline: Timeline) -> tuple[Problem, ...]:
    """What an editor should look at, beside the problems met while building: undated articles, unplaced and doubtful events, conflicts."""
    paths = {article.id: article.path for article in timeline.articles}
    titles = {event.id: event.title for event in timeline.events}
    asked = [("undated-article", article.path, _undated(article), "add `date:` to its front matter") for article in timeline.articles]
    asked = [row for row in asked if row[2]]
    asked += [
        ("unplaced-event", paths[event.evidence[0].article], f"“{event.title}” has no date", "")
        for event in timeline.events
        if event.when is None
    ]
    asked += [
        ("perhaps-the-same", paths[event.evidence[0].article], f"“{event.title}” may be the same as “{titles[other]}”", "")
        for event in timeline.events
        for other in event.suggestions
        if other in titles and event.id < other
    ]
    asked += [("conflict", "", f"“{titles[conflict.event]}”: {conflict.reason}", "") for conflict in timeline.conflicts]
    return tuple(Problem(severity=Severity.QUESTION, code=code, path=path, message=text, hint=hint) for code, path, text, hint in asked)


def _undated(article: Article) -> str:
    """What is said of an article that states no date; empty for one that does."""
    if article.published is None:
        return "has no date"
    return f"has no date; its text bounds it: {wording.published(article.published)}" if article.published_basis is Basis.INFERRED else ""


def _language(code: str) -> str:
    """The folder of rules for a language code (`en` for `en-gb`)."""
    base = code.partition("-")[0].lower()
    if base not in rules.languages():
        raise ConfigError(f"there are no rules for the language {code!r}", hint=f"there are for {', '.join(rules.languages())}")
    return base


def _language_of(article: Article) -> str:
    return article.language.partition("-")[0]


def _without_rules(articles: Sequence[Article]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            severity=Severity.ERROR,
            code="no-rules",
            path=article.path,
            message=f"is in a language without rules ({article.language}): it is listed as a source, and no events are read from it",
            hint=f"there are rules for {', '.join(rules.languages())}",
        )
        for article in articles
        if _language_of(article) not in rules.languages()
    )
