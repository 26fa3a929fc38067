"""The only module that knows all stages and their order: folders in, a Timeline out; a Timeline in, a site out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from timeline import curation, editing, events, exporting, joining, phrases, rendering, resolving, rules
from timeline.caching import Cache, Store, digest
from timeline.curation import Corrections, Plan
from timeline.editing import Desk
from timeline.engines import Engine, serial
from timeline.errors import ConfigError, OutputError
from timeline.memo import NO_MEMO, Memo
from timeline.model import (
    Article,
    Evidence,
    Problem,
    Resolution,
    Review,
    Severity,
    TimeExpression,
    Timeline,
    WrittenEvent,
)
from timeline.naming import Known, name_of
from timeline.options import CORRECTIONS_NAME, HISTORY_NAME, ORDERS, REDACTIONS_NAME, Options
from timeline.phrases import Phrases
from timeline.pieces import Layout
from timeline.questions import unaccepted
from timeline.quick import dataclass
from timeline.reading import read, read_events
from timeline.reads import Kept, Read, Track, language_of
from timeline.rendering import Files, Look, WriteReport
from timeline.view import Logo, view
from timeline.view.names import NO_NAMES, Names
from timeline.when import Day, When

_EDITORS_PROBLEMS = frozenset({"order-clash", "correction-orphan", "correction-disagrees"})
_OTHER = "other"  # the kind of what no row of the rules describes
_MUCH = 8  # new drafts, of so many
NO_DESK = Desk(corrections=Corrections(path=Path(CORRECTIONS_NAME)))
Watch = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a build is carried out; whichever way, the result is the same.

    `engine` reads and merges articles, `cache` keeps what it made. `memo` is what builds one after another have in common, in one
    process. `watch` is asked for a context for each stage by its name, so that whoever has a clock can look at it. `names` knows names of
    what was made, for who writes it.
    """

    engine: Engine = serial
    cache: Cache | None = None
    memo: Memo = NO_MEMO
    watch: Watch = lambda _: nullcontext()
    names: Known = field(default_factory=Known)


PLAIN = Way()
Reader = Callable[[Article], Read]


def build(
    options: Options,
    *,
    track: Track = iter,
    reader: Reader | None = None,
    way: Way = PLAIN,
    today: Day | None = None,
    known: Corrections | None = None,
) -> Timeline:
    """Read the articles of `options.inputs` and make their timeline, with the editor's corrections.

    `track` is handed the articles of the slow stage and must give them back one by one, as a progress bar does. `reader` stands in for
    `read_article`, for who remembers what it gave. `today` is the day from which on hidden events are shown; `known` are
    the corrections, where they were read already.
    InputError where nothing can be read, ConfigError for a language without rules, CorrectionsError with all mistakes of a broken
    corrections file.
    """
    desk = Desk(corrections=corrections(options) if known is None else known, today=today)
    kept = Kept(way.cache, way.memo, options.parser)
    with way.watch("read files"):
        articles, problems = read(*options.inputs, language=options.language, remember=kept.file)
    written, refused = read_events(options.events) if options.events else ((), ())
    problems = (*problems, *refused)
    found = assemble(articles, options, problems=problems, track=track, reader=reader, way=way, desk=desk, written=written, kept=kept)
    return joining.join(found, written)


def corrections(options: Options) -> Corrections:
    """The editor's corrections, checked; none where there is no file."""
    kinds = events.lexicon(_language(options.language)).kinds
    return curation.load(options.corrections, kinds=(*kinds, _OTHER)) if options.corrections else NO_DESK.corrections


