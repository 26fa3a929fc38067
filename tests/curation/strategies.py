"""Corrections of every kind with any text in them."""

from __future__ import annotations

from enum import Enum
from typing import Any

from hypothesis import strategies as st

from timeline.curation import DO, AddEvent, Address, Correction, KeepApart, Merge, Part, TellApart
from timeline.curation.parse import Slot, slots
from timeline.when import When, from_edtf

TEXT = st.text(min_size=1).filter(lambda text: bool(text.strip()))
WHEN = st.sampled_from(["2025-07-06", "2025-06~", "[2025-06-25..2025-06-30]", "2025", "[..2025-07-01]", "2025-21"]).map(from_edtf)
AT = st.sampled_from(["2025-07-06", "2025-07-06T14:30:00Z", "2025-07-06 14:30+02:00"])
LEAST = {(Merge, "events"), (KeepApart, "events"), (TellApart, "people")}


def values(slot: Slot, record: type) -> st.SearchStrategy[Any]:
    """What a field may hold."""
    if slot.is_list:
        inner = values(Slot(name=slot.name, holds=slot.holds, needed=True, is_list=False), record)
        unique = {"unique": True} if slot.name == "people" else {}
        return st.lists(inner, min_size=2 if (record, slot.name) in LEAST else 1, max_size=3, **unique).map(tuple)  # type: ignore[arg-type]
    if slot.name == "at":
        return AT
    if slot.holds is When:
        return WHEN
    if slot.holds is Address:
        return st.builds(Address, key=TEXT, article=TEXT, quote=TEXT, trigger=st.text(), prefix=st.text(), suffix=st.text(), text=st.text())
    if slot.holds is Part:
        return records(Part)
    if isinstance(slot.holds, type) and issubclass(slot.holds, Enum):
        return st.sampled_from(slot.holds)
    return TEXT


def records(record: type) -> st.SearchStrategy[Any]:
    """Records of one class; fields that need not be there are there or not."""
    known = slots(record)
    needed = {slot.name: values(slot, record) for slot in known if slot.needed or (record is AddEvent and slot.name == "source")}
    free = {slot.name: values(slot, record) for slot in known if slot.name not in needed}
    return st.fixed_dictionaries(needed, optional=free).map(lambda fields: record(**fields))


def corrections() -> st.SearchStrategy[Correction]:
    """A correction of any kind."""
    return st.one_of([records(record) for record in DO.values()])
