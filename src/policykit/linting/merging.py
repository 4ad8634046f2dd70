"""One report of the reports of all shards: byte for byte what one run would have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from policykit import __version__
from policykit.lint.crew import Ahead, BundleKey
from policykit.lint.judging import Judged
from policykit.lint.shards import MOST, Shard, number_of
from policykit.linting import linted
from policykit.linting.packing import unpacked
from policykit.linting.request import LintRequest
from policykit.linting.running import engine_for
from policykit.linting.settings import with_place
from policykit.linting.sharding import asked, key_of_files, standing
from policykit.model.bounded_json import TooManyValuesError, bounded_json
from policykit.model.codec import decode
from policykit.model.digest import canonical_json, sha256
from policykit.model.errors import PolicykitError
from policykit.model.report import BaselineRequest, FindingsReport, ShardOfReport
from policykit.model.value import dataclass
from policykit.opening import Opened, demand_policies, opened_at

MOST_BYTES: Final = 256 << 20
"""Of the report of a shard; one of 100,000 policies has half of it."""

MOST_VALUES: Final = 2_000_000
"""Of the report of a shard; what was judged is packed and counts as one, a finding as twenty."""

_AGAIN: Final = "Run the shards again, all of them on the same commit, and merge what they give."
_NAMED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """What to merge and how: the reports by what to call them, and where the policies are.

    `baseline` and `against` are as for lint; they are about all policies, so that no shard has
    heard of them. `plugins` are those the shards ran with: a report alone loads none.
    """

    root: Path
    reports: Mapping[str, bytes]
    baseline: BaselineRequest | None = None
    against: str = ""
    plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """The report of a shard: what to call it, by which version and day it is, and the shard."""

    name: str
    version: str
    today: str
    shard: ShardOfReport


def merge(request: MergeRequest) -> FindingsReport:
    """The report of one run over all policies, from those of its shards.

    What was judged of each policy is taken from the shards; the rules that look across
    policies run here.

    Raises:
        PolicykitError: something is no report of a shard, one is missing or there twice, or
            they are not of one call and of the files as they are here.
        SourceError: the files cannot be read.
        SettingsError: the settings cannot be used.
    """
    parts = sorted(
        (_part(name, content) for name, content in request.reports.items()),
        key=lambda part: part.shard.number,
    )
    _demand_all(parts)
    _demand_alike(parts)
    first = parts[0]
    call = _call(request, first)
    day = _day(first)
    with opened_at(call.root, call.at) as opened:
        demand_policies(opened, allow_empty=call.allow_empty)
        settings = opened.surrounded.surroundings.settings.lint
        with with_place(opened):
            engine, _ = engine_for(call, opened, settings, day)
            _demand_same(parts, opened, standing(opened, engine))
            shards = {part.shard.number: _Done(part) for part in parts}
            return linted(call, opened, settings, lambda _: day, crew=_Shards(shards, len(parts)))


@dataclass(frozen=True, slots=True)
class _Done:
    """What a shard judged, in the order of the policies."""

    part: _Part

    def each(self) -> Iterator[tuple[BundleKey, Judged | None]]:
        try:
            yield from unpacked(self.part.shard.judged)
        except (TypeError, ValueError) as trouble:
            raise _no_shard(self.part.name, "What it packed cannot be unpacked") from trouble


@dataclass(frozen=True, slots=True)
class _Shards:
    """A crew that has done its work already, elsewhere."""

    shards: Mapping[int, _Done]
    of: int

    def judged(self, bundles: Sequence[BundleKey], standing: str) -> Iterator[Ahead | None]:
        """What the shards judged of each bundle; None where this run has to look for itself."""
        del standing
        lines = {number: done.each() for number, done in self.shards.items()}
        for key in bundles:
            number = number_of(key[1], self.of)
            found = next(lines[number], None)
            if found is None or found[0] != key:
                raise _no_shard(self.shards[number].part.name, "What it judged is not complete")
            yield None if found[1] is None else Ahead(found[1], ())


def _part(name: str, content: bytes) -> _Part:
    if len(content) > MOST_BYTES:
        raise _no_shard(name, f"It is larger than {MOST_BYTES >> 20} MiB")
    try:
        data = bounded_json(content, MOST_VALUES)
    except TooManyValuesError as trouble:
        raise _no_shard(
            name, f"It has more than {MOST_VALUES:,} values: make more shards"
        ) from trouble
    except (ValueError, RecursionError) as trouble:
        raise _no_shard(name, "It is no JSON") from trouble
    held = data.get("shard") if isinstance(data, dict) else None
    if not isinstance(data, dict) or held is None:
        raise _no_shard(name, "It is of no shard")
    tool, today = data.get("tool"), data.get("today")
    version = tool.get("version") if isinstance(tool, dict) else None
    if not isinstance(version, str) or not isinstance(today, str):
        raise _no_shard(name, "It does not say which version made it, or for which day")
    if version != __version__:
        # Another version may write a shard in another way, so that is told before its form is.
        raise _mixed(
            f"{name} was made by policykit {version[:40]}, and this is {__version__}",
            "Install the same version for the shards and the merge.",
        )
    try:
        shard = decode(ShardOfReport, held)
    except (TypeError, ValueError) as trouble:
        raise _no_shard(name, "Its shard is not as policykit writes it") from trouble
    if not 1 <= shard.number <= shard.of <= MOST:
        raise _no_shard(name, f"There is no shard {shard.number}/{shard.of}")
    return _Part(name, version, today, shard)


def _demand_all(parts: Sequence[_Part]) -> None:
    """Refuse reports of which one is missing or there twice."""
    if not parts:
        raise PolicykitError(
            "missing-shard",
            "There is no report to merge.",
            hint="Name the reports of all shards: `policykit merge-reports lint-*.json`.",
        )
    of = parts[0].shard.of
    for other in parts:
        if other.shard.of != of:
            raise _mixed(
                f"{parts[0].name} is one of {of} shards, {other.name} one of {other.shard.of}",
                "Name the reports of one run.",
            )
    by_number: dict[int, _Part] = {}
    for part in parts:
        twice = by_number.setdefault(part.shard.number, part)
        if twice is not part:
            raise PolicykitError(
                "shard-twice",
                f"Shard {part.shard.number} of {of} is there twice.",
                context=f"{twice.name}, {part.name}",
                hint="Name each report once, and those of one run alone.",
            )
    missing = [number for number in range(1, of + 1) if number not in by_number]
    if missing:
        named = ", ".join(map(str, missing[:_NAMED])) + (" …" if len(missing) > _NAMED else "")
        word = "Shard" if len(missing) == 1 else "Shards"
        verb = "is" if len(missing) == 1 else "are"
        raise PolicykitError(
            "missing-shard",
            f"{word} {named} of {of} {verb} missing, so nobody knows what stands in their policies.",
            context=", ".join(part.name for part in parts[:_NAMED]),
            hint=f"Run `policykit lint --shard {missing[0]}/{of} --format json:FILE` and name its "
            "file, too. Look whether that run broke off.",
        )


def _demand_alike(parts: Sequence[_Part]) -> None:
    """Refuse reports that are not of one call on one day."""
    first = parts[0]
    for other in parts[1:]:
        names = f"{first.name} and {other.name}"
        if other.today != first.today:
            raise _mixed(
                f"{names} were judged by different days: {first.today[:20]} and {other.today[:20]}",
                "Give all shards one day: --today, or the variable POLICYKIT_TODAY.",
            )
        if canonical_json(other.shard.asked) != canonical_json(first.shard.asked):
            raise _mixed(
                f"{names} were made with different options",
                "Give all shards the same options: --select, --ignore, --extend-select, "
                "--no-ignores, --plugin, --allow-empty.",
            )
        if other.shard.commit != first.shard.commit:
            raise _mixed(f"{names} are of different commits", _AGAIN)
        if other.shard.standing != first.shard.standing:
            raise _mixed(
                f"{names} were judged by different settings, organisations or frameworks", _AGAIN
            )


def _demand_same(parts: Iterable[_Part], opened: Opened, stands: str) -> None:
    """Refuse reports that are of other files than those that stand here."""
    for part in parts:
        mine = Shard(part.shard.number, part.shard.of).narrowed(opened.files)
        what = ""
        if part.shard.standing != sha256(stands):
            what = "settings, an organisation or frameworks"
        elif part.shard.files != key_of_files(mine):
            what = "policies"
        if what:
            raise PolicykitError(
                "shards-of-other-files",
                f"{part.name} is about {what} other than those that stand here.",
                context=opened.source.name,
                hint="Check out the commit that the shards have checked, and merge there.",
            )


def _call(request: MergeRequest, part: _Part) -> LintRequest:
    """The call of one run that would say the same."""
    options = part.shard.asked

    def words(name: str) -> tuple[str, ...]:
        held = options.get(name)
        return tuple(str(each) for each in held) if isinstance(held, list) else ()

    call = LintRequest(
        root=request.root,
        at=part.shard.commit,
        select=words("select"),
        ignore=words("ignore"),
        extend_select=words("extend_select"),
        obey_suppressions=options.get("obey_suppressions") is True,
        allow_empty=options.get("allow_empty") is True,
        plugins=request.plugins,
        baseline=request.baseline,
        against=request.against,
    )
    if sorted(words("plugins")) != sorted(request.plugins):
        given = " ".join(f"--plugin {each[:40]}" for each in words("plugins"))
        raise _mixed(
            "The shards ran with other plugins than this call names",
            f"Give merge-reports the same: {given}." if given else "Leave out --plugin.",
        )
    call = replace(call, plugins=words("plugins"))
    if canonical_json(asked(call)) != canonical_json(options):
        raise _no_shard(part.name, "Its options are not as policykit writes them")
    return call


def _day(part: _Part) -> date:
    try:
        return date.fromisoformat(part.today)
    except ValueError as trouble:
        raise _no_shard(part.name, "Its day is no day") from trouble


def _no_shard(name: str, what: str) -> PolicykitError:
    return PolicykitError(
        "no-report-of-a-shard",
        f"This is no report of a shard. {what}.",
        context=name,
        hint="Make it with `policykit lint --shard 1/4 --format json:FILE`.",
    )


def _mixed(what: str, hint: str) -> PolicykitError:
    return PolicykitError("mixed-shards", f"{what}.", hint=hint)
