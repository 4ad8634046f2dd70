"""Files for translators, and what comes back."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.support.program import ROOT, Program
from tests.translating.shop import POLICY, SOURCE, WHOLE, WORDS, make_shop

from policykit.model.document import Origin
from policykit.model.errors import SourceError
from policykit.translating import gettext, xliff
from policykit.translating.codes import joined, parts
from policykit.translating.subject import opened_subject
from policykit.translating.taking import FORMATS, exported, taken
from policykit.translating.units import Parcel, Unit
from policykit.translating.xml_reading import MOST_BYTES, read_xml
from policykit.yamlsource import read

REAL = sorted(
    path
    for path in (ROOT / "policies").glob("*.*.yaml")
    if not path.name.endswith((".record.yaml", ".next.yaml"))
)


def _said(path: Path) -> tuple[str, str, bool]:
    name, *rest, locale, _ = path.name.split(".")
    return name, locale, bool(rest)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_what_comes_back_as_it_went_changes_no_byte(path: Path, kind: str) -> None:
    name, locale, coming = _said(path)
    with opened_subject(ROOT, name, locale, coming=coming) as subject:
        sent = exported(subject, kind)
        assert sent == exported(subject, kind)
        back = taken(subject, sent, "back")
    assert back.slips == ()
    assert back.words == ()
    assert back.rewrite.after == path.read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_words_of_a_file_alone_make_the_same_words(tmp_path: Path, kind: str) -> None:
    root = make_shop(tmp_path / "shop")
    with opened_subject(root, "phone-manners", "sv") as subject:
        sent = exported(subject, kind)
        was = subject.words
    (root / WORDS).unlink()
    with opened_subject(root, "phone-manners", "sv") as subject:
        back = taken(subject, sent, "back")
    assert was is not None
    assert isinstance(was.data, dict)
    assert back.slips == ()
    now = read(back.rewrite.after, Origin(WORDS, ""))[0].data
    assert isinstance(now, dict)
    stamps = now.pop("translated_from")
    assert isinstance(stamps, dict)
    definitions = was.data.get("definitions")
    assert definitions == {"silence": "Ingen säger något."}
    assert now == {**was.data, "definitions": {"silence": {"text": "Ingen säger något."}}}
    assert len(stamps) == len(back.words) - len(("tone.say",))


LETTERS = st.characters(codec="utf-8", exclude_characters="\x00", max_codepoint=0x1F9FF)
MARKS = st.sampled_from(
    ["{answer-in}", "{a.b:genitive}", "[x {y}](z)", "{{", "}}", "{", "}", "](", "\n", "<", "&", '"',
     "\\", "%s", "]]>", "\u2028", "\r", "\x0b", "\x85"]
)  # fmt: skip
TEXTS = st.lists(st.text(LETTERS, max_size=8) | MARKS, max_size=8).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_marks_and_words_give_the_text_back(text: str) -> None:
    assert joined(parts(text)) == text


WORTH = TEXTS.filter(lambda text: bool(text.strip()))


@settings(max_examples=120, deadline=None)
@given(WORTH, st.none() | WORTH, st.lists(WORTH, min_size=2, max_size=4), st.booleans())
def test_any_words_survive_the_way_there_and_back(
    source: str, words: str | None, several: list[str], stale: bool
) -> None:
    stale = stale and words is not None
    sent = Parcel(
        name="returns",
        original="policies/returns.yaml",
        source_locale="en",
        locale="pt-BR",
        version="1.2.3",
        units=(
            Unit(address="statements.a#how", source=source, words=words, stale=stale),
            Unit(address="tone.say", source=tuple(several), words=tuple(several[:1])),
        ),
    )
    back = xliff.parse(xliff.write(sent).encode(), "back")
    assert (back.name, back.locale, back.version) == ("returns", "pt-BR", "1.2.3")
    one, two = back.units
    assert (one.address, one.source) == ("statements.a#how", (source,))
    assert one.words == (None if words is None else (words,))
    assert one.stale == stale
    assert two.source == tuple(several)
    assert two.words is not None
    assert tuple(filter(None, two.words)) == tuple(several[:1])

    back = gettext.parse(gettext.write(sent), "back")
    assert (back.name, back.locale, back.version) == ("returns", "pt-BR", "1.2.3")
    one, two = back.units
    assert (one.address, one.source, one.words) == ("statements.a#how", source, words)
    assert one.stale == stale
    plain = [text for text in several if "\u2028" not in text and text.strip()]
    if len(plain) == len(several) and isinstance(two.source, str):
        assert gettext.as_list(two.source) == tuple(several)


def _sent(root: Path, kind: str) -> str:
    with opened_subject(root, "phone-manners", "sv") as subject:
        return exported(subject, kind).decode()


UNIT = re.compile(r'    <unit id="statements.greet".*?</unit>\n', re.DOTALL)
CASES = {
    "placeholder-missing": (
        'Svara inom <ph id="1" canCopy="no" canDelete="no" dataRef="d1" disp="{answer-in}"/>',
        "Svara snart",
        "statements.greet: Unlike the source, the words lack {answer-in}.",
    ),
    "placeholder-changed": (
        '<data id="d1" xml:space="preserve">{answer-in}</data>',
        '<data id="d1" xml:space="preserve">{other}</data>',
        "statements.greet: It was made from another version of the text: {other} → {answer-in}.",
    ),
    "placeholder-added": (
        "och säg ditt förnamn.",
        "och säg ditt förnamn {you}.",
        "statements.greet: Unlike the source, the words add {you}.",
    ),
    "id-changed": (
        'id="statements.greet" name="statements.greet"',
        'id="statements.great" name="statements.great"',
        f"statements.great: {POLICY} has no such text.",
    ),
    "unit-twice": (
        'id="statements.hang-up" name="statements.hang-up"',
        'id="statements.greet" name="statements.greet"',
        "statements.greet: This text stands here twice.",
    ),
    "another-policy": (
        ">phone-manners<",
        ">returns<",
        "back.xlf: This file is of returns, not of phone-manners.",
    ),
    "another-language": (
        'trgLang="sv"',
        'trgLang="de"',
        "back.xlf: This file holds de words, not sv ones.",
    ),
    "no-letter-for-a-file": (
        "Ingen säger något.",
        'Ingen <cp hex="0007"/> säger något.',
        "definitions.silence: The words hold a bell character (U+0007), which no file may hold.",
    ),
    "half-a-letter": (
        "Ingen säger något.",
        'Ingen <cp hex="D800"/> säger något.',
        "definitions.silence: The words hold an invisible character (U+D800), which no file may",
    ),
    "the-other-way-round": (
        "Ingen säger något.",
        "Ingen \u202esäger något.",
        "definitions.silence: The words hold the character RIGHT-TO-LEFT OVERRIDE (U+202E)",
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_what_is_wrong_is_told_and_nothing_is_written(
    tmp_path: Path, policykit: Program, case: str
) -> None:
    old, new, said = CASES[case]
    root = make_shop(tmp_path / "shop")
    sent = _sent(root, "xliff")
    assert old in sent
    back = sent.replace(old, new, 1).replace("Tid tills vi svarar", "Hur snart vi svarar")
    (root / "back.xlf").write_text(back, encoding="utf-8")
    program = policykit.at(root)
    outcome = program("translate", "phone-manners", "--locale", "sv", "--import", "back.xlf")
    assert outcome.exit_code == 1
    assert said in outcome.stdout
    assert "nothing is written" in outcome.stderr
    assert (root / WORDS).read_text(encoding="utf-8") == WHOLE
    rest = program(
        "translate", "phone-manners", "--locale", "sv", "--import", "back.xlf", "--partial"
    )
    assert rest.exit_code == 1
    taken_in = (root / WORDS).read_text(encoding="utf-8")
    if said.startswith("back.xlf"):
        assert taken_in == WHOLE
    else:
        expected = WHOLE.replace("Tid tills vi svarar", "Hur snart vi svarar")
        assert taken_in.startswith(expected)
        assert re.fullmatch(
            r"\ntranslated_from:\n  terms.answer-in: s-[0-9a-f]{8}\n", taken_in[len(expected) :]
        )


def test_a_text_that_changed_meanwhile_is_not_taken(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    back = _sent(root, "po").replace("Lyssna", "Hör på")
    (root / POLICY).write_text(SOURCE.replace("must: Listen\n", "must: Listen well\n"))
    (root / "back.po").write_text(back, encoding="utf-8")
    outcome = policykit.at(root)(
        "translate", "phone-manners", "--locale", "sv", "--import", "back.po"
    )
    assert outcome.exit_code == 1
    line = back[: back.index('msgctxt "statements.listen"')].count("\n") + 1
    found = re.match(
        r"back\.po:(\d+): statements\.listen: It was made from another version of the text: "
        r"new: well\.", outcome.stdout
    )  # fmt: skip
    assert found
    assert abs(int(found.group(1)) - line) <= 1
    assert (root / WORDS).read_text(encoding="utf-8") == WHOLE


def test_stale_words_somebody_has_reviewed_are_accepted(tmp_path: Path, policykit: Program) -> None:
    stale = f"{WHOLE}\ntranslated_from:\n  title: s-00000000\n"
    for name, kind, old, new in (
        ("x", "xliff", 'state="translated" subState="policykit:stale"', 'state="final"'),
        ("p", "po", "#, fuzzy\n", ""),
    ):
        root = make_shop(tmp_path / name, stale)
        sent = _sent(root, kind)
        assert old in sent
        (root / "back").write_text(sent.replace(old, new), encoding="utf-8")
        outcome = policykit.at(root)(
            "translate", "phone-manners", "--locale", "sv", "--import", "back"
        )
        assert outcome.stderr == f"{WORDS}: 0 texts new, 1 accepted as they are.\n"
        now = (root / WORDS).read_text(encoding="utf-8")
        assert re.fullmatch(re.escape(stale).replace("s\\-00000000", "s-(?!0{8})[0-9a-f]{8}"), now)


def test_xliff_protects_what_must_not_be_touched(tmp_path: Path) -> None:
    found = UNIT.search(_sent(make_shop(tmp_path / "shop"), "xliff"))
    assert found
    assert found.group() == (
        '    <unit id="statements.greet" name="statements.greet" canResegment="no">\n'
        "      <notes>\n"
        "        <note>The sentence goes on from: must</note>\n"
        "        <note>{answer-in} is 20 seconds</note>\n"
        "      </notes>\n"
        "      <originalData>\n"
        '        <data id="d1" xml:space="preserve">{answer-in}</data>\n'
        "      </originalData>\n"
        '      <segment id="s1" state="translated">\n'
        '        <source xml:space="preserve">Answer within <ph id="1" canCopy="no" '
        'canDelete="no" dataRef="d1" disp="{answer-in}"/> and give your first name.</source>\n'
        '        <target xml:space="preserve">Svara inom <ph id="1" canCopy="no" canDelete="no" '
        'dataRef="d1" disp="{answer-in}"/> och säg ditt förnamn.</target>\n'
        "      </segment>\n"
        "    </unit>\n"
    )


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<xliff version="2.1"><file>&b;</file></xliff>'
)


HOSTILE = {
    "entities": (BOMB.encode(), "document type"),
    "entities-in-utf-16": (BOMB.encode("utf-16"), "document type"),
    "a-file-of-the-machine": (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type"),
    "deep": (b"<x>" * 100_000, "too deep"),
    "unclosed": (b"<x><y></x>", "broken XML"),
    "no-utf-8": (b"<x>\xff</x>", "broken XML"),
    "unknown-encoding": (b'<?xml version="1.0" encoding="klingon"?><x/>', "broken XML"),
    "an-older-version": (b'<xliff version="1.2"/>', "only XLIFF 2"),
    "a-web-page": (b"<html/>", "no XLIFF"),
    "large": (b" " * (MOST_BYTES + 1), "larger"),
    "crowded": (b"<x>" + b"<y/>" * 500_001 + b"</x>", "more elements"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_xml_of_strangers_is_refused(name: str) -> None:
    content, said = HOSTILE[name]
    with pytest.raises(SourceError, match=said):
        xliff.parse(content, "back.xlf")


@pytest.mark.parametrize(
    "content",
    [b"hello\n", b'msgid "\xff"\nmsgstr "b"\n', b'"a"\n'],
)
def test_po_of_strangers_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="cannot be taken"):
        gettext.parse(content, "back.po")


def _back(root: Path, policykit: Program, content: str | bytes, *more: str) -> tuple[int, str, str]:
    """What comes of a file that came back: the exit code, what is told, and in the end."""
    (root / "back").write_bytes(content.encode() if isinstance(content, str) else content)
    outcome = policykit.at(root)(
        "translate", "phone-manners", "--locale", "sv", "--import", "back", *more
    )
    return outcome.exit_code, outcome.stdout, outcome.stderr


def test_a_message_that_stands_twice_is_told(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    once = 'msgctxt "statements.hang-up"\nmsgid "Hang up first."\nmsgstr "%s"\n\n'
    sent = _sent(root, "po").replace("Tid tills vi svarar", "Hur snart vi svarar")
    code, told, said = _back(root, policykit, sent + once % "Avsluta." + once % "Sluta.")
    assert (code, told.count("statements.hang-up: This text stands here twice.")) == (1, 3)
    assert said == "3 problems; nothing is written. --partial takes the rest.\n"
    assert (root / WORDS).read_text(encoding="utf-8") == WHOLE
    _, _, said = _back(root, policykit, sent + once % "Avsluta.", "--partial")
    assert said == f"{WORDS}: 0 texts new, 1 changed.\n2 problems left out.\n"


@pytest.mark.parametrize("cut", ["Svara inom", "Hur snart", "sammanhang", 'msgid "Nobody'])
def test_a_file_cut_off_inside_a_text_is_refused(
    tmp_path: Path, policykit: Program, cut: str
) -> None:
    root = make_shop(tmp_path / "shop")
    sent = _sent(root, "po").replace("Tid tills vi svarar", "Hur snart vi svarar i sammanhang")
    at = sent.index(cut) + len(cut)
    code, told, said = _back(root, policykit, sent[:at])
    line = sent[:at].count("\n") + 1
    assert (code, told) == (2, "")
    assert f"the text in line {line} has no end, so it was cut off or damaged there." in said
    assert (root / WORDS).read_text(encoding="utf-8") == WHOLE


@pytest.mark.parametrize(
    "line", ['msgstr "En "rak" text"', 'msgstr "Slut\\"', "msgstr En text", 'msgstr "Ett" "Två']
)
def test_a_damaged_line_is_refused(line: str) -> None:
    content = f'msgctxt "title"\nmsgid "One"\n{line}\n'.encode()
    with pytest.raises(SourceError, match=r"in line 3|line 3 is no line"):
        gettext.parse(content, "back.po")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_unit_that_is_not_there_is_told_whether_it_has_words_or_not(
    tmp_path: Path, policykit: Program, kind: str
) -> None:
    root = make_shop(tmp_path / "shop", WHOLE.replace("  hang-up: Lägga på först.  # kort\n", ""))
    sent = _sent(root, kind).replace("Tid tills vi svarar", "Hur snart vi svarar")
    for address in ("statements.hang-up", "statements.listen"):
        sent = re.sub(
            rf'    <unit id="{address}".*?</unit>\n|(?:#.*\n)*msgctxt "{address}"\n(?:.+\n)+\n',
            "", sent, flags=re.DOTALL if kind == "xliff" else re.NOFLAG,
        )  # fmt: skip
        assert f'"{address}"' not in sent
    code, told, _ = _back(root, policykit, sent, "--partial")
    assert code == 1
    assert told == "".join(
        f"back: {address}: There is no unit for this text. It was left out, its id was changed, or "
        "the file was cut off; ask for the whole file.\n"
        for address in ("statements.hang-up", "statements.listen")
    )
    now = (root / WORDS).read_text(encoding="utf-8")
    assert "Hur snart vi svarar" in now
    assert "listen: Lyssna\n" in now


def test_words_marked_as_fuzzy_are_left(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop", f"{WHOLE}\ntranslated_from:\n  title: s-00000000\n")
    sent = _sent(root, "po").replace("Lyssna", "Hör på")
    sent = sent.replace('msgctxt "statements.listen"', '#, fuzzy\nmsgctxt "statements.listen"')
    before = (root / WORDS).read_bytes()
    code, told, _ = _back(root, policykit, sent)
    assert code == 1
    assert "statements.listen: These words are marked as fuzzy" in told
    assert (root / WORDS).read_bytes() == before
    code, _, said = _back(root, policykit, _sent(root, "po"))
    assert code == 0
    assert said.endswith("1 text is still marked as fuzzy, and left as they were.\n")
    assert (root / WORDS).read_bytes() == before


def test_words_in_place_of_others_are_changed_and_not_new(
    tmp_path: Path, policykit: Program
) -> None:
    root = make_shop(tmp_path / "shop", WHOLE.replace("listen: Lyssna", "listen:"))
    sent = _sent(root, "po").replace("Vem svarar", "Vem som svarar")
    sent = sent.replace('msgid "Listen"\nmsgstr ""', 'msgid "Listen"\nmsgstr "Hör på"')
    assert _back(root, policykit, sent) == (0, "", f"{WORDS}: 1 text new, 1 changed.\n")


NOTHING = {
    "empty": (b"", "there is no text in it"),
    "white": (b"\n \n", "there is no text in it"),
    "header": (b'msgid ""\nmsgstr "Language: sv\\n"\n', "there is no text in it"),
    "no-units": (b'<xliff version="2.1"><file/></xliff>', "There is no text in this file"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_without_texts_is_refused(tmp_path: Path, policykit: Program, name: str) -> None:
    content, expected = NOTHING[name]
    code, told, said = _back(make_shop(tmp_path / "shop"), policykit, content)
    assert (code, told) == (2, "")
    assert expected in said
    assert "PROJECT" not in said


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("words", [None, WHOLE])
def test_a_file_that_nobody_translated_is_refused(
    tmp_path: Path, policykit: Program, kind: str, words: str | None
) -> None:
    sent = _sent(make_shop(tmp_path / "sent", None), kind)
    root = make_shop(tmp_path / "shop", words)
    code, told, said = _back(root, policykit, sent)
    assert (code, told) == (2, "")
    assert "Nothing in this file is translated: no text of it has words." in said


def test_the_hint_names_no_policy_that_is_not_there(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    sent = _sent(root, "po").replace("phone-manners 0.1.0", "PACKAGE VERSION")
    code, told, _ = _back(root, policykit, sent)
    assert code == 1
    assert told == (
        "back: This file is of PACKAGE, not of phone-manners. Send the file out again with "
        "--export.\n"
    )


def test_many_problems_of_one_kind_are_told_as_one(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    sent = _sent(root, "po")
    kept = sent[: sent.index('msgctxt "statements.listen"')]
    code, told, said = _back(root, policykit, kept)
    lost = len(re.findall("^msgctxt", sent[len(kept) :], re.MULTILINE))
    assert code == 1
    assert told == (
        f"back: {lost} times: There is no unit for this text. It was left out, its id was changed, "
        "or the file was cut off; ask for the whole file.\n"
        "  statements.listen\n"
        "  statements.listen.first\n"
        "  statements.listen.then\n"
        f"  and {lost - 3} more\n"
    )
    assert said.startswith(f"{lost} problems; ")


def test_what_differs_from_text_to_text_is_told_at_each(tmp_path: Path, policykit: Program) -> None:
    root = make_shop(tmp_path / "shop")
    sent = _sent(root, "xliff").replace('preserve">The ', 'preserve">A ')
    sent = sent.replace('preserve">Who ', 'preserve">Whoever ').replace('">You are', '">They are')
    _, told, _ = _back(root, policykit, sent)
    assert told.startswith("back: 4 times: It was made from another version of the text. Send it")
    assert re.search(
        r"\n  line \d+: tables.who: Whoever → Who\n  line \d+: tables.who.who: They → You\n", told
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without end")
def test_a_file_without_end_is_refused(tmp_path: Path, policykit: Program) -> None:
    program = policykit.at(make_shop(tmp_path / "shop"))
    outcome = program("translate", "phone-manners", "--locale", "sv", "--import", "/dev/zero")
    assert outcome.exit_code == 2
    assert "it is larger than any file of words" in outcome.stderr


def test_a_long_text_of_many_lines_is_read_at_once() -> None:
    (text,) = read_xml(b"<a>" + b"word\n" * 400_000 + b"</a>", "x").children
    assert text == "word\n" * 400_000


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<x>{text}".encode()))
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    for parse in (xliff.parse, gettext.parse):
        with suppress(SourceError):
            assert parse(content, "back").units is not None


def test_lines_are_told() -> None:
    top = read_xml(b"<a>\n\n<b/>\n</a>", "x")
    (inner,) = top.all("b")
    assert (top.line, inner.line) == (1, 3)
