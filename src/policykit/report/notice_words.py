"""What a notice says beside its news: the line below a change, and the heading of a policy."""

from __future__ import annotations

from policykit.model.notice import News, NewsItem, Notice
from policykit.report.words import one_line


def heading(news: News) -> str:
    """What to call a policy, with its version."""
    return one_line(f"{news.title or news.policy} {news.version}")


def remark(notice: Notice, item: NewsItem) -> str:
    """Where it holds, for whom it is what, and whether to learn anew; '' for none of these."""
    train = notice.labels.train if item.train else ""
    return one_line("; ".join(part for part in (item.where, item.effect, train) if part))
