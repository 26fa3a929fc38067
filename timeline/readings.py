"""What the words of a time expression say by themselves: a closed set of small records, still underspecified.

Tagging makes them, resolving matches over them; neither knows the other.
"""

from __future__ import annotations

Reading = object
