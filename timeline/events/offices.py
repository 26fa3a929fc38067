"""The names of an article in, who holds which post where out: “Vance Lines chief Omar Vance”, “Ada Brook, the founder of Brook Ferries”.

A post ties a description to a person in the article that says so, and in no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from timeline.events.lexicon import Lexicon
from timeline.events.line import Line, kept
from timeline.events.names import Name
from timeline.events.tokens import Token

_BETWEEN = 7  # tokens between a person and the body whose post is held
Post = tuple[str, str]  # what the post is called, and the form of the body as written


def post_of(words: Sequence[str], lexicon: Lexicon) -> str:
    """What a post is called in one word for its synonyms, "" for none or for one that was or will be held: "ceo" is "chief"."""
    if not words or any(word not in lexicon.roles for word in words) or not lexicon.former.isdisjoint(words):
        return ""
    return next((found for word in words if (found := lexicon.posts.get(word))), "")


@kept
def posts(line: Line, names: tuple[Name, ...], lexicon: Lexicon) -> tuple[tuple[Name, Post], ...]:
    """Each person with a post that a sentence says they hold."""
    found = []
    tokens = line.tokens
    for left, right in pairwise(names):
        between = tokens[left.last + 1 : right.first]
        if len(between) > _BETWEEN:
            continue
        before = [tokens[left.first - 1].lower] if left.first and tokens[left.first - 1].lower in lexicon.former else []
        if post := post_of([*before, *(token.lower for token in between if token.word_class != "conjunction")], lexicon):
            found.append((right, (post, left.form)))  # “Vance Lines chief Omar Vance”
        elif (post := _behind(between, lexicon)) and not _is_shared(tokens, left):
            found.append((left, (post, right.form)))
    return tuple(found)


def _behind(between: Sequence[Token], lexicon: Lexicon) -> str:
    """“, the founder of” and “, founder and head of” between a person and a body."""
    words, articles, links = [token.lower for token in between], lexicon.finding.articles, lexicon.post_links
    if words[:1] != [","] or words[-1] not in links | articles or links.isdisjoint(words):
        return ""
    skipped = links | articles | lexicon.organisation_leads
    return post_of([t.lower for t in between[1:] if t.lower not in skipped and t.word_class != "conjunction"], lexicon)


def _is_shared(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name ends a list: in “Brook and Vance, the founders of” two hold the post."""
    return name.first > 0 and tokens[name.first - 1].word_class == "conjunction"


def holders_of_posts(found: Iterable[tuple[Name, Post]], target: Mapping[str, str]) -> dict[Post, str]:
    """Post → the one person who holds it in the article."""
    held: dict[Post, set[str]] = {}
    for name, (post, body) in found:
        if (person := target.get(name.form, "")) and (of := target.get(body, "")):
            held.setdefault((post, of), set()).add(person)
    return {post: next(iter(persons)) for post, persons in held.items() if len(persons) == 1}
