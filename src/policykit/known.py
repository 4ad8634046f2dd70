"""Findings left out of a report: those of a baseline, and those that stood at a revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.lint.baseline import (
    MOST_BYTES,
    counts,
    demand_codes,
    known_of,
    read_baseline,
    sift,
    without,
    written,
)
from policykit.lint.suppress import NEVER_TAKEN_OFF
from policykit.model.errors import PolicykitError, SettingsError, SourceError
from policykit.model.finding import Finding
from policykit.model.report import BaselineRequest, BaselineUse, FindingsReport
from policykit.opening import Opened, opened_at

if TYPE_CHECKING:
    from policykit.lint.engine import Engine

_UNREADABLE = tuple(letters for letters in NEVER_TAKEN_OFF if letters != "SUP")


def without_baseline(
    report: FindingsReport,
    asked: BaselineRequest,
    engine: Engine,
    *,
    root: Path,
    setting: str,
    is_whole: bool,
) -> FindingsReport:
    """A report without the findings of the baseline; the baseline is read, never written.

    What cannot be read or breaks the schema is never hidden, nor what lint.locked names: a
    baseline comes with the policies, and a change could else switch these off.

    Args:
        report: all findings.
        asked: what the call says of a baseline.
        engine: what has found them.
        root: the folder with the policies.
        setting: the file the settings name, '' for none.
        is_whole: whether all policies were checked by all rules.

    Raises:
        PolicykitError: there is no such baseline, it is malformed, or only a part was checked
            where the whole is to be written.
    """
    place = _place(asked, root, setting)
    if place is None:
        return report
    name = _name(place, root)
    if (asked.write or asked.prune) and not is_whole:
        raise PolicykitError(
            "baseline-of-a-part",
            "A baseline can only be written when everything is checked.",
            context=name,
            hint="Leave out the paths, --select and --ignore.",
        )

    def may_hide(code: str) -> bool:
        return code not in engine.levels.locked and not code.startswith(NEVER_TAKEN_OFF)

    if asked.write:
        known = known_of(each for each in report.findings if may_hide(each.code))
    else:
        content = _content(place, name)
        known = read_baseline(content, name)
        if not asked.prune:
            demand_codes(known, engine.registry.pages, content, name)
    sifted = sift(report.findings, counts(known), may_hide)
    kept = asked.prune and _in_doubt(report.findings)
    holds = known if asked.write else None
    if asked.prune and not asked.write and not kept:
        holds = without(known, sifted.gone)
    use = BaselineUse(
        file=name,
        place=str(place),
        hidden=len(sifted.hidden),
        refused=len(sifted.refused),
        gone=sum(sifted.gone.values()) if is_whole else 0,
        content=None if holds is None else _demand_readable(written(holds).encode(), name),
        kept=kept,
    )
    return replace(_showing(report, sifted.shown), baseline=use)


def without_older(
    report: FindingsReport, revision: str, engine: Engine, root: Path
) -> FindingsReport:
    """A report without the findings that stood at a revision already.

    The rules, their levels and options and the day are those of now; everything else is as it
    stood at the revision, all of it, whatever paths the report is narrowed to.

    Raises:
        SourceError: there is no such revision, or its files cannot be read.
    """
    with _opened(root, revision) as then:
        # The crew reads the files as they are now.
        before = replace(engine, loader=then.loader, paths=(), clock=None, crew=None, compared=())
        from policykit.lint.kept import holidays_known

        holidays = holidays_known(engine.memory)
        result = before.run(then.files, replace(then.surrounded, holidays=holidays))
    stood = Counter(each.fingerprint for each in result.findings)
    sifted = sift(report.findings, stood)
    shown = _showing(report, sifted.shown)
    return replace(shown, against=revision, older=len(sifted.hidden))


@contextmanager
def _opened(root: Path, revision: str) -> Iterator[Opened]:
    with ExitStack() as stack:
        try:
            then = stack.enter_context(opened_at(root, revision))
        except SourceError as trouble:
            raise _nothing_to_compare(trouble) from trouble
        yield then


def _nothing_to_compare(trouble: SourceError) -> SourceError:
    """The error in the words of a comparison: what is missing is most often not fetched."""
    hint = trouble.hint
    if trouble.reference in {"no-repository", "no-commits"}:
        hint = "Leave out --against: without Git there is nothing to compare with."
    elif trouble.reference == "unknown-revision" and "fetch-depth" not in hint:
        hint = f"{hint} A pipeline has to get the whole history first, as with `fetch-depth: 0`."
    return SourceError(trouble.reference, trouble.message, context=trouble.context, hint=hint)


def baseline_place(asked: BaselineRequest | None, root: Path, setting: str) -> Path | None:
    """The file a run reads its baseline from, None where it reads none.

    Args:
        asked: what the call says of a baseline, None where none is heeded.
        root: the folder with the policies.
        setting: the file the settings name, '' for none.

    Raises:
        PolicykitError: the settings name a file outside the repository.
    """
    return None if asked is None else _place(asked, root, setting)


def _place(asked: BaselineRequest, root: Path, setting: str) -> Path | None:
    if asked.file is not None:
        return asked.file.absolute()
    if not setting:
        if asked.write or asked.prune:
            raise PolicykitError(
                "no-baseline-named",
                "It is not said which file the baseline is.",
                hint="Name it with --baseline FILE, or in policykit.yaml as lint: baseline: FILE.",
            )
        return None
    place = root / setting
    if not place.resolve().is_relative_to(root.resolve()):
        raise SettingsError(
            "baseline-outside",
            "The baseline is not inside the policy repository.",
            context=f"lint.baseline in policykit.yaml: {setting[:120]}",
            hint="Name a file below the folder of policykit.yaml, such as lint-baseline.json.",
        )
    return place


def _name(place: Path, root: Path) -> str:
    top = root.absolute()
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else str(place)


def _content(place: Path, name: str) -> bytes:
    try:
        if not place.is_file():
            raise PolicykitError(
                "no-baseline",
                "There is no such baseline.",
                context=name,
                hint="Check the name, or make it with "
                f"`policykit lint --write-baseline --baseline {name}`.",
            )
        with place.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise PolicykitError(
            "unreadable-baseline",
            f"The baseline cannot be read: {(trouble.strerror or 'it failed').lower()}.",
            context=name,
            hint="Check that you may read it.",
        ) from trouble


def _demand_readable(content: bytes, name: str) -> bytes:
    """The bytes of a baseline, refused where no later run could read them."""
    try:
        read_baseline(content, name)
    except PolicykitError as trouble:
        raise PolicykitError(
            "baseline-too-large",
            "There are more findings than a baseline can hold.",
            context=name,
            hint="Switch off the rules that find most of them for now, in policykit.yaml below "
            "lint: levels; `policykit lint --format json` tells which they are.",
        ) from trouble
    return content


def _in_doubt(findings: Iterable[Finding]) -> bool:
    """Whether something was not read, so that what it holds may still be there."""
    return any(each.code.startswith(_UNREADABLE) for each in findings)


def _showing(report: FindingsReport, shown: tuple[Finding, ...]) -> FindingsReport:
    """The report with these findings alone, and with the texts and pages they need."""
    told = (*shown, *report.suppressed)
    codes = {each.code for each in told}
    paths = {
        place.path
        for each in told
        for place in (each.location, *(related.location for related in each.related))
    }
    return replace(
        report,
        findings=shown,
        texts={path: text for path, text in report.texts.items() if path in paths},
        pages={code: page for code, page in report.pages.items() if code in codes},
    )
