"""Remarks of staff: the forms for servers, and what came in, by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.model.bounded_json import TooManyValuesError, bounded_json
from policykit.model.document import Json, Origin
from policykit.model.errors import PolicykitError
from policykit.model.remark import Came, Heard, Said
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.handbook.remark_addresses import Words
    from policykit.locale.words import Locales
    from policykit.model.library import Entry
    from policykit.model.policy import Policy

MOST_BYTES: Final = 20_000_000
"""Of a list of issues; a server exports fifty thousand of them in less."""

MOST_VALUES: Final = 1_000_000
"""Of a list of issues."""

MOST_REMARKS: Final = 50_000
"""Of a list of issues."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*(?:[.][a-z0-9][a-z0-9-]*)?")
_LISTED: Final = (
    "`gh issue list --label policy-remark --state all --json number,title,body,createdAt,state`"
)
_MOST_OF_A_FORM: Final = 100_000
_MOST_LINES: Final = 40
_EDITION: Final = re.compile(r" ?[(][^()]*[)]$")
"""What a link puts behind the words of a rule: the version and the language."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form for a server: where its file goes in the repository, and its text."""

    path: str
    text: str


def form(root: Path, what: str, locale: str) -> Form:
    """The form a server is to show, in a language.

    Args:
        root: the folder of the policy repository.
        what: `github`, `gitlab` or `forgejo`.
        locale: the language, '' for the one policies are written in first.

    Raises:
        PolicykitError: there is no such form, nothing speaks that language, or no remark can be
            given at the address that the settings have.
    """
    from policykit.handbook.remark_addresses import FORMS
    from policykit.handbook.remark_forms import form as made
    from policykit.handbook.remarks import demand_remarks
    from policykit.locale.words import Locales
    from policykit.opening import listed_at, surrounded

    if what not in FORMS:
        raise PolicykitError(
            "unknown-export",
            f"There is no form for {what[:40]!r}.",
            context="--export",
            hint=f"Use {', '.join(FORMS)}; Gitea takes that of forgejo.",
        )
    with listed_at(root, "") as (survey, loader):
        settings = surrounded(loader, survey, frameworks=False).surroundings.settings
    demand_remarks(settings.remarks)
    spoken = Locales()
    asked = locale or settings.locales.source
    if locale and locale not in spoken.available():
        raise PolicykitError(
            "unknown-locale",
            f"There are no words for {locale[:40]!r}.",
            context="--locale",
            hint=f"Use one of {', '.join(spoken.available())}.",
        )
    return Form(FORMS[what], made(what, _words(spoken, asked)))


def _words(spoken: Locales, name: str) -> Words:
    """The interface texts of a language."""
    locale = spoken.locale(name)
    return lambda key, **values: locale.text(key, "", **values)


def heard(root: Path, content: bytes) -> tuple[Heard, ...]:
    """What came in, by what it is about: policies in order, what nobody knows last.

    Args:
        root: the folder of the policy repository.
        content: issues as JSON, as the programs of GitHub, GitLab and Forgejo export them.

    Raises:
        PolicykitError: this is no list of issues.
    """
    from policykit.handbook.remark_bodies import Headings, read_body
    from policykit.locale.words import Locales

    known = dict(_known(root))
    spoken = Locales()
    headings = Headings.of(_words(spoken, name) for name in spoken.available())
    for own in _own_forms(root):
        headings = headings.and_of(own)
    found: dict[str, list[Came]] = {}
    for issue in _issues(content):
        name = _named(issue, known)
        body = read_body(_text(issue, "body", "description"), headings)
        about = known.get(name)
        came = Came(
            number=_number(issue),
            title=_title(
                issue, name, (_EDITION.sub("", body.quoted), about.words if about else "")
            ),
            day=_text(issue, "createdAt", "created_at")[:10],
            is_open=_text(issue, "state").lower() in {"open", "opened", ""},
            named=name,
            body=_without_name(body, name),
        )
        found.setdefault(about.name if about else "", []).append(came)
    today = {each.name: each for each in known.values()}
    return tuple(
        Heard(
            name=name,
            policy=today[name].policy if name else "",
            words=today[name].words if name else "",
            remarks=tuple(sorted(remarks, key=lambda each: each.number)),
        )
        for name, remarks in sorted(found.items(), key=lambda pair: (not pair[0], pair[0]))
    )


