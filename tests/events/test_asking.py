"""What does not fit is asked once for each event, in one short line with file and line."""

from __future__ import annotations

from dataclasses import replace

from tests.events.reading import article, timeline_of
from timeline import questions
from timeline.model import ArticleKind

_STORM = (
    "Ada Brook met Omar Vance on 9 June 2031.\n\nLena Holt resigned on 3 June 2031, following the meeting between Ada Brook and Omar Vance."
)


def test_a_clash_names_the_words_the_dates_and_the_line() -> None:
    """The event, the words that place it, what it clashes with, and where to look."""
    timeline = timeline_of(article(_STORM, name="pier", published="2031-07-01"))
    (problem,) = (problem for problem in timeline.problems if problem.code == "order-clash")

    assert (problem.path, problem.line) == ("pier.md", 2)
    assert "following" in problem.message
    assert "9 June 2031" in problem.message
    assert len(problem.message) < 240


def test_much_quoted_articles_are_asked_about_once() -> None:
    """Unless their licence is said, or they are notes of one's own; an article of which little is told is not meant."""
    told, rest = "Ada Brook met Omar Vance on 9 May 2031.", "Gulls and terns and nobody else, all over the pier. " * 40
    short, long = article(told, name="short"), article(f"{told} {rest}", name="long")
    found = [problem for problem in questions.asked(timeline_of(short, long)) if problem.code == "much-quoted"]

    assert [problem.message for problem in found] == ["1 article is quoted for more than 15% of the text, most of all short.md (100%)"]
    for free in (replace(short, license="CC BY 4.0"), article(told, name="note", kind=ArticleKind.NOTE)):
        assert not [problem for problem in questions.asked(timeline_of(free, long)) if problem.code == "much-quoted"]


def test_the_same_clash_in_many_articles_is_one_question() -> None:
    """A meeting of August in a dozen articles of June is asked once, with how many more say so."""
    rows = [article("Ada Brook met Omar Vance on 9 August 2031.", name=f"pier{n}", published=f"2031-06-{n + 10}") for n in range(12)]
    found = [problem for problem in timeline_of(*rows).problems if problem.code == "order-clash"]

    assert len(found) == 1
    assert "and 11 more like it" in found[0].message


def test_every_question_of_an_event_names_its_file_and_line() -> None:
    """And no headline stands in two pairs of quotation marks."""
    timeline = timeline_of(article("The pier is old.\n\nOmar Vance was arrested on Friday.", name="pier", published="2031-05-12"))
    asked = [problem for problem in questions.asked(timeline) if problem.code == "not-accepted"]

    assert [(problem.path, problem.line) for problem in asked] == [("pier.md", 2)]
    assert "““" not in asked[0].message
