"""The exceptions a caller may meet: all carry a message that says what is wrong and what to do.

A problem with one article is not an exception but a `model.Problem`; these are raised only when the work cannot go on.
"""

from __future__ import annotations


class TimelineError(ValueError):
    """The work cannot go on. Its text is one line, fit to be shown to a user."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        """Say what is wrong (`message`), where (`path`, and `line` from 1, 0 if unknown) and what to do (`hint`)."""
        self.message, self.path, self.line, self.hint = message, path, line, hint
        super().__init__(message)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")


class RuleError(TimelineError):
    """A rule table is broken: a row without proof, a doubled id, a pattern that can match nothing or run away."""


class ConfigError(TimelineError):
    """`timeline.toml` or a flag holds something that is not allowed."""


class InputError(TimelineError):
    """The folder or file to read is missing, or nothing in it can be read."""


class OutputError(TimelineError):
    """The output folder cannot be written, or holds files that are not ours."""


class EdtfError(TimelineError):
    """A date is not EDTF, or of a part of EDTF that is not supported."""


class CorrectionsError(ConfigError):
    """The corrections file holds something that is not allowed. `lines` names every mistake: file:line:column, what, what is allowed."""

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "", lines: tuple[str, ...] = ()) -> None:
        """As for every error; `lines` are all mistakes of the file where there are several."""
        super().__init__(message, path=path, line=line, hint=hint)
        self.lines = lines or (str(self),)
