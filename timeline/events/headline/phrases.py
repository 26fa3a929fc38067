"""Noun phrases and runs of chunks in, their wording out, names in their fullest form."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.identify import name_of
from timeline.events.sentence_reading import SentenceReading

LONGEST = 90  # characters; a headline is cut at a phrase that ends before
_LONGEST_SUBJECT = 45  # characters of the "of …" behind a subject
_OF_SUBJECTS = frozenset({"of", "and", "at", "between"})
_LINKS = frozenset({"prep", "sub", "conj", "comma"})


def phrase_text(reading: SentenceReading, phrase: Chunk) -> str:
    """A noun phrase as a headline says it: somebody by name, else the words of the source with its quotation marks."""
    tokens, first, last = reading.tokens, phrase.first, phrase.last
    if (name := name_of(reading, phrase)) and not _is_holder(phrase):
        named = bool(phrase.names) and phrase.names[0].first == first + 1  # “the smuggler Tom Reed” is Tom Reed
        with_article = named and tokens[first].lower == "the" and not name.startswith("The ")
        return f"the {name}" if with_article else name
    if text := _of_another(reading, phrase):
        return text
    start, end = tokens[first].start, tokens[last].end
    if first and tokens[first].quoted and tokens[first - 1].word_class == "quote":
        start = tokens[first - 1].start
    if last + 1 < len(tokens) and tokens[last].quoted and tokens[last + 1].word_class == "quote":
        end = tokens[last + 1].end
    return _without_days(reading, phrase, source_text(reading, first, last, start, end))


def _is_holder(phrase: Chunk) -> bool:
    """“the Foreign Minister of Norland Hakan Fil”: behind what the post is of, without which its holder cannot be told."""
    return len(phrase.names) > 1 and phrase.names[-2].last + 1 == phrase.names[-1].first


def _of_another(reading: SentenceReading, phrase: Chunk) -> str:
    """“Vance accused Brook of theft and called for her arrest”: nobody calls for the like of themselves, so it is Brook’s arrest."""
    lexicon = reading.lexicon
    kind = lexicon.kinds.get(lexicon.noun_kinds.get(phrase.head, ("", ""))[0])
    if kind is None or not kind.undergone or phrase.pronoun not in lexicon.finding.person_possessives or phrase.head == phrase.pronoun:
        return ""
    named = dict.fromkeys(reading.cast.of(name) for name in reading.names if name.last < phrase.first)
    persons = [form for form in named if form and reading.cast.is_person(form)]
    if len(persons) != 2:  # noqa: PLR2004  who does it, and the other
        return ""
    rest = " ".join(token.text for token in reading.tokens[phrase.first + 1 : phrase.last + 1])
    return f"{reading.cast.actor(persons[1]).name}’s {rest}"


def _without_days(reading: SentenceReading, phrase: Chunk, text: str) -> str:
    """A phrase without words that only an article's date explains: "Friday's attack" is "the attack", "the 2028 attack" stays."""
    for i in range(phrase.first, phrase.last):
        token, following = reading.tokens[i], reading.tokens[i + 1]
        if token.word_class == "time" and not any(sign.isdigit() for sign in token.text):
            owns = following.word_class == "genitive"
            said = reading.text[token.start : following.end if owns else token.end]
            text = text.replace(f"{said} ", "the " if owns and i == phrase.first else "", 1)
    return text


def subject_text(reading: SentenceReading, phrase: Chunk, others: Sequence[Chunk] = ()) -> str:
    """A subject with the "of …" that says whose or which it is, unless it is somebody; the `others` joined to it are told by themselves."""
    text = phrase_text(reading, phrase)
    if name_of(reading, phrase):
        return text
    chunks, at = reading.chunks, reading.position(phrase)
    end = at
    links = _OF_SUBJECTS | ({"in"} if phrase.head in reading.lexicon.surroundings.confiding else set())  # "shares in Vance Lines"
    while end + 2 < len(chunks) and chunks[end + 1].word in links and chunks[end + 2].kind == "np":
        if any(chunks[end + 2] is other for other in others):
            break
        end += 2
    return f"{text} {run(reading, at + 1, end, _LONGEST_SUBJECT)}".strip()


