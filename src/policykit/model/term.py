"""A term: a promise or a limit, as a total function of region, brand, channel, group and day."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from policykit.model.case import Case, Conditions
from policykit.model.position import Pointer
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.parse import Amount, Quantity
from policykit.model.value import dataclass


class TermKind(StrEnum):
    """What kind of promise a term is; the key it is written under."""

    WINDOW = "window"
    DEADLINE = "deadline"
    ALLOWANCE = "allowance"
    CHARGE = "charge"
    NOTICE = "notice"
    KEEPS = "keeps"
    THRESHOLD = "threshold"


class Better(StrEnum):
    """An author's own word on which way a term is better."""

    LONGER = "longer"
    SHORTER = "shorter"
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Growth(StrEnum):
    """What a greater value means for the one the promise is made to."""

    GAIN = "gain"
    LOSS = "loss"
    NEUTRAL = "neutral"


class Beneficiary(StrEnum):
    """The one a promise is made to."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Part(StrEnum):
    """A part of a term, as placeholders and references name it."""

    VALUE = "value"
    EXTENSION = "extension"
    EXTENSION_NOTICE = "extension-notice"
    TOTAL = "total"


class Slot(StrEnum):
    """What a variant can set for its cases, each apart from the others."""

    VALUE = "value"
    EXTENSION = "extend.by"
    EXTENSION_NOTICE = "extend.tell_within"
    REASONS = "extend.reasons"
    FROM = "from"
    LAW = "law"
    PUBLIC = "public"


class Kept(StrEnum):
    """The mark of what a variant leaves as it is without it."""

    KEPT = "kept"


KEPT: Final = Kept.KEPT

_GROWTH: Final = {
    TermKind.WINDOW: Growth.GAIN,
    TermKind.DEADLINE: Growth.LOSS,
    TermKind.ALLOWANCE: Growth.GAIN,
    TermKind.CHARGE: Growth.LOSS,
    TermKind.NOTICE: Growth.GAIN,
    TermKind.KEEPS: Growth.NEUTRAL,
    TermKind.THRESHOLD: Growth.NEUTRAL,
}
_BETTER: Final = {
    Better.LONGER: Growth.GAIN,
    Better.HIGHER: Growth.GAIN,
    Better.SHORTER: Growth.LOSS,
    Better.LOWER: Growth.LOSS,
    Better.NEITHER: Growth.NEUTRAL,
}


_FIELDS: Final = {
    Slot.VALUE: "value",
    Slot.EXTENSION: "by",
    Slot.EXTENSION_NOTICE: "tell_within",
    Slot.REASONS: "reasons",
    Slot.FROM: "from_event",
    Slot.LAW: "law",
    Slot.PUBLIC: "public",
}
"""Which field of a variant holds what it sets in a slot."""


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a time may be made longer, when the other is told, and whether reasons are."""

    by: Duration
    tell_within: Duration | None = None
    reasons: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """What a term is in some cases; `KEPT` where it says nothing.

    A `value` of None ends the promise there, and with it its extension.
    """

    conditions: Conditions
    value: Quantity | Kept | None = KEPT
    by: Duration | Kept | None = KEPT
    tell_within: Duration | Kept | None = KEPT
    reasons: bool | Kept = KEPT
    from_event: str | Kept | None = KEPT
    law: tuple[str, ...] | Kept = KEPT
    public: bool | Kept = KEPT
    pointer: Pointer = field(default=(), compare=False)

    def setting(self, slot: Slot) -> Setting | Kept:
        """What the variant sets in a slot."""
        setting: Setting | Kept = getattr(self, _FIELDS[slot])
        return setting


Setting: TypeAlias = Quantity | str | tuple[str, ...] | bool | None
"""What can stand in a slot."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A term in one case, every variant applied.

    `value` is None where nothing is promised; then there is no extension either.
    """

    value: Quantity | None
    extend: Extension | None
    from_event: str | None
    law: tuple[str, ...]
    public: bool

    def part(self, part: Part) -> Amount | None:
        """A part of the promise; the total of what is no time, or is not extended, is the value."""
        if part is Part.VALUE or self.extend is None:
            return self.value if part in {Part.VALUE, Part.TOTAL} else None
        if part is Part.EXTENSION:
            return self.extend.by
        if part is Part.EXTENSION_NOTICE:
            return self.extend.tell_within
        return self.value.plus(self.extend.by) if isinstance(self.value, Duration) else self.value


