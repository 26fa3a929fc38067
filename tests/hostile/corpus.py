"""Hostile and broken articles, generated: group → name → file name and bytes. Nothing here is random."""

from __future__ import annotations

import json
from itertools import product

Case = tuple[str, bytes]

SCRIPTS = {
    "script": "<script>hit()</script>",
    "upper": "<SCRIPT/x>hit()</SCRIPT>",
    "attribute": '" onmouseover="hit()" autofocus onfocus="hit()',
    "apostrophe": "' onload='hit()",
    "image": "<img src=x onerror=hit()>",
    "svg": "<svg/onload=hit()>",
    "closing": "</title></style></textarea></script><script>hit()</script>",
    "comment": "--><script>hit()</script><!--",
    "cdata": "]]><script>hit()</script><![CDATA[",
    "entity": "&lt;script&gt;hit()&lt;/script&gt;&#x3c;script&#x3e;hit()",
    "template": "{{ 7*7 }}{% import os %}${hit()}#{hit()}",
    "address": "javascript:hit()",
    "data": "data:text/html,<script>hit()</script>",
    "frame": "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "base": '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">',
    "style": "</style><style>*{background:url(https://evil.example/x)}",
    "markdown": "[a](javascript:hit()) ![b](https://evil.example/x.png) <https://evil.example> <a href='javascript:hit()'>c</a>",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "calendar": "END:VEVENT\nEND:VCALENDAR\nBEGIN:VEVENT",
    "control": "\x00\x07\x1b[2J\x1b]0;title\x07\x7f\x85",
    "direction": "\u202eesrever\u2066\u2069\u200f",
    "invisible": "a\u200bb\u00adc\ufeffd\u2060e",
    "separators": "a\u2028b\u2029c\x0bd\x0ce",
    "combining": "Z" + "\u0301\u0323" * 200,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈\U0001f1e9\U0001f1ea",
    "outside": "\U0010ffff\ue000\ufffe\uffff",
    "scripts of the world": "مرحبا שלום नमस्ते こんにちは 한국어 ไทย Ελλάδα",
    "long": "x" * 5000,
    "long words": "lorem " * 1000,
    "path": "../../../etc/passwd",
    "our own marks": '<article class="event" id="e-0123456789ab"><h3>Jo Roe was arrested</h3><mark>[[1|2025-07-05]]</mark></article>',
}
FIELDS = ("title", "publisher", "author", "url", "origin", "license", "language", "date", "updated", "kind", "based_on")
SENTENCES = {
    "quoted": "Jo Roe said “{}” on 5 July 2025.",
    "subject": "{} met Jo Roe on 5 July 2025.",
    "object": "Jo Roe accused {} of fraud on Friday.",
    "heading": "# {}\n\nJo Roe resigned on 5 July 2025.",
    "list": "- {}\n- Jo Roe resigned on 5 July 2025.",
    "link": "[{0}]({0}) Jo Roe resigned on 5 July 2025.",
}
DATES = (
    *("0", "0000", "0001-01-01", "-0001", "-9998-01-01", "-9999", "-10000", "9999-12-31", "10000", "99999999999999999999", "2025-02-29"),
    *(
        "2025-13-01",
        "2025-00-00",
        "2025-W53",
        "2025-W99",
        "20250706",
        "06/07/2025",
        "July 6, 2025",
        "2025-07-06T25:61:61Z",
        "1e400",
        "0x7e9",
    ),
    *("2025-07-06T23:59:60Z", "2025-07-06 10:00 +99:99", "2025-07-06?", "2025-XX-06", "[2025,2024]", "[..]", "../..", "/", "true", "null"),
    *(
        "~",
        "{}",
        "[]",
        "[[[]]]",
        "&a 2025",
        "!!timestamp 2025-07-06",
        "!!binary aGk=",
        "<<: *x",
        "2025-07-06\x00",
        "٢٠٢٥-٠٧-٠٦",
        "next Friday",
    ),
)
TOLD = ("The ferry sank {}. Jo Roe will resign {}, Kim Poe said.",)
WHENS = (
    *(
        "in 9999 years",
        "9,999 years ago",
        "in the year 0",
        "in 44 BC",
        "in 99999 BC",
        "on 31 February",
        "on February 29",
        "on 5/6/07",
        "at 25:99 p.m.",
    ),
    *("since 99999999999999999999", "last century", "next decade", "on Friday the 13th", "yesterday tomorrow today", "at Easter 9999"),
    *(
        "in the 1990s and the 0s",
        "1.5 years ago",
        "minus three days ago",
        "in -5 days",
        "a million billion trillion years ago",
        "two weeks before next year ago",
    ),
)
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "shift_jis",
    "gb18030",
    "koi8-r",
    "cp037",
)
LINE_ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r", "mixed": "\n\r", "next line": "\x85", "separator": "\u2028"}
NAMES = (
    *(
        "a b.md",
        "a\tb.md",
        "a\nb.md",
        "a'b\".md",
        "<b>.md",
        "&amp;.md",
        "%2e%2e%2f.md",
        "..md",
        "...md",
        "-rf.md",
        "--force.md",
        "~.md",
        "$HOME.md",
    ),
    *("con.md", "NUL.md", "aux.txt", "com1.md", "LPT9.txt", "prn.md", "nul .md", "a .md", "a..md", "a:b.md", "a\\b.md"),
    *("assets.md", "sources.md", "embed.md", ".md.md"),
    *("index.md", "index.html.md", "404.md", "timeline.json.md", "ümlaut.md", "u\u0308mlaut.md"),
    *(
        "\u202egnp.md",
        "😀.md",
        "A.md",
        "a.md",
        "a.MD",
        "a.markdown",
        "a.txt",
        "{{x}}.md",
        "#.md",
        "?.md",
        ";.md",
        "|.md",
        "*.md",
        "x" * 240 + ".md",
    ),
)