def owned_text(reading: SentenceReading, clause: Clause) -> str:
    """“Holt, whose brother left”: "Lena Holt’s brother"; "" for any other subject."""
    at = reading.position(clause.subjects[0])
    if not clause.link or clause.link not in reading.lexicon.finding.whose or at < 2 or reading.chunks[at - 1].word != clause.link:  # noqa: PLR2004
        return ""
    head = next((made for made in reversed(reading.chunks[: at - 1]) if made.kind == "np"), None)
    owner = phrase_text(reading, head) if head is not None else ""
    owned = clause.subjects[0]
    led = bool(owned.names) and owned.names[0].first > owned.first  # "whose brother Karl": not "Holt's Karl"
    return f"{owner}’s {_as_written(reading, owned) if led else phrase_text(reading, owned)}" if owner else ""


def _as_written(reading: SentenceReading, phrase: Chunk) -> str:
    return source_text(reading, phrase.first, phrase.last, reading.tokens[phrase.first].start, reading.tokens[phrase.last].end)


def source_text(reading: SentenceReading, first: int, last: int, start: int, end: int) -> str:
    """The source between two places, which hold tokens `first` to `last`, on one line, with quotation marks that match."""
    words = _without_notes(reading, first, last, start, end).replace("\n", " ").strip(" ,;:")
    if words.count("“") > words.count("”"):
        return words + "”"
    return words + '"' if words.count('"') % 2 else words


def _without_notes(reading: SentenceReading, first: int, last: int, start: int, end: int) -> str:
    """The source without footnote digits, which the tokens leave out."""
    source, parts, at = reading.text, list[str](), start
    for token in reading.tokens[first : last + 1]:
        gap = source[at : token.start]
        parts += [gap.lstrip("0123456789") if gap.strip().isdigit() else gap, token.text]
        at = token.end
    tail = source[at:end]
    return "".join(parts) + ("" if tail.strip().isdigit() else tail)


def run(reading: SentenceReading, first: int, last: int, room: int) -> str:
    """Chunks `first` to `last` as text of at most `room` characters, cut behind a phrase; dates and adverbs left out."""
    out, at, words = "", first, reading.lexicon.finding
    while at <= last:
        made = reading.chunks[at]
        if made.kind in {"vg", "stop"} or (made.kind == "prep" and made.word in words.trailing) or _hangs_on_what_is_cut(reading, at, last):
            break
        if made.kind in {"comma", "conj"} and _begins_anew(reading, at):
            break
        if made.kind == "adv" and made.word in words.kept_adverbs and len(out) + len(made.word) < room:
            out = f"{out} {made.word}".strip()
        if made.kind in {"time", "adv"}:
            at += 1
            continue
        step, piece = _piece(reading, at, last)
        if not step or (piece and len(out) + len(piece) + 1 > room):
            break
        if piece:
            out = f"{out}{piece}" if piece.startswith(",") else f"{out} {piece}".strip()
        at += step
    if at > last and _is_noun(reading, at):
        out = f"{out} {_words(reading, reading.chunks[at])}"
    return out.rstrip(" ,;")


def _begins_anew(reading: SentenceReading, at: int) -> bool:
    """Whether a comma or "and" is followed by what another verb tells of: "the fee was cut, the club said", "and in a letter she said"."""
    behind = reading.chunks[at + 1] if at + 1 < len(reading.chunks) else None
    if behind is not None and behind.kind == "prep":
        return not any(made.kind == "prep" and made.word == behind.word for made in reading.chunks[:at])
    return any(
        behind is clause.subjects[0]
        for clause in reading.clauses
        if clause.role != "relative" and clause.subjects and clause.verb.token > reading.chunks[at].last
    )


def _is_noun(reading: SentenceReading, at: int) -> bool:
    """“a rare opening to expand”: a word in -ing right behind an article and one word, and no verb with an object of its own."""
    chunks = reading.chunks
    if not 0 < at < len(chunks) or chunks[at].verb is None or chunks[at - 1].kind != "np" or chunks[at - 1].names:
        return False
    made, before = chunks[at], chunks[at - 1]
    single = before.last == before.first + 1 and before.last == made.first - 1 and made.first == made.last
    article = reading.tokens[before.first].lower in reading.lexicon.finding.articles
    alone = at + 1 == len(chunks) or chunks[at + 1].kind in {"vg", "stop", "comma"}
    return single and article and alone and made.verb is not None and made.verb.gerund


