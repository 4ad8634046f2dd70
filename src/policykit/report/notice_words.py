"""What a notice says beside its news: a change on a line, and the heading of a policy."""

from __future__ import annotations

from typing import Final

from policykit.model.notice import News, NewsItem
from policykit.report.words import one_line

_SHORT: Final = 90
"""Letters of two values that are read at one glance, side by side."""


def heading(news: News) -> str:
    """What to call a policy, with its version."""
    return one_line(f"{news.title or news.policy} {news.version}")


def remark(item: NewsItem) -> str:
    """Where it holds and for whom it is what; '' for neither."""
    return one_line("; ".join(part for part in (item.where, item.effect) if part))


def is_short(item: NewsItem) -> bool:
    """Whether what stood and what stands fit on the line that says what changed."""
    if not (item.before and item.after):
        return True
    # Two sentences are compared one below the other.
    is_sentence = item.before.endswith((".", "!", "?"))
    return not is_sentence and len(item.before) + len(item.after) <= _SHORT


def line(item: NewsItem) -> str:
    """What changed on one line: `Longest slot: 4 hours → 2 hours`; its name alone where long."""
    values = " → ".join(filter(None, (item.before, item.after))) if is_short(item) else ""
    return one_line(f"{item.message}{between(item) if values else ''}{values}")


def between(item: NewsItem) -> str:
    """What parts a message from its values."""
    return " " if item.message.endswith(("?", "!", ":", "…")) else ": "
