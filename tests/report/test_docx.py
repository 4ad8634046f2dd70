"""Comparisons as Word documents: their changes are changes to Word, and to LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html import escape
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings, strategies as st
from pypdf import PdfReader
from tests.browser.needed import needed
from tests.handbook.hostile import HOSTILE
from tests.handbook.word import Word
from tests.report.compared import TEXTS, comparison
from tests.report.tracked import W, settled

from policykit.diffing.redline import redline
from policykit.model.change import Comparison, Endpoint, Line
from policykit.report.docx.changes import render
from policykit.report.docx.paragraphs import literal
from policykit.report.formats import Style

OFFICE = shutil.which("soffice")
STYLE = Style()
SECONDS = 240
TITLE = "Returns, refunds and exchanges"
MARKS = (
    "What was taken out and what came in is marked as a change. Accept all changes to have the "
    "new text, reject them all to have the old."
)
NOTES = [
    "Version 2.1.0 → 2.2.0, but the changes ask for 3.0.0 (major).",
    "Approvals void: Compliance officer. They approved another text.",
    "To train anew: Contact centre agent.",
]


def word(of: Comparison) -> Word:
    return Word(render(of, STYLE))


def labelled(text: str) -> str:
    return literal(text[:1].upper() + text[1:])


def with_lines(*found: Line) -> Comparison:
    made = comparison(around=(), unread=())
    return replace(made, policies=(replace(made.policies[0], lines=found),))


@pytest.fixture(scope="module")
def whole() -> Word:
    return word(comparison())


def side(index: int) -> list[str]:
    """The texts of a side with their labels, as a reader sees them."""
    return [
        f"{label}: {text[index]}" if label else str(text[index])
        for _, label, _, *text in TEXTS
        if text[index] is not None
    ]


@pytest.mark.parametrize(("accepted", "index"), [(True, 1), (False, 0)])
def test_accepting_gives_the_new_text_and_rejecting_the_old(
    whole: Word, accepted: bool, index: int
) -> None:
    body = whole.body[0]
    found = settled(body, accepted=accepted)
    texts = side(index)
    start = found.index(texts[0])
    assert found[start : start + len(texts) + 3] == [texts[0], *NOTES, *texts[1:]]


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(max_size=30),
            st.none() | st.text(max_size=30),
            st.integers(0, 5),
            st.sampled_from(["", "Must", *HOSTILE[:3]]),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_texts_come_back(found: list[tuple[str | None, str | None, int, str]]) -> None:
    made = word(
        with_lines(
            *(
                Line("x", label, before, after, redline(before or "", after or ""), heading)
                for before, after, heading, label in found
                if before is not None or after is not None
            )
        )
    )
    kept = [row for row in found if row[0] is not None or row[1] is not None]
    own_title = bool(kept) and kept[0][2] == 1
    for accepted, index in ((True, 1), (False, 0)):
        texts = [
            None
            if sides[index] is None
            else (f"{labelled(label)}: " if label else "") + literal(str(sides[index]))
            for *sides, _, label in kept
        ]
        expected = [*(texts[:1] if own_title else [TITLE]), *NOTES]
        expected += [*texts[own_title:], ""]
        told = settled(made.body[0], accepted=accepted)
        if kept:
            assert told[told.index(MARKS) + 1 :] == [each for each in expected if each is not None]


def test_changes_are_signed_and_numbered(whole: Word) -> None:
    marks = [mark for tag in ("ins", "del") for mark in whole.body.iter(f"{W}{tag}")]
    assert len(marks) > 15
    assert {mark.get(f"{W}author") for mark in marks} == {"Maja Lind"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-11-20T09:30:00Z"}
    numbers = sorted(int(mark.get(f"{W}id", "")) for mark in marks)
    assert numbers == list(range(1, len(marks) + 1))


@pytest.mark.parametrize(
    ("author", "date", "expected"),
    [
        ("", "2026-11-20", ("policykit", None)),
        ("Ö \u202e<b>\x07", "yesterday", ("Ö \\u202e<b>\\u0007", None)),
        ("A", "2026-11-20", ("A", "2026-11-20T00:00:00Z")),
        ("A", "2026-11-20 09:30", ("A", "2026-11-20T09:30:00Z")),
        ("A" * 300, "", ("A" * 120, None)),
    ],
)
def test_who_signs(author: str, date: str, expected: tuple[str, str | None]) -> None:
    made = word(comparison(after=Endpoint("x", author=author, date=date)))
    mark = next(made.body.iter(f"{W}ins"))
    assert (mark.get(f"{W}author"), mark.get(f"{W}date")) == expected


def test_whole_paragraphs_come_and_go_with_their_marks(whole: Word) -> None:
    marked = {
        kind: [
            "".join(node.text or "" for node in each.iter() if node.tag in {f"{W}t", f"{W}delText"})
            for each in whole.body.iter(f"{W}p")
            if each.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None
        ]
        for kind in ("ins", "del")
    }
    assert marked == {
        "ins": ["Must not: Take 1 250,50 kr or more off for a torn box.", "Ask us anything."],
        "del": [
            "May: Accept a bank statement in place of the receipt.",
            "Questions",
            "Q: Can I return a sale item?",
        ],
    }


def test_a_table_says_for_whom(whole: Word) -> None:
    document = docx.Document(io.BytesIO(whole.content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    window = "Time to change one's mind went from 30 days to 10 days. (Sweden)"
    phone = "Returns by telephone went from yes to no."
    floor = comparison().policies[0].changes[0].floors[0]
    boxes = "Torn boxes went from may to must not."
    assert rows == [
        ["For", "It is", "Changes", "What it says"],
        ["Customers", "worse", "1", window],
        ["Customers", "unclear", "1", phone],
        ["Customers", "better", "1", boxes],
        ["Staff", "more to do", "1", boxes],
        ["Staff", "less to do", "1", phone],
        [
            "Law", "crossed", "1",
            f"Crosses the law: eu-consumer.withdrawal asks for {floor.words} ({floor.cite}), in SE, DE.",
        ],
    ]  # fmt: skip
    assert document.core_properties.title == "What changes"
    assert document.core_properties.subject == "main → shorter-returns"


def test_no_text_is_more_than_text() -> None:
    for text in HOSTILE:
        made = comparison(
            before=Endpoint(text, text, text, text, text),
            after=Endpoint(text, text, text, text, text),
            name=text,
            notes=(text,),
            unread=((text, "x"),),
        )
        policy = made.policies[0]
        found = tuple(
            Line("x", text, before, after, redline(before or "", after or ""), heading)
            for heading in (0, 1, 3)
            for before, after in ((text, f"{text} x"), (None, text), (text, None), (text, text))
        )
        document = word(replace(made, policies=(replace(policy, title=text, lines=found),)))
        clean = word(comparison())
        assert {node.tag for node in document.body.iter()} <= {
            node.tag for node in clean.body.iter()
        }
        rejected = settled(document.body[0], accepted=False)
        assert rejected.count(f"{labelled(text)}: {literal(text)}") == 9
        assert not [name for name in document.relations.values() if name[1] == "External"]


def test_equal_comparisons_give_equal_bytes() -> None:
    code = (
        "import hashlib; from tests.report.compared import comparison;"
        "from policykit.report.docx.changes import render;"
        "from policykit.report.formats import Style;"
        "print(hashlib.sha256(render(comparison(), Style())).hexdigest())"
    )
    root = Path(__file__).parents[2]
    path = f"{root / 'src'}:{root}"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(made) == 1
    assert re.fullmatch("[0-9a-f]{64}\n", made.pop())


def test_without_lines_the_changes_are_told() -> None:
    made = with_lines()
    told = settled(word(made).body[0], accepted=True)
    assert "Time to change one's mind, Sweden: 10 days" in told
    assert "Time to change one's mind, Sweden: 30 days" in settled(
        word(made).body[0], accepted=False
    )


def test_several_policies_are_told_apart_and_long_rows_cut() -> None:
    made = comparison(around=())
    policy = made.policies[0]
    many = tuple(replace(policy.changes[0], message=f"It is {index}.") for index in range(20))
    other = replace(policy, policy="chat", title="Chat", changes=many)
    document = docx.Document(io.BytesIO(render(replace(made, policies=(policy, other)), STYLE)))
    row = [cell.text.split("\n") for cell in document.tables[0].rows[1].cells]
    assert row[:3] == [["Customers"], ["worse"], ["21"]]
    assert row[3][1] == "Returns, refunds and exchanges: It is 0. (Sweden)"
    assert len(row[3]) == 13
    assert row[3][-1] == "and 9 more"


def test_nothing_changed_is_a_document_too() -> None:
    made = word(Comparison(before=Endpoint("a"), after=Endpoint("b")))
    assert "Nothing changed." in made.said
    assert not list(made.body.iter(f"{W}tbl"))


def office(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [OFFICE or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *arguments],
        capture_output=True, check=True, timeout=SECONDS,
    )  # fmt: skip


def macro(folder: Path) -> None:
    """Puts a macro into a profile that accepts or rejects all and writes the text."""
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    spaces = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'
    (basic / "script.xlc").write_text(
        f'<?xml version="1.0"?><library:libraries {spaces}><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
        "</library:libraries>",
        encoding="utf-8",
    )
    (basic / "Standard" / "script.xlb").write_text(
        f'<?xml version="1.0"?><library:library {spaces} library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>',
        encoding="utf-8",
    )
    code = Path(__file__).parent / "data" / "settle.bas"
    (basic / "Standard" / "Module1.xba").write_text(
        '<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script" '
        f'script:name="Module1" script:language="StarBasic">{escape(code.read_text(encoding="utf-8"))}'
        "</script:module>",
        encoding="utf-8",
    )


def test_a_word_processor_reads_draws_and_settles_the_changes(tmp_path: Path) -> None:
    needed(OFFICE, "LibreOffice (libreoffice-writer-nogui)")
    file = tmp_path / "changes.docx"
    file.write_bytes(render(comparison(), STYLE))
    office(tmp_path, "--convert-to", "fodt", "--outdir", str(tmp_path), str(file))
    open_document = (tmp_path / "changes.fodt").read_text(encoding="utf-8")
    assert set(re.findall("<dc:creator>([^<]*)</dc:creator>", open_document)) == {"Maja Lind"}
    assert len(re.findall("<text:changed-region ", open_document)) >= 12
    office(tmp_path, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file))
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(tmp_path / "changes.pdf").pages).split()
    )
    for words in ("or by telephone", "unless the seal is broken", "3010 days", "Page 1 of"):
        assert words in text
    # The profile is there by now, so that the macro is not written over.
    macro(tmp_path)
    office(tmp_path, f'macro:///Standard.Module1.Settle("{file.as_uri()}","{tmp_path.as_uri()}/")')
    for name, index in (("accepted", 1), ("rejected", 0)):
        found = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        texts = side(index)
        expected = "\n".join([texts[0], *NOTES, *texts[1:], "Around the policies"])
        assert expected in found
