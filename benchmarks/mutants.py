"""Change one small thing in the code, run the tests that reach it, and see whether any of them notices: a sample from one room.

    python benchmarks/mutants.py when|tagging|resolving|events [--sample N] [--seed N]        (defaults: 60 mutants, seed 1)

Works in a copy of the tree. First all tests of the room run once under coverage, which tells which tests reach which line; then each mutant
meets those. What no test noticed is shown, to be read: a test is missing, or the change changes nothing that anybody sees.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[1]
TIME = ("tests/tagging", "tests/test_resolving.py", "tests/test_derivations.py", "tests/test_rules.py", "tests/test_any_article.py")
ROOMS = {
    "when": ("timeline/when.py", ("tests/test_when.py", "tests/test_wording.py", "tests/test_resolving.py")),
    "tagging": ("timeline/tagging", TIME),
    "resolving": ("timeline/resolving", TIME),
    "events": ("timeline/events", ("tests/events", "tests/test_harm.py", "tests/test_undated.py", "tests/test_any_article.py")),
}
SIGNS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "first": "last", "last": "first"}
TIMES = 3  # a mutant may take so many times as long as all tests took without it; one that takes longer is noticed too


Place = Callable[[ast.expr | ast.stmt | ast.keyword], tuple[int, int]]  # where a node starts and ends, in bytes
Change = tuple[int, int, str]
Reached = dict[tuple[str, int], set[str]]  # file and line → tests


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: what stands at a place of a file, and what stands there instead."""

    path: str
    line: int
    start: int
    end: int
    instead: str


def main(room: str, sample: int, seed: int) -> int:
    """Run the sample and print a table and what survived; the exit code is 0, since survivors are to be read."""
    source, tests = ROOMS[room][0], (ROOMS[room][0], *ROOMS[room][1])
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy"
        _copy(copy)
        started = time.monotonic()
        reached = _reached(copy, tests)
        limit = TIMES * (time.monotonic() - started)
        files = sorted((copy / source).rglob("*.py")) if (copy / source).is_dir() else [copy / source]
        mutants = [mutant for file in files for mutant in _mutants(file, file.relative_to(copy).as_posix())]
        chosen = sorted(random.Random(seed).sample(mutants, min(sample, len(mutants))), key=lambda mutant: (mutant.path, mutant.start))  # noqa: S311
        seen: dict[str, Counter[str]] = {}
        for mutant in chosen:
            result = _met(copy, mutant, reached, limit)
            seen.setdefault(mutant.path, Counter())[result] += 1
            if result != "killed":
                print(f"{mutant.path}:{mutant.line} {result}\n{_shown(copy, mutant)}", flush=True)
    print(f"\n{'':44}tried  killed")
    for path, counts in sorted(seen.items()):
        print(f"{path:44}{counts.total():5}{counts['killed']:8}")
    print(f"{f'{room}, of {len(mutants)} mutants':44}{len(chosen):5}{sum(counts['killed'] for counts in seen.values()):8}")
    return 0


