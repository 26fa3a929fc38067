"""Arguments and flags that several commands share, and what they make of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.errors import ConfigError
from timeline.options import CORRECTIONS_NAME, Options, find_config, load

if TYPE_CHECKING:
    from timeline.when import When

articles = click.argument("articles", required=False, type=click.Path(path_type=Path))
config = click.option("--config", type=click.Path(path_type=Path), help="Config file [default: timeline.toml beside the articles].")
strict = click.option("--strict", is_flag=True, help="Exit 1 if there are errors or warnings.")
date = click.option("--date", "date", metavar="DATE", help="Date of the text: a day, a month or EDTF. Without it, values stay relative.")
mode = click.option(
    "--mode",
    type=click.Choice(["auto", "news", "narrative"]),
    default="auto",
    show_default=True,
    help="How to read dates without a year: as news around --date, or as a story that moves on.",
)


def config_file(articles: Path | None, config: Path | None) -> Path | None:
    """The config file that counts: the one that is named, else the one beside the articles or here; None if there is none."""
    beside = articles if articles is not None else Options().inputs[0]
    return config or find_config((beside, Path()) if articles is not None else (Path(), beside))


def build_options(articles: Path | None, config: Path | None) -> Options:
    """The config file, if there is one, and the folder of articles where the command line names it."""
    beside = articles if articles is not None else Options().inputs[0]
    path = config_file(articles, config)
    options = load(path) if path else Options(corrections=(beside if beside.is_dir() else beside.parent) / CORRECTIONS_NAME)
    return replace(options, inputs=(articles,)) if articles is not None else options


def written_when(date: str | None) -> When | None:
    """The date a flag gives; ConfigError for what is none."""
    if date is None:
        return None
    from timeline.dates import HINT, written_date

    when = written_date(date)
    if when is None:
        raise ConfigError(f"--date: {date!r} is not a date", hint=HINT)
    return when


def web_address(text: str) -> str:
    """The address itself; ConfigError for what is none."""
    if not text.startswith(("https://", "http://")):
        raise ConfigError(f"--base-url: {text!r} is not a web address", hint="it begins with https://")
    return text
