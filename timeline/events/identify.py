"""A noun phrase in, who it is out: a name, a pronoun or a role with one candidate, or somebody known only as another's aide."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.chunks import Chunk
from timeline.events.names import Name
from timeline.events.offices import post_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import ActorKind


def name_of(reading: SentenceReading, phrase: Chunk) -> str:
    """The canonical name a whole noun phrase stands for, "" where it is not simply somebody."""
    form = form_of(reading, phrase)
    return reading.cast.actor(form).name if form else ""


def form_of(reading: SentenceReading, phrase: Chunk) -> str:
    """The full form of the actor that a noun phrase is, "" for none: its last name, a pronoun or role with one candidate."""
    place = (phrase.first, phrase.last)
    known = reading.forms.get(place)
    if known is None:
        known = reading.forms[place] = _form_of(reading, phrase)
    return known


def _form_of(reading: SentenceReading, phrase: Chunk) -> str:
    if phrase.names and reading.tokens[max(phrase.names[-1].first - 1, phrase.first)].lower in reading.lexicon.finding.vessels:
        return ""  # "the ferry Ada Brook"
    if phrase.names and phrase.owner != len(phrase.names) - 1 and phrase.names[-1].last == reading.last_word(phrase):
        return "" if _is_led_by_event(reading, phrase) else reading.cast.of(phrase.names[-1])
    if phrase.pronoun and phrase.head == phrase.pronoun:
        if phrase.pronoun in reading.lexicon.finding.body_pronouns:
            return _speaking_body(reading, phrase)
        return antecedent(reading, phrase) if phrase.pronoun in reading.lexicon.finding.person_pronouns else ""
    if (meant := _holder(reading, phrase) or _apposed(reading, phrase)) and meant not in _joined(reading, phrase):
        return meant
    if not (word := _role_word(reading, phrase)):
        return ""
    meant = reading.cast.by_role.get(word, "") or (_body(reading, phrase) if word in reading.lexicon.organisation_leads else "")
    return "" if meant in _joined(reading, phrase) else meant


def _holder(reading: SentenceReading, phrase: Chunk) -> str:
    """“the Brook Ferries founder”, "the founder of Brook Ferries": who the article says that is."""
    tokens, lexicon = reading.within(phrase), reading.lexicon
    if tokens[0].lower != "the" or len(phrase.names) > 1:
        return ""
    if phrase.names:
        body, words = phrase.names[0], [token.lower for token in reading.tokens[phrase.names[0].last + 1 : phrase.last + 1]]
        if body.first != phrase.first + 1:
            return ""
    else:
        at, words = reading.position(phrase), [token.lower for token in tokens[1:]]
        behind = reading.chunks[at + 1 : at + 3]
        if len(behind) < 2 or behind[0].word != "of" or len(behind[1].names) != 1 or behind[1].owner >= 0:  # noqa: PLR2004
            return ""
        body = behind[1].names[0]
    post = post_of(words, lexicon)
    return (reading.cast.by_post.get((post, reading.cast.of(body)), "") or _other_party(reading, phrase)) if post else ""


def _other_party(reading: SentenceReading, phrase: Chunk) -> str:
    """“The row between Brook and Vance saw the founder of Norlight alleging that the mayor lied”: of two, the one who is not the mayor."""
    told = next((c for c in reading.clauses if phrase in c.subjects), None)
    governor = reading.governor(told) if told is not None and told.link == "saw" else None
    if (
        governor is None
        or not governor.subjects
        or reading.tokens[reading.last_word(governor.subjects[0])].lower not in reading.lexicon.noun_kinds
    ):
        return ""
    pair = _persons(reading, (name for name in reading.names if name.last < governor.verb.token))
    behind = (made for made in reading.chunks if made.first > phrase.last and made.kind == "np")
    described = {reading.cast.by_role.get(_role_word(reading, made), "") for made in behind}
    return _only(pair - described) if len(pair) == 2 and pair & described else ""  # noqa: PLR2004


def _role_word(reading: SentenceReading, phrase: Chunk) -> str:
    """“president” for "the president", "" for any other phrase."""
    single = phrase.last == phrase.first + 1 and reading.tokens[phrase.first].lower == "the"
    return reading.tokens[phrase.last].lower if single else ""


def _apposed(reading: SentenceReading, phrase: Chunk) -> str:
    """“A clerk at the harbour court, Lena Holt, …”: the person named between commas behind a subject that says what she is."""
    chunks, lexicon = reading.chunks, reading.lexicon
    owned = phrase.owner >= 0 and phrase.names[-1].last < reading.last_word(phrase)  # "Vance Lines' founder, Ada Brook, …"
    if phrase.names and not owned:
        return ""
    at = reading.position(phrase) + 1
    while at + 1 < len(chunks) and chunks[at].kind == "prep" and chunks[at + 1].kind == "np":
        at += 2
    if at + 3 >= len(chunks) or chunks[at].kind != "comma" or chunks[at + 1].kind != "np" or chunks[at + 2].kind != "comma":
        return ""
    if lexicon.endings.is_plural(phrase.head) or phrase.head in lexicon.finding.vessels:
        return ""
    if not any(phrase is subject for clause in reading.clauses for subject in clause.subjects):
        return ""
    named, behind = chunks[at + 1], chunks[at + 3]
    whole = len(named.names) == 1 and (named.names[0].first, named.names[0].last) == (named.first, named.last)
    form = reading.cast.of(named.names[0]) if whole and behind.kind != "conj" and not behind.names else ""
    if not form or not reading.cast.is_person(form):
        return ""
    known = phrase.head in lexicon.roles | lexicon.finding.people | lexicon.finding.kin
    return form if known or reading.cast.actor(form).kind is ActorKind.PERSON else ""


def _joined(reading: SentenceReading, phrase: Chunk) -> set[str]:
    """Who stands beside a phrase, joined to it: "Vance Lines and the union" are two."""
    at = reading.position(phrase)
    beside = reading.chunks[at - 2] if at > 1 and reading.chunks[at - 1].kind == "conj" else None
    others = [c.subjects for c in reading.clauses if phrase in c.subjects]
    phrases = [*(beside,), *(other for group in others for other in group if other is not phrase)]
    return reading.cast.forms(name for other in phrases if other is not None for name in other.names)


def _is_led_by_event(reading: SentenceReading, phrase: Chunk) -> bool:
    """“the meeting Vance wanted” is not Vance."""
    lexicon = reading.lexicon
    for token in reading.tokens[phrase.first : phrase.names[-1].first]:
        if token.lower in lexicon.noun_kinds or token.lower in lexicon.gerunds:
            return True
    return False


def antecedent(reading: SentenceReading, pronoun: Chunk) -> str:
    """The one person that "he" or "his" can be: named before it in the sentence, else in the main clause of the sentence before."""
    if _is_of_other_sex(reading, pronoun) or _may_be_speaker(reading, pronoun):
        return ""
    here = _persons(reading, (name for name in reading.names if name.last < pronoun.first))
    if here and _may_be_told_of(reading, pronoun, here):
        return ""
    if here or reading.before is None:
        return _only(here - _others(reading, pronoun))
    if any(_may_be_person(reading, name) for name in reading.names if name.last < pronoun.first):
        return ""  # "Elm was lost, since he had no map": Elm may be he, and no man of the sentence before is
    meant = _only(_persons(reading.before, _main_names(reading.before)) | _carried_on(reading.before, pronoun))
    return meant if meant and reading.cast.may_act(meant) and meant not in _others(reading, pronoun) else ""


def _may_be_told_of(reading: SentenceReading, pronoun: Chunk, here: set[str]) -> bool:
    """“The club dropped Vance. Reed confirmed he had been paid”: who confirms may tell of somebody the sentence before is about."""
    told = next((c for c in reading.clauses if c.subjects and c.subjects[0] is pronoun), None)
    governor = reading.governor(told) if told is not None and told.role == "complement" else None
    if governor is None or reading.before is None or governor.verb.lemma not in reading.lexicon.finding.confirming:
        return False
    return bool(_persons(reading.before, reading.before.names) - here)


def _may_be_person(reading: SentenceReading, name: Name) -> bool:
    """Whether a name that nobody explains acts somewhere, as people do."""
    form, cast = reading.cast.of(name), reading.cast
    return bool(form) and cast.actor(form).kind is ActorKind.UNKNOWN and cast.may_act(form) and not cast.is_place(form)


def _others(reading: SentenceReading, pronoun: Chunk) -> set[str]:
    """Who is named behind "he" in the clause that tells what he did: "he broke the news to Reed" is not told of Reed."""
    told = next((c for c in reading.clauses if c.subjects and c.subjects[0] is pronoun), None)
    if told is None:
        return set()
    return _persons(reading, (name for name in reading.names if pronoun.last < name.first and name.last <= told.last))


def _carried_on(reading: SentenceReading, pronoun: Chunk) -> set[str]:
    """Who the pronoun that a sentence is about stands for, where the next one goes on with it: "He won. … He left."."""
    main = next((c for c in reading.clauses if c.role == "main" and c.subjects), None)
    subject = main.subjects[0] if main is not None else None
    if subject is None or subject.pronoun != subject.head or subject.pronoun != pronoun.pronoun:
        return set()
    return {antecedent(reading, subject)}


def _may_be_speaker(reading: SentenceReading, pronoun: Chunk) -> bool:
    """“The mayor said she was shocked”: she may be the one who speaks, who is named by a role or not at all."""
    told = next((c for c in reading.clauses if c.subjects and c.subjects[0] is pronoun), None)
    governor = reading.governor(told) if told is not None and told.role == "complement" else None
    speaker = governor.subjects[0] if governor is not None and governor.subjects else None
    return speaker is not None and not speaker.names and speaker.head != speaker.pronoun


def _is_of_other_sex(reading: SentenceReading, pronoun: Chunk) -> bool:
    """“Sund stabbed his wife while she …”: the one person named is a man, so "she" is somebody else."""
    words = reading.lexicon.finding
    other = words.male_pronouns if pronoun.pronoun in words.female_pronouns else words.female_pronouns
    return not other.isdisjoint([token.lower for token in reading.tokens[: pronoun.first]])


def _main_names(reading: SentenceReading) -> Iterable[Name]:
    if not reading.clauses:
        return reading.names
    main = next((c for c in reading.clauses if c.role == "main"), reading.clauses[0])
    return (name for phrase in (*main.subjects, *main.objects, *(o.phrase for o in main.obliques)) for name in phrase.names)


def _persons(reading: SentenceReading, names: Iterable[Name]) -> set[str]:
    return {form for form in reading.cast.forms(names) if reading.cast.is_person(form)}


def _only(forms: set[str]) -> str:
    return next(iter(forms)) if len(forms) == 1 else ""


def _body(reading: SentenceReading, phrase: Chunk) -> str:
    """“the company”: the one body named so far in the sentence."""
    cast, links = reading.cast, reading.lexicon.finding.scene_links
    named = (name for name in reading.names if name.last < phrase.first)
    forms = cast.forms(name for name in named if not {t.lower for t in reading.tokens[max(name.first - 2, 0) : name.first]} & links)
    return _only({form for form in forms if not cast.is_person(form) and not cast.is_place(form)})


def _speaking_body(reading: SentenceReading, pronoun: Chunk) -> str:
    """“Vance Lines said it would …”: the body that speaks is "it"."""
    told = next((c for c in reading.clauses if c.subjects and c.subjects[0] is pronoun), None)
    governor = reading.governor(told) if told is not None and told.role == "complement" else None
    if governor is None or governor.verb.lemma not in reading.lexicon.speech or len(governor.subjects) != 1:
        return ""
    form = form_of(reading, governor.subjects[0]) if governor.subjects[0].head != pronoun.head else ""
    return form if form and reading.cast.actor(form).kind is not ActorKind.PERSON else ""


def described(reading: SentenceReading, phrase: Chunk) -> str:
    """“omar vance|chief of staff” for "Vance's chief of staff", "marrow|mayor" of "the mayor of Marrow"; "" for all others."""
    if phrase.owner >= 0:
        owner = reading.cast.of(phrase.names[phrase.owner])
        behind = reading.tokens[phrase.names[phrase.owner].last + 1 : phrase.last + 1]
        rest = [token.lower for token in behind if token.word_class != "genitive"]
    elif phrase.pronoun and phrase.pronoun != phrase.head:
        owner = antecedent(reading, phrase)  # "his lawyer"
        rest = [token.lower for token in reading.within(phrase)[1:]]
    elif reading.tokens[phrase.first].lower == "the":
        words = reading.within(phrase)
        genitive = next((i for i, token in enumerate(words) if token.word_class == "genitive"), 0)
        owner = reading.cast.by_role.get(" ".join(token.lower for token in words[1:genitive]), "")
        rest = [token.lower for token in words[genitive + 1 :]]
    else:
        owner, rest = "", []
    if not owner and not phrase.names:
        owner, rest = _seat(reading, phrase), [token.lower for token in reading.within(phrase)]
    role = next((i for i, word in enumerate(rest) if word in reading.lexicon.roles), len(rest))
    return f"{owner}|{' '.join(rest[role:])}" if owner and rest[role:] else ""


def _seat(reading: SentenceReading, phrase: Chunk) -> str:
    """“The mayor of Marrow”: where somebody holds office."""
    at = reading.position(phrase)
    link, place = (*reading.chunks[at + 1 : at + 3], None, None)[:2]
    if link is None or place is None or (link.kind, link.word, place.kind) != ("prep", "of", "np") or not place.names or place.owner >= 0:
        return ""
    return reading.cast.of(place.names[0]) or place.names[0].form


def appositions(reading: SentenceReading, phrase: Chunk) -> Iterable[str]:
    """“Lena Holt, the mayor's press secretary”: what a named one is besides, as `described`; the owner is empty where it is not told."""
    chunks, position = reading.chunks, reading.position(phrase)
    for other, between in ((position + 2, position + 1), (position - 2, position - 1)):
        beside = 0 <= other < len(chunks) and chunks[other].kind == "np" and chunks[between].kind == "comma"
        if beside and (text := described(reading, chunks[other])):
            yield text
    if phrase.last > phrase.first:
        words = " ".join([token.lower for token in reading.within(phrase)])
        yield from (f"|{post}" for role in reading.lexicon.long_roles if (post := " ".join(role)) in words)
