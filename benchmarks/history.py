"""How long the history of one promise takes over 2,000 commits, beside what Git takes alone.

Call it with a folder to build the repositories in: `python -m benchmarks.history FOLDER`. One
has every fifth commit change the policy, the other every commit.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Job, measure

_ROOT = Path(__file__).resolve().parents[1]
_COMMITS = 2_000
_ROUNDS = 5
_POLICY = "policies/returns.yaml"
_BEGAN = 1_600_000_000
_APART = 40_000


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def _file(path: str, text: str) -> bytes:
    return f"M 100644 inline {path}\n".encode() + _data(text)


def build(folder: Path, every: int) -> None:
    """A repository of 2,000 commits, each changing one policy; every so often it is returns."""
    present = {
        path.relative_to(_ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (_ROOT / "policykit.yaml", *sorted((_ROOT / "policies").glob("*.yaml")))
    }
    others = [path for path in present if path.count(".") == 1 and path.startswith("policies/")]
    told: list[bytes] = []
    for number in range(_COMMITS):
        moment = _BEGAN + number * _APART
        told.append(
            f"commit refs/heads/main\ncommitter Ada <a@b.example> {moment} +0000\n".encode()
        )
        told.append(_data(f"Commit {number}"))
        if number == 0:
            told += [_file(path, text) for path, text in present.items()]
            continue
        path = _POLICY if number % every == 0 else others[number % len(others)]
        text = present[path]
        if path == _POLICY and number % 3 == 0:
            text = text.replace("deadline: 10 days\n", f"deadline: {number} days\n", 1)
        else:
            text = text.replace("\nsummary: ", f"\nsummary: {number} ", 1)
        told.append(_file(path, text))
    told.append(b"done\n")
    folder.mkdir(parents=True)
    git = ("git", "-c", "init.defaultBranch=main")
    subprocess.run([*git, "init", "--quiet"], cwd=folder, check=True)
    importing = [*git, "fast-import", "--quiet", "--done"]
    subprocess.run(importing, cwd=folder, input=b"".join(told), check=True)
    subprocess.run([*git, "reset", "--quiet", "--hard"], cwd=folder, check=True)
    subprocess.run([*git, "gc", "--quiet"], cwd=folder, check=True)


def main() -> None:
    """Build both repositories and print what was measured, as a Markdown table."""
    top = Path(sys.argv[1])
    lines = ["| commits that change the policy | history | `git log --raw` | with its contents | |"]
    lines.append("|---|---|---|---|---|")
    for every in (5, 1):
        folder = top / f"every-{every}"
        if not folder.exists():
            build(folder, every)
        log = ("git", "log", "--raw", "--", _POLICY)
        costs = measure(
            {
                "history": Job(
                    (sys.executable, "-m", "policykit", "history", "returns.refund-time"), folder
                ),
                "start": Job((sys.executable, "-m", "policykit", "history", "--help"), folder),
                "log": Job(log, folder),
                "contents": Job(("git", "log", "-p", "--", _POLICY), folder),
            },
            _ROUNDS,
        )
        ours, git, contents = (costs[it].wall for it in ("history", "log", "contents"))
        bare = ours - costs["start"].wall
        lines.append(
            f"| {_COMMITS // every:,} of {_COMMITS:,} | {ours:.2f} s ({bare:.2f} s without start-up) "
            f"| {git:.3f} s: {bare / git:.1f} times | {contents:.3f} s: {bare / contents:.1f} times "
            f"| most memory {costs['history'].memory / 1e6:.0f} MB |"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