def assemble(
    articles: Sequence[Article],
    options: Options,
    *,
    problems: Sequence[Problem] = (),
    track: Track = iter,
    reader: Reader | None = None,
    way: Way = PLAIN,
    desk: Desk = NO_DESK,
    written: Sequence[WrittenEvent] = (),
    kept: Kept | None = None,
) -> Timeline:
    """The timeline of articles, as the editor at the `desk` has it; `track` and `reader` as for `build`, `kept` knows their files.

    The dates of events `written` by hand that quote an article bound the others; `joining` makes them events.
    """
    kept = kept or Kept(way.cache, way.memo, options.parser)
    language, memo = _language(options.language), way.memo
    articles, undated = curation.date_articles(desk.corrections, articles)
    known = [article for article in articles if language_of(article) in rules.languages_of_events()]
    with way.watch("read articles"):
        done = list(map(reader, track(known)) if reader else kept.read_all(known, track, way.engine))
    lexicon = events.lexicon(language)
    with way.watch("trace origins"):
        origins = _trace(done, articles, options, way)
        told: dict[str, Sequence[events.Told]] = {}
        for number, one in enumerate(done):
            told[one.article.id] = _with_origins(one, origins, memo)
            done[number] = replace(one, told=()) if one.article.published else one  # what nobody asks for again is let go
    plan = desk.plan(_row(told), articles)
    merges = _Merges(way, options, plan, lexicon)
    with way.watch("merge"):
        merges.compare(done)
        done = [one.compared() if one.article.published else one for one in done]
        merged = merges.merged(done, told)
    with way.watch("date articles"):
        dated = _infer(done, merged, lexicon, memo)
    if dated != done:
        told |= {now.article.id: _with_origins(now, origins, memo) for now, before in zip(dated, done, strict=True) if now is not before}
        with way.watch("merge"):
            merged = merges.merged(dated, told)
    published = {read.article.id: read.article for read in dated}
    final = tuple(published.get(article.id, article) for article in articles)
    del told, origins, done, dated  # much, and not asked for again: what is kept is packed in the room of it
    merges.keep()
    drafts = _Drafts(way, options, language, merges.sources)
    del merges
    with way.watch("order and compare"):
        by_hand = joining.dates(written, ([item.evidence for item in group] for group in merged.groups), final) if written else None
        made = editing.finish(merged, plan, final, lexicon, desk, by_hand=by_hand, memo=memo, known=drafts.known)
        drafts.keep(made.outlines)
    return Timeline(
        title=options.title,
        description=options.description,
        language=options.language,
        rules=rules.version(language),
        articles=made.articles,
        events=made.events,
        conflicts=made.conflicts,
        harmful=made.harmful,
        problems=(*problems, *_without_rules(articles), *undated, *made.problems),
    )


def _trace(done: Iterable[Read], articles: Sequence[Article], options: Options, way: Way) -> Mapping[str, str]:
    """The reports that evidence leans on; which articles are copies is kept for the next build."""
    store, name = way.cache or way.memo, digest("copies", *map(str, options.inputs))
    known = store.get(name)
    before = known if isinstance(known, events.Copies) else events.NO_COPIES
    leaning = (way.memo.of("leaning", (read,), partial(events.leaning, read.article.id, read.told, read.gist)) for read in done)
    origins, found = events.trace(tuple(leaning), articles, before)
    if found.sequences != before.sequences or found.day != before.day:
        store.put(name, found)
    return origins


def _with_origins(read: Read, origins: Mapping[str, str], memo: Memo) -> Sequence[events.Told]:
    """The evidence of an article with the origins that were found for it."""
    found = tuple([origins.get(item.evidence.key) for item in read.told])
    return memo.of(("told", found), (read,), partial(events.with_origins, read.told, found)) if any(found) else read.told


def _row(told: Mapping[str, Sequence[events.Told]]) -> list[events.Told]:
    return list(chain.from_iterable(told.values()))


