"""What a folder that holds policies says already of what a new one is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from policykit.locale.handbook_words import LOCALES, handbook_words
from policykit.model.facts import Facts
from policykit.model.surroundings import Surroundings
from policykit.starters.choosing import MOST
from policykit.starters.company import FIRST_OWNER

OFFERED: Final = "offered"
"""Beside the answers to questions: languages only some of the policies have words in."""

_WORDS_OF: Final = re.compile(
    r"^policies/(?:.*/)?[^/.]+(?:\.next)?\.([a-z]{2,3}(?:-[A-Za-z-]+)?)\.yaml$"
)
_NO_LOCALES: Final = frozenset({"next", "record"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 20_000
_CLEAR: Final = 0.05
_SERVERS: Final = (
    ("github", (".github",), "github.com"),
    ("gitlab", (".gitlab-ci.yml", ".gitlab"), "gitlab"),
    ("forgejo", (".forgejo",), "codeberg.org"),
)
_ALWAYS_MADE: Final = (".pre-commit-config.yaml", ".vscode/extensions.json")
"""Files that stand beside policies wherever a folder began with this program, server or none."""


def standing(
    around: Surroundings,
    facts: Sequence[Facts],
    paths: Collection[str],
    texts: Iterable[str],
    remotes: str,
) -> dict[str, tuple[str, ...]]:
    """Answers that need not be asked for, by the names of questions.

    Args:
        around: the settings and the organisation, as far as they are there.
        facts: those of the policies.
        paths: the files there are and the folders they are in, POSIX and relative to the root.
        texts: some texts of policies in the language they are written in.
        remotes: what Git was told of servers.
    """
    organisation = around.organisation
    languages, offered = _languages(around, facts, paths, texts)
    said = {
        "name": (organisation.name,),
        "countries": tuple(organisation.regions) or _by_count(each.scope.regions for each in facts),
        "channels": tuple(organisation.channels)
        or _by_count(each.scope.channels for each in facts),
        "languages": languages,
        OFFERED: offered,
        "size": ("small" if len(facts) <= MOST else "chain",) if facts else (),
        "owner": _owner(around, facts),
        "hosting": _hosting(paths, remotes),
    }
    return {key: each for key, each in said.items() if any(each)}


def _by_count(named: Iterable[Collection[str] | None]) -> tuple[str, ...]:
    """Names by how many policies have them, then by their letters."""
    counted = Counter(name for each in named for name in sorted(each or ()))
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _languages(
    around: Surroundings, facts: Sequence[Facts], paths: Collection[str], texts: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages, that of the policies first, and those of them that are offered alone."""
    locales = around.settings.locales
    if "policykit.yaml" in paths:
        return tuple(dict.fromkeys((locales.source, *locales.all))), ()
    counted = Counter(
        found[1]
        for path in paths
        if (found := _WORDS_OF.match(path)) and found[1] not in _NO_LOCALES
    )
    others = sorted(counted, key=lambda name: (-counted[name], name))
    spoken = (each for one in around.organisation.regions.values() for each in one.languages)
    source = _language_of(texts) or next((each for each in spoken if each not in others), "")
    if not source:
        return (), ()
    others = [each for each in others if each != source]
    return (source, *others), tuple(each for each in others if counted[each] * 2 < len(facts))


def _language_of(texts: Iterable[str]) -> str:
    """The language most of whose commonest words texts have, '' where that is not clear."""
    words = [each.casefold() for text in texts for each in _WORD.findall(text)][:_MOST_WORDS]
    shares = {
        locale: sum(each in handbook_words(locale).common for each in words) / max(len(words), 1)
        for locale in LOCALES
    }
    best = max(shares, key=lambda locale: shares[locale])
    return best if shares[best] >= _CLEAR else ""


def _owner(around: Surroundings, facts: Sequence[Facts]) -> tuple[str, ...]:
    given = around.settings.approvals.get("default")
    first = str(given[0]) if isinstance(given, list) and given else ""
    owners = _by_count((each.owner,) for each in facts if each.owner)
    roles = around.organisation.roles
    usual = FIRST_OWNER if FIRST_OWNER in roles else ""
    return (first or next(iter(owners), "") or usual,)


def _hosting(paths: Collection[str], remotes: str) -> tuple[str, ...]:
    """The kind of server: by its files, by the address Git knows, or none where neither is."""
    for name, files, _ in _SERVERS:
        if any(each in paths for each in files):
            return (name,)
    for name, _, host in _SERVERS:
        if host in remotes:
            return (name,)
    return ("none",) if all(each in paths for each in _ALWAYS_MADE) else ()