def _own_forms(root: Path) -> Iterator[Json]:
    """The forms that stand in the repository, as data; what cannot be read is none."""
    from policykit.handbook.remark_addresses import FORMS
    from policykit.yamlsource import read

    for path in FORMS.values():
        if path.endswith(".yml"):
            try:
                with (root / path).open("rb") as stream:
                    content = stream.read(_MOST_OF_A_FORM)
            except OSError:
                continue
            yield read(content, Origin(path, ""))[0].data


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that can be named: its name today, its policy, its words."""

    name: str
    policy: str
    words: str


def _known(root: Path) -> Iterator[tuple[str, _Thing]]:
    """Everything remarks may name, by each name it has or had; those of today win."""
    from policykit.library.whole import library_entry
    from policykit.opening import listed_at, surrounded

    with listed_at(root, "") as (survey, loader):
        source = surrounded(loader, survey, frameworks=False).surroundings.settings.locales.source
        entries = [
            library_entry(loader.bundle(name, group, checked=False).bundle, source)
            for (_, name), group in survey.bundles.items()
        ]
    pairs = [pair for entry in entries if entry is not None for pair in _names(entry, source)]
    yield from (pair for pair in pairs if pair[0] != pair[1].name)
    yield from (pair for pair in pairs if pair[0] == pair[1].name)


def _names(entry: Entry, source: str) -> Iterator[tuple[str, _Thing]]:
    policy = entry.policies.get(source)
    if policy is None:
        return
    policies = (policy.id, *entry.facts.former_ids)
    for name in policies:
        yield name, _Thing(policy.id, policy.id, policy.title)
    for item, former, words in _items(policy):
        told = _Thing(f"{policy.id}.{item}", policy.id, words)
        for owner in policies:
            for name in (item, *former):
                yield f"{owner}.{name}", told


def _items(policy: Policy) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for statement in policy.statements:
        yield statement.id, statement.former_ids, statement.text
    for term in policy.terms:
        yield term.id, term.former_ids, term.title or term.id.replace("-", " ")


def _issues(content: bytes) -> Iterable[Mapping[str, Json]]:
    found = None
    if len(content) > MOST_BYTES:
        raise _too_long(f"{MOST_BYTES // 10**6} MB")
    try:
        found = bounded_json(content, MOST_VALUES)
    except TooManyValuesError as trouble:
        raise _too_long(f"{MOST_VALUES:,} values") from trouble
    except (ValueError, RecursionError):
        pass
    issues = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    if not isinstance(found, list) or len(issues) < len(found):
        raise PolicykitError(
            "unreadable-remarks",
            "This is no list of issues.",
            hint=f"Give what {_LISTED} prints.",
        )
    if len(issues) > MOST_REMARKS:
        raise _too_long(f"{MOST_REMARKS:,} remarks")
    return issues


def _too_long(most: str) -> PolicykitError:
    return PolicykitError(
        "unreadable-remarks",
        f"This list of issues is too long: it has more than {most}.",
        hint="Give fewer at a time, such as the open ones with `--state open`, or the newest "
        "with `--limit 1000`.",
    )


def _named(issue: Mapping[str, Json], known: Mapping[str, object]) -> str:
    """What an issue is about: as its title begins, else a line of it that is a name."""
    title = _text(issue, "title").partition(":")[0].strip()
    if title in known:
        return title
    lines = _text(issue, "body", "description").splitlines()[:_MOST_LINES]
    told = [line.strip() for line in lines if _NAME.fullmatch(line.strip())]
    return next((line for line in told if line in known), title if _NAME.fullmatch(title) else "")


def _title(issue: Mapping[str, Json], name: str, rule: Iterable[str]) -> str:
    """The title of an issue without the name; '' where the rest is the rule, as our links have it."""
    title = " ".join(_text(issue, "title").split())
    if not name or title == name:
        return "" if title == name else title
    title = title.removeprefix(f"{name}:").strip()
    for words in rule:
        plain = " ".join(words.split())
        if title == plain or (title.endswith("…") and plain.startswith(title[:-1])):
            return ""
    return title


def _without_name(body: Said, name: str) -> Said:
    """What stands beside the form without a line that is the name alone."""
    lines = [line for line in body.said.splitlines() if not name or line.strip() != name]
    return replace(body, said="\n".join(lines).strip())


def _number(issue: Mapping[str, Json]) -> int:
    # GitLab counts over all its projects in `id`, and within one in `iid`.
    for key in ("number", "iid"):
        value = issue.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return 0


def _text(issue: Mapping[str, Json], *keys: str) -> str:
    return next((value for key in keys if isinstance(value := issue.get(key), str)), "")