def corpus() -> dict[str, dict[str, Case]]:
    """All groups; within a group the file names differ, so that it can be one folder of articles."""
    return {
        "fields": _numbered({f"{field}, {name}": _matter(field, text) for field, (name, text) in product(FIELDS, SCRIPTS.items())}),
        "sentences": _numbered(
            {f"{place}, {name}": _article(form.format(text)) for (place, form), (name, text) in product(SENTENCES.items(), SCRIPTS.items())}
        ),
        "dates": _numbered({date: f"---\ndate: {date}\n---\n\n{TOLD[0].format('on Friday', 'next month')}\n".encode() for date in DATES}),
        "told": _numbered(
            {f"{when}, {then}": _article(TOLD[0].format(when, then)) for when, then in zip(WHENS, reversed(WHENS), strict=True)}
        ),
        "encodings": _numbered({f"{name}, {end}": _encoded(name, sign) for name, (end, sign) in product(ENCODINGS, LINE_ENDS.items())}),
        "names": {repr(name): (name, _article(f"Jo Roe resigned on {n % 28 + 1} July {1980 + n}.")) for n, name in enumerate(NAMES)},
        "shapes": _numbered(_shapes()),
        "web pages": _numbered(_apart({name: _page(text) for name, text in SCRIPTS.items()} | _page_shapes()), ".html"),
    }


def _numbered(cases: dict[str, bytes], ending: str = ".md") -> dict[str, Case]:
    return {name: (f"c{number:03}{ending}", content) for number, (name, content) in enumerate(cases.items())}


def _matter(field: str, text: str) -> bytes:
    quoted = "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"
    return f"---\n{field}: {quoted}\n---\n\nJo Roe resigned on 5 July 2025. Kim Poe met {len(field)} people.\n".encode()


def _article(body: str) -> bytes:
    return f"---\ntitle: A title\ndate: 2025-07-06\npublisher: Gazette\n---\n\n{body}\n".encode("utf-8", "surrogatepass")


def _encoded(encoding: str, end: str) -> bytes:
    text = f"---\ntitle: Café\ndate: 2025-07-06\n---\n\nJo Roe resigned in {encoding}.\n\nThe café closed on Friday.\n".replace("\n", end)
    return text.encode(encoding, "replace")


