"""What is told of what stands under the cursor, and that nothing in it is markup."""

from __future__ import annotations

import html
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Semaphore

import pytest
from hypothesis import given, settings, strategies
from markdown_it import MarkdownIt
from tests.authoring.places import place, today
from tests.renaming.shop import make_shop

from policykit.authoring.hover import hover
from policykit.authoring.past import AskedOnce, Past, waiting_room
from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.authoring.told import Line, markdown, plain
from policykit.model.blame import Blamed


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_shop(tmp_path_factory.mktemp("hover") / "shop")
    house = root / "schemas/frameworks/house.yaml"
    text = house.read_text(encoding="utf-8")
    dated = "    cite: Rule 7\n    valid_from: 2027-01-01\n    needs:"
    house.write_text(text.replace("    needs:", dated), encoding="utf-8")
    returns = root / "policies/returns.yaml"
    varied = "  long-time:\n    varies: [{channels: [phone], value: 2 months}]"
    text = returns.read_text(encoding="utf-8").replace("  long-time:", varied)
    text = text.replace("    should: Pay fast.", "    should: Pay fast.")
    returns.write_text(f"# policykit: ignore[REF001] for now\n{text}", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def shop(root: Path) -> Snapshot:
    return snapshot(root, {}, today)


_TOLD = [
    (
        "policies/returns.yaml",
        "within {refund-t|ime} or",
        """\
refund-time term of Returns

- deadline: 14 days
- From: delivery
- Used by 1 policy: other""",
    ),
    (
        "policies/returns.yaml",
        "  long-t|ime:",
        """\
long-time term of Returns

- deadline: 1 month
- Phone: 2 months
- From: delivery""",
    ),
    (
        "policies/returns.yaml",
        "[this](ref|und)",
        """\
refund statement of Returns

Must: Pay within 14 days or 14 days’, see this {refund-time}.

- limit: 14 days
- how: Folded 14 days and there.
- Used by 1 policy: other""",
    ),
    (
        "policies/returns.sv.yaml",
        "\n  ref|und:\n    text",
        """\
refund statement of Returns

Must: Betala inom 14 dagar, se det.

- limit: 14 dagar
- how: Folded 14 dagar and there.
- en: Pay within 14 days or 14 days’, see this {refund-time}.
- Used by 1 policy: other""",
    ),
    (
        "policies/returns.yaml",
        "Let the cust|omer choose",
        """\
damaged statement of Returns

Must: Let the customer choose

- replace: A new item.
- repair: It is mended.""",
    ),
    (
        "policies/returns.next.yaml",
        "within {refund|-time}",
        """\
refund-time term of Returns

- deadline: 10 days
- From: delivery
- Used by 1 policy: other""",
    ),
    (
        "policies/other.yaml",
        "related: [retu|rns]",
        """\
returns Returns

- draft, version 0.1.0
- Owner: Head of customer service
- Areas: phone
- Coming: version 0.2.0, draft
- Used by 1 policy: other""",
    ),
    (
        "policykit.yaml",
        "requirement: house.gr|eet",
        """\
house.greet greet

Greet.

- Of: Our house
- Where it stands: Rule 7
- In force: not yet, from 2027-01-01 on
- Shown by: a statement, with covers: [house.greet]""",
    ),
    (
        "policykit.yaml",
        "frameworks: [ho|use]",
        """\
house Our house

A standard, no law.

- 1 requirement""",
    ),
    (
        "policies/organisation.yaml",
        "  pho|ne:\n",
        """\
phone Phone

channel

- Great Britain: mon-fri 09:00-17:00""",
    ),
    (
        "policies/returns.yaml",
        "areas: [ph|one]",
        """\
phone Phone

service area

- Customers meet us here: yes
- Needs an escalation ladder: no
- Policies (3): other, phone-manners, returns""",
    ),
    (
        "policies/returns.yaml",
        "owner: head|-of",
        """\
head-of-customer-service Head of customer service

role or role group""",
    ),
]


@pytest.mark.parametrize(("path", "marked", "told"), _TOLD)
def test_what_is_told(shop: Snapshot, root: Path, path: str, marked: str, told: str) -> None:
    found = hover(shop, path, place((root / path).read_text(encoding="utf-8"), marked))
    assert found is not None
    assert plain(found.told).replace("\u00a0", " ") == told


def test_keys_and_levels_are_told_by_the_schema(shop: Snapshot, root: Path) -> None:
    text = (root / "policies/returns.yaml").read_text(encoding="utf-8")
    should = hover(shop, "policies/returns.yaml", place(text, "shou|ld: Pay"))
    assert should is not None
    told = plain(should.told)
    assert told.startswith("should Should\n\nWhat is done unless there is a good reason not to.")
    assert "whoever does otherwise can say why" in told
    assert "should: Look the purchase up" in told
    status = hover(shop, "policies/returns.yaml", place(text, "sta|tus: draft"))
    assert status is not None
    assert "One of: draft" in plain(status.told)


def test_a_rule_in_a_comment_has_its_page(shop: Snapshot, root: Path) -> None:
    text = (root / "policies/returns.yaml").read_text(encoding="utf-8")
    found = hover(shop, "policies/returns.yaml", place(text, "ignore[REF|001]"))
    assert found is not None
    assert plain(found.told).startswith("REF001 unknown-placeholder\n\nWhat stands in braces")
    in_settings = hover(
        shop,
        "policykit.yaml",
        place((root / "policykit.yaml").read_text(encoding="utf-8"), "hand|books"),
    )
    assert in_settings is not None


def test_nothing_is_told_of_nothing(shop: Snapshot, root: Path) -> None:
    text = (root / "policies/returns.yaml").read_text(encoding="utf-8")
    assert hover(shop, "policies/returns.yaml", place(text, "who may| return")) is None
    assert hover(shop, "docs/hello.md", place("x", "|x")) is None


def test_a_term_tells_what_changed_last(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=Kim", "-c", "user.email=kim@example.com", *arguments],
            cwd=root,
            check=True,
            capture_output=True,
        )

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "All")
    path = root / "policies/other.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("deadline: 2 days", "deadline: 1 day"), encoding="utf-8")
    git("commit", "-qam", "Faster")
    past = Past(root, today, patience=30)
    shop = snapshot(root, {}, today)
    found = hover(
        shop, "policies/other.yaml", place(path.read_text(encoding="utf-8"), "  wa|it:"), past
    )
    assert found is not None
    changed = [each.text for each in found.told if each.label == "Last changed"]
    assert len(changed) == 1
    assert ", version 0.1.0, Kim: " in changed[0]
    assert "2 days" in changed[0]
    assert past.last("nowhere", "wait") == ""
    past.close()
    assert past.last("other", "wait") == ""


