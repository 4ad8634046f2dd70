"""The baseline: findings that are known, kept in a file, and hidden until they are mended."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from policykit.model.bounded_json import TooManyValuesError, bounded_json
from policykit.model.document import Json
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding
from policykit.model.value import dataclass

FORMAT = 1
"""Raised when a baseline is to be read in another way."""

MOST_BYTES = 32 << 20
"""The largest baseline that is read: more than a hundred thousand findings."""

MOST_VALUES = 1_000_000
"""The values of a baseline; a finding has six, and commas in its message count, too."""

_MOST_OFTEN = 1_000_000
"""How often one finding is known at most."""

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_LIST = re.compile(r'"findings"\s*:\s*\[')
_LONGEST = 120
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding of a baseline; how often it is known, and what it was, for whoever reads it."""

    path: str
    code: str
    message: str
    fingerprint: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings without those that are known.

    `hidden` were known; `refused` were too, but may not be hidden, so they are among the
    `shown`; `gone` are fingerprints that are known more often than they are found, with how
    many times.
    """

    shown: tuple[Finding, ...]
    hidden: tuple[Finding, ...]
    refused: tuple[Finding, ...]
    gone: Mapping[str, int]


def sift(
    findings: Iterable[Finding],
    known: Mapping[str, int],
    may_hide: Callable[[str], bool] = lambda _: True,
) -> Sifted:
    """Hide findings by fingerprint, each as often as it is known and no more.

    Args:
        findings: in any order; of equal ones, the first are hidden.
        known: fingerprints with how often they are known.
        may_hide: whether findings of a code may be hidden at all.
    """
    left = Counter(known)
    shown: list[Finding] = []
    hidden: list[Finding] = []
    refused: list[Finding] = []
    for finding in findings:
        if left[finding.fingerprint] <= 0:
            shown.append(finding)
            continue
        left[finding.fingerprint] -= 1
        if may_hide(finding.code):
            hidden.append(finding)
        else:
            refused.append(finding)
            shown.append(finding)
    return Sifted(tuple(shown), tuple(hidden), tuple(refused), +left)


def counts(known: Iterable[Known]) -> Mapping[str, int]:
    """How often each fingerprint is known.

    A line that stands twice, as a merge may leave it, says no more than the larger of the two.
    """
    found: dict[str, int] = {}
    for each in known:
        found[each.fingerprint] = max(each.count, found.get(each.fingerprint, 0))
    return found


def known_of(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """The baseline that knows these findings, sorted."""
    found = list(findings)
    often = Counter(each.fingerprint for each in found)
    first = {each.fingerprint: each for each in reversed(found)}
    return tuple(
        sorted(
            Known(
                each.location.path,
                each.code,
                _short(" ".join(each.message.split())),
                each.fingerprint,
                often[each.fingerprint],
            )
            for each in first.values()
        )
    )


def without(known: Iterable[Known], gone: Mapping[str, int]) -> tuple[Known, ...]:
    """A baseline without what is no longer found, sorted; each fingerprint has one line."""
    listed = sorted(known)
    often = counts(listed)
    first = {each.fingerprint: each for each in reversed(listed)}
    return tuple(
        sorted(
            Known(each.path, each.code, each.message, each.fingerprint, left)
            for each in first.values()
            if (left := often[each.fingerprint] - gone.get(each.fingerprint, 0)) > 0
        )
    )


def written(known: Iterable[Known]) -> str:
    """A baseline as its file holds it: JSON, one line a finding, the same for the same."""
    lines = [
        _printable(
            json.dumps(
                {
                    "fingerprint": each.fingerprint,
                    "code": each.code,
                    "path": each.path,
                    "count": each.count,
                    "message": each.message,
                },
                ensure_ascii=False,
            )
        )
        for each in sorted(known)
    ]
    inside = ",\n    ".join(lines)
    listed = f"[\n    {inside}\n  ]" if lines else "[]"
    return f'{{\n  "format": {FORMAT},\n  "findings": {listed}\n}}\n'


def read_baseline(content: bytes, name: str) -> tuple[Known, ...]:
    """The findings of a baseline.

    Args:
        content: the bytes of the file.
        name: what to call it in a message.

    Raises:
        PolicykitError: it is none, with the line that is wrong.
    """
    if len(content) > MOST_BYTES:
        raise _malformed(name, f"It is larger than {MOST_BYTES >> 20} MiB")
    try:
        text = content.decode("utf-8-sig")
        data = bounded_json(text, MOST_VALUES)
    except UnicodeDecodeError as trouble:
        raise _malformed(name, "It is not text in UTF-8") from trouble
    except TooManyValuesError as trouble:
        raise _malformed(name, f"It has more than {MOST_VALUES:,} values") from trouble
    except json.JSONDecodeError as trouble:
        place = f":{trouble.lineno}:{trouble.colno}"
        raise _malformed(name, "From here on it is no JSON", place) from trouble
    except (RecursionError, ValueError) as trouble:
        raise _malformed(name, "It is no JSON that can be read") from trouble
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise _malformed(name, "It has no list of findings")
    number = data.get("format")
    if not isinstance(number, int) or number is True or number != FORMAT:
        raise _malformed(name, f"Its format is not {FORMAT}, the one this version reads")
    listed = data["findings"]
    found: list[Known] = []
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        known = _known(entry)
        if isinstance(known, str):
            raise _malformed(name, known, f":{_line(text, index)}")
        found.append(known)
    return tuple(found)


def demand_codes(known: Iterable[Known], codes: Collection[str], content: bytes, name: str) -> None:
    """Refuse a baseline that names a code nobody knows.

    Raises:
        PolicykitError: there is one, with its line.
    """
    for index, each in enumerate(known):
        if each.code not in codes:
            line = _line(content.decode("utf-8-sig"), index)
            raise PolicykitError(
                "unknown-code-in-baseline",
                f"There is no code {_short(each.code)}, so nothing can be known by it.",
                context=f"{name}:{line}",
                hint="Take the line out, or run `policykit lint --prune`, which takes out all "
                "that is no longer found.",
            )


def _known(entry: Json) -> Known | str:
    """An entry of the file, or what is wrong with it."""
    if not isinstance(entry, dict):
        return "This entry is not written as { … }"
    fingerprint, count = entry.get("fingerprint"), entry.get("count")
    code, path, message = entry.get("code"), entry.get("path"), entry.get("message")
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        return "The fingerprint of this entry is not 16 digits and letters from a to f"
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        return "The count of this entry is not a whole number from 1 on"
    if count > _MOST_OFTEN:
        return f"The count of this entry is larger than {_MOST_OFTEN:,}"
    if not isinstance(code, str) or not isinstance(path, str) or not isinstance(message, str):
        return "This entry lacks its code, its path or its message"
    return Known(path, code, message, fingerprint, count)


def _malformed(name: str, what: str, place: str = "") -> PolicykitError:
    return PolicykitError(
        "malformed-baseline",
        f"The baseline cannot be used. {what}.",
        context=f"{name}{place}",
        hint=f"Mend it, or make it anew with `policykit lint --write-baseline --baseline {name}`.",
    )


def _line(text: str, index: int) -> int:
    """The line an entry of the list begins in, the first where it cannot be told."""
    start = _LIST.search(text)
    if start is None:
        return 1
    decoder, at = json.JSONDecoder(), start.end()
    for number in range(index + 1):
        space = _BETWEEN.match(text, at)
        at = space.end() if space else at
        if number < index:
            try:
                _, at = decoder.raw_decode(text, at)
            except json.JSONDecodeError:
                # The file has another list of this name, which is shorter.
                return 1
    return text.count("\n", 0, at) + 1


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _printable(text: str) -> str:
    """JSON without a character that nobody sees or that turns the line around."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in text)