def _hangs_on_what_is_cut(reading: SentenceReading, at: int, last: int) -> bool:
    """“…, four weeks after they signed", "…, a good deal less than last year”: a comma and a phrase that say nothing without the rest."""
    if reading.chunks[at].kind != "comma" or at + 2 >= len(reading.chunks) or reading.chunks[at + 1].kind != "np":
        return False
    phrase, behind = reading.chunks[at + 1], reading.tokens[min(reading.chunks[at + 1].last + 1, len(reading.tokens) - 1)]
    compared = (
        reading.tokens[phrase.last].lower in reading.lexicon.finding.comparatives or phrase.head in reading.lexicon.finding.comparatives
    )
    counted = any(time.length and phrase.first <= time.token <= phrase.last for time in reading.times)
    return compared or (counted and behind.lower in reading.lexicon.order_words and at + 2 > last)


def _piece(reading: SentenceReading, at: int, last: int) -> tuple[int, str]:
    """How many chunks the next phrase takes with what introduces it, and its text; 0 where the text should end, "" for what is left out."""
    made = reading.chunks[at]
    if made.kind == "np":
        return 1, phrase_text(reading, made)
    following = reading.chunks[at + 1] if at < last else None
    if made.kind not in _LINKS or following is None or made.word in reading.lexicon.finding.conditions:
        return 0, ""
    match following.kind:
        case "np" if made.kind == "sub" and [c.kind for c in reading.chunks[at + 2 : at + 4]] == ["comma", "rel"]:
            return 0, ""  # "after Vance, who led the port, left": the subject of another verb
        case "np":
            if made.kind == "comma" and _describes(reading, at):
                return 2, f", {_words(reading, following)}"
            return 2, f"{',' if made.kind == 'comma' else _words(reading, made)} {phrase_text(reading, following)}"
        case "time":
            return 2, ""  # "by mid-June": the date is told beside the headline
        case "comma" | "conj":
            return 1, ""
        case "vg" if made.kind == "prep" and following.verb is not None and following.verb.gerund:
            return _with_complement(reading, at)
        case "prep" if made.kind != "comma":
            return _doubled(reading, at, last, following)
    return 0, ""


def _with_complement(reading: SentenceReading, at: int) -> tuple[int, str]:
    """“by appealing to the council” with what it takes, so that no headline ends in "by appealing"."""
    chunks, end = reading.chunks, at + 2
    text = f"{_words(reading, chunks[at])} {_words(reading, chunks[at + 1])}"
    while end < len(chunks) and chunks[end].kind == "adv":
        end += 1
    if end == len(chunks) or chunks[end].kind not in {"np", "prep"}:
        return 2, text
    step, piece = _piece(reading, end, len(chunks) - 1)
    return (end + step - at, f"{text} {piece}") if step and piece else (2, text)


def _describes(reading: SentenceReading, comma: int) -> bool:
    """“Omar Vance, the founder of Vance Lines”: the words behind the comma say who the one before it is, and are not his name again."""
    before, behind = reading.chunks[comma - 1], reading.chunks[comma + 1]
    return before.kind == "np" and not behind.names and bool(name := name_of(reading, behind)) and name == name_of(reading, before)


def _doubled(reading: SentenceReading, at: int, last: int, second: Chunk) -> tuple[int, str]:
    """“from behind the pier”: two prepositions before one phrase."""
    third = reading.chunks[at + 2] if at + 1 < last else None
    if third is None or third.kind != "np" or second.word in reading.lexicon.finding.trailing:
        return 0, ""
    return 3, f"{_words(reading, reading.chunks[at])} {_words(reading, second)} {phrase_text(reading, third)}"


def _words(reading: SentenceReading, made: Chunk) -> str:
    return " ".join(t.text if t.text.isupper() and len(t.text) > 1 else t.lower for t in reading.within(made))
