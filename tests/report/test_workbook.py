"""The gap report as a workbook, as a reader of workbooks has it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from tests.report.covered import TODAY
from tests.report.gathered import REPORTS, book, made
from tests.report.test_coverage_data import bad
from tests.report.test_injection import PAYLOADS, visible_length
from tests.support.program import ROOT, scrubbed

from policykit.model.coverage import State
from policykit.rendering import spreadsheet
from policykit.rendering.spreadsheet import Cell as Written, Sheet, workbook
from policykit.report.coverage_words import STATES

WHOLE = REPORTS["whole"]
EACH_PAYLOAD = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
LOOKS = {"": {"text_wrap": True}, "bold": {"text_wrap": True, "bold": True}}


@pytest.fixture(scope="module")
def whole() -> Workbook:
    return book(WHOLE)


def cells(found: Workbook) -> Iterator[Cell]:
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            for each in row:
                assert isinstance(each, Cell)
                yield each


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_there_is_a_sheet_for_everything(whole: Workbook) -> None:
    assert whole.sheetnames == [
        *("Overview", "Requirements", "To do", "Matrix", "Heat", "Trend", "What turned"),
        *("Waivers", "Practice", "Answers"),
    ]


def test_what_there_is_nothing_to_tell_of_has_no_sheet() -> None:
    assert book(REPORTS["empty"]).sheetnames == ["Overview", "Requirements"]


def test_nothing_asked_for_is_not_told_as_all_covered() -> None:
    told = [str(each.value) for each in cells(book(REPORTS["empty"])) if each.value is not None]
    assert any("No framework applies" in each for each in told)
    assert any("No region of the organisation is in the UK." in each for each in told)
    assert not [each for each in told if re.fullmatch(r"100|100 %", each)]


def test_every_requirement_and_region_has_a_row(whole: Workbook) -> None:
    rows = list(whole["Requirements"].iter_rows(min_row=2, values_only=True))
    wanted = [
        (each.name, WHOLE.title("region", region.region))
        for each in WHOLE.requirements
        for region in each.regions
    ]
    assert sorted((row[0], row[3]) for row in rows) == sorted(wanted)


def test_what_there_is_most_to_do_about_stands_first(whole: Workbook) -> None:
    rows = list(whole["Requirements"].iter_rows(min_row=2, values_only=True))
    states = [row[2] for row in rows]
    assert states[0] == "below the law"
    gaps = [each in {"below the law", "missing", "partly covered", "outdated"} for each in states]
    assert gaps == sorted(gaps, reverse=True)
    severities = [str(row[7]) for row, is_gap in zip(rows, gaps, strict=True) if is_gap]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


@pytest.mark.parametrize("name", ["Requirements", "To do", "Waivers", "Practice", "Answers"])
def test_a_table_keeps_its_head_in_sight_and_can_be_filtered(whole: Workbook, name: str) -> None:
    sheet = whole[name]
    assert re.fullmatch(r"[A-Z]2", sheet.freeze_panes or "")
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"


def test_every_state_has_a_word_and_a_colour_of_its_own(whole: Workbook) -> None:
    fills: dict[str, set[str]] = {}
    for row in whole["Requirements"].iter_rows(min_row=2, min_col=3, max_col=3):
        (cell,) = row
        fills.setdefault(str(cell.value), set()).add(str(cell.fill.fgColor.rgb))
    assert set(fills) == {*STATES.values(), "below the law"}
    assert all(len(each) == 1 for each in fills.values())
    colors = [fills[STATES[state]].copy().pop() for state in State]
    assert len(set(colors)) == len(colors)


def luminance(color: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts_of_it = (int(color[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts_of_it
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_word_can_be_read_on_its_colour(whole: Workbook) -> None:
    seen = set()
    for cell in cells(whole):
        if cell.fill.fill_type == "solid":
            ink = str(cell.font.color.rgb) if cell.font.color and cell.font.color.rgb else "000000"
            ink = ink if re.fullmatch(r"[0-9A-F]{6,8}", ink) else "000000"
            paper = str(cell.fill.fgColor.rgb)
            light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (cell.coordinate, ink, paper)
            seen.add(paper)
    assert len(seen) >= 7


def test_the_trend_is_a_chart_of_the_table_beside_it(whole: Workbook) -> None:
    (chart,) = parts(made(WHOLE)).keys() & {"xl/charts/chart1.xml"}
    told = parts(made(WHOLE))[chart]
    assert told.count("<c:ser>") == 5
    assert "Trend!$D$2:$D$9" in told
    names = [cell.value for cell in whole["Trend"][1]]
    assert names[3:8] == [
        "All frameworks",
        "EU consumer law for retailers",
        "Swedish consumer law",
        "Core of customer service in retail",
        "Our own promises",
    ]
    drawing = parts(made(WHOLE))["xl/drawings/drawing1.xml"]
    assert "From 0 % at 2026-04 to 20 % at 2026-11" in drawing


@EACH_PAYLOAD
def test_no_cell_is_a_formula_or_a_link(payload: str) -> None:
    content = made(bad(payload))
    files = parts(content)
    for name, text in files.items():
        assert "<f>" not in text.replace("<c:f>", ""), name
        assert "<hyperlink" not in text, name
        assert 'TargetMode="External"' not in text, name
    for cell in cells(book(bad(payload))):
        assert cell.data_type in {"s", "n", "inlineStr"}, cell.coordinate
        if isinstance(cell.value, str):
            assert visible_length(cell.value) == ""
            if cell.value[:1] in set("=+-@＝＋－＠"):  # fmt: skip
                assert cell.quotePrefix, cell.coordinate


def test_a_text_like_an_escape_stays_as_it_is() -> None:
    (text,) = re.findall("<t[^>]*>(.*?)</t>", parts(one("_x0041_"))["xl/sharedStrings.xml"])
    assert text == "_x005F_x0041_"


def one(value: str, look: str = "", width: int = 20) -> bytes:
    sheet = Sheet(name="One", rows=[(Written(value, look),)], widths=(width,))
    return workbook([sheet], LOOKS, title="One", made=TODAY)


@pytest.mark.parametrize("over", [0, 1, 5_000])
def test_a_text_without_end_is_cut_and_says_so(over: int) -> None:
    length = spreadsheet.LONGEST + over
    (text,) = re.findall("<t[^>]*>(.*?)</t>", parts(one("x" * length))["xl/sharedStrings.xml"])
    assert len(text) == spreadsheet.LONGEST
    assert text.endswith("…") is (over > 0)


@pytest.mark.parametrize(
    ("text", "look", "lines"),
    [
        ("short", "", 1),
        ("one\ntwo\nthree", "", 3),
        ("a word and a word and a word and a word", "", 3),
        ("a word and a word and", "bold", 2),
        ("\N{CJK UNIFIED IDEOGRAPH-6F22}" * 18, "", 2),
        ("word " * 500, "", 99),
    ],
)
def test_a_row_is_as_high_as_its_text(text: str, look: str, lines: int) -> None:
    sheet = parts(one(text, look))["xl/worksheets/sheet1.xml"]
    found = re.search(r'<row r="1"[^>]*\sht="([\d.]+)"', sheet)
    height = float(found[1]) if found else 15.0
    if lines == 99:
        assert 408 <= height <= 409
    else:
        assert max(round((height - 2.5) / 14.52), 1) == lines


def test_equal_reports_give_equal_bytes_whatever_the_seed_and_the_zone() -> None:
    program = (
        "import hashlib; from tests.report.gathered import REPORTS, made; "
        "print(hashlib.sha256(made(REPORTS['whole'])).hexdigest())"
    )
    found = {sha256(made(WHOLE)).hexdigest()}
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Anchorage")):
        environment = scrubbed(os.environ) | {
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONHASHSEED": seed,
            "TZ": zone,
        }
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, env=environment,
            encoding="utf-8", cwd=ROOT,
        )  # fmt: skip
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_it_says_the_day_it_is_of_and_no_name_of_a_person() -> None:
    core = parts(made(WHOLE))["docProps/core.xml"]
    assert f"{TODAY.isoformat()}T00:00:00Z" in core
    assert "<dc:title>Coverage of Havsby</dc:title>" in core
    assert "<dc:creator></dc:creator>" in core


def test_a_waiver_that_is_over_stands_first(whole: Workbook) -> None:
    rows = list(whole["Waivers"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [
        "over",
        "does not count: A promise below the law cannot be waived.",
        "ends soon",
        "in force",
        "waives nothing",
    ]


def test_who_waives_closes_nothing(whole: Workbook) -> None:
    rows = list(whole["What turned"].iter_rows(min_row=2, values_only=True))
    assert {(row[0], row[5]) for row in rows} >= {
        ("core-service.phone-support", "waived"),
        ("eu-consumer.withdrawal", "closes"),
        ("eu-consumer.refund", "fell below the law"),
    }


def test_the_frameworks_of_a_long_list_are_all_in_the_table_of_the_trend() -> None:
    many = tuple(
        replace(WHOLE.frameworks[0], id=f"law-{nth}", title=f"Law {nth}") for nth in range(9)
    )
    shares = {law.id: 100 - 5 * nth for nth, law in enumerate(many)}
    points = tuple(replace(each, frameworks=shares) for each in WHOLE.trend)
    content = made(replace(WHOLE, frameworks=many, trend=points))
    assert parts(content)["xl/charts/chart1.xml"].count("<c:ser>") == 7
    drawn = re.findall(r"Trend!\$([A-Z]+)\$1<", parts(content)["xl/charts/chart1.xml"])
    assert drawn == ["D", "H", "I", "J", "K", "L", "M"]
    names = [cell.value for cell in book(replace(WHOLE, frameworks=many, trend=points))["Trend"][1]]
    assert [name for name in names if str(name).startswith("Law ")] == [
        f"Law {n}" for n in range(9)
    ]
