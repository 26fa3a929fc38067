"""Bounds from order words, clashes, and the drawing order. All people and events are invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.caching import dumps, loads
from timeline.events.conflict import Dating, bounded
from timeline.events.order import Bound, Constraint, Link, Node, Ordering, Row, order
from timeline.memo import Memo
from timeline.model import Basis
from timeline.when import Day, Relation, When, between, from_edtf, intersection, on, relate, to_edtf

START = Day.of(2025, 1, 1)


def node(id_: str, when: str = "", *, reported: str = "", rests_on: tuple[str, ...] = (), at: int = 0, drawn: bool = True) -> Node:
    """A node that is called after its id and stands at offset `at` of one article."""
    return Node(
        id=id_,
        words=f"the {id_}",
        when=from_edtf(when) if when else None,
        reported=from_edtf(reported) if reported else None,
        rests_on=rests_on,
        written=("harbour", at),
        drawn=drawn,
    )


def before(left: str, right: str, words: str = "“following”") -> Constraint:
    """`left` comes first; the evidence is named after both."""
    return Constraint(kind=Link.BEFORE, left=left, right=right, words=words, evidence=f"{left}<{right}")


def not_after(left: str, right: str, words: str = "the past tense") -> Constraint:
    """`left` is no later than `right`."""
    return Constraint(kind=Link.NOT_AFTER, left=left, right=right, words=words, evidence=f"{left}<={right}")


def bounds(ordering: Ordering) -> dict[str, str]:
    """The bounds as EDTF, for short tables."""
    return {id_: to_edtf(bound.when) for id_, bound in ordering.bounds.items()}


# --- bounds ------------------------------------------------------------------------------------------------------------------------------


def test_an_undated_event_is_bounded_by_what_follows_it() -> None:
    """“The feud broke out following her resignation” puts the resignation no later than the feud, and says why."""
    ordering = order((node("resignation"), node("feud", "[2025-06-01..2025-06-10]")), (before("resignation", "feud"),))
    expected = Bound(
        when=from_edtf("[..2025-06-10]"),
        steps=("“following” places it before the feud (some day from 1 to 10 June 2025), so not later than 10 June 2025",),
        support=("resignation<feud",),
    )
    assert dict(ordering.bounds) == {"resignation": expected}
    assert ordering.sequence == ("resignation", "feud")
    assert ordering.clashes == ()


def test_a_bound_travels_along_a_chain_and_tells_every_link() -> None:
    """What comes before something that comes before a dated event is bounded too, with one sentence for each step."""
    nodes = (node("audit"), node("resignation"), node("feud", "2025-06-05"))
    ordering = order(nodes, (before("audit", "resignation", "“after”"), before("resignation", "feud")))
    assert ordering.bounds["audit"].steps == (
        "“following” places the resignation before the feud (5 June 2025), so not later than 5 June 2025",
        "“after” places it before the resignation, so not later than 5 June 2025",
    )
    assert ordering.bounds["audit"].support == ("resignation<feud", "audit<resignation")


def test_an_article_bounds_what_it_tells_as_past() -> None:
    """News in the past tense is no later than its article, and an event between two dates has both ends."""
    nodes = (node("feud", "2025-06-05"), node("apology", reported="2025-07-06"), node("article", "2025-07-06", drawn=False))
    ordering = order(nodes, (before("feud", "apology", "“in the aftermath”"), not_after("apology", "article")))
    assert bounds(ordering) == {"apology": "[2025-06-05..2025-07-06]"}
    assert ordering.bounds["apology"].steps == (
        "“in the aftermath” places it after the feud (5 June 2025), so not earlier than 5 June 2025",
        "the past tense places it no later than the article (6 July 2025), so not later than 6 July 2025",
    )
    assert ordering.sequence == ("feud", "apology")


def test_an_undated_article_is_bounded_by_what_it_tells() -> None:
    """The date of an article is a variable too: it is no earlier than the past it tells and no later than the plans it makes."""
    nodes = (node("vote", "2025-06-12"), node("opening", "2025-08"), node("article", drawn=False))
    ordering = order(nodes, (not_after("vote", "article"), not_after("article", "opening", "the future tense")))
    assert bounds(ordering) == {"article": "[2025-06-12..2025-08-31]"}
    assert ordering.sequence == ("vote", "opening")


@pytest.mark.parametrize(
    ("own", "bounded"),
    [
        ("2025-06", "[2025-06-01..2025-06-10]"),  # a month is cut where words say so
        ("2025-05", None),  # what already lies before is not news
        ("2025-06-05", None),
        ("[..2025-07-06]", "[..2025-06-10]"),
        ("[2025-06-09..]", "[2025-06-09..2025-06-10]"),
        ("2025-06/2025-07", None),  # what lasts is not cut
    ],
)
def test_bounds_only_narrow_what_is_known(own: str, bounded: str | None) -> None:
    """A date of its own is cut by order words, never moved or widened."""
    ordering = order((node("talks", own), node("feud", "2025-06-10")), (before("talks", "feud"),))
    assert bounds(ordering).get("talks") == bounded
    assert ordering.clashes == ()


def test_what_lasts_bounds_by_its_first_day() -> None:
    """After a strike that lasted all of June is after its first day; more the words do not say."""
    ordering = order((node("strike", "2025-06/2025-06"), node("arrest")), (before("strike", "arrest", "“after”"),))
    assert bounds(ordering) == {"arrest": "[2025-06-01..]"}


def test_about_stays_about() -> None:
    """A bound from an approximate date is approximate."""
    ordering = order((node("resignation"), node("feud", "[2025-06-01~..2025-06-10~]")), (before("resignation", "feud"),))
    assert bounds(ordering) == {"resignation": "[..2025-06-10~]"}


def test_order_alone_never_claims_a_single_day() -> None:
    """Held from both sides by events of one day, an event is about that day; held by inferred dates, in that month."""
    constraints = (before("dawn", "raid", "“after”"), before("raid", "dusk", "“before”"))
    stated = order((node("dawn", "2025-06-05"), node("raid"), node("dusk", "2025-06-05")), constraints)
    assert bounds(stated) == {"raid": "2025-06-05~"}
    inferred = order((node("dawn", "2025-06-05", rests_on=("note",)), node("raid"), node("dusk", "2025-06-05")), constraints)
    assert bounds(inferred) == {"raid": "2025-06"}
    assert inferred.bounds["raid"].inferred


def test_no_date_supports_itself() -> None:
    """An event dated by an article's inferred date does not bound that article; what stands behind it on the way still does."""
    nodes = (
        node("vote", "[2025-05-20..]"),
        node("visit", "2025-06", rests_on=("article",)),
        node("article", drawn=False),
        node("speech"),
    )
    constraints = (before("vote", "visit"), not_after("visit", "article"), not_after("article", "speech", "the future tense"))
    ordering = order(nodes, constraints)
    assert bounds(ordering) == {"vote": "[2025-05-20..2025-06-30]", "article": "[2025-05-20..]", "speech": "[2025-06-01..]"}
    assert not ordering.bounds["article"].inferred
    assert ordering.bounds["speech"].inferred


