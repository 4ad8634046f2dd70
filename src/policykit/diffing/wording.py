"""What kind of rewording a change of a text is: none, a mend, or one that says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from policykit.diffing.alignment import aligned
from policykit.diffing.elements import Element, elements
from policykit.diffing.slips import is_slip
from policykit.locale.watched_words import WatchedWords, watched_words
from policykit.model.value import dataclass

_SILENT: Final = frozenset({"filler", "sign"})


class WordingKind(StrEnum):
    """How much a text was changed: SAME but for white space, MENDED in its form, or REWORDED."""

    SAME = "same"
    MENDED = "mended"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Shift:
    """What entered a text and what left it, as it is written there, in order."""

    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything did."""
        return bool(self.entered or self.left)


_NOTHING: Final = Shift()


@dataclass(frozen=True, slots=True)
class _Tie:
    """The word a negation stands with, behind it or before it."""

    key: str
    is_behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What kind of rewording a change is.

    MENDED are slips of the pen, capitals, punctuation without meaning, articles and fillers,
    and the same amount written otherwise; never anything of what is told apart here:
    `negations`, `conditions` (unless, only, at most), `duties` (must, may), `numbers` (with
    their units, by value), `placeholders` and `links` (their targets). What merely moves
    within the text has neither entered nor left; `moved` are negations, and words such as
    `only`, that stand with other words of the text than before.
    """

    kind: WordingKind
    negations: Shift = _NOTHING
    conditions: Shift = _NOTHING
    duties: Shift = _NOTHING
    numbers: Shift = _NOTHING
    placeholders: Shift = _NOTHING
    links: Shift = _NOTHING
    moved: tuple[str, ...] = ()
    moved_negation: bool = False

    @property
    def is_editorial(self) -> bool:
        """Whether the text says just what it said."""
        return self.kind is not WordingKind.REWORDED


def wording(before: str, after: str, locale: str) -> Wording:
    """What kind of rewording makes one text of the other.

    Args:
        before: the earlier text.
        after: the later text.
        locale: the language both are in, such as `sv` or `de-AT`. Where we do not know it,
            numbers, placeholders and links are told apart, and only capitals and punctuation
            are mends.
    """
    if _spaced(before) == _spaced(after):
        return Wording(kind=WordingKind.SAME)
    watched = watched_words(locale)
    old, new = elements(before, locale), elements(after, locale)
    moved = tuple(_moved(old, new, watched))
    shifts = {
        kind: _shift(old, new, kind)
        for kind in ("negations", "conditions", "duties", "number", "placeholder", "link")
    }
    is_otherwise = bool(moved) or any(shifts.values()) or not _is_mended(old, new, watched)
    return Wording(
        kind=WordingKind.REWORDED if is_otherwise else WordingKind.MENDED,
        negations=shifts["negations"],
        conditions=shifts["conditions"],
        duties=shifts["duties"],
        numbers=shifts["number"],
        placeholders=shifts["placeholder"],
        links=shifts["link"],
        moved=tuple(element.text for element in moved),
        moved_negation=any(element.kind == "negations" for element in moved),
    )


def _spaced(text: str) -> list[list[str]]:
    """The words of each line; what parts them is no matter."""
    return [line.split() for line in text.strip().splitlines()]


def _shift(old: Sequence[Element], new: Sequence[Element], kind: str) -> Shift:
    gone, come = ([each for each in side if each.kind == kind] for side in (old, new))
    return Shift(tuple(_surplus(come, gone)), tuple(_surplus(gone, come)))


def _surplus(found: Sequence[Element], other: Sequence[Element]) -> Iterator[str]:
    """What there is more of than on the other side: the last ones of each."""
    more = Counter(each.key for each in found) - Counter(each.key for each in other)
    kept = Counter(each.key for each in found) - more
    for each in found:
        if kept[each.key] > 0:
            kept[each.key] -= 1
        else:
            yield each.text


def _moved(
    old: Sequence[Element], new: Sequence[Element], watched: WatchedWords
) -> Iterator[Element]:
    """Negations and their likes that stand with other words, both of them on both sides."""
    before, after = tuple(_ties(old, watched)), tuple(_ties(new, watched))
    here, there = ({each.key for each in side} for side in (old, new))
    for key in dict.fromkeys(element.key for element, _ in before):
        gone = [tie for tie in before if tie[0].key == key]
        come = [tie for tie in after if tie[0].key == key]
        if len(gone) != len(come):
            continue
        for (_, was), (element, now) in zip(gone, come, strict=True):
            is_other = was.key != now.key and was.is_behind == now.is_behind
            if is_other and now.key in here and was.key in there:
                yield element


def _ties(side: Sequence[Element], watched: WatchedWords) -> Iterator[tuple[Element, _Tie]]:
    """The movable words, each with the word behind it; at the end of a thought the one before."""
    for at, element in enumerate(side):
        if element.kind != "negations" and element.key not in watched.moving:
            continue
        behind = next((each for each in side[at + 1 :] if each.kind != "filler"), None)
        if behind is not None and behind.kind != "sign":
            yield element, _Tie(behind.key, is_behind=True)
            continue
        ahead = next((each for each in reversed(side[:at]) if each.kind not in _SILENT), None)
        yield element, _Tie(ahead.key if ahead else "", is_behind=False)


def _is_mended(old: Sequence[Element], new: Sequence[Element], watched: WatchedWords) -> bool:
    """Whether all that is otherwise is the form of words."""
    here, there = sorted(
        ([each for each in side if each.kind != "filler"] for side in (old, new)),
        key=lambda side: [each.key for each in side],
    )
    start = low = 0
    ends = (len(here), len(there), 0)
    runs = aligned([each.key for each in here], [each.key for each in there])
    for first, second, length in (*((one.before, one.after, one.length) for one in runs), ends):
        if not _is_same_form(here[start:first], there[low:second], watched):
            return False
        same = zip(here[first : first + length], there[second : second + length], strict=True)
        if any(_is_other_capital(one, other, watched) for one, other in same):
            return False
        start, low = first + length, second + length
    return True


def _is_same_form(here: Sequence[Element], there: Sequence[Element], watched: WatchedWords) -> bool:
    if not here and not there:
        return True
    if any(each.kind != "word" for each in (*here, *there)):
        return False
    if len(here) == len(there) and all(
        is_slip(one.key, other.key, watched) for one, other in zip(here, there, strict=True)
    ):
        return True
    return bool(here and there and watched.known) and _is_joined(here, there, watched)


def _is_joined(here: Sequence[Element], there: Sequence[Element], watched: WatchedWords) -> bool:
    """Whether the same letters stand in other words: `e-mail` for `email`."""
    one, other = (" ".join(each.key for each in side) for side in (here, there))
    plain = [
        words.replace("-", "").replace("\u2011", "").replace(" ", "") for words in (one, other)
    ]
    return plain[0] == plain[1] and other not in watched.alike.get(one, ())


def _is_other_capital(one: Element, other: Element, watched: WatchedWords) -> bool:
    return one.key in watched.capitals_matter and one.text[:1] != other.text[:1]