def test_without_history_nothing_is_told_of_it(tmp_path: Path) -> None:
    past = Past(make_shop(tmp_path / "shop"), today, patience=30)
    assert past.last("other", "wait") == ""
    past.close()


def test_an_answer_of_the_past_is_waited_for_while_somebody_wants_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read, looks = Event(), 0

    def read(_policy: str, _branch: str) -> dict[str, Blamed]:
        assert is_read.wait(30)
        return {}

    def is_gone() -> bool:
        nonlocal looks
        looks += 1
        return looks > 2

    past = Past(tmp_path, today, patience=30)
    monkeypatch.setattr(past, "_read", read)
    assert AskedOnce(past, is_gone).last("other", "wait") == ""
    assert looks == 3
    hasty = Past(tmp_path, today, patience=0.01)
    monkeypatch.setattr(hasty, "_read", read)
    assert hasty.last("other", "wait") == ""
    is_read.set()
    assert AskedOnce(past, lambda: False).last("other", "wait") == ""
    past.close()
    hasty.close()


def test_of_many_who_ask_of_the_past_only_some_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others would keep what answers other questions."""
    is_read, waiting = Event(), Semaphore(0)

    def read(_policy: str, _branch: str) -> dict[str, Blamed]:
        assert is_read.wait(30)
        return {}

    def is_gone() -> bool:
        waiting.release()
        return is_read.is_set()

    room = waiting_room()
    pasts = [Past(tmp_path, today, patience=30, room=room) for _ in range(2)]
    with ThreadPoolExecutor(2) as hovers:
        for past in pasts:
            monkeypatch.setattr(past, "_read", read)
            hovers.submit(past.last, "other", "wait", is_gone=is_gone)
            assert waiting.acquire(timeout=30)
        for past in pasts:
            assert past.last("other", "wait", is_gone=lambda: pytest.fail("it waits")) == ""
        is_read.set()
    for past in pasts:
        assert AskedOnce(past, lambda: False).last("other", "wait") == ""
        past.close()


_MARKS = strategies.text(
    alphabet=strategies.sampled_from("a1 .:/@\\`*_{}[]()<>#!|~&+-=\n\t'\"wWmhtps;\u202e\x1b"),
    max_size=60,
)
_NASTY = [
    "https://example.com/a_b",
    "www.example.com",
    "mail me@example.com",
    "<https://example.com>",
    "<b>bold</b> &amp; &#65;",
    "[click](command:workbench.action.terminal.new)",
    "![x](https://example.com/x.png)",
    "# heading",
    "1. one",
    "- one",
    "+ one",
    "***",
    "```\nfence",
    "a | b\n--|--\n1 | 2",
    "~~gone~~ **bold** _slanted_ `code`",
    "trailing \\",
]


@settings(max_examples=400)
@given(words=strategies.one_of(_MARKS, strategies.sampled_from(_NASTY)))
def test_words_are_shown_as_they_stand(words: str) -> None:
    """No link, picture, HTML, heading or list comes of the words of a policy."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    text = markdown((Line(words),))
    shown = reader.render(text)
    bare = html.unescape(re.sub(r"</?p>|\n", "", shown))
    assert " ".join(bare.split()) == plain((Line(words),))
    # Clients make links of bare addresses, too.
    assert not re.search(r"(?<!\\)://|\bwww\.|[a-z0-9]@", text, re.IGNORECASE)
    for kind in ("heading", "entry"):
        shown = reader.render(markdown((Line(words, kind, label=words),)))
        assert not re.search(r"<(?:a|img|h\d|code|b|table|script)\b", shown)
    example = markdown((Line(words, "example"),))
    assert set(re.findall(r"<(\w+)", reader.render(example))) == {"pre", "code"}
