"""Sites built from a few lines of invented text, for tests that read them back."""

from __future__ import annotations

from pathlib import Path

from timeline import pipeline
from timeline.options import Options

GAZETTE = "---\npublisher: Harbour Gazette\ndate: 2025-07-06\n---\n\n"


def build(folder: Path, out: Path, **articles: str) -> Path:
    """Write the articles (name → text) into a folder, replacing what is there, and build them."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    options = Options(inputs=(folder,), output=out)
    pipeline.publish(pipeline.build(options), options, out)
    return out
