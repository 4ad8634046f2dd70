"""A notice as Markdown, to paste where it is read."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.notice import News, NewsItem, Notice
from policykit.report.formats import Style
from policykit.report.markdown.plain import words
from policykit.report.notice_words import heading, is_short, line, remark


def render(notice: Notice, style: Style) -> str:
    """A heading for each policy, a line for each change, a box to tick for what to do."""
    del style
    out = [f"# {words(notice.subject)}", "", f"*{words(notice.period)}*", ""]
    if notice.is_empty:
        out += [words(notice.labels.nothing), ""]
    for news in notice.news:
        out += _news(notice, news)
    if notice.wording:
        out += [f"*{words(notice.wording)}*", ""]
    return "\n".join(out).rstrip("\n") + "\n"


def _news(notice: Notice, news: News) -> Iterator[str]:
    labels = notice.labels
    yield from (f"## {words(heading(news))}", "")
    if news.holds:
        yield from (f"**{words(news.holds)}**", "")
    for item in news.items:
        yield from _item(notice, item)
    if news.items:
        yield ""
    if news.tasks:
        yield from (f"### {words(labels.to_do)}", "", *(f"- [ ] {words(it)}" for it in news.tasks))
        yield ""
    if news.ways:
        yield from (f"### {words(labels.to_publish)}", "", *(f"- {words(it)}" for it in news.ways))
        yield ""
    if news.page:
        yield from (f"[{words(labels.read)}](<{address(news.page)}>)", "")
    elif news.document:
        yield from (words(news.document), "")
    for quiet in filter(None, (news.details, news.others)):
        yield from (f"*{words(quiet)}*", "")


def _item(notice: Notice, item: NewsItem) -> Iterator[str]:
    said = remark(item)
    yield f"- {words(line(item))}" + (f" *({words(said)})*" if said else "")
    if not is_short(item):
        yield f"  - {words(notice.labels.before)}: {words(item.before)}"
        yield f"  - {words(notice.labels.after)}: {words(item.after)}"


def address(page: str) -> str:
    """An address that ends no link it stands in, and begins no other."""
    return page.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace(" ", "%20")