def test_a_bound_that_may_not_be_used_hides_no_other() -> None:
    """On the way to an article the nearer plan is dated by that article; the farther one, dated by another, still bounds it."""
    nodes = (
        node("article", drawn=False),
        node("fair", "[..2025-06-20]", rests_on=("other",)),
        node("parade", "[..2025-06-10]", rests_on=("article",)),
        node("other", drawn=False),
    )
    ordering = order(nodes, (not_after("article", "fair", "the plan"), before("fair", "parade")))
    assert bounds(ordering)["article"] == "[..2025-06-20]"
    assert bounds(ordering)["fair"] == "[..2025-06-10]"


def test_the_firmer_of_two_equal_bounds_is_told() -> None:
    """Where a stated and an inferred date give the same end, the reason is the stated one, however it is written down."""
    nodes = (node("arrest", "2025-06-05", rests_on=("note",)), node("vote", "2025-06-05"), node("speech"))
    ordering = order(nodes, (before("arrest", "speech"), before("vote", "speech")))
    assert ordering.bounds["speech"].support == ("vote<speech",)
    assert not ordering.bounds["speech"].inferred


def test_dates_at_the_end_of_the_calendar_do_no_harm() -> None:
    """The widest dates there are can be bounds and can be approximate."""
    ordering = order((node("start", "-9998~"), node("end", "9999~"), node("story")), (before("start", "story"), before("story", "end")))
    assert bounds(ordering) == {"story": "[-9998-01-01~..9999-12-31~]"}