def _shapes() -> dict[str, bytes]:
    """Sizes and nestings that make a careless program slow, deep or large."""
    said = "Jo Roe resigned on 5 July 2025. "
    marks = {
        "brackets": "[",
        "parentheses": "(",
        "stars": "*",
        "underlines": "_",
        "backticks": "`",
        "quotes": "> ",
        "hashes": "#",
        "bangs": "![",
        "less": "<",
    }
    shapes = {f"ten thousand {name}": _article(sign * 10_000 + said) for name, sign in marks.items()}
    shapes |= {f"{name} around": _article(sign * 3000 + said + sign[::-1] * 3000) for name, sign in marks.items()}
    shapes |= {
        "one sentence of 55 kB": _article("Jo Roe and " * 5000 + "Kim Poe resigned."),
        "one word of 500 kB": _article("x" * 500_000),
        "one line of numbers": _article("5 July 2025 " * 4000),
        "only years": _article(" ".join(str(year) for year in range(1, 6000))),
        "only names": _article(" ".join(f"Jo{n} Roe{n}" for n in range(5000))),
        "only said": _article("said " * 50_000),
        "only commas": _article("," * 30_000),
        "only and": _article("and " * 50_000 + "."),
        "quotation marks without end": _article("“" * 5000 + said),
        "alternating marks": _article("“a (b. c” d) " * 5000),
        "deep lists": _article("\n".join(" " * depth + "- " + said for depth in range(200))),
        "wide table": _article("|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n|" + "b|" * 5000),
        "reference bomb": _article("\n".join(f"[{n}]: <{n + 1}>" for n in range(800)) + "\n\n" + "[0]" * 800),
        "html comments": _article("<!--" * 5000 + said),
        "unpaired surrogates": _article(f"\ud800 {said} \udfff"),
        "zero bytes": b"\0" * 1000,
        "only spaces": b" " * 100_000,
        "only line ends": b"\n" * 100_000,
        "only dashes": b"---\n" * 10_000,
        "yaml bomb": b"---\n"
        + b"\n".join(b"k%d: &k%d [%s]" % (n, n, b",".join([b"*k%d" % (n - 1)] * 9) or b"x") for n in range(1, 30))
        + b"\n---\nText.",
        "yaml list": b"---\n- title: x\n---\nText.",
        "yaml deep": b"---\ntitle: " + b"{a: " * 5000 + b"}" * 5000 + b"\n---\nText.",
        "yaml integer": b"---\ntitle: " + b"9" * 60_000 + b"\n---\nText.",
        "yaml keys": b"---\n" + b"".join(b"k%d: x\n" % n for n in range(3000)) + b"---\nText.",
        "yaml tag": b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nText.",
        "yaml merge": b"---\n<<: {title: x}\n---\nText.",
        "yaml twice": b"---\ntitle: x\ntitle: y\n---\nText.",
        "yaml documents": b"---\ntitle: x\n---\n---\ntitle: y\n---\nText.",
        "yaml directive": b"---\n%YAML 9.9\n---\nText.",
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "an archive": b"PK\x03\x04" + bytes(range(256)) * 20,
        "a past after its date": b"---\ndate: 2025-07-06\n---\n\nJo Roe resigned on 5 July 2035. The ferry sank on 1 May 2030.\n",
        "the same person forty times": _article("\n\n".join(f"Jo Roe met Kim Poe on {n % 28 + 1} July {1990 + n}." for n in range(40))),
    }
    return shapes


TOLD_ON_A_PAGE = (
    "<p>The ferry Aurora sank off Port Roe on Friday, the coast guard said. Nobody was hurt, and all forty people were saved.</p>"
    "<p>Captain Jo Roe resigned on 5 July 2025. The harbour stayed closed for the rest of the week, as the town had asked.</p>"
)