class _Merges:
    """Merging as the editor's `plan` has it, and what it remembers from one build to the next."""

    def __init__(self, way: Way, options: Options, plan: Plan, lexicon: events.Lexicon) -> None:
        self._way, self._plan, self._lexicon, self._not_same = way, plan, lexicon, options.not_same
        self._cache, self._name = way.cache or way.memo, digest("merges", *map(str, options.inputs))
        self._salt = editing.people_told_apart(plan, options.not_same)
        self._stories = events.stories(())[0]
        self.sources: Mapping[str, str] = {}
        found = self._cache.get(self._name)
        self._known = found if isinstance(found, events.Remembered) else events.NOTHING
        self._found = events.NOTHING

    def merged(self, reads: Iterable[Read], told: Mapping[str, Sequence[events.Told]]) -> events.Merged:
        """The groups of evidence of articles that were compared, as they were before where nothing says otherwise."""
        way, memo = self._way, self._way.memo
        sources = self._sources(reads)
        self.sources = {source.article.id: source.key for source in sources}
        scale = events.Scale(lexicon=self._lexicon, stories=self._stories, apart=self._plan.apart)
        said = editing.tell_apart(_row(told), self._plan, self._not_same)
        merged, found = events.merge(said, sources, scale, self._known.and_(self._found), way.engine, memo)
        self._found = self._found.and_(found)
        return merged

    def compare(self, reads: Iterable[Read]) -> None:
        """Find the stories of articles; which are neighbours is kept at once: it is much, and not asked for again."""
        name = digest("neighbours", self._name)
        found = self._cache.get(name)
        before = found if isinstance(found, events.Neighbours) else events.NO_NEIGHBOURS
        self._stories, near = events.stories(self._sources(reads), before)
        if not near.is_of(before):
            self._cache.put(name, near)

    def _sources(self, reads: Iterable[Read]) -> list[events.Source]:
        memo = self._way.memo
        return [memo.of(("source", self._salt, read.name), (), partial(read.source, self._salt)) for read in reads]

    def keep(self) -> None:
        """Keep what was found for the next build; there is no merging after it."""
        self._stories = events.stories(())[0]
        if not self._found.is_of(self._known):
            self._cache.put(self._name, self._found)


class _Drafts:
    """The drafts of events as the cache keeps them; `known` is None where there is no cache. `sources` names what was read of articles.

    They are kept in two entries: what is new since the first was written stands in the second, until that is much.
    """

    def __init__(self, way: Way, options: Options, language: str, sources: Mapping[str, str]) -> None:
        self._cache, self._name = way.cache, digest("drafts", language, *map(str, options.inputs))
        self._old, self._new = self._kept(self._name), self._kept(digest(self._name, "new"))
        self.known = events.Known(sources=sources, outlines=self._old.and_(self._new), names=way.names) if way.cache else None

    def keep(self, found: events.Outlines) -> None:
        """Keep what was found for the next build."""
        if not self._cache:
            return
        new = found.without(self._old)
        if new.size * _MUCH > self._old.size or self._old.size > 2 * found.size:
            self._cache.put(self._name, found)
            new = events.NO_OUTLINES
        if new.names != self._new.names:
            self._cache.put(digest(self._name, "new"), new)

    def _kept(self, name: str) -> events.Outlines:
        found = self._cache.get(name) if self._cache else None
        return found if isinstance(found, events.Outlines) else events.NO_OUTLINES


def _infer(done: Sequence[Read], merged: events.Merged, lexicon: events.Lexicon, memo: Memo) -> list[Read]:
    """The same articles, the undated ones with the dates that can be inferred for them."""
    if all(read.article.published is not None for read in done):
        return list(done)

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
    inferred = {found.article: found for found in events.infer(articles, events.shared(merged, articles, loose, lexicon), resolve_at)}
    return [_redated(read, inferred.get(read.article.id), memo) for read in done]


def _redated(read: Read, found: events.Inferred | None, memo: Memo) -> Read:
    return memo.of(("dated", found), (read,), partial(read.dated, found)) if found is not None else read


