"""Every line of a whole policy as a comparison has them: where it stands, what stands before it.

python -m tests.pairs.lines    writes it anew, to be read before it is kept
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.pairs.laid import ABSENT, HERE, POLICY, parsed, told
from tests.pairs.written import pairs
from tests.support.program import ROOT

LINES = HERE / "lines.txt"
_HEAD = "Lines of policies, the new and the old. Written by `python -m tests.pairs.lines`.\n"
_CHAPTERS = frozenset({"terms", "moves", "service"})


def lined() -> str:
    """A policy that is new, and the policies of some chapters of pairs."""
    return _HEAD + "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "\nA whole policy"
    full = parsed((ROOT / "tests/validation/data/full.policy.yaml").read_text("utf-8"))
    (new,) = told({POLICY: ABSENT}, {POLICY: full}, with_lines=True).policies
    for line in new.lines:
        assert line.before is None
        yield f"  {line.heading} {line.address or '-'} | {line.label} | {line.after}"
    for pair in pairs():
        if pair.chapter in _CHAPTERS:
            yield f"\n{pair.title}"
            for policy in told(pair.before, pair.after, pair.days, with_lines=True).policies:
                for line in policy.lines:
                    if line.before != line.after:
                        place = f"{line.heading} {line.address or '-'} | {line.label}"
                        yield f"  {place} | {line.before} | {line.after}"


if __name__ == "__main__":
    LINES.write_text(lined(), "utf-8")