# --- clashes -----------------------------------------------------------------------------------------------------------------------------


def test_dates_that_contradict_order_words_are_named() -> None:
    """The clash holds the claims and their dates in words; the dates stay, the words are left out."""
    nodes = (node("trial", "2025-06-12", at=1), node("arrest", "2025-06-05", at=2), node("leak", at=3))
    ordering = order(nodes, (before("trial", "arrest"), before("leak", "arrest", "“before”")))
    (clash,) = ordering.clashes
    assert clash.nodes == ("trial", "arrest")
    assert clash.constraints == (before("trial", "arrest"),)
    assert clash.reason == "“following” places the trial before the arrest; but the trial is dated 12 June 2025 and the arrest 5 June 2025"
    assert bounds(ordering) == {"leak": "[..2025-06-05]"}
    assert ordering.sequence == ("leak", "arrest", "trial")


def test_the_smallest_set_of_claims_is_named() -> None:
    """Of a long and a short way to the same contradiction the short one is told, and nothing beyond it is left out."""
    nodes = (node("far", "2025-09-01"), node("a"), node("b"), node("near", "2025-07-01"), node("early", "2025-06-01"), node("aside"))
    ways = (before("far", "a"), before("a", "b"), before("b", "near"), before("near", "early"), before("aside", "early"))
    ordering = order(nodes, ways)
    assert [clash.nodes for clash in ordering.clashes] == [("near", "early"), ("far", "a", "b", "near")]
    assert bounds(ordering) == {"aside": "[..2025-06-01]"}


def test_a_circle_of_order_words_is_named_and_broken() -> None:
    """Three claims that chase each other are one clash, told from the first in the writing; the order falls back on the writing."""
    nodes = (node("speech", at=1), node("walkout", at=2), node("vote", at=3), node("recount", at=4))
    circle = (before("walkout", "vote"), before("vote", "speech"), before("speech", "walkout"))
    ordering = order(nodes, (*circle, before("vote", "recount")))
    (clash,) = ordering.clashes
    assert clash.nodes == ("speech", "walkout", "vote", "speech")
    assert clash.reason.endswith("these cannot all hold")
    assert ordering.sequence == ("speech", "walkout", "vote", "recount")


def test_an_event_before_itself_is_a_clash() -> None:
    """A claim about one event alone, as a wrong merge leaves it, is named too."""
    ordering = order((node("vote"),), (before("vote", "vote"),))
    assert [clash.nodes for clash in ordering.clashes] == [("vote", "vote")]
    assert ordering.sequence == ("vote",)


def test_not_after_each_other_is_one_day_and_no_clash() -> None:
    """News of the day is not after its article, and the article not before the news."""
    nodes = (node("fire", at=1), node("article", "2025-06-05", drawn=False), node("flood", at=2))
    ordering = order(nodes, (not_after("fire", "article"), not_after("article", "fire", "the present tense"), before("fire", "flood")))
    assert ordering.clashes == ()
    assert bounds(ordering) == {"fire": "2025-06-05~", "flood": "[2025-06-05..]"}
    assert ordering.sequence == ("fire", "flood")


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        ("2025-06-12", "2025-06-11", 1),
        ("2025-06-12", "2025-06-11~", 0),  # about the 11th may be the 12th
        ("2025-06-12", "[2025-06-01~..2025-06-10~]", 0),  # early June may reach the 12th
        ("2025-06-25", "[2025-06-01~..2025-06-10~]", 1),  # but not the 25th
        ("2025-06-12", "2025-06", 0),
        ("2025-07-12", "2025-06", 1),
    ],
)
def test_an_approximate_date_gives_way_before_it_clashes(first: str, second: str, clashes: int) -> None:
    """A vague date contradicts nothing that lies within its own length."""
    ordering = order((node("post", first), node("feud", second)), (before("post", "feud"),))
    assert len(ordering.clashes) == clashes


