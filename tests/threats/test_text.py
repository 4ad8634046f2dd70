"""J2, M1, M4, P3, W1, W2, T1 to T3, T5: a text that tries to be more, in every field there is.

Once with all that can be read, so that files have findings; once with what can be printed, so
that handbooks are made of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
import yaml
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page
from tests.threats import shop as places
from tests.threats.attack import ORDER, Answer, Scene, hold
from tests.threats.calls import CALLS, PRINTED, Call, one_each
from tests.threats.given import hand_in
from tests.threats.hostile_text import IN_THE_WAY, UNREADABLE, Pointer, saturate
from tests.threats.shop import make

from policykit.library.walk import walk
from policykit.model.policy_shape import POLICY

FILES: Final = (
    places.POLICY,
    places.NEXT,
    places.WORDS,
    places.NEXT_WORDS,
    places.RECORD,
    places.OTHER,
    places.ORGANISATION,
    places.ORGANISATION_WORDS,
    places.ASSESSMENT,
    places.AREAS,
    places.MEASURES,
    places.FRAMEWORK,
)
_LIVE: Final = "<script>pwned=1</script><img src=//192.0.2.1/x onerror=pwned=1>"
_HIDDEN: Final = "\u200e\u061c\u200b\u2028\U000e0041"
READ: Final = (
    f"=1+1 {_HIDDEN} ;=1+1\t=1+1 \r {_LIVE}\n::error::pwned\n##[error]x ##vso[task]y\n{{{{7*7}}}} [days] [/x]",
    f"=1+1 {_HIDDEN} ::error::pwned ##[error]x {_LIVE} {{{{7*7}}}} [days] [/x] :100:",
    f"=1+1 {_HIDDEN} ##[error]x <b>{{{{7}}}} [/x]",
    "=1+1 <b>",
)
"""What a file may hold and still be read, from the worst to the mildest."""

PRINTABLE: Final = (
    f"=1+1 {_LIVE} ;=1+1 | =1+1\n::error::pwned\n##[error]x {{{{{{{{7*7}}}}}}}} [days] [/x] #panic($x$) @import",
    f"=1+1 {_LIVE} ::error::pwned ##[error]x {{{{{{{{7*7}}}}}}}} [days] [/x] #panic($x$)",
    f"=1+1 {_LIVE} ::error::pwned ##[error]x [days] [/x] #panic($x$)",
    "=1+1 <img onerror=pwned=1 src=x>",
    "=1+1 <b>",
)
"""The same with nothing that keeps a handbook from being made."""


@dataclass(frozen=True)
class Attacked:
    """What was put where, and what came of it."""

    scene: Scene
    put: Mapping[str, Mapping[Pointer, str]]
    answers: Sequence[Answer]


def attacked(
    folder: Path, texts: Sequence[str], refused: Sequence[str], calls: Sequence[Call]
) -> Attacked:
    scene = Scene.at(folder)
    repository = make(scene.shop)
    put = saturate(scene.shop, FILES, texts, refused)
    hand_in(scene.given, texts[0])
    # Commits and names of branches are texts of strangers, too.
    author = f"{texts[1]} \x1b]0;x\x07\x1b[31m \x9b31m \u202e".translate({60: "(", 62: ")"})
    when = datetime(2026, 11, 2, 12, tzinfo=UTC)
    repository.commit(f"{texts[0]}\x1b[31m", {}, when, author=author)
    for name in ("\x9b31m\u202e##error]x", "<script>pwned=1</script>", "--output=pwned"):
        repository.git("update-ref", f"refs/heads/{name}", "HEAD")
        repository.git("update-ref", f"refs/tags/{name}", "HEAD")
    # With a cache, as most people have it: the first call is told what was read, the others
    # what was kept.
    return Attacked(scene, put, scene.meet(calls, POLICYKIT_NO_CACHE="0"))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    # Handbooks are not made of what has errors, and what is written shows in its dry run.
    calls = [it for it in CALLS if not it.writes and it.command not in {"render", "verify"}]
    return attacked(tmp_path_factory.mktemp("read"), READ, UNREADABLE, [*calls, *PRINTED])


@pytest.fixture(scope="module")
def printable(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    calls = [it for it in CALLS if it in one_each() or "{out}" in " ".join(it.arguments)]
    return attacked(tmp_path_factory.mktemp("printable"), PRINTABLE, IN_THE_WAY, calls)


@pytest.mark.parametrize("kind", ["read", "printable"])
def test_t01_t02_t03_t05_y13_nothing_steers_a_terminal_or_a_build_server(
    kind: str, request: pytest.FixtureRequest
) -> None:
    found: Attacked = request.getfixturevalue(kind)

    hold(found.scene, found.answers)
    # The text is there, so it was escaped and not lost: its brackets are.
    said = "".join(answer.stdout for answer in found.answers)
    assert "[days]" in said
    assert "=1+1" in said


def test_every_text_field_of_a_policy_held_the_text(read: Attacked, printable: Attacked) -> None:
    data = yaml.safe_load(places.files()[places.POLICY])
    fields = {text.pointer for text in walk(data, POLICY).texts}

    for found in (read, printable):
        put = found.put[places.POLICY]
        lists = {pointer[:-1] for pointer in put}
        assert [it for it in fields if it not in put and it not in lists] == []
    assert len(fields) > 40


def test_the_handbooks_were_made(printable: Attacked) -> None:
    (made,) = (it for it in printable.answers if it.call.arguments[:2] == ("render", "--output"))

    assert made.exit_code == 0, made.stdout + made.stderr


def test_w02_no_formula_in_a_table(read: Attacked, printable: Attacked) -> None:
    for found in (read, printable):
        cells = list(_cells(found.scene.out))
        assert [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")] == []
        assert [cell for cell in cells if cell.lstrip("'").startswith("=1+1")] != []


def _cells(out: Path) -> Iterator[str]:
    for path in sorted(out.glob("*.csv")):
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        # Elsewhere a spreadsheet parts cells at another sign.
        for separator in ",;|":
            for row in csv.reader(lines, delimiter=separator):
                yield from row
    for path in sorted(out.glob("*.xlsx")):
        for sheet in load_workbook(path).worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    assert cell.data_type != "f", (path.name, cell.coordinate)


def test_t03_no_report_in_a_file_orders_a_build_server(read: Attacked) -> None:
    # Somebody will print it in a log.
    for path in sorted(read.scene.out.glob("*.json")):
        assert ORDER.findall(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("kind", ["read", "printable"])
def test_j02_m01_m02_m04_nothing_lives_in_a_page(
    kind: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    found: Attacked = request.getfixturevalue(kind)
    pages = sorted(found.scene.out.rglob("*.html"))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))

    wrong = {path.name: trouble for path in pages if (trouble := _alive(page, path))}
    elsewhere = [url for url in asked if not url.startswith(("file:", "data:"))]
    page.close()
    assert wrong == {}
    assert elsewhere == []
    assert len(pages) >= (5 if kind == "read" else 20)


_LOOK: Final = """() => [
    ...(window.pwned ? ["a script ran"] : []),
    ...[...document.querySelectorAll("iframe, object, embed, base, frame, img[src*='192.0.2']")]
        .map(it => it.tagName),
    ...[...document.querySelectorAll("*")].flatMap(it => [...it.attributes])
        .filter(it => it.name.startsWith("on") || /^\\s*(javascript|vbscript):/i.test(it.value))
        .map(it => it.name + "=" + it.value),
]"""


def _alive(page: Page, path: Path) -> list[str]:
    page.goto(f"file://{path}", wait_until="load")
    found: list[str] = page.evaluate(_LOOK)
    return found