@dataclass(frozen=True, slots=True)
class Term:
    """A promise or limit with a name of its own.

    `value` is what holds where no variant says otherwise, None for no promise there.
    `from_event` is the event the time runs from, `pauses` the conditions that stop its clock,
    `law` the requirements the number is judged by, `title` its name in a reader's words.
    """

    id: str
    kind: TermKind
    value: Quantity | None
    former_ids: tuple[str, ...] = ()
    from_event: str | None = None
    extend: Extension | None = None
    pauses: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    public: bool = False
    for_whom: Beneficiary = Beneficiary.CUSTOMER
    better: Better | None = None
    variants: tuple[Variant, ...] = ()
    title: str = ""
    pointer: Pointer = field(default=(), compare=False)

    @property
    def growth(self) -> Growth:
        """What a greater value means for the one the promise is made to."""
        return _GROWTH[self.kind] if self.better is None else _BETTER[self.better]

    @property
    def base(self) -> Variant:
        """The term without its variants, as the variant that holds for every case."""
        return Variant(
            Conditions(),
            self.value,
            None if self.extend is None else self.extend.by,
            None if self.extend is None else self.extend.tell_within,
            self.extend is not None and self.extend.reasons,
            self.from_event,
            self.law,
            self.public,
            self.pointer,
        )

    def rules(self, slot: Slot) -> tuple[Variant, ...]:
        """The base and every variant that sets a slot, the base first."""
        if not self.variants:
            return (self.base,)
        return tuple(one for one in (self.base, *self.variants) if one.setting(slot) is not KEPT)

    def rule(self, slot: Slot, case: Case) -> Variant:
        """What decides a slot in a case: the most specific variant that sets it, or the base.

        Where `overlaps` finds a clash, the first of the clashing variants decides.
        """
        if not self.variants:
            return self.base
        return _deciding(slot, self.base, self._matching(case))

    def _matching(self, case: Case) -> list[Variant]:
        return [one for one in self.variants if one.conditions.match(case)]

    def at(self, case: Case) -> Promise:
        """The term in a case; every case has exactly one answer."""
        matching = self._matching(case)
        if not matching:
            extend = None if self.value is None else self.extend
            return Promise(self.value, extend, self.from_event, self.law, self.public)
        base = self.base
        value = _deciding(Slot.VALUE, base, matching).value
        by = _deciding(Slot.EXTENSION, base, matching).by
        tell_within = _deciding(Slot.EXTENSION_NOTICE, base, matching).tell_within
        reasons = _deciding(Slot.REASONS, base, matching).reasons
        from_event = _deciding(Slot.FROM, base, matching).from_event
        law = _deciding(Slot.LAW, base, matching).law
        extend = None
        if value is not None and value is not KEPT and isinstance(by, Duration):
            notice = tell_within if isinstance(tell_within, Duration) else None
            extend = Extension(by, notice, reasons is True)
        return Promise(
            None if value is KEPT else value,
            extend,
            None if from_event is KEPT else from_event,
            () if law is KEPT else law,
            _deciding(Slot.PUBLIC, base, matching).public is True,
        )

    def value_at(self, case: Case, part: Part | Literal["value"] = "value") -> Amount | None:
        """A part of the term in a case, None where nothing is promised."""
        return self.at(case).part(Part(part))


def _deciding(slot: Slot, base: Variant, matching: list[Variant]) -> Variant:
    """Of the base and the variants that match a case, the one that decides a slot."""
    setting = [one for one in matching if one.setting(slot) is not KEPT]
    if not setting:
        return base
    setting.insert(0, base)
    return next(
        one
        for one in setting
        if not any(other.conditions.strictly_inside(one.conditions) for other in setting)
    )
