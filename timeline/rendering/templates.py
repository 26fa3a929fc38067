"""Template and view in, a page out. A folder of the editor's own shadows ours, file by file."""

from __future__ import annotations

import re
import traceback
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from timeline.errors import OutputError
from timeline.phrases import Phrases
from timeline.rendering.assets import Assets
from timeline.view import SiteView
from timeline.view.records import Chapter

# Line ends between the block elements of a card: browsers would keep them as a quarter of all nodes.
_BETWEEN_BLOCKS = re.compile(r"(</?(?:li|p|ol|ul|div|details|summary|h3|blockquote)\b[^<>]*>)\n(?=<(?!/?li class=\"event|pre))")


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


def print_page(
    template: str, view: SiteView, assets: Assets, chapter: Chapter, *, words: Phrases, folder: Path | None, style: Markup
) -> bytes:
    """One page without the blank lines that loops leave behind; OutputError where a template is broken, with its file and line."""
    framed = template.startswith("embed")
    try:
        page = _environment(folder, words).get_template(template)
        text = page.render(site=view, assets=assets, chapter=chapter, framed=framed, fragment_style=style)
    except TemplateSyntaxError as error:
        raise OutputError(f"is no template: {error.message}", path=error.filename or template, line=error.lineno) from error
    except TemplateError as error:
        places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
        path, line = (places[-1].filename, places[-1].lineno or 0) if places else (template, 0)
        raise OutputError(f"the template asks for what is not there: {error.message}", path=path, line=line) from error
    full = "".join(f"{line}\n" for line in text.splitlines() if line.strip())
    return _BETWEEN_BLOCKS.sub(r"\1", full).encode()


@cache  # one set of templates for each folder and language
def _environment(folder: Path | None, words: Phrases) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(template_folders(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=folder is not None,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(words.catalogue.gettext, words.catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment
