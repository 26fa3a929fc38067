"""Quick records behave as the frozen dataclasses that they are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from timeline.quick import altered, dataclass, maker


@dataclass(frozen=True, slots=True)
class Boat:
    """A boat of at least one mast."""

    name: str
    masts: int = 1
    crew: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        if self.masts < 1:
            raise ValueError("a boat needs a mast")


@dataclass(frozen=True, slots=True)
class Buoy:
    """What has one field only."""

    number: object


@dataclass(frozen=True, slots=True)
class Quay:
    """What has none."""


def test_it_is_made_by_place_by_name_and_by_default() -> None:
    """Made like any dataclass, equal and hashed by its fields."""
    boat = Boat("Ada", crew=("Vance",))
    assert (boat.name, boat.masts, boat.crew) == ("Ada", 1, ("Vance",))
    assert type(boat) is Boat
    assert replace(boat, masts=3) == Boat("Ada", 3, crew=("Vance",))
    assert hash(boat) == hash(Boat("Ada", crew=("Vance",)))
    assert repr(boat) == f"{Boat.__qualname__}(name='Ada', masts=1, crew=('Vance',))"


def test_what_a_maker_makes_is_made_as_by_its_class() -> None:
    """The same record, as frozen and as checked."""
    make = maker(Boat)
    boat = make("Ada", crew=("Vance",))
    assert boat == Boat("Ada", crew=("Vance",))
    assert type(boat) is Boat
    with pytest.raises(FrozenInstanceError):
        boat.name = "Reed"  # type: ignore[misc]
    with pytest.raises(ValueError, match="a boat needs a mast"):
        make("Ada", 0)


def test_it_is_altered_as_it_is_replaced() -> None:
    """Some fields change, the others stay; what no field is called is refused."""
    boat = Boat("Ada", crew=("Vance",))
    assert altered(boat, masts=3) == replace(boat, masts=3)
    assert altered(boat) == boat
    with pytest.raises(TypeError):
        altered(boat, sails=2)


def test_it_cannot_be_changed() -> None:
    """Frozen once it is made."""
    boat = Boat("Ada")
    with pytest.raises(FrozenInstanceError):
        boat.masts = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del boat.masts
    assert boat == Boat("Ada")


def test_what_it_checks_after_it_is_filled_is_checked() -> None:
    """A check of its own still runs."""
    with pytest.raises(ValueError, match="a boat needs a mast"):
        Boat("Ada", 0)


@pytest.mark.parametrize("arguments", [{}, {"name": "Ada", "sails": 2}])
def test_missing_and_unknown_fields_are_refused(arguments: dict[str, object]) -> None:
    """Arguments have to fit the fields."""
    with pytest.raises(TypeError):
        Boat(**arguments)  # type: ignore[arg-type]


def test_it_survives_pickling() -> None:
    """The cache and other processes get the same record."""
    for boat in (Boat("Ada", 2), Buoy(None), Buoy((1, 2)), Quay()):
        assert pickle.loads(pickle.dumps(boat)) == boat  # noqa: S301  our own bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Boats, and how they are known."""

    boats: list[Boat] = field(default_factory=list)
    code: int = field(default=0, repr=False)

    def __hash__(self) -> int:
        return self.code


@dataclass(frozen=True, slots=True, eq=False)
class Wreck:
    """One of its kind."""

    place: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field."""


def test_a_factory_is_asked_for_each_record() -> None:
    """Not once for all; and what a class says of itself stays."""
    one, other = Fleet(), Fleet(boats=[Boat("Ada")], code=7)
    one.boats.append(Boat("Lena"))
    assert Fleet().boats == []
    assert (repr(other), hash(other)) == (f"Fleet(boats=[{Boat('Ada')!r}])", 7)


def test_it_is_equal_as_its_class_says() -> None:
    """By its fields, and to no record of another class; without fields, to any of its own; or to itself alone."""
    assert Nothing() == Nothing()
    assert Boat("Ada") != Boat("Ada", 2)
    assert Boat("Ada") != Wreck("Ada")  # type: ignore[comparison-overlap]
    wreck = Wreck("Tessing")
    assert wreck == wreck  # noqa: PLR0124  what is asked
    assert wreck != Wreck("Tessing")
    assert {wreck: 1}[wreck] == 1


def test_the_library_knows_it() -> None:
    """Its fields can be listed, and who inherits from it may be made by the library."""

    @dataclass(frozen=True, slots=True)
    class Ferry(Boat):
        cars: int = 0

    assert is_dataclass(Boat)
    assert [found.name for found in fields(Ferry)] == ["name", "masts", "crew", "cars"]
    assert Ferry("Ada", 1, 20) == Ferry("Ada", 1, cars=20) != Ferry("Ada", 1, 21)