def test_bounds_that_pass_each_other_within_about_leave_it_about_there() -> None:
    """Between the 12th and what was about the 10th, an event lies somewhere about both."""
    nodes = (node("post", "2025-06-12"), node("reply"), node("feud", "[2025-06-01~..2025-06-10~]"))
    ordering = order(nodes, (before("post", "reply"), before("reply", "feud")))
    assert ordering.clashes == ()
    assert bounds(ordering)["reply"] == "[2025-06-10~..2025-06-12~]"
    assert ordering.sequence == ("post", "reply", "feud")


@pytest.mark.parametrize("nodes", [(node("vote"), node("vote")), (node("vote"),)])
def test_ids_are_checked(nodes: tuple[Node, ...]) -> None:
    """A doubled or unknown id is a mistake of the caller and said so."""
    with pytest.raises(ValueError, match=r"two nodes|no node"):
        order(nodes, (before("vote", "recount"),))


# --- the drawing order -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nodes", "constraints", "expected"),
    [
        ((node("b", "2025-06-05"), node("a", "2025-06-04")), (), "a b"),
        ((node("b", "2025-06"), node("a", "2025-06-01")), (), "a b"),  # the day before its month
        ((node("b", at=2), node("a", at=1)), (), "a b"),  # nothing known: as written
        ((node("b", at=1), node("a", at=2)), (before("a", "b"),), "a b"),
        ((node("x"), node("a", "2030")), (), "a x"),  # what nobody can place comes last
        # words decide where dates leave it open
        ((node("b", "2025-06", at=1), node("a", "2025-06", at=2)), (before("a", "b"),), "a b"),
        # news stands on its day
        ((node("b", reported="2025-07-06"), node("a", "2025-07-05"), node("c", "2025-07-07")), (), "a b c"),
        # undated, it stands right ahead of what it comes before, not first of all
        ((node("c", "2025-06-05", at=1), node("b", at=2), node("a", "2025-06-01", at=3)), (before("b", "c"),), "a b c"),
        # news that follows an event stands behind it if that is near, and on the day of the news if it is far
        ((node("a", "2025-06-05"), node("c", "2025-06-20"), node("b", reported="2025-07-06")), (before("a", "b"),), "a c b"),
        ((node("a", "1969-07-20"), node("b", "1990"), node("c", reported="2025-07-06")), (before("a", "c"),), "a b c"),
        # news of an article known to the month stands at its end, and an article of "June or later" draws nothing to June
        ((node("c", "2025-07-01"), node("b", reported="2025-06"), node("a", "2025-06-20")), (), "a b c"),
        ((node("b", "[..2025-08-20]"), node("a", "2025-06-20"), node("n", "[2025-06-01..]", drawn=False)), (not_after("b", "n"),), "a b"),
    ],
)
def test_the_row_of_a_timeline(nodes: tuple[Node, ...], constraints: tuple[Constraint, ...], expected: str) -> None:
    """Words first, then dates, then the writing."""
    assert order(nodes, constraints).sequence == tuple(expected.split())


def test_news_that_follows_a_near_event_stands_behind_it() -> None:
    """Bounded by the event and by the article a month later, it is drawn with the event, ahead of what came weeks after."""
    nodes = (
        node("feud", "2025-06-05"),
        node("visit", "2025-06-20"),
        node("insult", reported="2025-07-06"),
        node("article", "2025-07-06", drawn=False),
    )
    ordering = order(nodes, (before("feud", "insult", "“in the aftermath”"), not_after("insult", "article")))
    assert ordering.sequence == ("feud", "insult", "visit")


# --- laws --------------------------------------------------------------------------------------------------------------------------------


Network = tuple[tuple[Node, ...], tuple[Constraint, ...]]


@dataclass(frozen=True)
class _Drawn:
    """What chance says of one node: its ends in days after the start, what else its date rests on, where it stands."""

    first: int | None
    length: int | None
    approximate: bool
    rests_on: int | None
    reported: int | None
    line: int
    drawn: bool


