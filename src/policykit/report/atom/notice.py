"""A notice as an Atom feed: an entry a policy, with ids that stay."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policykit.model.notice import Notice, urn_of
from policykit.report.formats import Style
from policykit.report.html.notice import pieces
from policykit.report.notice_words import heading
from policykit.report.words import one_line

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def render(notice: Notice, style: Style) -> bytes:
    """The feed as RFC 4287 has it, in UTF-8.

    The feed keeps its id from notice to notice, an entry as long as its news is the same.
    """
    del style
    feed = Element("feed", {"xmlns": _ATOM, _LANGUAGE: notice.locale})
    # A news reader knows the feed of a role in a language again by its name.
    _text(feed, "id", urn_of("feed", notice.organisation, notice.role, notice.locale))
    _text(feed, "title", one_line(notice.subject))
    _text(feed, "subtitle", one_line(notice.period))
    days = [news.updated for news in notice.news if news.updated]
    _text(feed, "updated", _moment(max(days, default=notice.day)))
    _text(SubElement(feed, "author"), "name", one_line(notice.organisation) or "policykit")
    _text(feed, "generator", "policykit")
    for news, content in zip(notice.news, pieces(notice), strict=True):
        entry = SubElement(feed, "entry")
        _text(entry, "id", news.id)
        _text(entry, "title", heading(news))
        _text(entry, "updated", _moment(news.updated or notice.day))
        if news.page:
            SubElement(entry, "link", {"rel": "alternate", "href": news.page})
        SubElement(entry, "content", {"type": "html"}).text = content
    indent(feed)
    whole = bytes(tostring(feed, encoding="utf-8", xml_declaration=True))
    return whole + b"\n"


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
