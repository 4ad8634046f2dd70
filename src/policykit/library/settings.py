"""policykit.yaml to Settings."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library import read
from policykit.model.config import (
    HandbookSettings,
    LintSettings,
    LocaleSettings,
    RemarkSettings,
    Settings,
)
from policykit.model.document import Json


def settings(path: str, data: Mapping[str, Json]) -> Settings:
    """The settings a file gives, defaults where it is silent."""
    locales = read.section(data, "locales")
    lint = read.section(data, "lint")
    remarks = read.section(data, "remarks")
    return Settings(
        path=path,
        frameworks=None if data.get("frameworks") in (None, "auto") else _listed(data),
        release_branch=read.text(data, "release_branch"),
        edit_url=read.text(data, "edit_url"),
        remarks=RemarkSettings(to=read.text(remarks, "to"), kind=read.text(remarks, "kind")),
        locales=LocaleSettings(
            source=read.text(locales, "source") or "en",
            required=read.names(locales, "required"),
            offered=read.names(locales, "offered"),
            address={
                locale: address
                for locale in locales
                if (address := read.text(read.section(locales, locale), "address"))
            },
        ),
        handbooks=tuple(
            HandbookSettings(
                name=name,
                title=read.text(item, "title"),
                words={
                    locale: read.text(read.section(item, "words"), locale)
                    for locale in read.section(item, "words")
                },
                template=read.text(item, "template") or "staff",
                formats=read.names(item, "formats") or ("site",),
                locales=read.names(item, "locales"),
                audience=() if item.get("audience") == "each" else read.names(item, "audience"),
                for_each_role=item.get("audience") == "each",
                areas=read.names(item, "areas"),
                channels=read.names(item, "channels"),
                regions=read.names(item, "regions"),
                brands=read.names(item, "brands"),
                public=read.flag(item, "public") is True,
                most_pages=read.number(item, "max_pages"),
                preface=read.text(item, "preface"),
                subtitle=read.text(item, "subtitle"),
                subtitle_words={
                    locale: read.text(read.section(item, "subtitle_words"), locale)
                    for locale in read.section(item, "subtitle_words")
                },
                chapters=read.names(item, "chapters"),
                page_size=read.text(item, "page_size") or "a4",
                accent=read.text(item, "accent"),
                logo=read.text(item, "logo"),
                address=read.text(item, "address"),
                codes=read.flag(item, "qr") is True,
            )
            for _, name, item in read.named(data, "handbooks")
        ),
        lint=LintSettings(
            extends=read.text(lint, "extends") or "recommended",
            rules=dict(read.section(lint, "rules")),
            custom_rules=dict(read.section(lint, "custom_rules")),
            select=read.names(lint, "select"),
            ignore=read.names(lint, "ignore"),
            locked=read.names(lint, "locked"),
            per_path={
                pattern: dict(read.section(read.section(lint, "per_path"), pattern))
                for pattern in read.section(lint, "per_path")
            },
            baseline=read.text(lint, "baseline"),
            fail_level=read.text(lint, "fail_level") or "error",
        ),
        approvals=dict(read.section(data, "approvals")),
        waivers=tuple(dict(item) for _, item in read.items(data, "waivers")),
    )


def _listed(data: Mapping[str, Json]) -> tuple[str, ...]:
    return read.names(data, "frameworks")