def _node(drawn: _Drawn, index: int, count: int) -> Node:
    first = None if drawn.first is None else START + drawn.first
    last = None if drawn.length is None else START + min(45, (drawn.first or 0) + drawn.length)
    when = between(first, last, approximate=drawn.approximate) if first or last else None
    rests_on = {f"n{drawn.rests_on % count}"} if when and drawn.rests_on is not None else set()
    return Node(
        id=f"n{index}",
        words=f"n{index}",
        when=when,
        rests_on=tuple(rests_on - {f"n{index}"}),
        reported=None if drawn.reported is None else on(START + drawn.reported),
        written=("a", drawn.line * 10 + index),
        drawn=drawn.drawn,
    )


def _network(drawn: list[_Drawn], pairs: list[tuple[int, int, Link]]) -> Network:
    count = len(drawn)
    named = [(f"n{a % count}", f"n{b % count}", kind) for a, b, kind in pairs]
    constraints = tuple(Constraint(kind=kind, left=a, right=b, words="“w”", evidence=f"{a}{b}{kind}") for a, b, kind in named)
    return tuple(_node(one, index, count) for index, one in enumerate(drawn)), constraints


# Up to eight nodes, dated, half-dated or not, some on inferred article dates, and up to twelve constraints in any direction.
NETWORKS = st.builds(
    _network,
    st.lists(
        st.builds(
            _Drawn,
            first=st.none() | st.integers(0, 40),
            length=st.none() | st.integers(0, 45),
            approximate=st.sampled_from((False, False, True)),
            rests_on=st.none() | st.integers(0, 7),
            reported=st.none() | st.integers(0, 60),
            line=st.integers(0, 3),
            drawn=st.sampled_from((True, True, False)),
        ),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(Link)), max_size=12),
)


