"""A built site in, `embeds/` inside it out: an invented article with the timeline in it, once for each way to embed.

timeline build seeds --out public --base-url https://example.org/timeline/
python docs/embeds/build.py public
"""

from __future__ import annotations

import json
import re
import sys
from html import escape
from pathlib import Path

STYLE = """body{margin:0;background:#fff;color:#222;font:1.0625rem/1.6 Georgia,"Liberation Serif",serif}
header{padding:1rem;border-block-end:3px double #222;text-align:center;font-size:1.25rem;letter-spacing:.04em}
main{max-inline-size:44rem;margin:2rem auto;padding-inline:1rem}
h1{font-size:2rem;line-height:1.2}
nav{font:.9375rem/1.6 sans-serif;margin-block:1rem;padding:.6rem 1rem;background:#f2f0eb}
iframe{border:1px solid #ddd}
figure{margin:2rem 0}
figcaption{font:.875rem/1.5 sans-serif;color:#555}"""
LEAD = (
    "This is an article that nobody published. It shows how a timeline sits among the words of somebody else’s page, in their type.",
    "Below this paragraph comes the timeline, and after it the article goes on as if nothing had happened.",
)
TAIL = "Here the article goes on. What stands above should end where its content ends, and should have asked no other server for anything."


def main(arguments: list[str]) -> int:
    """Write the pages into the site that is named."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "fragment.html").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    site = Path(arguments[0])
    folder = site / "embeds"
    folder.mkdir(exist_ok=True)
    title = re.search(r"<title>(.*?)</title>", (site / "index.html").read_text(encoding="utf-8"))
    ways = _ways(site, title[1] if title else "The timeline")
    for name, (words, body) in ways.items():
        (folder / f"{name}.html").write_text(_article(words, body, ways), encoding="utf-8")
    print(f"{len(ways)} pages in {folder}")
    return 0


def _ways(site: Path, title: str) -> dict[str, tuple[str, str]]:
    """Name → what the way is called, and its code."""
    frame = (
        f'<iframe src="../{{}}" title="{title}" width="100%" height="600" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    element = (
        '<script defer src="../event-timeline.js"></script>\n<event-timeline src="../{}"><a href="../">' + title + "</a></event-timeline>"
    )
    ways = {
        "index": ("A frame that is as high as its timeline", element.format("embed.html")),
        "compact": ("The key events only", element.format("embed-compact.html")),
        "frame": ("A plain frame", frame.format("embed.html")),
        "strict": (
            "A frame without any rights",
            frame.format("embed.html").replace("allow-scripts allow-popups allow-popups-to-escape-sandbox", ""),
        ),
        "fragment": ("The text itself", (site / "fragment.html").read_text(encoding="utf-8")),
        "link": ("The address alone", f'<p><a href="../">{title}</a></p>'),
    }
    alone = sorted(path.name for path in site.glob("embed-event-*.html"))
    if alone:
        ways["event"] = ("One event", element.format(alone[len(alone) // 2]))
    if (site / "oembed.json").is_file():
        made = json.loads((site / "oembed.json").read_text(encoding="utf-8"))["html"]
        ways["oembed"] = ("What oEmbed makes of the address", re.sub(r'src="[^"]*/(embed\.html)"', r'src="../\1"', made))
    return ways


def _article(words: str, body: str, ways: dict[str, tuple[str, str]]) -> str:
    links = " · ".join(f'<a href="{name}.html">{escape(other)}</a>' for name, (other, _) in ways.items())
    lead = "".join(f"<p>{escape(text)}</p>" for text in LEAD)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(words)}: a timeline in an article</title>
<link rel="icon" type="image/svg+xml" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<header>The Invented Gazette</header>
<main>
<nav aria-label="Ways to embed">{links}</nav>
<h1>{escape(words)}</h1>
{lead}
<figure>
{body}
<figcaption>A timeline, embedded.</figcaption>
</figure>
<p>{escape(TAIL)}</p>
</main>
</body>
</html>
"""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
