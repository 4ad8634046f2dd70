"""A changelog as one page, to send or to hang up."""

from __future__ import annotations

import base64
import hashlib

from policykit import resources
from policykit.model.changelog import Changelog, Group, Item
from policykit.rendering import Plain, Templates
from policykit.report.formats import Style
from policykit.report.news import (
    by_policy,
    group_title,
    heading,
    left_out,
    more,
    remark,
    shown,
    sides,
)
from policykit.report.words import one_line

_FOLDER = "report"


def render(changelog: Changelog, style: Style) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    css = templates.text(f"{_FOLDER}/changelog.css").encode()
    data: dict[str, Plain] = {
        "allowed": f"sha256-{base64.b64encode(hashlib.sha256(css).digest()).decode()}",
        "title": heading(changelog),
        "sides": sides(changelog),
        "notes": [one_line(note) for note in changelog.notes],
        "is_sheet": bool(changelog.notice),
        "groups": [_group(changelog, each) for each in changelog.groups],
        "left_out": left_out(changelog),
    }
    return templates.render(f"{_FOLDER}/changelog.html", data)


def _group(changelog: Changelog, group: Group) -> dict[str, Plain]:
    items, rest = shown(changelog, group)
    return {
        "title": group_title(group),
        "policies": [
            {"title": title, "items": [_item(each) for each in inside]}
            for title, inside in by_policy(items)
        ],
        "more": more(rest) if rest else "",
    }


def _item(item: Item) -> dict[str, Plain]:
    return {
        "message": one_line(item.message),
        "before": one_line(item.before),
        "after": one_line(item.after),
        "remark": remark(item),
    }