@given(NETWORKS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_plays_no_part(network: Network, shuffler: random.Random) -> None:
    """Shuffled and doubled input gives the same bounds, reasons, clashes and row."""
    nodes, constraints = list(network[0]), [*network[1], *network[1]]
    expected = order(*network)
    shuffler.shuffle(nodes)
    shuffler.shuffle(constraints)
    assert order(tuple(nodes), tuple(constraints)) == expected


@given(NETWORKS, NETWORKS)
def test_what_nothing_joins_is_put_in_order_by_itself(network: Network, other: Network) -> None:
    """Beside another network each has the bounds, the clashes and the row that it has alone."""
    apart = tuple(replace(node, id=f"m{node.id}", rests_on=tuple(f"m{id_}" for id_ in node.rests_on)) for node in other[0])
    held = tuple(replace(constraint, left=f"m{constraint.left}", right=f"m{constraint.right}") for constraint in other[1])
    alone = [order(*network), order(apart, held)]

    both = order((*network[0], *apart), (*network[1], *held))

    assert both.bounds == {**alone[0].bounds, **alone[1].bounds}
    assert set(both.clashes) == {*alone[0].clashes, *alone[1].clashes}
    assert [tuple(id_ for id_ in both.sequence if id_ in one.sequence) for one in alone] == [one.sequence for one in alone]


@given(NETWORKS, st.lists(st.sampled_from((0, 1, 2)), max_size=4))
def test_a_memo_changes_nothing(network: Network, turns: list[int]) -> None:
    """Whatever was put in order before: all, the first half, or without constraints."""
    nodes, constraints = network
    half = {node.id for node in nodes[: len(nodes) // 2]}
    inside = tuple(c for c in constraints if {c.left, c.right} <= half)
    networks: list[Network] = [network, (nodes[: len(nodes) // 2], inside), (nodes, ())]
    memo = Memo()

    for turn in (*turns, 0):
        assert order(*networks[turn], memo) == order(*networks[turn])
        memo.turn()


@given(NETWORKS, st.lists(st.sampled_from((0, 1, 2)), max_size=4))
def test_what_was_kept_changes_nothing(network: Network, turns: list[int]) -> None:
    """Rows of an earlier time, as the cache gives them back."""
    nodes, constraints = network
    half = {node.id for node in nodes[: len(nodes) // 2]}
    inside = tuple(c for c in constraints if {c.left, c.right} <= half)
    networks: list[Network] = [network, (nodes[: len(nodes) // 2], inside), (nodes, ())]
    modules, known = frozenset({"timeline.events.order", "timeline.when"}), dict[bytes, Row]()

    for turn in (*turns, 0):
        made = order(*networks[turn], known=known)
        assert replace(made, rows={}) == order(*networks[turn])
        for name, row in made.rows.items():
            kept = loads(dumps(row, modules), modules)
            assert isinstance(kept, Row)
            known[name] = kept


def test_the_rows_of_parts_are_put_together_by_their_dates() -> None:
    """What waits for something later waits in the row of all, too; the rest does not wait with it."""
    dated = {"talks": "2025-01-03", "strike": "2025-01-05", "vote": "2025-01-06"}
    nodes = tuple(node(id_, when, at=at) for at, (id_, when) in enumerate(dated.items()))
    news = node("plan", reported="2025-01-04", at=9)

    assert order((*nodes, news), (before("strike", "plan"),)).sequence == ("talks", "strike", "plan", "vote")


@given(NETWORKS)
def test_every_drawn_node_stands_in_the_row_once(network: Network) -> None:
    """The row is total: nothing lost, nothing doubled, no articles."""
    assert sorted(order(*network).sequence) == sorted(node.id for node in network[0] if node.drawn)


def _kept(network: Network, ordering: Ordering) -> set[Constraint]:
    return set(network[1]) - {constraint for clash in ordering.clashes for constraint in clash.constraints}


@given(NETWORKS)
def test_the_row_obeys_every_order_word_that_is_no_clash(network: Network) -> None:
    """Whatever was not left out as a clash holds in the drawing."""
    ordering = order(*network)
    place = {id_: index for index, id_ in enumerate(ordering.sequence)}
    for constraint in _kept(network, ordering):
        if constraint.kind is Link.BEFORE and {constraint.left, constraint.right} <= place.keys():
            assert place[constraint.left] < place[constraint.right]


@given(NETWORKS)
def test_bounds_narrow_and_have_reasons(network: Network) -> None:
    """Each bound lies inside the node's own date, is news, and names its words and its evidence."""
    ordering = order(*network)
    for node_ in network[0]:
        bound = ordering.bounds.get(node_.id)
        if bound is None:
            continue
        assert bound.steps
        assert bound.support
        assert all("“w” places" in step and ", so not " in step for step in bound.steps)
        if node_.when is not None:
            assert relate(bound.when, node_.when) is Relation.INSIDE
        assert not bound.when.is_day or bound.when.approximate


def _limits(network: Network, kept: set[Constraint], id_: str, *, lower: bool) -> set[Day]:
    """By plain search: the ends of all nodes from which, or to which, a way of kept constraints leads, and which do not rest on `id_`."""
    reached, nodes = {id_}, {node.id: node for node in network[0]}
    while grown := {(c.left if lower else c.right) for c in kept if (c.right if lower else c.left) in reached} - reached:
        reached |= grown
    whens = [nodes[other].when for other in reached if id_ not in nodes[other].rests_on]
    return {end for when in whens if when is not None and (end := when.first if lower else when.last) is not None}


@given(NETWORKS)
def test_bounds_are_a_fixed_point(network: Network) -> None:
    """No way in the network, searched by brute force, says more of an undated node than its bound does, or less."""
    ordering = order(*network)
    kept = _kept(network, ordering)
    for node_ in network[0]:
        lows = _limits(network, kept, node_.id, lower=True)
        highs = _limits(network, kept, node_.id, lower=False)
        if node_.when is not None or (lows and highs and max(lows) >= min(highs)):
            continue
        bound = ordering.bounds.get(node_.id)
        expected: tuple[Day | None, Day | None] = (max(lows, default=None), min(highs, default=None))
        assert (bound.when.first if bound else None, bound.when.last if bound else None) == expected


@given(NETWORKS)
def test_clashes_are_real_and_smallest(network: Network) -> None:
    """The constraints of a clash form one way; together with its dates they cannot hold, and without any one of them they can."""
    for clash in order(*network).clashes:
        assert [c.left for c in clash.constraints] == list(clash.nodes[:-1])
        assert clash.constraints[-1].right == clash.nodes[-1]
        whens = {node.id: node.when for node in network[0]}
        first, last = whens[clash.nodes[0]], whens[clash.nodes[-1]]
        if clash.nodes[0] != clash.nodes[-1]:
            assert first is not None
            assert last is not None
            assert relate(first, last) is Relation.AFTER
        for left_out in clash.constraints:
            involved = tuple(node for node in network[0] if node.id in clash.nodes)
            rest = tuple(c for c in clash.constraints if c != left_out)
            assert order(involved, rest).clashes == ()


def test_a_clash_that_holds_a_smaller_one_is_none() -> None:
    """Two dates clash with a third, and one of them with a fourth by way of the third: the way round by the third says nothing new."""
    early, late, later, mid = (
        Node(id=name, words=name, when=from_edtf(edtf), rests_on=(), reported=None, written=("a", at), drawn=True)
        for at, (name, edtf) in enumerate(
            (("early", "[..2025-01-01]"), ("late", "[2025-01-02..]"), ("later", "[2025-01-03..]"), ("mid", "[..2025-01-02]"))
        )
    )
    pairs = ((late, early), (early, mid), (later, early))
    constraints = tuple(Constraint(kind=Link.BEFORE, left=a.id, right=b.id, words="“w”", evidence=f"{a.id}{b.id}") for a, b in pairs)

    assert [clash.nodes for clash in order((early, late, later, mid), constraints).clashes] == [("late", "early"), ("later", "early")]


@given(NETWORKS)
def test_a_date_that_rests_on_an_article_says_nothing_of_it(network: Network) -> None:
    """Taking away whatever rests on a node's date changes no bound of that node."""
    ordering = order(*network)
    if ordering.clashes:
        return
    for target in network[0]:
        bare = tuple(replace(n, when=None, rests_on=()) if target.id in n.rests_on else n for n in network[0])
        ours, theirs = ordering.bounds.get(target.id), order(bare, network[1]).bounds.get(target.id)
        assert _days(ours.when if ours else target.when) == _days(theirs.when if theirs else target.when)


def _days(when: When | None) -> tuple[Day | None, Day | None]:
    return (when.first, when.last) if when else (None, None)


def test_a_long_chain_stays_linear() -> None:
    """Ten thousand events in a row, and as many side by side, are bounded through and through."""
    count = 10_000
    nodes = (node("start", "2025-06-01"), *(node(f"e{index}") for index in range(count)), node("end", "2025-06-30"))
    links = (before("start", "e0"), *(before(f"e{index}", f"e{index + 1}") for index in range(50)), before("e50", "end"))
    fan = tuple(constraint for index in range(51, count) for constraint in (before("e25", f"e{index}"), before(f"e{index}", "end")))
    ordering = order(nodes, (*links, *fan))
    assert ordering.sequence[0] == "start"
    assert ordering.sequence[-1] == "end"
    within = between(Day.of(2025, 6, 1), Day.of(2025, 6, 30))
    assert len(ordering.bounds) == count
    assert all(intersection(bound.when, within) == bound.when for bound in ordering.bounds.values())


@pytest.mark.parametrize(
    ("own", "basis", "shown"),
    [
        ("2025-05", Basis.STATED, Basis.STATED),
        ("2025-05", Basis.RESOLVED, Basis.RESOLVED),
        ("[..2025-06-01]", Basis.STATED, Basis.BOUNDED),
        ("[..2025-06-01]", Basis.REPORTED, Basis.BOUNDED),
        ("", Basis.UNKNOWN, Basis.BOUNDED),
    ],
)
def test_a_date_of_its_own_stays_what_it_is_when_order_narrows_it(own: str, basis: Basis, shown: Basis) -> None:
    """A month that was stated is still stated; what had an open end or no date is told to be bounded. Each says why."""
    narrow = between(Day.of(2025, 5, 20), Day.of(2025, 5, 31))
    made = bounded(Dating(when=from_edtf(own) if own else None, basis=basis, steps=("said",)), narrow, ("“after”",))

    assert (shown, narrow, ("said", "“after”")) == (made.basis, made.when, made.steps)