def publish(
    timeline: Timeline,
    options: Options,
    out: Path,
    *,
    force: bool = False,
    draft: bool = True,
    today: Day | None = None,
    way: Way = PLAIN,
) -> WriteReport:
    """Write the site of a timeline, its exports beside the pages.

    A draft says so on every page. What is no draft enters the history beside the corrections, under the day `today`; without a day it does
    not. OutputError where the folder is not ours or cannot be written, where an event still has to be accepted (`unaccepted`), or where a
    redacted name would stand in the output; nothing is written then.
    """
    if not draft:
        _stop_if_unaccepted(timeline, str(out))
    record = _history(options)
    if not draft and today is not None:
        record = curation.published(record, timeline, str(today))
    files = site(timeline, options, draft=draft, history=record, way=way)
    layouts = _Layouts(way.cache, options, out, draft=draft) if way.cache else rendering.NO_LAYOUTS
    with way.watch("write"):
        report = rendering.write(files, out, force=force, layouts=layouts)
    if not draft and options.corrections is not None:
        curation.write_history(options.corrections.with_name(HISTORY_NAME), record)
    return report


class _Layouts:
    """Where the pieces of the files of a site lay when they were written, as the cache keeps it."""

    def __init__(self, cache: Store, options: Options, out: Path, *, draft: bool) -> None:
        self._cache, self._name = cache, digest("layouts", str(out.resolve()))
        self.salt = name_of(repr(options), draft, rendering.version(options.templates))

    def get(self, name: str) -> Layout | None:
        """Of a file; None where nothing is known."""
        found = self._cache.get(digest(self._name, name))
        return found if isinstance(found, Layout) else None

    def put(self, name: str, layout: Layout) -> None:
        """Keep it for the next build."""
        self._cache.put(digest(self._name, name), layout)


def _stop_if_unaccepted(timeline: Timeline, place: str) -> None:
    waiting = unaccepted(timeline)
    if waiting:
        raise OutputError(f"{len(waiting)} sensitive events are not accepted", path=place, hint="`timeline check` names them")


def export(timeline: Timeline, options: Options, format_name: str, *, draft: bool = True) -> Iterable[bytes]:
    """A timeline in one of `exporting.FORMATS`, part by part, without redacted names; a draft says so. OutputError as for `publish`."""
    if not draft:
        _stop_if_unaccepted(timeline, "the export")
    redactions = _redactions(options)
    timeline = curation.redact(_as_asked(timeline, draft=draft), redactions)
    parts = exporting.written(format_name, timeline, base_url=options.base_url, reviewed=_reviewed(timeline))
    if not redactions:
        return parts
    whole = b"".join(parts)
    curation.check_redacted({"the export": whole}, redactions)
    return (whole,)


def _reviewed(timeline: Timeline) -> frozenset[str]:
    """The ids of events that an editor accepted, or wrote."""
    return frozenset(event.id for event in timeline.events if event.review is not Review.OPEN) | joining.by_hand(timeline)


def _redactions(options: Options) -> tuple[curation.Rule, ...]:
    return curation.load_redactions(options.corrections.with_name(REDACTIONS_NAME)) if options.corrections else ()


def _history(options: Options) -> curation.History:
    return curation.load_history(options.corrections.with_name(HISTORY_NAME)) if options.corrections else curation.History()


def _as_asked(timeline: Timeline, *, draft: bool) -> Timeline:
    """All there is, marked as a draft, or what readers may have."""
    return replace(timeline, draft=True) if draft else _for_readers(timeline)


def _for_readers(timeline: Timeline) -> Timeline:
    """Without what is for the editor only: what would be different from what was accepted, and problems that quote what nobody accepted."""
    read = {(item.article, item.quote) for event in timeline.events if event.review is not Review.OPEN for item in event.evidence}
    waiting: dict[str, list[str]] = {}
    for article, words in timeline.harmful - read:
        waiting.setdefault(article, []).append(words)
    unread = {article.id: _spans(article.text, waiting.get(article.id, ())) for article in timeline.articles}
    told = tuple(
        replace(event, changes=(), evidence=tuple(_without_neighbours(item, unread[item.article]) for item in event.evidence))
        for event in timeline.events
    )
    return replace(timeline, events=told, problems=tuple(problem for problem in timeline.problems if problem.code not in _EDITORS_PROBLEMS))


