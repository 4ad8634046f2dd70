"""Values an author can write at a place: of closed lists, names, terms, days, and beginnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from policykit.authoring.completion import meanings
from policykit.authoring.completion.items import terms
from policykit.authoring.completion.kinds import kind_at, shape_at
from policykit.authoring.completion.meanings import Allowed
from policykit.authoring.completion.names import Name
from policykit.authoring.completion.naming import named
from policykit.authoring.completion.sight import Sight, texts
from policykit.authoring.completion.skeletons import (
    Skeletons,
    body_text,
    plain,
    with_known,
    with_today,
)
from policykit.authoring.completion.suggestion import Sort, Suggestion
from policykit.library.files import FileKind
from policykit.model.position import Pointer, Span
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import parse_quantity
from policykit.model.shape import Quantity
from policykit.model.value import dataclass

_FIRST: Final = 0
_WHOLE: Final = -100
_AFTER: Final = 60
_EXAMPLE: Final = 90
_MOST_EXAMPLES: Final = 6

_STEMS: Final[Mapping[tuple[FileKind, Pointer], str]] = {
    (FileKind.POLICY, ("id",)): "id",
    (FileKind.TRANSLATION, ("translates",)): "id",
    (FileKind.TRANSLATION, ("locale",)): "locale",
    (FileKind.FRAMEWORK, ("framework",)): "id",
}
"""Places whose value the name of the file says."""


@dataclass(frozen=True, slots=True)
class _Offers:
    """Makes suggestions for one stretch of a file, with what is put around each."""

    span: Span
    before: str
    after: str

    def one(
        self, label: str, sort: Sort, *, detail: str = "", about: str = "", fitness: int = 0
    ) -> Suggestion:
        """A value as it is."""
        return Suggestion(
            label=label,
            sort=sort,
            text=f"{self.before}{label}{self.after}",
            span=self.span,
            detail=detail,
            about=about,
            fitness=fitness,
        )

    def name(self, name: Name, *, less: int = 0) -> Suggestion:
        """A name; `less` is how much less it fits than others of its kind."""
        tail = "." if name.goes_on else self.after
        return Suggestion(
            label=name.id,
            sort=name.sort,
            text=f"{self.before}{name.id}{tail}",
            span=self.span,
            detail=name.title,
            about=name.about,
            fitness=name.fitness + less,
            goes_on=name.goes_on,
            is_old=name.is_old,
        )


def values(sight: Sight, pointer: Pointer) -> Iterator[Suggestion]:
    """The values that can stand where a pointer leads to.

    At a list whose brackets or hyphens are not there yet they are written with them.
    """
    allowed = sight.allowed(pointer)
    kinds = meanings.types(allowed)
    if "string" not in kinds and "array" in kinds:
        inside = (*pointer, 0)
        before, after = _brackets(sight)
        yield from _inside(sight, pointer, inside, before, after)
        return
    yield from _plain(sight, pointer, allowed, "", "")
    if "array" in kinds:
        before, after = _brackets(sight)
        yield from _inside(sight, pointer, (*pointer, 0), before, after)


def _brackets(sight: Sight) -> tuple[str, str]:
    """What is put around an entry where a list begins."""
    place = sight.place
    return ("- ", "") if place.alone and not place.word.flow and not place.hyphen else ("[", "]")


def _inside(
    sight: Sight, pointer: Pointer, inside: Pointer, before: str, after: str
) -> Iterator[Suggestion]:
    allowed = sight.allowed(inside)
    if "object" in meanings.types(allowed):
        yield from beginnings(sight, inside, before if before == "- " else "\n  - ")
    else:
        yield from _plain(sight, pointer, allowed, before, after)


def _plain(
    sight: Sight, pointer: Pointer, allowed: Allowed, before: str, after: str
) -> Iterator[Suggestion]:
    place = sight.place
    offers = _Offers(place.word.span, before, after)
    taken = set(texts(list(place.listed)))
    key = next((part for part in reversed(pointer) if isinstance(part, str)), "")
    stem = _STEMS.get((sight.name.kind, pointer))
    if stem:
        yield offers.one(getattr(sight.name, stem), Sort.NAME, detail="from the name of the file")
    for index, choice in enumerate(meanings.choices(allowed)):
        if choice.value not in taken:
            yield offers.one(choice.value, Sort.VALUE, about=choice.about, fitness=_FIRST + index)
    kind = kind_at(sight.name.kind, pointer)
    for name in named(sight, kind, key, place.word.before) if kind else ():
        if name.id not in taken:
            yield offers.name(name)
    yield from _quantities(sight, pointer, allowed, offers)
    yield from _days(sight, allowed, offers)
    if not kind and not stem:
        for index, example in enumerate(_examples(allowed, taken)):
            yield offers.one(example, Sort.VALUE, detail="an example", fitness=_EXAMPLE + index)


def _examples(allowed: Allowed, taken: set[str]) -> Iterator[str]:
    closed = any(True for _ in meanings.choices(allowed))
    forms = meanings.forms(allowed) & {"text", "title", "date", "dates", "id"}
    if closed or forms:
        return
    found = (meanings.written(each) for each in meanings.examples(allowed) if _is_plain(each))
    for index, each in enumerate(dict.fromkeys(found)):
        if index < _MOST_EXAMPLES and each not in taken:
            yield each


def _is_plain(value: object) -> bool:
    return not isinstance(value, dict | list)


def _quantities(
    sight: Sight, pointer: Pointer, allowed: Allowed, offers: _Offers
) -> Iterator[Suggestion]:
    """Terms that hold a value of the kind that is wanted, those of another kind last."""
    shape = shape_at(sight.name.kind, pointer)
    may_be_term = any("-or-term" in each for each in meanings.forms(allowed))
    if not isinstance(shape, Quantity) or not may_be_term:
        return
    for name in terms(sight, sight.place.word.before):
        first = name.title.partition(";")[0].partition(",")[0].partition(" (")[0]
        quantity = parse_quantity(first)
        kind = "" if isinstance(quantity, Mistake) else type(quantity).__name__.lower()
        fits = shape.kind in {"amount", kind} or not kind
        yield offers.name(name, less=0 if fits else _AFTER)


def _days(sight: Sight, allowed: Allowed, offers: _Offers) -> Iterator[Suggestion]:
    forms = meanings.forms(allowed)
    today = sight.snapshot.today
    if "date" in forms or "date-or-dates" in forms:
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        days = {today.isoformat(): "today", next_month.isoformat(): "first of next month"}
        effective = sight.policy.get("effective")
        if isinstance(effective, str):
            days.setdefault(effective, "the day the policy takes effect")
        for index, (day, told) in enumerate(days.items()):
            yield offers.one(day, Sort.DATE, detail=told, fitness=_FIRST + index)
    if forms & {"dates", "date-or-dates"}:
        end = today + timedelta(days=6)
        week = f"{today.isoformat()} to {end.isoformat()}"
        yield offers.one(week, Sort.DATE, detail="a week from today", fitness=_AFTER)


def beginnings(sight: Sight, pointer: Pointer, before: str = "") -> Iterator[Suggestion]:
    """Whole entries to begin with: those the schema has ready, else its needed keys."""
    allowed = sight.allowed(pointer)
    today = sight.snapshot.today
    word = sight.place.word
    indent = " " * len(before.rpartition("\n")[2])
    ready = [
        (each.label, each.about, with_today(body_text(each.body), "date", today))
        for each in meanings.prepared(allowed)
    ]
    if not ready and "object" in meanings.types(allowed):
        title, about = meanings.about(allowed)
        made = Skeletons(sight.allowed, today).entry(pointer)
        if ":" in made:
            ready = [(title or _called(pointer), about, made)]
    known = {} if pointer else sight.told
    for index, (label, about, beginning) in enumerate(ready):
        body = with_known(beginning, known)
        pattern = before + body.replace("\n", f"\n{indent}")
        if word.flow:
            continue
        yield Suggestion(
            label=label or _called(pointer),
            sort=Sort.SKELETON,
            text=plain(pattern),
            span=word.span,
            detail="a new entry",
            about="\n\n".join(filter(None, (about, plain(body)))),
            pattern=pattern,
            fitness=_WHOLE + index,
        )


def _called(pointer: Pointer) -> str:
    key = next((part for part in reversed(pointer) if isinstance(part, str)), "entry")
    return key.replace("_", " ").removesuffix("s")
