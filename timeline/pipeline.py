"""The only module that knows all stages and their order: folders in, a Timeline out; a Timeline in, a site out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from timeline import exporting, rendering, rules
from timeline.errors import ConfigError
from timeline.model import Article, Problem, Severity, Timeline
from timeline.options import Options
from timeline.reading import read
from timeline.rendering import WriteReport
from timeline.view import view

Track = Callable[[Sequence[Article]], Iterable[Article]]


def build(options: Options, *, track: Track = iter) -> Timeline:
    """Read the articles of `options.inputs` and make their timeline.

    `track` is handed the articles of the slow stage and must give them back one by one, as a progress bar does.
    InputError where nothing can be read, ConfigError for a language without rules.
    """
    articles, problems = read(*options.inputs, language=options.language)
    return assemble(articles, options, problems=problems, track=track)


def assemble(articles: Sequence[Article], options: Options, *, problems: Sequence[Problem] = (), track: Track = iter) -> Timeline:
    """The timeline of articles already read."""
    language = _language(options.language)
    readable = [article for article in articles if _language_of(article) in rules.languages()]
    for _article in track(readable):
        pass
    return Timeline(
        title=options.title,
        description=options.description,
        language=options.language,
        rules=rules.version(language),
        articles=tuple(articles),
        problems=(*problems, *_without_rules(articles)),
    )


def publish(timeline: Timeline, options: Options, out: Path, *, force: bool = False) -> WriteReport:
    """Write the site of a timeline, its exports beside the pages. OutputError where the folder is not ours or cannot be written."""
    shown = replace(timeline, events=tuple(event for event in timeline.events if event.salience >= options.minimum_salience))
    pages = rendering.render(view(shown, base_url=options.base_url, theme=options.theme))
    return rendering.write({**pages, **exporting.files(timeline)}, out, force=force)


def questions(timeline: Timeline) -> tuple[Problem, ...]:
    """What an editor should look at, beside the problems met while building: undated articles, unplaced and doubtful events, conflicts."""
    paths = {article.id: article.path for article in timeline.articles}
    titles = {event.id: event.title for event in timeline.events}
    asked = [("undated-article", article.path, "has no date", "add `date:` to its front matter") for article in _undated(timeline)]
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


def _undated(timeline: Timeline) -> list[Article]:
    return [article for article in timeline.articles if article.published is None]


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
