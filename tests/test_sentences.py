"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Article, Block, BlockKind
from timeline.sentences import split, split_text

CASES = {
    "a clock time before a weekday": ("Talks begin at 9 a.m. | Tuesday.", 1),
    "a clock time before a zone": ("They met at 5 p.m. | Eastern. | It rained.", 2),
    "a clock time that ends its sentence": ("It ended at 3 p.m. | The crowd left.", 2),
    "an estimate": ("It took approx. | 30 people.", 1),
    "a title after a quotation": ("“Go!” | Ms. | Roe left.", 2),
    "a country before its officer": ("He met U.S. | President Roe.", 1),
    "a country that ends its sentence": ("He left the U.S. | The deal failed.", 2),
    "initials": ("J. R. Smith met John F. Doe.", 1),
    "a company": ("Roe Inc. said so. | It rose.", 2),
    "a month": ("On Sept. 5 he came. | On Nov. 5, 2001, he left.", 2),
    "figures": ("It paid $5.9 million. | It got 2.4.", 2),
    "footnote digits": ("He agreed12. | Then he left4.", 2),
    "a quotation that closes late": ("It is late.” | Ms. Doe sang. | Acme Inc. paid.", 3),
    "a quotation stays whole": ("“It is late. It is dark,” she said. | He left.", 2),
    "a blank line": ("A heading without a stop \n\n| It began.", 2),
}


@pytest.mark.parametrize(("marked", "count"), CASES.values(), ids=CASES)
def test_sentences_end_where_a_reader_ends_them(marked: str, count: int) -> None:
    """The bars show where a cutter may be tempted; the number says how many sentences a reader sees."""
    text = marked.replace("| ", "").replace("|", "")
    assert count == len(split_text(text)), [sentence.text for sentence in split_text(text)]


@given(st.text(alphabet=st.sampled_from("ab A.B?!\"'“”() \n\t1é😀\ud800")) | st.text())
def test_sentences_are_slices_that_hold_all_but_blanks(text: str) -> None:
    """Nothing of a text is lost, doubled, moved or blank, whatever the text is."""
    sentences = split_text(text)
    assert [text[s.start : s.end] for s in sentences] == [s.text for s in sentences]
    assert "".join(text.split()) == "".join("".join(s.text.split()) for s in sentences)
    assert all(s.text == s.text.strip() != "" for s in sentences)
    assert [s.index for s in sentences] == list(range(len(sentences)))


def test_a_long_text_is_cut_like_a_short_one() -> None:
    """The parts in which a long text is handed over leave no seam."""
    line = "“We saw it. It was red,” said J. Roe at 9 a.m. Tuesday. Then it sank. "
    assert 3000 * 2 == len(split_text(line * 3000))


def test_only_running_text_is_split_and_offsets_are_the_articles() -> None:
    """Headings, captions and boilerplate give no sentences; block and index number what is left."""
    parts = [
        ("Ferry sinks", BlockKind.HEADING),
        ("It sank. It was old.", BlockKind.PARAGRAPH),
        ("Photo: Roe.", BlockKind.CAPTION),
        ("He left.", BlockKind.ITEM),
    ]
    text = "\n\n".join(part for part, _ in parts)
    blocks = tuple(Block(start=text.index(part), end=text.index(part) + len(part), line=1, kind=kind) for part, kind in parts)
    article = Article(id="a", path="a.md", text=text, text_hash="", blocks=blocks)
    sentences = split(article)
    assert [("It sank.", 0, 1), ("It was old.", 1, 1), ("He left.", 2, 3)] == [(s.text, s.index, s.block) for s in sentences]
    assert all(article.text[s.start : s.end] == s.text and s.article == "a" for s in sentences)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The mill closed in May. Ada Roe left.", 2),
        ("It ended on 4 May. Gen. Roe left in May.", 2),
        ("He is ill. Roe said no. Brook told me. Vance left.", 4),
        ("“It was in May.” Roe left.", 2),
        ("He met Mrs. May. Roe did not.", 2),
        ("See no. 5 and No. Five.", 1),
        ("The vote, in May, was his.", 1),
        ("Art. 5 binds Ill. Gov. Roe and Pa. Sen. Holt.", 1),
    ],
)
def test_a_word_that_only_looks_like_an_abbreviation_may_end_a_sentence(text: str, count: int) -> None:
    """“May.” before a name is the end; "no. 5" and "Ill. Gov." go on."""
    assert count == len(split_text(text))


def test_the_language_says_what_ends_a_sentence() -> None:
    """A German number with a stop is an ordinal before a noun, and an English one is not."""
    german = [sentence.text for sentence in split_text("Das 19. Jahrhundert begann. Er ging am 3. Dann kam sie.", language="de-AT")]

    assert german == ["Das 19. Jahrhundert begann.", "Er ging am 3.", "Dann kam sie."]
    assert len(split_text("He scored 19. Roe scored 20.")) == 2


def test_an_unpaired_mark_holds_no_sentences_together() -> None:
    """Where a quotation goes on in a new paragraph, its mark opens twice and closes once."""
    text = (
        '"We want peace. "We are ready for all." Roe spoke on Friday. Vance ruled it out. He left in May. "It is late," he said. She sang.'
    )
    found = [sentence.text for sentence in split_text(text)]

    assert {"Vance ruled it out.", "He left in May.", "She sang."} <= set(found)