def _page(text: str) -> bytes:
    """A saved page that holds a text wherever a page says something of itself, and in its article."""
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": text, "datePublished": "2025-07-06", "author": {"name": text}, "publisher": text}
    )
    quoted = text.replace("&", "&amp;").replace('"', "&quot;")
    tags = "".join(f'<meta property="{name}" content="{quoted}">' for name in ("og:title", "og:site_name", "og:url", "author", "date"))
    head = f'<title>{text}</title>{tags}<link rel=canonical href="{quoted}"><script type="application/ld+json">{linked}</script>'
    return _wrapped(f'<h1>{text}</h1>{TOLD_ON_A_PAGE}<p>{text} met Jo Roe in May 2025.</p><p><a href="{quoted}">{text}</a></p>', head)


def _apart(pages: dict[str, bytes]) -> dict[str, bytes]:
    """Each page with a figure of its own, since of pages that say the same only one is kept."""
    return {name: page.replace(b"all forty people", b"all %d people" % (40 + number)) for number, (name, page) in enumerate(pages.items())}


def _wrapped(body: str, head: str = "") -> bytes:
    page = f'<!doctype html><html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'
    return page.encode("utf-8", "surrogatepass")


def _page_shapes() -> dict[str, bytes]:
    """Pages that are broken, deep, large or sly."""

    def linked(data: str) -> bytes:
        return _wrapped(TOLD_ON_A_PAGE, f'<script type="application/ld+json">{data}</script>')

    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "deep": _wrapped("<div>" * 5000 + TOLD_ON_A_PAGE),
        "deep and closed": _wrapped("<b><i>" * 2000 + TOLD_ON_A_PAGE + "</i></b>" * 2000),
        "never closed": b"<html><body><article><p>" + TOLD_ON_A_PAGE.encode() + b"<p><div><table><tr><td",
        "a comment without end": _wrapped(TOLD_ON_A_PAGE + "<!-- " + "x" * 50_000),
        "a script without end": _wrapped(TOLD_ON_A_PAGE + "<script>hit()"),
        "many attributes": _wrapped("<p " + " ".join(f"a{n}=x" for n in range(5000)) + ">" + TOLD_ON_A_PAGE),
        "many paragraphs": _wrapped(TOLD_ON_A_PAGE + "<p>x" * 10_000),
        "an entity bomb": f'<!DOCTYPE html [<!ENTITY e0 "x">{bomb}]><html><body><p>&e11;</p>{TOLD_ON_A_PAGE}</body></html>'.encode(),
        "a file as an entity": (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>{TOLD_ON_A_PAGE}</body></html>'
        ).encode(),
        "another alphabet than it says": _wrapped(TOLD_ON_A_PAGE, "<meta charset=utf-16>"),
        "not the alphabet it says": _wrapped(TOLD_ON_A_PAGE + "<p>Café</p>", "<meta charset=shift_jis>").replace("é".encode(), b"\xe9"),
        "zero bytes": _wrapped(TOLD_ON_A_PAGE + "\0\0"),
        "hidden text": _wrapped(
            TOLD_ON_A_PAGE + '<p style="display:none" hidden>Kim Poe was arrested in June 2025 for fraud, it is hidden.</p>'
        ),
        "only scripts": _wrapped("<script>hit()</script>" * 500),
        "frames": b"<html><frameset><frame src='javascript:parent.hit()'></frameset></html>",
        "linked data, deep": linked("[" * 100_000),
        "linked data, a number": linked(
            '{"@type": 5, "datePublished": 20250706, "headline": ["x", {"name": 7}, null], "author": {"name": {}}}'
        ),
        "linked data, a graph of itself": linked('{"@graph": [[{"@graph": "x"}], null, 3], "datePublished": "9999-99-99"}'),
        "linked data, a huge number": linked('{"datePublished": "2025-07-06", "headline": ' + "9" * 60_000 + "}"),
        "linked data, half": linked('{"@type": "NewsArticle", "datePublished": "2025-07-06", "headline": "x'),
        "linked data, unpaired": linked(
            '{"@type": "NewsArticle", "datePublished": "2025-07-06", "headline": "a\\ud800b", "author": "\\udfff"}'
        ),
        "linked data, far": linked('{"@type": "NewsArticle", "datePublished": "9999-12-31", "dateModified": "0000-01-01"}'),
    }
