"""A way to read the options in; the newest build, kept in memory, out. Building and writing take turns; readers never wait.

An article that did not change is not read again, and a page is put together when somebody asks for it.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from hashlib import sha256
from pathlib import Path

from timeline import curation, pipeline
from timeline.curation import Correction, Corrections
from timeline.errors import CorrectionsError, TimelineError
from timeline.memo import Memo
from timeline.model import Article, Timeline
from timeline.options import CORRECTIONS_NAME, Options
from timeline.quick import dataclass
from timeline.reads import Read, read_article
from timeline.serving.decisions import addresses
from timeline.serving.watching import Snapshot, snapshot
from timeline.when import Day

_EVERY = 0.4  # seconds between two looks at the files


class StaleError(Exception):
    """The corrections file is not the one that the browser has seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One build: `files` and `timeline` are those of the last one that worked, `error` says in lines what keeps a newer one from working.

    `number` counts builds from 1. `reads` are what the per-article stage made of each article, by its id.
    """

    number: int = 0
    corrections: Corrections
    files: Mapping[str, bytes] = field(default_factory=dict)
    timeline: Timeline | None = None
    reads: Mapping[str, Read] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    error: tuple[str, ...] = ()


class Project:
    """What is served: builds when something changed, remembers, and tells who waits."""

    def __init__(
        self, options: Callable[[], Options], *, config: Path | None = None, today: Callable[[], Day | None] = lambda: None
    ) -> None:
        """`options` reads the options anew, from `config` where there is one; `today` says on which day a build is made."""
        self._options, self._config, self._today = options, config, today
        self._news, self._writing = threading.Condition(), threading.Lock()
        self._wanted, self._stopped = threading.Event(), threading.Event()
        self._memo = Memo()
        self._seen: Snapshot = {}
        self._written = Corrections(path=Path(CORRECTIONS_NAME))
        self.built = Built(corrections=self._written)

    # --- building ---

    def build(self) -> Built:
        """Build now; what goes wrong is kept as the build's error."""
        self._wanted.clear()
        self._seen = self._look(self.built.options)
        try:
            made = self._made()
        except TimelineError as error:
            lines = error.lines if isinstance(error, CorrectionsError) else (str(error),)
            made = replace(self.built, error=lines)
        except Exception as error:  # noqa: BLE001  a bug in one build must not end the watch: the next change may build again
            made = replace(self.built, error=(f"a bug, {type(error).__name__}: {error}",))
        with self._news:
            self.built = replace(made, number=self.built.number + 1)
            self._news.notify_all()
        return self.built

    def _made(self) -> Built:
        options = self._options()
        self._seen = self._look(options)  # before anything is read, so that a change meanwhile is seen
        corrections = self._read(options)
        reads: dict[str, Read] = {}

        def reader(article: Article) -> Read:
            said = self._memo.of("said", (article,), lambda: repr(article))
            reads[article.id] = read = self._memo.of(("read", said, options.parser), (), lambda: read_article(article, options.parser))
            return read

        way = pipeline.Way(memo=self._memo)
        with _undisturbed():
            timeline = pipeline.build(options, reader=reader, way=way, today=self._today(), known=corrections)
            if self.built.timeline is None:
                gc.freeze()  # most of what a first build makes is remembered for long
            files = pipeline.site(timeline, options)
        files["index.html"]  # a broken template is told now, and the last good build stays
        self._memo.turn()
        return Built(
            corrections=corrections,
            files=files,
            timeline=timeline,
            reads=reads,
            options=options,
        )

    def _read(self, options: Options) -> Corrections:
        """The corrections as they are now; those that we wrote ourselves are known without reading the file again."""
        with self._writing:
            known = self._written
            if known.path != options.corrections or known.digest != _digest(known.path):
                self._written = known = pipeline.corrections(options)
            return known

    def _look(self, options: Options) -> Snapshot:
        files = (options.corrections, self._config, options.templates, options.events)
        return snapshot([*options.inputs, *(file for file in files if file is not None)])

    def run(self) -> None:
        """Build whenever a file changed or corrections were written, until `stop`."""
        while not self._stopped.is_set():
            self._wanted.wait(_EVERY)
            if not self._stopped.is_set() and (self._wanted.is_set() or self._look(self.built.options) != self._seen):
                self.build()

    def stop(self) -> None:
        """Let `run` and everybody who waits return."""
        self._stopped.set()
        self._wanted.set()
        with self._news:
            self._news.notify_all()

    def wait(self, number: int, seconds: float) -> bool:
        """Wait for a build later than `number`, at most so long; False once the project has stopped."""
        with self._news:
            self._news.wait_for(lambda: self.built.number > number or self._stopped.is_set(), seconds)
        return not self._stopped.is_set()

    def caught_up(self, events: Collection[str], seconds: float = 20.0) -> Built:
        """The newest build; where corrections that it does not hold yet touch one of these events, the next one, if it comes in time.

        Who retitles an event and accepts it at once accepts the new title.
        """
        built, known = self.built, {entry.id for entry in self.built.corrections.entries}
        rows = built.timeline.events if built.timeline else ()
        keys = {item.key for event in rows if event.id in events for item in event.evidence}
        new = [entry.correction for entry in self._written.entries if entry.id not in known]
        if any(address.key in keys for correction in new for address in addresses(correction)):
            with self._news:
                self._news.wait_for(self._is_caught_up, seconds)
        return self.built

    def _is_caught_up(self) -> bool:
        return self.built.corrections.digest == self._written.digest or bool(self.built.error) or self._stopped.is_set()

    # --- writing ---

    def write(self, corrections: tuple[Correction, ...], *, undone: Collection[str] = (), digest: str) -> Corrections:
        """Write corrections and cut those with the ids in `undone`; a new build follows.

        StaleError where the file is not the one with this digest: nothing is written. Errors of `curation.append` pass.
        """
        with self._writing:
            if _digest(self._written.path) != digest:
                self._wanted.set()
                raise StaleError
            self._written = curation.append(self._written.path, *corrections, base=self._written, replacing=undone)
        self._wanted.set()
        return self._written

    @property
    def written(self) -> Corrections:
        """The corrections as they were last read or written."""
        return self._written


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the search for circular garbage: records hold no circles. Templates do, and theirs is found between two builds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _digest(path: Path) -> str:
    """The hash of a file as it is now, "" where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