def _spans(text: str, parts: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where sentences stand in a text."""
    found = ((text.find(words), len(words)) for words in parts)
    return tuple((start, start + length) for start, length in found if start >= 0)


def _without_neighbours(item: Evidence, unread: Iterable[tuple[int, int]]) -> Evidence:
    """Evidence whose words before and behind are not those of a sentence that nobody has accepted."""
    before, behind = item.start - len(item.prefix), item.end + len(item.suffix)
    return replace(
        item,
        prefix="" if any(start < item.start and end > before for start, end in unread) else item.prefix,
        suffix="" if any(start < behind and end > item.end for start, end in unread) else item.suffix,
    )


def site(timeline: Timeline, options: Options, *, draft: bool = True, history: curation.History | None = None, way: Way = PLAIN) -> Files:
    """All files of the site of a timeline by path relative to its folder, the exports beside the pages.

    `draft` as for `publish`; `history` is what was published before, read from beside the corrections where it is not given. OutputError
    where a redacted name would stand in a file.
    """
    redactions = _redactions(options)
    timeline = curation.redact(_as_asked(timeline, draft=draft), redactions)
    past = curation.past(history or _history(options), timeline)
    shown = replace(timeline, events=events.most_salient(timeline.events, minimum=options.minimum_salience, top=options.top))
    words = _page_words(options)
    named = tuple(actor.name for actor in options.actors)
    logo = Logo(alt=options.logo.alt, href=options.logo.href) if options.logo else None
    look = Look(
        templates=options.templates,
        fonts=options.fonts,
        logo=options.logo.file if options.logo else None,
        picture=options.share_picture,
    )
    kept = way.cache and not redactions  # where names are withheld every file is read as a whole
    names = Names(timeline.articles, way.names) if kept else NO_NAMES
    with way.watch("view"):
        seen = view(
            shown,
            base_url=options.base_url,
            theme=options.theme,
            actors=named,
            words=words,
            logo=logo,
            draft=draft,
            past=past,
            left_out=len(timeline.events) - len(shown.events),
            downloads=options.downloads,
            newest_first=options.order == ORDERS[1],
            names=names,
        )
    with way.watch("pages"):
        files = rendering.render(seen, words=words, look=look)
        reviewed, wanted = _reviewed(timeline), options.downloads
        files |= Files(exporting.files(timeline, base_url=options.base_url, reviewed=reviewed, names=names, wanted=wanted))
        files |= {"changes.atom": exporting.changes_feed(seen).encode()} if seen.changes else {}
    curation.check_redacted(files, redactions)
    return files


def _page_words(options: Options) -> Phrases:
    """The words of the page: in the language asked for, else in that of the articles, else in English."""
    folders = rendering.template_folders(options.templates)
    if options.page_language:
        return phrases.load(options.page_language, folders)
    try:
        return phrases.load(options.language, folders)
    except ConfigError:
        return phrases.ENGLISH


def _language(code: str) -> str:
    """The folder of rules for a language code (`en` for `en-gb`)."""
    base = code.partition("-")[0].lower()
    if base not in rules.languages_of_events():
        hint = f"there are for {', '.join(rules.languages_of_events())}; `page_language` is that of the page's own words"
        raise ConfigError(f"there are no rules for events in the language {code!r}", hint=hint)
    return base


def _without_rules(articles: Sequence[Article]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            severity=Severity.ERROR,
            code="no-rules",
            path=article.path,
            message=f"is in a language without rules for events ({article.language}): it is listed as a source, not read for events",
            hint=f"there are rules for {', '.join(rules.languages_of_events())}; `language` in its front matter says which it is",
        )
        for article in articles
        if language_of(article) not in rules.languages_of_events()
    )
