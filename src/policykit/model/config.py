"""Settings of a policy repository, as policykit.yaml gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.document import Json
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookSettings:
    """One handbook: what it is called, for whom, and how it is made.

    `words` and `subtitle_words` give title and subtitle in other languages, by locale. `areas`, `audience`, `channels`,
    `regions` and `brands` narrow what it holds, empty ones do not; `for_each_role` asks for one
    handbook a role; `most_pages` is None where any number will do. `chapters` are the areas that
    come first, in this order. `page_size` is that of paper, `accent` a colour as #rrggbb, `logo`
    the path of a picture; '' is the template's own. `address` is where its site is published,
    `codes` asks for QR codes that lead there.
    """

    name: str
    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    template: str = "staff"
    formats: tuple[str, ...] = ("site",)
    locales: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    for_each_role: bool = False
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    public: bool = False
    most_pages: int | None = None
    preface: str = ""
    subtitle: str = ""
    subtitle_words: Mapping[str, str] = field(default_factory=dict)
    chapters: tuple[str, ...] = ()
    page_size: str = "a4"
    accent: str = ""
    logo: str = ""
    address: str = ""
    codes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkSettings:
    """Where staff say what is wrong with a rule; `to` is '' where nobody asks.

    `kind` is github, gitlab, forgejo, mail or url, '' where the address tells it.
    """

    to: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleSettings:
    """Which languages the policies are in."""

    source: str = "en"
    required: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    address: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> tuple[str, ...]:
        """Source first, then required, then offered."""
        return tuple(dict.fromkeys((self.source, *self.required, *self.offered)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """Which rules run and how loudly.

    `custom_rules` are the repository's own by name, as written. `per_path` has other levels
    for files by pattern, the last that matches holds; `baseline` is a file of known findings,
    relative to the root, '' for none.
    """

    extends: str = "recommended"
    rules: Mapping[str, Json] = field(default_factory=dict)
    custom_rules: Mapping[str, Json] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    per_path: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    baseline: str = ""
    fail_level: str = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings in force; `path` is '' when there is no settings file.

    `edit_url` is the https address where a file can be changed, with `{path}` for its path in
    the repository; '' where there is none.
    """

    path: str = ""
    frameworks: tuple[str, ...] | None = None
    release_branch: str = ""
    edit_url: str = ""
    remarks: RemarkSettings = field(default_factory=RemarkSettings)
    locales: LocaleSettings = field(default_factory=LocaleSettings)
    handbooks: tuple[HandbookSettings, ...] = ()
    lint: LintSettings = field(default_factory=LintSettings)
    approvals: Mapping[str, Json] = field(default_factory=dict)
    waivers: tuple[Mapping[str, Json], ...] = ()


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """A setting with its dotted key, its value, and where it comes from.

    `origin` is `path:line`, `default`, or the name of a variable of the environment.
    """

    key: str
    value: Json
    origin: str
