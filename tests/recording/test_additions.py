from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings, strategies as st

from policykit.library.additions import KEYS, Addition, Entry, Looked, Put, added
from policykit.model.document import Json, Origin
from policykit.model.errors import SourceError
from policykit.yamlsource import read

STAMP: dict[str, Json] = {
    "role": "hr",
    "by": "a-03",
    "date": "2026-06-14",
    "digests": {"en": "pk1-0a"},
}
APPROVAL = Entry("approvals", STAMP)


def _data(text: str) -> Json:
    return read(text.encode(), Origin("r", ""))[0].data


def _is_insertion(before: str, after: str) -> bool:
    """Whether all of a text is still there, around one thing that was put in."""
    head = 0
    while head < len(before) and before[head] == after[head]:
        head += 1
    rest = before[head:]
    return after.endswith(rest) and len(after) - len(rest) >= head


BLOCK = """\
  - role: hr
    by: a-03
    date: 2026-06-14
    digests:
      en: pk1-0a
"""

CASES = {
    "a new record": ("", f"approvals:\n{BLOCK}"),
    "a head alone": ("# head\n", f"# head\napprovals:\n{BLOCK}"),
    "behind the keys that come before, before a comment of the next": (
        "reviews: # every year\n- date: x # old\n  by: a-1\n\n# stood by\naccepted:\n  - y: 1\n",
        (
            "reviews: # every year\n- date: x # old\n  by: a-1\n"
            f"approvals:\n{BLOCK}\n# stood by\naccepted:\n  - y: 1\n"
        ),
    ),
    "a list at the left edge": (
        "approvals:\n-   role: hr\n    by: a-1\n# end\n",
        "approvals:\n-   role: hr\n    by: a-1\n"
        + "".join(f"{line[2:]}\n" for line in BLOCK.splitlines())
        + "# end\n",
    ),
    "a dash on a line of its own": (
        "approvals:\n  -\n    by: a-1\n",
        f"approvals:\n  -\n    by: a-1\n{BLOCK}",
    ),
    "a short list": (
        'approvals: [{by: a-1, digests: {en: "pk1-9"}}]  # one\nseen: {}\n',
        (
            'approvals: [{by: a-1, digests: {en: "pk1-9"}}, {role: hr, by: a-03, date: 2026-06-14, '
            "digests: {en: pk1-0a}}]  # one\nseen: {}\n"
        ),
    ),
    "no line end at the end": (
        "reviews:\n  - by: a-1",
        f"reviews:\n  - by: a-1\napprovals:\n{BLOCK}",
    ),
    "line ends of Windows": (
        "reviews:\r\n  - by: a-1\r\n",
        "reviews:\r\n  - by: a-1\r\n" + f"approvals:\n{BLOCK}".replace("\n", "\r\n"),
    ),
    "Windows, and no line end at the end": (
        "drafted:\r\n  - by: a-1\r\nreviews:\r\n  - by: a-1",
        "drafted:\r\n  - by: a-1\r\nreviews:\r\n  - by: a-1\r\n"
        + f"approvals:\n{BLOCK}".replace("\n", "\r\n"),
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES.keys())
def test_an_entry_is_put_in_as_the_record_is_written(before: str, after: str) -> None:
    assert added(before, [APPROVAL], "r") == after
    assert added(after, [APPROVAL], "r") == after


SEEN = {
    "the first": ("", "seen:\n  a:\n    b.c: s-02\n"),
    "another item": ("seen:\n  z:\n    b: s-1\n", "seen:\n  z:\n    b: s-1\n  a:\n    b.c: s-02\n"),
    "another target": (
        "seen:\n  a: # x\n    b: s-1\n",
        "seen:\n  a: # x\n    b: s-1\n    b.c: s-02\n",
    ),
    "a short mapping": ("seen: {a: {b: s-1}}\n", "seen: {a: {b: s-1, b.c: s-02}}\n"),
    "another item in short": ("seen: {z: {b: s-1}}\n", "seen: {z: {b: s-1}, a: {b.c: s-02}}\n"),
    "seen anew": ('seen: {a: {b.c: "s-1"}} # x\n', "seen: {a: {b.c: s-02}} # x\n"),
}


@pytest.mark.parametrize(("before", "after"), SEEN.values(), ids=SEEN.keys())
def test_what_was_looked_at_is_kept_by_item_and_target(before: str, after: str) -> None:
    looked = Looked("a", "b.c", "s-02")
    assert added(before, [looked], "r") == after
    assert added(after, [looked], "r") == after


@pytest.mark.parametrize(
    "text",
    ["{reviews: [{by: a-1}]}\n", "approvals: {role: hr}\n", "  reviews:\n    - by: a-1\n"],
    ids=["all in one line", "no list", "not at the left edge"],
)
def test_a_record_that_would_have_to_change_is_left_alone(text: str) -> None:
    with pytest.raises(SourceError, match="touching more"):
        added(text, [APPROVAL], "policies/a.record.yaml")


def test_what_is_there_already_is_not_read_anew_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [Looked(f"a-{number}", "b.c", "s-02ab") for number in range(20)]
    whole = added("", looks, "r")
    reads: list[str] = []

    def counted(content: bytes, origin: Origin) -> object:
        reads.append(origin.path)
        return read(content, origin)

    monkeypatch.setattr("policykit.library.additions.read", counted)
    assert added(whole, looks, "r") == whole
    assert len(reads) == 1
    added("", looks, "r")
    assert len(reads) == 1 + 1 + len(looks)


ANSWERED = Put("comments", {"outcome": "taken", "answer": "Yes: it is.", "changed": ["a"]}, "co-2")
PUT = {
    "in a block": (
        "comments: # all\n- id: co-1\n  says: x\n- id: co-2 # odd\n  says: y\n\n# end\n",
        (
            "comments: # all\n- id: co-1\n  says: x\n- id: co-2 # odd\n  says: y\n"
            '  outcome: taken\n  answer: "Yes: it is."\n  changed: [a]\n\n# end\n'
        ),
    ),
    "in short": (
        "comments: [{id: co-2, says: y}, {id: co-1}] # z",
        (
            'comments: [{id: co-2, says: y, outcome: taken, answer: "Yes: it is.", changed: [a]}, '
            "{id: co-1}] # z"
        ),
    ),
    "in place of what was there": (
        (
            "comments:\r\n  - id: co-2\r\n    answer: >-\r\n      No,\r\n      never.\r\n"
            "    outcome: not-taken # once\r\n"
        ),
        (
            'comments:\r\n  - id: co-2\r\n    answer: "Yes: it is."\r\n'
            "    outcome: taken # once\r\n    changed: [a]\r\n"
        ),
    ),
}


@pytest.mark.parametrize(("before", "after"), PUT.values(), ids=PUT.keys())
def test_values_are_put_into_one_entry(before: str, after: str) -> None:
    assert added(before, [ANSWERED], "r") == after
    assert added(after, [ANSWERED], "r") == after


def test_what_says_nothing_new_leaves_a_file_without_a_last_line_end() -> None:
    text = "comments:\n  - id: co-2\n    outcome: taken\n    says: >\n      No."
    assert added(text, [Put("comments", {"outcome": "taken"}, "co-2")], "r") == text
    assert added(text, [Put("comments", {"answer": "Yes."}, "co-2")], "r") == (
        f"{text}\n    answer: Yes.\n"
    )


def test_values_are_put_into_a_section() -> None:
    checked = Put("law_checked", {"date": "2026-11-21", "by": "hr"})
    fresh = added("evidence: []\nreviews: [{by: a-1}]\n", [checked], "r")
    assert fresh == (
        "evidence: []\nlaw_checked:\n  date: 2026-11-21\n  by: hr\nreviews: [{by: a-1}]\n"
    )
    later = Put("law_checked", {"date": "2026-12-01", "by": "hr"})
    assert added(fresh, [later], "r") == fresh.replace("11-21", "12-01")


def test_an_entry_that_is_gone_is_told() -> None:
    with pytest.raises(SourceError, match="no entry co-2"):
        added("comments:\n  - id: co-1\n", [ANSWERED], "r")


_WORDS = st.text(
    st.sampled_from("abcåß 019-.:#'\"\\{}[],&*!|>%@`=~?\N{EM DASH}"), min_size=1, max_size=12
).filter(str.strip)
_VALUES = _WORDS | st.integers(0, 99) | st.lists(_WORDS, min_size=1, max_size=2)
_ENTRIES = st.dictionaries(
    st.sampled_from(["role", "by", "date", "found"]), _VALUES, min_size=1, max_size=3
)
_LISTED = [key for key in KEYS if key not in {"format", "law_checked", "seen"}]
_SHORT = st.booleans()


@st.composite
def _records(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for key in draw(st.lists(st.sampled_from(_LISTED), unique=True)):
        entries = draw(st.lists(st.sampled_from(["a-1", "b-2"]), min_size=1, max_size=3))
        lines += draw(st.sampled_from([[], ["# why"], ["", "  # odd"]]))
        if draw(_SHORT):
            lines.append(f"{key}: [{', '.join(f'{{by: {each}}}' for each in entries)}] # short")
            continue
        indent = " " * draw(st.sampled_from([0, 2, 4]))
        lines.append(f"{key}:  # of late")
        for each in entries:
            lines += [f"{indent}- by: {each} # x", f"{indent}  date: 2026-01-01"]
            lines += draw(st.sampled_from([[], [""], [f"{indent}# between"]]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end])) * bool(lines)


@given(_records(), st.sampled_from(_LISTED), _ENTRIES)
@settings(deadline=None, max_examples=150)
def test_every_other_character_stays(text: str, key: str, entry: Mapping[str, Json]) -> None:
    addition: Addition = Entry(key, entry)
    after = added(text, [addition], "r")
    before = _data(text)
    known = before if isinstance(before, dict) else {}
    listed = known.get(key, [])
    assert isinstance(listed, list)
    assert _is_insertion(text, after)
    assert _data(after) == {**known, key: listed if entry in listed else [*listed, dict(entry)]}


_ANSWERS = [
    "answer: No. # by hand",
    'answer: "No: \\"never\\"." # by hand',
    "answer: > # by hand\n  No,\n\n  never.",
    "answer: |- # by hand\n  No: # not a remark\n    never.\n",
    "answer: 'No,\n  it''s not.' # by hand",
    "# by hand\nanswer: No,\n  never.",
    "# by hand",
]


@st.composite
def _commented(draw: st.DrawFn) -> tuple[str, str]:
    """A record with comments, answered in many ways, and one of their ids."""
    names = draw(st.lists(st.sampled_from("abcd"), unique=True, min_size=1))
    indent = draw(st.sampled_from(["", "  "]))
    lines = ["# first", '"comments": # all' if draw(_SHORT) else "comments: # all"]
    for name in names:
        below = draw(st.permutations([f"id: {name} # {name}", draw(st.sampled_from(_ANSWERS))]))
        body = "\n".join((f"role: customer # {name}", *below)).split("\n")
        lines += [f"{indent}{'  ' if number else '- '}{it}" for number, it in enumerate(body)]
    lines += draw(st.sampled_from([[], ["# end"], ["seen: {a: {b.c: s-01}} # seen"]]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines).replace("\n", end) + draw(st.sampled_from(["", end])), draw(
        st.sampled_from(names)
    )


@given(_commented(), _WORDS.map(str.strip), st.sampled_from(["taken", "partly"]))
@settings(deadline=None, max_examples=150)
def test_an_answer_touches_no_other_comment_and_no_remark(
    given_: tuple[str, str], answer: str, outcome: str
) -> None:
    text, name = given_
    text = text.replace("\r\r\n", "\r\n")
    values: dict[str, Json] = {"outcome": outcome, "answer": answer}
    after = added(text, [Put("comments", values, name)], "r")
    known = _data(text if text.endswith("\n") else f"{text}\n")
    assert isinstance(known, dict)
    listed = known["comments"]
    assert isinstance(listed, list)
    comments = [each for each in listed if isinstance(each, dict)]
    assert _data(after) == {
        **known,
        "comments": [{**it, **values} if it["id"] == name else it for it in comments],
    }
    for remark in (
        "# first",
        "# all",
        "# by hand",
        "# end",
        "# seen",
        *(f"# {it}" for it in "abcd"),
    ):
        assert after.count(remark) == text.count(remark) + answer.count(remark), remark
    assert ("\r\n" in after) == ("\r\n" in text) or "\n" not in text
