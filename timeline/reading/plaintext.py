"""A plain text body in, Parts out: paragraphs stand between blank lines, or one on each line."""

from __future__ import annotations

from itertools import groupby, pairwise

from timeline.reading.blocks import Part, breaks_a_word, ends_a_sentence, one_line

_WRAPPED = range(40, 101)  # characters of the longest line of a paragraph wrapped by hand
_FILLED = 0.6  # of the longest line; shorter ones end a paragraph


def parts(body: str, first_line: int = 1) -> tuple[Part, ...]:
    """The paragraphs of a text that begins on line `first_line` of its file."""
    lines = [(number, line.strip()) for number, line in enumerate(body.split("\n"), start=first_line)]
    found: list[Part] = []
    for filled, group in groupby(lines, key=lambda row: bool(row[1])):
        rows = list(group)
        if filled and _is_wrapped([line for _, line in rows]):
            found.append(Part(one_line("\n".join(line for _, line in rows)), rows[0][0]))
        elif filled:
            found.extend(Part(line, number) for number, line in rows)
    return tuple(found)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph, broken by hand at a right margin, rather than a paragraph each."""
    longest, full = max(map(len, lines)), lines[:-1]
    if any(breaks_a_word(line, following) for line, following in pairwise(lines)):
        return True
    if not full or longest not in _WRAPPED or min(map(len, full)) < _FILLED * longest:
        return False
    return sum(ends_a_sentence(line) for line in full) * 2 <= len(full)
