"""LIF003: what is in force is what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policykit.approvals.asked import asked, quorum
from policykit.approvals.commands import approve_command
from policykit.approvals.matrix import DECIDED
from policykit.approvals.stamps import SHORT, by_roles, differing, fits, newest, people
from policykit.library.digests import oldest_names, rules_digests
from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import leads_in_part
from policykit.model.facts import Facts, RecordFact, StampFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    oldest_name = oldest_names(overview.by_id, overview.by_former_id)
    settings = overview.surroundings.settings
    groups = overview.surroundings.organisation.groups_of_roles
    for facts in overview.judged:
        if facts.record is None or not facts.record.approvals:
            continue
        if leads_in_part(facts, overview.in_part):
            continue
        for version in (facts, facts.coming):
            if version is None or version.status not in DECIDED:
                continue
            present = rules_digests(version, oldest_name)
            wanted = [
                {each.role, *groups.get(each.role, ())}
                for each in asked(version, settings.approvals)
            ]
            found = list(_judged(version, facts.record, present, wanted, is_main=version is facts))
            yield from found
            if not found:
                least = quorum(settings.approvals)
                yield from _too_few(version, facts.record, present, least, settings.path)


def _judged(
    facts: Facts,
    record: RecordFact,
    present: Mapping[str, str],
    wanted: Sequence[set[str]],
    *,
    is_main: bool,
) -> Iterator[Problem]:
    """The newest approval of each role that none of its approvals of this text makes good.

    Earlier approvals stay in the record as history, and the record of a coming version is
    that of the one in force, so only a role without any fitting approval is a problem, unless
    another of each group that is `wanted` stood in for it. Roles that approved the same text
    are told together.
    """
    roles = dict.fromkeys(stamp.role for stamp in record.approvals)
    alike: dict[tuple[tuple[str, str], ...], list[StampFact]] = {}
    for role in roles:
        instead = [group for group in wanted if role in group] or [{role}]
        if not all(any(fits(it, present) for it in by_roles(record, group)) for group in instead):
            last = newest(by_roles(record, {role}))
            alike.setdefault(last.digests, []).append(last)
    for digests, same in alike.items():
        if digests:
            yield _of_another(same, record, facts, present)
        elif is_main:
            yield _without(same, record, present)


def _too_few(
    facts: Facts, record: RecordFact, present: Mapping[str, str], least: int, settings: str
) -> Iterator[Problem]:
    """Where there are people enough only with those who approved an earlier text."""
    if len(people(record.approvals, record)) < least:
        return
    # An approval that names no text is told apart, and may be of this one.
    of_this = (each for each in record.approvals if not each.digests or fits(each, present))
    found = people(of_this, record)
    if found and len(found) < least:
        yield Problem(
            place=Place(record.path, ("approvals",), part="key"),
            message=f"{facts.path.rpartition('/')[2]} as it stands now was approved by "
            f"{listed(found)} alone, and {least} different people must approve; the others "
            "approved another text.",
            hint=f"Have it read by more people; then {approve_command(facts, '')} for each of them.",
            related=(("where the settings ask for it", Place(settings, ("approvals", "quorum"))),),
            value="quorum",
        )


def _written(present: Mapping[str, str]) -> str:
    """The digests as a record holds them, short enough to type."""
    short = ", ".join(f"{locale}: {digest[:SHORT]}" for locale, digest in sorted(present.items()))
    return f"digests: {{{short}}}"


def _told(stamps: Sequence[StampFact]) -> str:
    """Who approved, and when: `head-of-stores and legal on 2026-06-14`."""
    days = sorted({stamp.date for stamp in stamps})
    return f"{listed(stamp.role for stamp in stamps)} approved on {listed(days)}"


def _roles(stamps: Sequence[StampFact]) -> str:
    return " ".join(stamp.role for stamp in stamps)


def _of_another(
    stamps: Sequence[StampFact], record: RecordFact, facts: Facts, present: Mapping[str, str]
) -> Problem:
    first = stamps[0]
    locales = differing(first, present)
    languages = f" ({listed(locales)})" if locales else ""
    return Problem(
        place=Place(record.path, (*first.pointer, "digests", *locales[:1])),
        message=f"What {_told(stamps)} is not the text of "
        f"{facts.path.rpartition('/')[2]} as it stands now{languages}.",
        hint="Its rules have changed since: `policykit approve --status` shows how. Have them read "
        f"again; then {_to_run(stamps, facts)}.",
        related=(("the status it needs approval for", Place(facts.path, ("status",))),),
        value=f"{_roles(stamps)} {' '.join(locales)}",
    )


def _to_run(stamps: Sequence[StampFact], facts: Facts) -> str:
    """The command that notes a new approval; who approves is left to write."""
    if len(stamps) == 1:
        return approve_command(facts, stamps[0].role)
    return f"{approve_command(facts, '')} for each of {listed(each.role for each in stamps)}"


def _without(
    stamps: Sequence[StampFact], record: RecordFact, present: Mapping[str, str]
) -> Problem:
    one = len(stamps) == 1
    days = listed(sorted({stamp.date for stamp in stamps}))
    said = "The approval by" if one else "The approvals by"
    return Problem(
        place=Place(record.path, stamps[0].pointer),
        message=f"{said} {listed(stamp.role for stamp in stamps)} on {days} "
        f"{'does' if one else 'do'} not say which text was approved.",
        hint=f"If it is the text that stands now, add {_written(present)} to "
        f"{'it' if one else 'each'}; then a later change of a rule shows.",
        value=f"{_roles(stamps)} none",
        at_most=Severity.WARNING,
    )


RULE = Rule(
    page=Page(
        code="LIF003",
        name="approval-of-another-text",
        category="lifecycle",
        severity=Severity.ERROR,
        summary="The approval in the record is for another text than the one that stands.",
        why="An approval is bound to the rules as they were read. When a rule changes, whoever "
        "approved it has not seen what staff are asked to do now. Any changed word of a rule, a term "
        "or a target voids an approval, a mended typing mistake too; dates, scripts, questions and "
        "what stands under how, because, good and bad do not.",
        bad="""\
status: active
---
# policies/phone-manners.record.yaml
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14, digests: {en: "pk1-0000aaaa"}}
""",
        good="""\
status: active
---
# policies/phone-manners.record.yaml
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14, digests: {en: "pk1-08c8615cdd67ec75"}}
""",
        how="Have the text approved again, or take the change back. Approvals of earlier texts "
        "may stay in the record; one that fits is enough for each role.",
    ),
    across=_check,
    needs_digests=True,
    reads=frozenset(
        {FileKind.RECORD, FileKind.TRANSLATION, FileKind.SETTINGS, FileKind.ORGANISATION}
    ),
)
