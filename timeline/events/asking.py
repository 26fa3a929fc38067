"""Clashes of order in, questions to the editor out: one short line for each event that does not fit, with the place of the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.events.order import Clash, Node
from timeline.model import Article, Evidence, Problem, Severity
from timeline.wording import label

_LONGEST = 60  # characters of a headline


def questions(
    clashes: Iterable[Clash], nodes: Sequence[Node], evidence: Mapping[str, Evidence], articles: Mapping[str, Article]
) -> tuple[Problem, ...]:
    """A question for each event that clashes, with the first of the claims it clashes with and how many more there are."""
    by_id = {node.id: node for node in nodes}
    groups: dict[str, list[Clash]] = defaultdict(list)
    for clash in clashes:
        groups[_odd_one(clash, by_id)].append(clash)
    return tuple(_question(group, by_id, evidence, articles) for group in groups.values())


def _odd_one(clash: Clash, nodes: Mapping[str, Node]) -> str:
    """The event that a clash is about: the first on its way, which articles are not."""
    return next((id_ for id_ in clash.nodes if nodes[id_].drawn), clash.nodes[0])


def _question(
    clashes: Sequence[Clash], nodes: Mapping[str, Node], evidence: Mapping[str, Evidence], articles: Mapping[str, Article]
) -> Problem:
    clash = clashes[0]
    first, last = nodes[clash.nodes[0]], nodes[clash.nodes[-1]]
    said = ", ".join(dict.fromkeys(constraint.words for constraint in clash.constraints))
    if first is last:
        names = ", ".join(_called(nodes[id_]) for id_ in dict.fromkeys(clash.nodes))
        message = f"{said}: these come before each other in a circle: {names}"
    else:
        message = f"{said}: {_called(first)} ({_dated(first)}) should not be later than {_called(last)} ({_dated(last)})"
    if len(clashes) > 1:
        message += f"; and {len(clashes) - 1} more like it"
    words = next((evidence[c.evidence] for c in clash.constraints if c.evidence in evidence), None)
    article = articles.get(words.article) if words is not None else None
    return Problem(
        severity=Severity.QUESTION,
        code="order-clash",
        message=message,
        path=article.path if article is not None else "",
        line=article.line_at(words.start) if article is not None and words is not None else 0,
        hint="correct one of the dates",
    )


def _called(node: Node) -> str:
    """A node in few words, cut behind one."""
    if len(node.words) <= _LONGEST:
        return node.words
    closing = "”" if node.words.endswith("”") else ""
    return f"{node.words[: _LONGEST - 2].rsplit(' ', 1)[0].rstrip(' ,;:')} …{closing}"


def _dated(node: Node) -> str:
    return label(node.when) if node.when is not None else "undated"
