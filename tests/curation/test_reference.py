"""The reference of corrections is made from the records, and its example is valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline import curation
from timeline.curation import DO, Address, Correction, Part
from timeline.curation.parse import Slot, slots, words

PATH = Path(__file__).parents[2] / "docs" / "reference" / "corrections.md"
_HEAD = """\
# Corrections

`corrections.yaml` beside `timeline.toml` (or where [`corrections`](configuration.md#corrections) says) is a list.
Each entry says what to `do`, who says so (`by`) and when (`at`). [How to use it](../how-to/correct-and-publish.md).

```yaml file=corrections.yaml
- do: retitle
  event: 3af4ebc05b62
  title: "The pier: opened at last"
  by: Jo Roe
  at: 2025-07-06
- do: merge
  events:
    - {article: quay, quote: "Ada Brook met Omar Vance in Lisbon on 3 May 2025."}
    - 80d4bfde6b38
  by: Jo Roe
  at: 2025-07-06T14:30:00Z
```

Every value is text as it was typed; a value that holds a colon or a `#` stands in quotes.
Unknown words, missing keys and impossible dates are errors, all of them at once, and nothing is built then.

Made from the code; a star marks what must be there.
"""


def section(name: str, record: type, text: str) -> str:
    """One kind of record with its fields."""
    common = {slot.name for slot in slots(Correction)} if record in DO.values() else set()
    rows = [row(slot) for slot in slots(record) if slot.name not in common or (slot.needed and slot.name in {"reason", "source"})]
    return f"\n## {name}\n\n{text}\n\n| key | holds |\n|---|---|\n" + "\n".join(rows) + "\n"


def row(slot: Slot) -> str:
    """One field."""
    return f"| `{slot.name}`{' *' if slot.needed else ''} | {'a list, each ' if slot.is_list else ''}{words(slot)} |"


def first(record: type) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((record.__doc__ or "").split("\n\n")[0].split())


def reference() -> str:
    """The whole page."""
    parts = [_HEAD, section("Every correction", Correction, first(Correction))]
    parts += [section(do, record, first(record)) for do, record in DO.items()]
    address = " ".join((Address.__doc__ or "").split())
    parts += [section("An address", Address, address), section("An actor", Part, first(Part))]
    return "".join(parts)


def test_the_reference_is_what_the_records_say(request: pytest.FixtureRequest) -> None:
    """Renew it with `pytest tests/curation/test_reference.py --renew`."""
    if request.config.getoption("--renew"):
        PATH.write_text(reference(), encoding="utf-8")
    assert reference() == PATH.read_text(encoding="utf-8")


def test_the_example_is_valid(tmp_path: Path) -> None:
    """And holds two corrections."""
    found = re.search(r"```yaml file=corrections.yaml\n(.*?)```", reference(), re.DOTALL)
    assert found
    (tmp_path / "corrections.yaml").write_text(found[1], encoding="utf-8")
    assert [type(entry.correction).__name__ for entry in curation.load(tmp_path / "corrections.yaml").entries] == ["Retitle", "Merge"]
