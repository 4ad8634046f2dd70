"""Files of words to fill in, and those that are brought up to their source."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st
from tests.cli.conftest import copy_reference
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, Program
from tests.translating.shop import DRAFT, POLICY, SOURCE, WHOLE, WORDS, make_shop

from policykit.library.walk import walk
from policykit.library.words import overlay_texts
from policykit.model.document import Origin
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY as POLICY_SHAPE
from policykit.translating.drafting import drafted
from policykit.translating.growing import Growth, grown
from policykit.translating.places import slots
from policykit.translating.subject import opened_subject
from policykit.yamlsource import read

SOURCES = sorted(
    path
    for path in (ROOT / "policies").glob("*.yaml")
    if path.name.count(".") == 1 or path.name.endswith(".next.yaml")
)


def _words(root: Path) -> str:
    return (root / WORDS).read_bytes().decode()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_entry_stands_where_its_address_is_found_again(path: Path) -> None:
    document, _ = read(path.read_bytes(), Origin(path.name, ""))
    shape = ORGANISATION if path.stem == "organisation" else POLICY_SHAPE
    found = slots(walk(document.data, shape).texts, document.data, shape)
    tree: dict[str, object] = {}
    for slot in found.values():
        node = tree
        for key in slot.way[:-1]:
            below = node.setdefault(key, {})
            assert isinstance(below, dict)
            node = below
        assert slot.way[-1] not in node
        node[slot.way[-1]] = "words"
    assert {text.address for text in overlay_texts(tree, shape)} == set(found)  # type: ignore[arg-type]  # plain data


def test_a_new_file_has_every_text_with_its_source(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop", None)
    program = policykit.at(root)
    outcome = program("translate", "phone-manners", "--locale", "sv")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert outcome.stderr == f"{WORDS}: 20 texts to translate, and 2 more if you like.\n"
    assert _words(root) == DRAFT
    assert program("fmt", "--check", WORDS).exit_code == 0
    checked = program("lint", "--format", "concise", WORDS)
    assert {line.split()[1] for line in checked.stdout.splitlines()} == {"TRN001"}
    again = program("translate", "phone-manners", "--locale", "sv")
    assert again.exit_code == 2
    assert "--update" in again.stderr
    assert program("translate", "phone-manners", "--locale", "sv", "--update").exit_code == 0
    assert _words(root) == DRAFT


def test_a_dry_run_shows_a_patch_and_writes_nothing(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop", None)
    outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--dry-run")
    added = "".join(f"+{line}\n" for line in DRAFT.splitlines())
    assert outcome.stdout.endswith(added)
    assert outcome.stdout.startswith(f"--- a/{WORDS}\n+++ b/{WORDS}\n")
    assert not (root / WORDS).exists()


@pytest.mark.parametrize("name", ["returns", "organisation", "delivery"])
def test_a_new_file_of_a_real_source_is_in_order(
    tmp_path: Path, policykit: Program, name: str
) -> None:
    root = copy_reference(tmp_path / "shop")
    program = policykit.at(root)
    coming = ["--next"] if name == "delivery" else []
    assert program("translate", name, "--locale", "fi", *coming).exit_code == 0
    path = f"policies/{name}{'.next' if coming else ''}.fi.yaml"
    assert program("fmt", "--check", path).exit_code == 0
    assert program("lint", path, "--format", "concise", "--today", "2026-11-22").stdout == ""


GONE_LINE = "  wave: Vinka.\n"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(WHOLE, WHOLE, "0 added", id="nothing-to-do"),
        pytest.param(
            WHOLE.replace("  listen.then: Säg om det.\n", ""),
            WHOLE.replace("  listen.then: Säg om det.\n", "  #> Say it back.\n  listen.then:\n"),
            "1 added",
            id="a-point",
        ),
        pytest.param(
            WHOLE.replace("    how: Le, se [tabellen](who).\n", ""),
            WHOLE.replace(
                "    how: Le, se [tabellen](who).\n",
                "    #> Smile, see [the table](who).\n    how:\n",
            ),
            "1 added",
            id="a-text-beside-another",
        ),
        pytest.param(
            WHOLE.replace(
                "    text: Svara inom {answer-in} och säg ditt förnamn.\n"
                "    how: Le, se [tabellen](who).\n",
                "",
            ).replace(
                "  greet:\n", "  greet: Svara inom {answer-in} och säg ditt förnamn.  # ja\n"
            ),
            WHOLE.replace("  greet:\n", "  greet:  # ja\n").replace(
                "    how: Le, se [tabellen](who).\n",
                "    #> Smile, see [the table](who).\n    how:\n",
            ),
            "1 added",
            id="an-entry-on-one-line-gets-a-second-text",
        ),
        pytest.param(
            WHOLE.replace(
                "    text: Svara inom {answer-in} och säg ditt förnamn.\n"
                "    how: Le, se [tabellen](who).\n",
                "",
            ).replace("  greet:\n", '  greet: {text: "Svara inom {answer-in}."}\n'),
            WHOLE.replace(
                "    text: Svara inom {answer-in} och säg ditt förnamn.\n"
                "    how: Le, se [tabellen](who).\n",
                "    text: Svara inom {answer-in}.\n"
                "    #> Smile, see [the table](who).\n    how:\n",
            ),
            "1 added",
            id="an-entry-in-braces-gets-a-second-text",
        ),
        pytest.param(
            WHOLE.replace("terms:\n  answer-in:\n    title: Tid tills vi svarar\n\n", ""),
            WHOLE.replace(
                "    title: Tid tills vi svarar\n",
                "    #> Time until we answer\n    title:\n",
            ),
            "1 added",
            id="a-section",
        ),
        pytest.param(
            WHOLE.replace("  hang-up", "  wave: Vinka.\n  hang-up"),
            f"{WHOLE}\n# No longer in the source, so nobody reads it:\n#   statements.wave: Vinka.\n",
            "1 no longer in the source",
            id="words-whose-item-is-gone",
        ),
        pytest.param(
            WHOLE.replace("tone:", "faq:\n  old:\n    q: Varför?\n    a: Därför.\n\ntone:"),
            f"{WHOLE}\n# No longer in the source, so nobody reads it:\n"
            "#   faq.old#q: Varför?\n#   faq.old#a: Därför.\n",
            "2 no longer in the source",
            id="a-section-that-is-gone",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_there_stays_and_what_is_new_comes(
    tmp_path: Path,
    policykit: Program,
    before: str,
    after: str,
    told: str,
    line_end: str,
    mark: str,
) -> None:
    root = make_shop(tmp_path / "shop", (mark + before.replace("\n", line_end)).encode())
    outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
    assert outcome.exit_code == 0
    assert told in outcome.stderr
    assert _words(root) == mark + after.replace("\n", line_end)
    once = _words(root)
    policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
    assert _words(root) == once


def test_each_line_keeps_its_own_end(tmp_path: Path, policykit: Program) -> None:
    before = WHOLE.replace("locale: sv\n", "locale: sv\r\n").replace(
        "  hang-up", "  wave: Hej.\n  hang-up"
    )
    root = make_shop(tmp_path / "shop", before.rstrip("\n").encode())
    program = policykit.at(root)
    assert (
        program("translate", "phone-manners", "title", "--locale", "sv", "--stamp").exit_code == 0
    )
    stamped = _words(root)
    assert re.fullmatch(
        re.escape(before) + r"\ntranslated_from:\n  title: s-[0-9a-f]{8}\n", stamped
    )
    program("translate", "phone-manners", "--locale", "sv", "--update")
    gone = "\n# No longer in the source, so nobody reads it:\n#   statements.wave: Hej.\n"
    assert _words(root) == stamped.replace("  wave: Hej.\n", "") + gone


@pytest.mark.parametrize("odd", ["title: 5", "title: {x: y}", "statements: hello"])
def test_what_is_no_words_is_told_and_left_alone(
    tmp_path: Path, policykit: Program, odd: str
) -> None:
    words = f"translates: phone-manners\nlocale: sv\n{odd}\n"
    root = make_shop(tmp_path / "shop", words)
    outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
    assert outcome.exit_code == 2
    assert "words-too-odd" in outcome.stderr
    assert "Mend what `policykit lint` says of it" in outcome.stderr
    assert _words(root) == words


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x85", "\r"])
def test_words_that_go_may_hold_what_some_take_for_a_line_end(
    tmp_path: Path, policykit: Program, letter: str
) -> None:
    escape = f"\\u{ord(letter):04x}"
    words = f'{WHOLE}\nfaq:\n  gone: "One{escape}statements: two"\n'
    root = make_shop(tmp_path / "shop", words)
    outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
    assert outcome.exit_code == 0
    assert _words(root).endswith(f"reads it:\n#   faq.gone: One{escape}statements: two\n")


@pytest.fixture
def kept(tmp_path: Path) -> GitFolder:
    """A repository whose words were accepted, and whose source then changed."""
    repository = new_repository(make_shop(tmp_path / "shop"))
    repository.commit("All policies", {})
    return repository


CHANGED = SOURCE.replace("give your first name", "say your first name").replace(
    "        - The number\n", "        - The number\n        - The weather\n"
)

MARKED = {
    "    text: Svara": "    #~ The source has changed since:\n"
    "    #~   give → say\n"
    "    #> (must) Answer within {answer-in} and say your first name.\n"
    "    #: {answer-in} is 20 seconds\n"
    "    text: Svara",
    "      wrong:\n": "      #~ The source has changed since:\n"
    "      #~   new: The weather\n"
    "      #> - The name\n"
    "      #> - The number\n"
    "      #> - The weather\n"
    "      wrong:\n",
}


def test_words_of_an_older_text_are_marked_until_they_are_accepted(
    kept: GitFolder, policykit: Program
) -> None:
    program = policykit.at(kept.path)
    asked = ("translate", "phone-manners", "--locale", "sv")
    assert program(*asked, "--stamp").stderr == f"{WORDS}: 20 texts accepted.\n"
    accepted = _words(kept.path)
    assert accepted.startswith(WHOLE)
    kept.commit("Accepted", {POLICY: CHANGED})

    status = program(
        "translate", "--status", "phone-manners", "--locale", "sv", "--fail-on", "stale"
    )
    assert status.exit_code == 1
    assert "stale    statements.greet\n" in status.stdout
    assert "head-of-customer-service" in status.stdout
    found = program("lint", "--select", "TRN002", "--format", "concise")
    assert found.stdout.count("TRN002") == 2

    outcome = program(*asked, "--update")
    assert "  stale: statements.greet\n  stale: scenarios.queue#wrong\n" in outcome.stderr
    expected = accepted
    for old, new in MARKED.items():
        expected = expected.replace(old, new)
    assert _words(kept.path) == expected
    assert program("fmt", "--check", WORDS).exit_code == 0
    program(*asked, "--update")
    assert _words(kept.path) == expected

    one = program("translate", "phone-manners", "statements.greet", "--locale", "sv", "--stamp")
    assert one.stderr == (
        f"{WORDS}: 1 text accepted, 1 of them had an older source.\n"
        "  had an older source: statements.greet\n"
    )
    assert "#~   give" not in _words(kept.path)
    assert "#~   new: The weather" in _words(kept.path)
    program(*asked, "--stamp")
    assert "#~" not in _words(kept.path)
    assert "#>" not in _words(kept.path)
    assert program("lint", "--select", "TRN002").exit_code == 0


def test_without_a_history_the_mark_says_so(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop", f"{WHOLE}\ntranslated_from:\n  title: s-00000000\n")
    policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
    assert (
        "#~ The source has changed since, and its earlier words are not in the history.\n"
        "#> How we answer the phone\ntitle: Så svarar vi i telefon\n"
    ) in _words(root)


def test_words_with_other_placeholders_are_not_accepted(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop", WHOLE.replace("inom {answer-in}", "snart"))
    outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--stamp")
    assert outcome.exit_code == 1
    assert "statements.greet\n" in outcome.stderr
    assert "  statements.greet: s-" not in _words(root)
    assert "  statements.greet#how: s-" in _words(root)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("phone-maners", "--locale", "sv"), "Did you mean phone-manners?"),
        (("phone-manners", "--locale", "sv_SE"), "Did you mean sv-SE?"),
        (("phone-manners", "--locale", "en"), "nothing is translated to it"),
        (("phone-manners", "--locale", "sv", "--next"), "no coming version"),
        (("phone-manners",), "a language are needed"),
        (("phone-manners", "--locale", "sv", "--update", "--stamp"), "do not go together"),
        (("phone-manners", "statements.great", "--locale", "sv", "--stamp"), "statements.greet?"),
        (("phone-manners", "title", "--locale", "sv"), "goes with --stamp"),
        (("phone-manners", "--locale", "de", "--stamp"), "no de words of phone-manners yet"),
        (("phone-manners", "--locale", "sv", "--export", "tmx"), "Use xliff or po"),
        (("--status", "--fail-on", "much"), "Use stale, missing or unknown"),
        (("--fail-on", "stale"), "goes with --status"),
        (("phone-manners", "--locale", "sv", "--partial"), "goes with --import"),
        (("phone-manners", "--locale", "sv", "--import", "nowhere.xlf"), "cannot be read"),
    ],
)
def test_what_cannot_be_is_said(
    tmp_path: Path, policykit: Program, arguments: tuple[str, ...], said: str
) -> None:
    root = make_shop(tmp_path / "shop")
    outcome = policykit.at(root)("translate", *arguments)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert _words(root) == WHOLE


def test_broken_files_are_left_alone(tmp_path: Path, policykit: Program) -> None:
    for broken in (b"translates: phone-manners\nlocale: sv\ntitle: [", b"\xff\xfe\x00", b"- a\n"):
        root = make_shop(tmp_path / str(len(broken)), broken)
        outcome = policykit.at(root)("translate", "phone-manners", "--locale", "sv", "--update")
        assert outcome.exit_code == 2
        assert (root / WORDS).read_bytes() == broken


def test_a_coming_version_takes_over_words_whose_source_is_the_same(
    tmp_path: Path, policykit: Program
) -> None:
    root = make_shop(tmp_path / "shop")
    program = policykit.at(root)
    program("translate", "phone-manners", "statements.hang-up", "--locale", "sv", "--stamp")
    (root / "policies" / "phone-manners.next.yaml").write_text(
        SOURCE.replace("version: 0.1.0", "version: 0.2.0").replace("Look away", "Look up"),
        encoding="utf-8",
    )
    outcome = program("translate", "phone-manners", "--locale", "sv", "--next")
    assert (
        outcome.stderr
        == "policies/phone-manners.next.sv.yaml: 1 text to translate, and 1 more if you like.\n"
    )
    words = (root / "policies" / "phone-manners.next.sv.yaml").read_text(encoding="utf-8")
    body = words[words.index("translates:") :]
    expected = WHOLE[WHOLE.index("translates:") :]
    data, _ = read(body.encode(), Origin(WORDS, ""))
    known, _ = read(expected.encode(), Origin(WORDS, ""))
    assert isinstance(data.data, dict)
    assert isinstance(known.data, dict)
    stamps = data.data.pop("translated_from")
    assert isinstance(stamps, dict)
    assert list(stamps) == ["statements.hang-up"]
    assert "#> Look up.\n    bad:\n" in body
    given = {text.address: text.text for text in overlay_texts(data.data, POLICY_SHAPE)}
    before = {text.address: text.text for text in overlay_texts(known.data, POLICY_SHAPE)}
    assert given == {key: text for key, text in before.items() if key != "scenarios.queue#bad"}


ADDRESSES = tuple(
    text.address
    for text in overlay_texts(read(WHOLE.encode(), Origin(WORDS, ""))[0].data, POLICY_SHAPE)
)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(ADDRESSES), max_size=8))
def test_whatever_is_lacking_comes_and_all_else_stays(lacking: set[str]) -> None:
    with TemporaryDirectory() as folder:
        root = make_shop(Path(folder) / "shop")
        with opened_subject(root, "phone-manners", "sv") as subject:
            dropped = tuple(subject.places[each] for each in ADDRESSES if each in lacking)
            less = grown(WHOLE, WORDS, Growth(dropped=dropped))
        (root / WORDS).write_text(less, encoding="utf-8")
        with opened_subject(root, "phone-manners", "sv") as subject:
            assert set(subject.given) == set(ADDRESSES) - lacking
            made = drafted(root, subject, update=True)
        assert set(made.added) == lacking - {"tone.say"}
        now = made.rewrite.after.decode()
        left = iter(now.split("\n"))
        assert all(line in left for line in less.split("\n") if line.strip())
        (root / WORDS).write_text(now, encoding="utf-8")
        with opened_subject(root, "phone-manners", "sv") as subject:
            assert drafted(root, subject, update=True).rewrite.after.decode() == now
