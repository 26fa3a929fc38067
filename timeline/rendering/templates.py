"""Template and view in, a page out. A folder of the editor's own shadows ours, file by file."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from timeline.errors import OutputError
from timeline.naming import name_of
from timeline.phrases import Phrases
from timeline.rendering.assets import Assets
from timeline.view import SiteView, marks
from timeline.view.records import Chapter

# Line ends between the block elements of a card: browsers would keep them as a quarter of all nodes.
_BETWEEN_BLOCKS = re.compile(r"(</?(?:li|p|ol|ul|div|details|summary|h3|blockquote)\b[^<>]*>)\n(?=<(?!/?li class=\"event|pre))")
_LAYOUT = re.compile(r"(?<=>)\n+|\n+(?=<)|^\n+$")
_GAP = re.compile(r"%\((\w+)\)s")
EVENT_TEMPLATES = ("card.html", "pasted.html")  # what they print stands on many pages
AWAY = ' target="_blank" rel="noopener"'
Once = Callable[[Callable[[Any], Markup], Any], Markup]


def templates_dir() -> Path:
    """The folder of templates: packed beside this package in a wheel, at the top of the source tree in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "index.html").is_file():
            return folder
    raise OutputError("the page templates are missing from this installation", path=str(package), hint="install the package again")


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates, assets and catalogues are looked for: the editor's own folder first."""
    return (own, templates_dir()) if own else (templates_dir(),)


def version(own: Path | None) -> bytes:
    """A name for the templates as they stand, the words of the page with them."""
    files = [path for folder in template_folders(own) for path in sorted(folder.rglob("*")) if path.is_file()]
    return name_of(jinja2.__version__, tuple([(path.name, path.read_bytes()) for path in files]))


def is_framed(template: str) -> bool:
    """Whether a page stands in a frame of somebody else's page."""
    return template.startswith("embed")


def print_page(
    template: str,
    view: SiteView,
    assets: Assets,
    chapter: Chapter,
    *,
    words: Phrases,
    folder: Path | None,
    style: Markup,
    once: Once,
) -> str:
    """One page without the blank lines that loops leave behind, with marks where its events belong; OutputError as `named` says.

    `once` prints what stands on many pages.
    """
    framed = is_framed(template)
    with named(template):
        page = environment(folder, words).get_template(template)
        away = Markup(AWAY if framed else "")  # noqa: S704  our own
        text = page.render(
            site=view, assets=assets, chapter=chapter, framed=framed, away=away, marks=marks, fragment_style=style, once=once
        )
    full = "".join(f"{line}\n" for line in text.split("\n") if line and not line.isspace())
    return _BETWEEN_BLOCKS.sub(r"\1", full)


@contextmanager
def named(template: str) -> Iterator[None]:
    """OutputError in place of what goes wrong inside a template, with its file and line."""
    try:
        yield
    except TemplateSyntaxError as error:
        raise OutputError(f"is no template: {error.message}", path=error.filename or template, line=error.lineno) from error
    except (TemplateError, AttributeError) as error:
        places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
        if isinstance(error, AttributeError) and not places:
            raise
        path, line = (places[-1].filename, places[-1].lineno or 0) if places else (template, 0)
        raise OutputError(f"the template asks for what is not there: {error}", path=path, line=line) from error


def once() -> Once:
    """Prints a source with a macro the first time only: it stands on many cards and pages."""
    kept: dict[tuple[str, int], Markup] = {}

    def print_(macro: Callable[[Any], Markup], source: Any) -> Markup:  # noqa: ANN401  what a template passes
        key = (macro.name, source.number)  # type: ignore[attr-defined]
        if key not in kept:
            kept[key] = macro(source)
        return kept[key]

    return print_


class _Said(NodeTransformer):
    """Puts the page's own words where a template asks for their translation: they are the same on every card.

    In a `dense` template the line ends between elements are the layout of the template only.
    """

    def __init__(self, words: Phrases, *, dense: bool) -> None:
        self._words, self._dense = words, dense

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802  as the library calls it
        """What stands in the template."""
        return nodes.TemplateData(_LAYOUT.sub("", node.data), lineno=node.lineno) if self._dense else node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802  as the library calls it
        """What is filled into words is printed between them."""
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in self._filled(child)]
        return node

    def _filled(self, child: nodes.Expr) -> list[nodes.Expr]:
        asked = _asked(child)
        if not asked or not isinstance(child, nodes.Call) or not child.kwargs:
            return [child]
        given = {pair.key: pair.value for pair in child.kwargs}
        pieces = _GAP.split(self._words.catalogue.gettext(asked))
        if not given.keys() >= set(pieces[1::2]) or any("%" in piece for piece in pieces[::2]):
            return [child]
        said: list[nodes.Expr] = [nodes.TemplateData(piece, lineno=child.lineno) for piece in pieces]
        said[1::2] = [given[name] for name in pieces[1::2]]
        return said

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  as the library calls it
        """The words, where nothing is to be filled in."""
        self.generic_visit(node)
        asked = _asked(node)
        if not asked or node.kwargs:
            return node
        said = self._words.catalogue.gettext(asked) % {}
        return nodes.MarkSafe(nodes.Const(said), lineno=node.lineno)


def _asked(node: nodes.Node) -> str:
    """The words whose translation a template asks for; "" where it asks for none."""
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
        return ""
    (words,) = node.args
    asks = isinstance(node.node, nodes.Name) and node.node.name in ("_", "gettext")
    return str(words.value) if asks and isinstance(words, nodes.Const) else ""


class _Direct(CodeGenerator):
    """Compiles templates to a third of their cost: attributes are taken, macros called and texts escaped without a step between."""

    _macros: frozenset[str]

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  as the library calls it
        """The whole template."""
        self._macros = frozenset(macro.name for macro in node.find_all(nodes.Macro)) | {"once"}
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute of a record: all that templates get are records."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call; that of a macro, of the same file or of the one imported as `part`, needs no context."""
        plain = not (forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs)
        called = node.node
        own = isinstance(called, nodes.Name) and called.name in self._macros
        imported = isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name == "part"
        if not plain or not (own or imported):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("(plain(said) if type(said := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write(") is str else other(said))")


class _Templates(Environment):
    """Templates in the language of the page."""

    code_generator_class = _Direct
    words: Phrases

    def _generate(self, *parts: Any, **options: Any) -> str:  # noqa: ANN401  as the library calls it
        return f"from timeline.rendering.escaping import other, plain; {super()._generate(*parts, **options)}"

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Said(self.words, dense=name in EVENT_TEMPLATES).visit(tree)
        return tree


@cache  # one set of templates for each folder and language
def environment(folder: Path | None, words: Phrases) -> Environment:
    """The templates of a language, the editor's own in place of ours."""
    environment = _Templates(
        loader=FileSystemLoader(template_folders(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=folder is not None,
        extensions=["jinja2.ext.i18n"],
    )
    environment.words = words
    environment.install_gettext_callables(words.catalogue.gettext, words.catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment
