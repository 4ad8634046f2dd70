"""A notice for a terminal; the plain part of a mail is the same."""

from __future__ import annotations

import textwrap

from policykit.model.notice import News, NewsItem, Notice
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.notice_words import heading, is_short, line, remark
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_LEAST = 20


def render(notice: Notice, style: Style) -> str:
    """Policy by policy: what changed, from when, what to do, and where to read it."""
    out = Text()
    for note in notice.notes:
        out.append(f"{one_line(note)}\n", "yellow")
    _told(out, notice, style, with_ways=True)
    return out.printed(color=style.color)


def plain(notice: Notice, width: int) -> str:
    """What is told, without what is for its sender alone."""
    out = Text()
    _told(out, notice, Style(width), with_ways=False)
    return out.printed(color=False)


def _told(out: Text, notice: Notice, style: Style, *, with_ways: bool) -> None:
    out.append(f"{visible_line(one_line(notice.subject))}\n", "bold")
    out.append(f"{one_line(notice.period)}\n", "dim")
    if notice.is_empty:
        out.append(f"\n{notice.labels.nothing}\n")
    for news in notice.news:
        _news(out, notice, news, style, with_ways=with_ways)
    if notice.wording:
        out.append(f"\n{one_line(notice.wording)}\n", "dim")


def _news(out: Text, notice: Notice, news: News, style: Style, *, with_ways: bool) -> None:
    labels = notice.labels
    out.append(f"\n{visible_line(heading(news))}\n", "bold underline")
    if news.holds:
        _wrapped(out, "", one_line(news.holds), "", style)
    for item in news.items:
        _item(out, notice, item, style)
    for label, lines in (
        (labels.to_do, news.tasks),
        (labels.to_publish, news.ways if with_ways else ()),
    ):
        if lines:
            out.append(f"  {one_line(label)}:\n", "bold")
            for each in lines:
                _wrapped(out, "- ", one_line(each), "", style)
    if news.page:
        # An address that is broken over two lines cannot be followed.
        out.append(f"  {one_line(labels.read)}: {one_line(news.page)}\n")
    elif news.document:
        _wrapped(out, "", one_line(news.document), "", style)
    for quiet in filter(None, (news.details, news.others)):
        _wrapped(out, "", one_line(quiet), "dim", style)


def _item(out: Text, notice: Notice, item: NewsItem, style: Style) -> None:
    said = remark(item)
    short = is_short(item)
    _wrapped(out, "- ", f"{line(item)} ({said})" if said else line(item), "", style)
    if not short:
        _wrapped(out, f"  {notice.labels.before}: ", one_line(item.before), "dim", style)
        _wrapped(out, f"  {notice.labels.after}: ", one_line(item.after), "", style)


def _wrapped(out: Text, label: str, words: str, look: str, style: Style) -> None:
    lines = textwrap.wrap(
        words,
        max(style.width - 2, _LEAST),
        initial_indent=label,
        subsequent_indent="  " if label else "",
        break_on_hyphens=False,
        break_long_words=False,
    )
    out.append("".join(f"{visible_line(f'  {line}')}\n" for line in lines), look)
