from __future__ import annotations

import io

import pytest
import typst
from hypothesis import given, settings, strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from policykit.rendering.packing import packed

SOURCE = """
#set document(title: "Pages", date: datetime(year: 2026, month: 1, day: 2))
#for one in range({pages}) [
  = Page #one
  #table(columns: 3, ..range(30).map(str))
  #link(<end>)[the end] #pagebreak()
]
#box[end] <end>
"""


def typeset(pages: int) -> bytes:
    made = typst.compile(
        SOURCE.replace("{pages}", str(pages)).encode(), format="pdf", pdf_standards=["ua-1", "a-2a"]
    )
    return bytes(made)


def bookmarks(reader: PdfReader) -> list[tuple[str, int | None]]:
    return [
        (str(each.title), reader.get_destination_page_number(each))
        for each in reader.outline
        if isinstance(each, Destination)
    ]


@pytest.mark.parametrize("pages", [1, 30])
def test_a_packed_file_says_the_same_in_less(pages: int) -> None:
    plain = typeset(pages)
    small = packed(plain)
    assert small == packed(plain)
    assert len(small) < len(plain) * 2 // 3
    before, after = (PdfReader(io.BytesIO(each), strict=True) for each in (plain, small))
    assert [page.extract_text() for page in after.pages] == [
        page.extract_text() for page in before.pages
    ]
    assert after.metadata == before.metadata
    assert after.trailer["/ID"] == before.trailer["/ID"]
    assert after.named_destinations.keys() == before.named_destinations.keys()
    assert bookmarks(after) == bookmarks(before) == [(f"Page {n}", n) for n in range(pages)]


def test_what_is_packed_already_stays() -> None:
    small = packed(typeset(1))
    assert packed(small) == small


@settings(max_examples=60)
@given(st.data())
def test_a_file_of_another_make_never_breaks_it(data: st.DataObject) -> None:
    whole = typeset(1)
    cut = data.draw(st.integers(0, len(whole)))
    broken = data.draw(
        st.sampled_from([whole[:cut], whole[cut:], whole[:cut] + b"x" + whole[cut:]])
    )
    assert packed(broken) is not None
