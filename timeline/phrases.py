"""A language in, Phrases out: the words of the page and of its dates in that language.

The English words stand in the code and the templates and are what catalogues translate: `templates/locale/de.po` and its like, in the
format of gettext. English needs no catalogue, and Babel is loaded only for other languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from timeline.errors import ConfigError
from timeline.quick import dataclass

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrases:
    """How a language says things. `direction` is "ltr" or "rtl"; `group` stands between the thousands of a number."""

    language: str = "en"
    direction: str = "ltr"
    months: tuple[str, ...] = MONTHS
    short_months: tuple[str, ...] = tuple(name[:3] for name in MONTHS)
    group: str = ","
    catalogue: NullTranslations = field(default_factory=NullTranslations)

    def say(self, text: str, /, **values: object) -> str:
        """The translation of an English text, `{names}` filled in."""
        return self.catalogue.gettext(text).format(**values) if values else self.catalogue.gettext(text)

    def count(self, number: int, one: str, many: str, /) -> str:
        """A number with its noun, for example from "{number} event" and "{number} events".

        >>> ENGLISH.count(1200, "{number} event", "{number} events")
        '1,200 events'
        """
        return self.catalogue.ngettext(one, many, number).format(number=self.number(number))

    def number(self, number: int) -> str:
        """A number with its thousands parted."""
        return f"{number:,}".replace(",", self.group)

    def listed(self, items: Sequence[str]) -> str:
        """As people list: "a", "a and b", "a, b and c"."""
        if len(items) < 2:  # noqa: PLR2004  a list of one is no list
            return "".join(items)
        return self.say("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


ENGLISH = Phrases()


def phrase(text: str) -> str:
    """The text itself, marked for the catalogues: it is said later."""
    return text


def load(language: str, folders: Sequence[Path]) -> Phrases:
    """The phrases of a language ("de", "de-AT") from the first of the folders that has a catalogue for it.

    ConfigError where there is none, with those that are.
    """
    base = language.partition("-")[0].lower()
    for name in (language, base):
        for folder in folders:
            if (folder / "locale" / f"{name}.po").is_file():
                return _read(folder / "locale" / f"{name}.po", language)
    if base == "en":
        return ENGLISH
    known = sorted({"en", *(path.stem for folder in folders for path in (folder / "locale").glob("*.po"))})
    raise ConfigError(
        f"there are no words for a page in {language!r}", hint=f"there are for {', '.join(known)}; the docs say how to add one"
    )


def _read(path: Path, language: str) -> Phrases:
    """One catalogue, with what CLDR knows of its language."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  loaded for other languages than English only
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        locale = Locale.parse(language, sep="-")
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale, abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
    except (PoFileError, UnknownLocaleError, UnicodeDecodeError, ValueError) as error:
        raise ConfigError(f"is no catalogue of page words: {error}", path=str(path)) from error
    compiled.seek(0)
    symbols = locale.number_symbols
    return Phrases(
        language=language,
        direction=locale.text_direction,
        months=tuple(locale.months["format"]["wide"][number] for number in range(1, 13)),
        short_months=tuple(locale.months["stand-alone"]["abbreviated"][number].rstrip(".") for number in range(1, 13)),
        group=str(symbols.get(locale.default_numbering_system, symbols.get("latn", {})).get("group", ",")),
        catalogue=GNUTranslations(compiled),
    )
