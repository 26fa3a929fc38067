"""Quick records behave as the frozen dataclasses that they are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from timeline.quick import altered, quick


@quick
@dataclass(frozen=True, slots=True)
class Boat:
    """A boat of at least one mast."""

    name: str
    masts: int = 1
    crew: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        if self.masts < 1:
            raise ValueError("a boat needs a mast")


def test_it_is_made_by_place_by_name_and_by_default() -> None:
    """Made like any dataclass, equal and hashed by its fields."""
    boat = Boat("Ada", crew=("Vance",))
    assert (boat.name, boat.masts, boat.crew) == ("Ada", 1, ("Vance",))
    assert type(boat) is Boat
    assert replace(boat, masts=3) == Boat("Ada", 3, crew=("Vance",))
    assert hash(boat) == hash(Boat("Ada", crew=("Vance",)))
    assert repr(boat) == f"{Boat.__qualname__}(name='Ada', masts=1, crew=('Vance',))"


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
    assert pickle.loads(pickle.dumps(Boat("Ada", 2))) == Boat("Ada", 2)  # noqa: S301  our own bytes


def test_a_class_with_a_factory_is_refused() -> None:
    """What cannot be set quickly is said when the class is made."""

    @dataclass(frozen=True, slots=True)
    class Fleet:
        boats: list[Boat] = field(default_factory=list)

    with pytest.raises(TypeError, match="Fleet has fields that cannot be set quickly"):
        quick(Fleet)
