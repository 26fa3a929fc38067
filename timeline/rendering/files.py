"""Paths in, contents out, part by part: no page of a large site is held whole until somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from timeline.pieces import Part, Parts, content


class Files(Mapping[str, bytes]):
    """The files of a site by path relative to its folder. Each is put together when it is asked for, the same every time."""

    def __init__(self, parts: Mapping[str, Parts]) -> None:
        self._parts = dict(parts)

    @classmethod
    def of(cls, contents: Mapping[str, bytes]) -> Files:
        """Files that are there already."""
        return contents if isinstance(contents, Files) else cls({name: _whole(whole) for name, whole in contents.items()})

    def __getitem__(self, name: str) -> bytes:
        """A file as a whole; KeyError where there is none."""
        return b"".join(map(content, self.parts(name)))

    def __contains__(self, name: object) -> bool:
        """Whether there is such a file."""
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._parts)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._parts)

    def parts(self, name: str) -> Iterable[Part]:
        """A file from its beginning to its end; KeyError where there is none."""
        return self._parts[name]()

    def __or__(self, others: Mapping[str, bytes]) -> Files:
        """These and those; of two with one name, the other's."""
        return Files(self._parts | Files.of(others)._parts)


def _whole(whole: bytes) -> Parts:
    return lambda: (whole,)
