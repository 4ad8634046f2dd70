"""A notice as a page: what a mail shows, and each piece of news as a feed has it."""

from __future__ import annotations

from dataclasses import asdict

from policykit import resources
from policykit.model.notice import News, Notice
from policykit.rendering import Plain, Templates
from policykit.report.formats import Style
from policykit.report.notice_words import between, heading, is_short, remark
from policykit.report.words import one_line

_FOLDER = "report"


def render(notice: Notice, style: Style) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    data: dict[str, Plain] = {
        "language": notice.locale,
        "title": one_line(notice.subject),
        "period": one_line(notice.period),
        "labels": _labels(notice),
        "news": [_news(each) for each in notice.news],
        "wording": one_line(notice.wording),
    }
    return templates.render(f"{_FOLDER}/notice.html", data)


def pieces(notice: Notice) -> tuple[str, ...]:
    """Each piece of news as HTML without a page around it.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    templates = Templates(resources.shipped("templates"))
    return tuple(
        templates.render(
            f"{_FOLDER}/notice_news.html", {"labels": _labels(notice), "one": _news(each)}
        )
        for each in notice.news
    )


def _labels(notice: Notice) -> dict[str, Plain]:
    return {key: str(words) for key, words in asdict(notice.labels).items()}


def _news(news: News) -> dict[str, Plain]:
    return {
        "heading": heading(news),
        "holds": one_line(news.holds),
        "tasks": [one_line(each) for each in news.tasks],
        "details": one_line(news.details),
        "others": one_line(news.others),
        "document": one_line(news.document),
        "page": news.page,
        "items": [
            {
                "message": one_line(item.message),
                "before": one_line(item.before),
                "after": one_line(item.after),
                "is_short": is_short(item),
                "between": between(item),
                "remark": remark(item),
                # Below the news its page is named once.
                "page": "" if item.page == news.page else item.page,
            }
            for item in news.items
        ],
    }
