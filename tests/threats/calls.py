"""Every command of the program as a stranger's folder would meet it.

`{shop}`, `{out}` and `{given}` stand for the policy repository, a folder to write to, and a
folder with what is handed in: documents, lists and files from translators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import typer
from tests.threats.shop import NEXT, POLICY

from policykit.cli.app import build_app


@dataclass(frozen=True)
class Call:
    """One call; `stdin` names a file of the shop, `writes` says that files of it may change.

    `is_file` says that what it prints is a file to be kept, in which a sign stays what it is.
    """

    arguments: tuple[str, ...]
    stdin: str = ""
    writes: bool = False
    is_file: bool = False

    @property
    def command(self) -> str:
        return self.arguments[0]

    def filled(self, shop: Path, out: Path, given: Path) -> list[str]:
        """The arguments with the folders in them."""
        places = {"{shop}": str(shop), "{out}": str(out), "{given}": str(given)}
        filled = []
        for word in self.arguments:
            for mark, place in places.items():
                word = word.replace(mark, place)  # noqa: PLW2901 - one word, filled step by step
            filled.append(word)
        return filled


def _read(line: str, *more: str, stdin: str = "") -> Call:
    return Call((*line.split(), *more), stdin)


def _write(line: str, *more: str) -> Call:
    return Call((*line.split(), *more), writes=True)


_OLD_AND_NEW = f"{POLICY} {{shop}}/{POLICY} 0000000 100644 {{shop}}/{NEXT} 1111111 100644"

CODE: Final = "7K3MQ-0B9RT-2XWVA-H5C89"
"""The code of an edition that nobody made."""

CALLS: Final = (
    _read("lint"),
    _read("lint --format concise --format json:{out}/lint.json --format sarif:{out}/lint.sarif"
          " --format junit:{out}/lint.xml --format gitlab:{out}/lint.gitlab.json"
          " --format markdown:{out}/lint.md --format html:{out}/lint.html"
          " --format csv:{out}/lint.csv"),
    _read("lint --format github --all --no-ignores --exit-zero"),
    _read("lint --against v1 --cache-dir {out}/cache --statistics"),
    _read("lint --at v1 --format json"),
    _read("lint --on 2026-07-15 --format concise"),
    _read(f"lint --stdin-filename {POLICY}", stdin=POLICY),
    _read("lint --shard 1/2 --exit-zero --format json:{out}/lint-1.json"),
    _read("lint --shard 2/2 --exit-zero --format json:{out}/lint-2.json"),
    _read("merge-reports {out}/lint-1.json {out}/lint-2.json"),
    _read("lint --fix --unsafe-fixes --diff"),
    _read("fmt --diff"),
    _read("diff v1 --all"),
    _read("diff v1 --format html:{out}/diff.html --format markdown:{out}/diff.md"
          " --format json:{out}/diff.json --format docx:{out}/diff.docx"
          " --format junit:{out}/diff.xml --format github"),
    _read("diff --next --format text"),
    _read("changelog v1 --format text --format html:{out}/changelog.html"
          " --format markdown:{out}/changelog.md"),
    _read("changelog v1..HEAD --notice store-associate"),
    _read("history returns.refund-time --format text --format json:{out}/history.json"
          " --format html:{out}/history.html"),
    _read("blame returns --all --format text --format json:{out}/blame.json"),
    _read("show returns"),
    _read("show returns --at v1 --format json"),
    _read("gaps --matrix --all --skeletons --todo"),
    _read("gaps --trend months --against v1 --format json:{out}/gaps.json"
          " --format html:{out}/gaps.html --format csv:{out}/gaps.csv"
          " --format xlsx:{out}/gaps.xlsx --format markdown:{out}/gaps.md --format github"),
    _read("gaps --draft complaints"),
    _read("assess --list"),
    _read("assess returns --print"),
    _read("review --all --since v1 --within 400"),
    _read("approve --status"),
    _read("approve --status --format json:{out}/approve.json --format markdown:{out}/approve.md"
          " --format csv:{out}/approve.csv"),
    _read("approve --export codeowners --teams @shop/"),
    _read("approve returns --role head-of-customer-service --by a-17 --print-text"),
    _read("record --comments --all"),
    _read("record returns --format json:{out}/record.json --format markdown:{out}/record.md"),
    _read("remarks {given}/issues.json --format text --format json:{out}/remarks.json"),
    _read("remarks --export github"),
    _read("notify --since v1 --for store-associate"),
    _read("notify --since v1 --for customers --format eml:{out}/notify.eml"
          " --format markdown:{out}/notify.md --format json:{out}/notify.json"
          " --format atom:{out}/notify.atom --format html:{out}/notify.html"),
    _read("calendar"),
    _read("calendar --format ics:{out}/calendar.ics --format json:{out}/calendar.json"),
    _read("explain eu-consumer.refund"),
    _read("rules"),
    _read("config"),
    _read("schema policy"),
    _read("templates list"),
    _read("doctor"),
    _read("translate --status"),
    _read("translate returns --locale sv --export xliff --output {out}/words.xlf"),
    _read("translate returns --locale sv --export po --output {out}/words.po"),
    _read("translate returns --locale sv --import {out}/words.xlf --partial --dry-run"),
    _read("translate returns --locale sv --import {out}/words.po --partial --dry-run"),
    _read("import {given}/handbook.html --owner head-of-customer-service --locale en --report"
          " --dry-run"),
    _read("import {given}/handbook.md --owner head-of-customer-service --locale en --dry-run"),
    _read("import {given}/handbook.docx --owner head-of-customer-service --locale en --dry-run"),
    _read("import {given}/rules.xlsx --owner head-of-customer-service --locale en --dry-run"),
    _read(f"diff-driver {_OLD_AND_NEW}"),
    _read("render --output {out}/handbooks --format site --format html --format markdown"
          " --format docx --format pdf --report json:{out}/render.json"),
    _read("render staff --on 2026-07-15 --output {out}/past --format markdown --locale en"),
    _read(f"verify {CODE}"),
    _read("verify {out}/handbooks/staff/en/index.html"),
    _read("init {out}/begun --yes --name Shop --countries GB --size small"),
    _read("rename returns.refund refunded --dry-run"),
    _read("bump returns --base v1 --dry-run"),
    _read("promote returns --today 2027-02-01 --dry-run --reason", "The law changed."),
    _read("upgrade --dry-run"),
    _read("new phone --dry-run"),
    _write("approve returns --role head-of-customer-service --by a-17"),
    _write("review mark returns --by a-17 --role head-of-customer-service"
           " --outcome", "Nothing was found."),
    _write("record add comment returns --role store-associate --says", "It is hard to read."),
    _write("diff v1 --acknowledge c-85cebe4af07a149a --by head-of-customer-service --reason", "It is dear."),
    _write("translate returns --locale sv --update"),
    _write("translate phone-manners --locale sv"),
    _write("assess returns --answers {given}/answers.yaml --by store-manager"),
    _write("promote returns --today 2027-02-01 --reason", "The law changed."),
    _write("rename returns.withdrawal take-back"),
    _write("bump returns --base v1"),
    _write("new phone --owner head-of-customer-service"),
    _write("schema --write"),
    _write("templates eject site/article.html"),
    _write("fmt"),
    _write("lint --fix --unsafe-fixes"),
    _write("lint --write-baseline --baseline lint-baseline.json"),
    _write("upgrade"),
    _write("merge-driver {given}/base.yaml {given}/ours.yaml {given}/theirs.yaml", POLICY),
)  # fmt: skip

PRINTED: Final = (
    *(_read(f"{line} --format {form}")
    for line, forms in (
        ("lint", "json sarif gitlab csv junit markdown html concise"),
        ("gaps", "json csv markdown sarif junit gitlab html"),
        ("diff v1", "json markdown junit html"),
        ("changelog v1", "json markdown html"),
        ("history returns.refund-time", "json html"),
        ("blame returns", "json"),
        ("show returns", "json markdown"),
        ("approve --status", "json csv markdown"),
        ("record --all", "json csv markdown"),
        ("notify --since v1 --for store-associate", "eml markdown json atom html"),
        ("calendar", "json ics"),
        ("review --all", "json csv markdown"),
        ("translate --status", "json"),
        ("assess --list", "json"),
        ("config", "json"),
        ("rules", "json"),
        ("templates list", "json"),
        ("doctor", "json"),
    )
    for form in forms.split()),
    Call(("translate", "returns", "--locale", "sv", "--export", "xliff"), is_file=True),
    Call(("translate", "returns", "--locale", "sv", "--export", "po"), is_file=True),
    _read("translate returns --locale de --dry-run"),
    _read("explain eu-consumer"),
)  # fmt: skip
"""What goes to files in `CALLS`, on standard output: a build server shows it to its runner."""

ELSEWHERE: Final[Mapping[str, str]] = {
    "serve": "runs until it is stopped; tests/threats/test_preview.py asks its pages one by one",
    "lsp": "runs until it is told to leave; tests/threats/test_editor.py asks all it answers",
}
"""Commands that are met otherwise, and where."""


def one_each(*words: str, writing: bool = False) -> tuple[Call, ...]:
    """The first call of each command, where options change nothing.

    And all that have one of these words among theirs, such as a revision, or that write.
    """
    first = {call.command: call for call in reversed(CALLS)}
    return tuple(
        call
        for call in CALLS
        if first[call.command] is call
        or (writing and call.writes)
        or any(word in argument for word in words for argument in call.arguments)
    )


def taking(*metavars: str) -> Mapping[str, tuple[str, ...]]:
    """Arguments that give a value to each option and argument of such a kind, by their name.

    `{}` stands for the value. Found in the program itself, so that none can be forgotten.
    """
    group = cast("typer.core.TyperGroup", typer.main.get_command(build_app()))
    found: dict[str, tuple[str, ...]] = {}
    for name, command in sorted(group.commands.items()):
        if name in ELSEWHERE:
            continue
        usual = next(call.arguments[1:] for call in CALLS if call.command == name)
        for each in command.params:
            if getattr(each, "metavar", None) not in metavars:
                continue
            if each.param_type_name == "argument":
                found[f"{name} {each.name}"] = (name, "--", "{}")
            else:
                found[f"{name} {each.opts[0]}"] = (
                    name,
                    *_without(usual, each.opts),
                    f"{each.opts[0]}={{}}",
                )
    return found


def _without(arguments: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    """Arguments without options and their values."""
    kept, rest = [], list(arguments)
    while rest:
        word = rest.pop(0)
        if word in options:
            rest.pop(0)
        else:
            kept.append(word)
    return tuple(kept)