def _copy(to: Path) -> None:
    """The files of the tree that git knows, as they are now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)


def _reached(copy: Path, tests: tuple[str, ...]) -> Reached:
    """Each line of the room with the tests that ran it; a line that ran while modules loaded has none, since every test stands on it."""
    covered = copy / ".coverage"
    under = ("--cov=timeline", "--cov-context=test", "--cov-report=")
    if _fails(copy, (*under, *tests)):
        sys.exit("The tests of this room fail without any change.")
    data = CoverageData(str(covered))
    data.read()
    found = {}
    for file in data.measured_files():
        path = Path(file).relative_to(copy.resolve()).as_posix()
        for line, contexts in data.contexts_by_lineno(file).items():
            found[path, line] = {context.rpartition("|")[0] for context in contexts if context}
    if _fails(copy, ("--collect-only", *set[str]().union(*found.values()))):
        sys.exit("Some tests are not found again by their names.")
    return found


def _met(copy: Path, mutant: Mutant, reached: Reached, limit: float) -> str:
    """What the tests say of a mutant: `killed`, `survived`, or `not reached` by any of them."""
    nearest = reached.get((mutant.path, mutant.line))
    if nearest is None:
        return "not reached"
    file = copy / mutant.path
    before = file.read_bytes()
    file.write_bytes(before[: mutant.start] + mutant.instead.encode() + before[mutant.end :])
    try:
        # What a cache keeps is worked out in the first test that asks: the tests that reached a line are tried first, then all others.
        others = set[str]().union(*reached.values()) - nearest
        return "killed" if any(_fails(copy, sorted(part), limit=limit) for part in (nearest, others) if part) else "survived"
    finally:
        file.write_bytes(before)


def _fails(copy: Path, arguments: Iterable[str], limit: float | None = None) -> bool:
    """Whether tests fail, or take longer than the limit in seconds."""
    told = copy / "arguments"
    told.write_text("\n".join(arguments), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", f"@{told}"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        return subprocess.run(command, cwd=copy, env=environment, check=False, capture_output=True, timeout=limit).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def _shown(copy: Path, mutant: Mutant) -> str:
    """The changed line, before and after."""
    text = (copy / mutant.path).read_bytes()
    first, last = text.rfind(b"\n", 0, mutant.start) + 1, text.find(b"\n", mutant.end)
    after = text[first : mutant.start] + mutant.instead.encode() + text[mutant.end : last]
    return "\n".join(
        f"  {sign} {line.strip()}" for sign, part in (("-", text[first:last]), ("+", after)) for line in part.decode().split("\n")
    )


# --- what may be changed -----------------------------------------------------------------------------------------------------------------


def _mutants(file: Path, path: str) -> Iterator[Mutant]:
    """Every small change to a module that its tests should notice."""
    text = file.read_bytes()
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]

    def place(node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    for node in _asked(ast.parse(text)):
        for start, end, instead in chain(_sign_changes(node, text, place), _value_changes(node, place), _step_changes(node, text, place)):
            yield Mutant(path, text.count(b"\n", 0, start) + 1, start, end, instead)


def _asked(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that work: no docstrings, annotations, decorators or imports, and no wording of errors."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            dead = isinstance(child, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr | ast.pattern)
            if isinstance(child, ast.AST) and not dead and not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
                yield child
                yield from _asked(child)


def _sign_changes(node: ast.AST, text: bytes, place: Place) -> Iterator[Change]:
    """Another comparison, connective or arithmetic; a `not` less."""
    triples: Iterable[tuple[ast.expr, ast.AST, ast.expr]]
    match node:
        case ast.Compare(left, signs, right):
            triples = zip([left, *right], signs, right, strict=False)
        case ast.BoolOp(sign, values):
            triples = zip(values, repeat(sign), values[1:], strict=False)
        case ast.BinOp(left, sign, right):
            triples = zip([left], [sign], [right], strict=True)
        case ast.UnaryOp(ast.Not()):
            yield place(node)[0], place(node)[0] + len("not"), ""
            return
        case _:
            return
    for before, kind, after in triples:
        if type(kind) in SIGNS:
            old, new = SIGNS[type(kind)]
            at = text.index(old.encode(), place(before)[1], place(after)[0])
            yield at, at + len(old), new


def _value_changes(node: ast.AST, place: Place) -> Iterator[Change]:
    """Another number, truth, word or extreme."""
    match node:
        case ast.Constant(bool() as value):
            yield *place(node), str(not value)
        case ast.Constant(int() as value):
            yield *place(node), str(value + 1)
        case ast.Constant(str() as value) if value:
            yield *place(node), repr(f"X{value}")
        case ast.Name(id=name) if name in NAMES:
            yield *place(node), NAMES[name]
        case ast.Attribute(value, name) if name in NAMES:
            yield place(value)[1], place(node)[1], f".{NAMES[name]}"


def _step_changes(node: ast.AST, text: bytes, place: Place) -> Iterator[Change]:
    """A condition turned round, a result withheld, a named argument or a call left out."""
    match node:
        case ast.If(test) | ast.IfExp(test) | ast.While(test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            start, end = place(test)
            yield start, end, f"not ({text[start:end].decode()})"
        case ast.comprehension(ifs=tests):
            yield from ((*place(test), "True") for test in tests)
        case ast.Return(ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield *place(value), "None"
        case ast.Expr(ast.Call()):
            yield *place(node), "pass"
        case ast.Call(keywords=[*named]):
            yield from ((*place(word), "") for word in named[-1:] if word.arg and text[place(word)[1] : place(node)[1]].strip() == b")")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("room", choices=ROOMS)
    asked.add_argument("--sample", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    sys.exit(main(given.room, given.sample, given.seed))
