"""Articles in, names and actors out: what is a name, whose short form it is, and who is kept apart."""

from __future__ import annotations

import pytest

from tests.events.parsing import cast_of_text, names_of
from timeline.model import ActorKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Ada Brook met Omar Vance.", ["Ada Brook", "Omar Vance"]),
        ("Blue Anchor CEO Ada Brook resigned.", ["Blue Anchor", "Ada Brook"]),
        ("President Ada Brook resigned.", ["Ada Brook"]),
        ("Then Omar Vance Jr. spoke.", ["Omar Vance Jr."]),
        ("The Bank of Lorne closed.", ["Bank of Lorne"]),
        ("Yesterday Mira van der Holt met Omar de la Vega.", ["Mira van der Holt", "Omar de la Vega"]),
        ("The President of the Harbour Commission Ada Brook resigned.", ["Harbour Commission", "Ada Brook"]),
        ("The Foreign Minister of France Torv Brekk resigned.", ["France", "Torv Brekk"]),
        ("Tempers have cooled in Lorne.", ["Lorne"]),
        ("However, officials agreed.", []),
        ("The Vance-era rules ended.", []),
        ("Critics of Brook’s plan left.", ["Brook"]),
    ],
)
def test_names_are_found_and_nothing_else(text: str, expected: list[str]) -> None:
    """Sentence starts, roles and adjectives are no names; a firm and its head are two."""
    assert expected == [name.text for name in names_of(text)]


@pytest.mark.parametrize("text", ["Ada Brook left on Monday.", "Ada Brook left in May.", "On Friday Ada Brook left."])
def test_weekdays_and_months_are_nobody(text: str) -> None:
    """Time words are never names."""
    assert ["Ada Brook"] == [name.text for name in names_of(text)]


@pytest.mark.parametrize("place", ["Lisbon", "Oslo", "France", "New York"])
def test_places_are_never_people(place: str) -> None:
    """A place may be named like anybody; it is no person."""
    kinds = cast_of_text(f"Mayor Ada Brook flew to {place} on a whim.").actors

    assert place.casefold() not in [form for form, actor in kinds.items() if actor.kind is ActorKind.PERSON]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Ada Brook resigned. Then Brook left.", "brook", "ada brook"),
        ("Ada Maria Brook resigned. Then Ada Brook left.", "ada brook", "ada maria brook"),
        ("Ada Brook met Tom Brook. Then Brook left.", "brook", "brook"),
        ("Omar Vance met Omar Vance Jr. in Lorne. Then Omar Vance left.", "omar vance", "omar vance"),
        ("The Office of Pier Safety (OPS) closed. Then OPS opened.", "ops", "office of pier safety"),
        ("The Harbour Light Bureau closed. Then HLB opened.", "hlb", "harbour light bureau"),
    ],
)
def test_a_short_form_stands_for_the_one_name_that_fits(text: str, short: str, full: str) -> None:
    """Where two would fit, or a generation differs, nobody is joined."""
    assert full == cast_of_text(text).target[short]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("President Ada Brook left.", {"president"}),
        ("Then Ada Brook, the mayor of Lorne, left.", {"mayor"}),
        ("Then Ada Brook, the mayor’s secretary, left.", {"secretary"}),
        ("Ada Brook left.", set()),
    ],
)
def test_roles_are_those_said_of_the_name(text: str, roles: set[str]) -> None:
    """The mayor's secretary is no mayor."""
    assert roles == cast_of_text(text).actors["ada brook"].roles


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Clara Brook left.", "clara brook", ActorKind.PERSON),
        ("Then Vance Shipping Company closed.", "vance shipping company", ActorKind.ORGANISATION),
        ("The company Quillmoor closed.", "quillmoor", ActorKind.ORGANISATION),
        ("Then Quillmoor closed.", "quillmoor", ActorKind.UNKNOWN),
    ],
)
def test_a_person_and_a_body_are_told_apart(text: str, form: str, kind: ActorKind) -> None:
    """By given name, by word for a body, or not at all."""
    assert kind is cast_of_text(text).actors[form].kind


@pytest.mark.parametrize(
    "text",
    [
        "Police closed a school in Quillmoor.",
        "Floods hit Quillmoor, a town of 4,000 people, on Monday.",
        "Gunmen attacked the town of Quillmoor.",
        "Snow fell north of Quillmoor.",
        "Clara Brook flew from Quillmoor to Tessing.",
        "Police searched Quillmoor Bay.",
        "Strikes began in Quillmoor. Crews in Quillmoor said they would stay.",
    ],
)
def test_a_place_that_no_list_knows_is_no_actor(text: str) -> None:
    """What stands around the name tells that it is where something happens."""
    cast = cast_of_text(text)

    assert not any("quillmoor" in cast.of(name) for name in names_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Clara Brook bought shares in Quillmoor.",
        "Critics lost faith in Quillmoor.",
        "Strikes began in Quillmoor. Quillmoor said it would pay.",
        "Strikes began in Quillmoor. On Monday, Quillmoor said it would pay.",
        "The company Quillmoor closed a mill. Workers in Quillmoor left.",
    ],
)
def test_what_is_trusted_or_acts_is_no_place(text: str) -> None:
    """A stake is held in a firm, and what says or does something is somebody."""
    cast = cast_of_text(text)

    assert "quillmoor" in {cast.of(name) for name in names_of(text)}


def test_a_place_with_the_surname_of_a_person_is_not_that_person() -> None:
    """Where each stands tells them apart, within one article."""
    text = "Clara Quillmoor left. A storm destroyed a house in Quillmoor."
    cast = cast_of_text(text)

    assert [cast.of(name) for name in names_of(text)] == ["clara quillmoor", ""]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Brook Ferries founder Clara Vance left.", ("founder", "brook ferries")),
        ("Then Clara Vance, the founder of Brook Ferries, left.", ("founder", "brook ferries")),
        ("Brook Ferries boss Clara Vance left.", ("chief", "brook ferries")),
        ("Brook Ferries CEO and founder Clara Vance left.", ("chief", "brook ferries")),
    ],
)
def test_a_post_is_held_by_the_one_person_it_is_said_of(text: str, post: tuple[str, str]) -> None:
    """Words for one post are one."""
    assert cast_of_text(text).by_post == {post: "clara vance"}


@pytest.mark.parametrize(
    "text",
    [
        "Former Brook Ferries founder Clara Vance left. Brook Ferries closed.",
        "Brook Ferries founder Clara Vance and Brook Ferries founder Ines Holt left.",
        "Then Ines Holt and Clara Vance, the founders of Brook Ferries, left.",
        "Clara Vance met Brook Ferries.",
    ],
)
def test_a_post_that_two_held_or_nobody_holds_is_nobodys(text: str) -> None:
    """Where in doubt, a description stays a description."""
    assert not cast_of_text(text).by_post


def test_two_names_joined_where_a_place_stands_are_nobody() -> None:
    """“in the Brook-Vance era” names neither a place nor somebody, and stops nothing."""
    cast = cast_of_text("Ada Brook met Omar Vance. They lived in Brook-Vance, north of Lorne. Brook left. Vance left.")

    assert "brook-vance" not in cast.actors
