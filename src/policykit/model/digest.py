"""Digests: what was approved, translated or printed, told by content and not by layout.

Canonical form: keys sorted; texts in NFC with white space folded; quantities by value and
unit; lists of names sorted; items by id, steps and escalation in order; names after their
text, under the oldest id a thing ever had, so that a rename changes nothing. The names of
things in other policies are numbered gaps: their oldest ids are filled in by whoever knows
the other policies (`finished`), so one policy can be digested on its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from policykit.model.document import Json
from policykit.model.facts import HalfDigest
from policykit.model.policy_shape import (
    EXPLAINING_KEYS,
    POLICY,
    RULES_KEYS,
    UNPRINTED_KEYS,
)
from policykit.model.shape import (
    Items,
    Keyed,
    Named,
    Quantity,
    Reference,
    Rows,
    Section,
    Shape,
    Text,
    Texts,
)
from policykit.model.text import Link, Odd, Placeholder, Words, folded, has_markup, segments

RULES_PREFIX = "pk1-"
CONTENT_PREFIX = "pc1-"
SEEN_PREFIX = "s-"


_CANONICAL: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no white space: one text for one value."""
    return _CANONICAL.encode(value)


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_digest(text: str, oldest: Mapping[str, str]) -> str:
    """The short digest of one human text, such as `s-77be41d0`.

    `oldest` gives the oldest id of each of the policy's own items.
    """
    form = _Form(oldest)
    body = form.text(text)
    gaps = [name for gap in form.gaps for name in gap]
    return f"s-{sha256(canonical_json([body, gaps]))[:8]}"


def own_words(text: str, oldest: Mapping[str, str]) -> str:
    """What a text says, but for which things of other policies it names: ten hexadecimal digits."""
    return sha256(canonical_json(_Form(oldest).text(text)))[:10]


def seen_digest(value: Json, shape: Shape, oldest: Mapping[str, str]) -> HalfDigest:
    """The digest of a part of a policy that others refer to, but for names in other policies."""
    form = _Form(oldest)
    body = canonical_json(form.value(value, shape))
    return HalfDigest(sha256(body), tuple(form.gaps))


def texts_digest(texts: list[str], oldest: Mapping[str, str]) -> str:
    """The short digest of a list of human texts that is replaced as a whole."""
    return text_digest("\n\n".join(texts), oldest)


def rules_digest(policy: Mapping[str, Json], oldest: Mapping[str, str]) -> HalfDigest:
    """What an approval is bound to: the rules of a policy, but for names in other policies."""
    form = _Form(oldest, skip=EXPLAINING_KEYS)
    body = {key: form.value(policy[key], POLICY[key]) for key in RULES_KEYS if key in policy}
    return form.half(body)


def content_digest(policy: Mapping[str, Json], oldest: Mapping[str, str]) -> HalfDigest:
    """What a printed handbook is told by: everything of a policy that is printed."""
    form = _Form(oldest)
    body = {
        key: form.value(policy[key], shape)
        for key, shape in POLICY.items()
        if key in policy and key not in UNPRINTED_KEYS
    }
    return form.half(body)


def canonical(value: Json, shape: Shape, oldest: Mapping[str, str], parent: str = "") -> str:
    """What a value means, as one text: equal for values that differ in layout or names alone.

    Args:
        value: a value of a policy.
        shape: what stands there.
        oldest: the oldest id of each of the policy's own items, by dotted id.
        parent: the dotted id of the item it stands in, '' at the top.
    """
    form = _Form(oldest)
    return canonical_json([form.value(value, shape, parent), [*map(sorted, form.gaps)]])


def finished(half: HalfDigest, prefix: str, oldest_name: Callable[[str], str]) -> str:
    """A whole digest: the gaps filled with the oldest names of things in other policies."""
    names = [sorted(map(oldest_name, gap)) for gap in half.gaps]
    return prefix + sha256(canonical_json([half.body, names]))


class _Form:
    """The canonical form of one policy; gathers gaps as it goes."""

    def __init__(self, oldest: Mapping[str, str], skip: frozenset[str] = frozenset()) -> None:
        self._oldest = oldest
        self._skip = skip | {"former_ids"}
        self.gaps: list[tuple[str, ...]] = []

    def half(self, body: Mapping[str, Json]) -> HalfDigest:
        return HalfDigest(sha256(canonical_json(dict(body))), tuple(self.gaps))

    def value(self, value: Json, shape: Shape, parent: str = "") -> Json:
        match shape, value:
            case Text(), str():
                return self.text(value)
            case Texts(), list():
                return [self.value(item, Text()) for item in value]
            case Reference(), str() | list():
                return self._reference(value, shape, parent)
            case Quantity(), _:
                return self._quantity(value)
            case (Section(), dict()) | (Items() | Rows(), list()) | (Named() | Keyed(), dict()):
                return self._collection(value, shape, parent)
            case _:
                pass
        return folded(value) if isinstance(value, str) else value

    def text(self, text: str) -> Json:
        if not has_markup(text):
            return folded(text)
        plain: list[str] = []
        names: list[Json] = []
        for segment in segments(text):
            match segment:
                case Words():
                    plain.append(segment.text)
                case Placeholder():
                    plain.append(f"{{:{segment.form}}}" if segment.form else "{}")
                    names.append(self._name(".".join(segment.names)))
                case Link():
                    plain.append(f"[{segment.label}]()")
                    names.append(segment.target if segment.external else self._link(segment))
                case Odd():
                    plain.append(segment.raw)
        return [folded("".join(plain)), *names]

    def _collection(self, value: Json, shape: Shape, parent: str) -> Json:
        if isinstance(value, dict):
            if isinstance(shape, Section):
                return self._fields(value, shape.fields, parent)
            if isinstance(shape, Keyed):
                return {key: self.value(below, shape.value) for key, below in value.items()}
            if isinstance(shape, Named):
                return self._named(value, shape, parent)
        if isinstance(value, list) and isinstance(shape, Items | Rows):
            return self._list(value, shape, parent)
        return value

    def _fields(
        self, mapping: Mapping[str, Json], fields: Mapping[str, Shape], parent: str
    ) -> dict[str, Json]:
        return {
            key: self.value(below, fields[key], parent) if key in fields else below
            for key, below in sorted(mapping.items())
            if key not in self._skip
        }

    def _list(self, items: list[Json], shape: Items | Rows, parent: str) -> Json:
        if isinstance(shape, Items) and not shape.ordered:
            # Sorted before they are formed: gaps are numbered in the order of forming.
            items = sorted(items, key=lambda item: self._place(item, parent))
        forms: list[Json] = []
        for item in items:
            if not isinstance(item, dict):
                forms.append(item)
                continue
            name = item.get("id")
            if not isinstance(name, str):
                forms.append(self._fields(item, shape.fields, parent))
                continue
            below = f"{parent}.{name}" if parent else name
            forms.append({**self._fields(item, shape.fields, below), "id": self._own(name, parent)})
        return forms

    def _place(self, item: Json, parent: str) -> str:
        name = item.get("id") if isinstance(item, dict) else None
        return self._own(name, parent) if isinstance(name, str) else canonical_json(item)

    def _named(self, mapping: Mapping[str, Json], shape: Named, parent: str) -> Json:
        form: dict[str, Json] = {}
        # A cell goes by the id of its column, which belongs to the table above the row.
        owner = parent.rpartition(".")[0] if shape.kind == "cell" else parent
        for name, below in sorted(mapping.items(), key=lambda pair: self._own(pair[0], owner)):
            full: Json = {"text": below} if isinstance(below, str) else below
            inner = f"{parent}.{name}" if parent else name
            form[self._own(name, owner)] = (
                self._fields(full, shape.fields, inner) if isinstance(full, dict) else full
            )
        return form

    def _reference(self, value: str | list[Json], shape: Reference, parent: str) -> Json:
        if shape.kind not in {"item", "policy"}:
            if isinstance(value, str) or shape.ordered:
                return value
            return sorted(value, key=canonical_json)
        names = [value] if isinstance(value, str) else [str(name) for name in value]
        own = [name for name in names if shape.kind == "item" and self._is_own(name)]
        form: list[Json] = [*sorted(map(self._own_path, own))]
        if elsewhere := tuple(self._beside(name, parent) for name in names if name not in own):
            form.append(self._gap(elsewhere))
        return form

    def _beside(self, name: str, parent: str) -> str:
        """The oldest id of a step that another one of its procedure names; else the name."""
        return self._own(name, parent.partition(".")[0])

    def _quantity(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self._quantity(item) for item in value]
        if not isinstance(value, str):
            return value
        words = folded(value).split(" ")
        if not words[0][:1].isdigit():
            return self._name(value) if len(words) == 1 else " ".join(words)
        try:
            words[0] = format(Decimal(words[0]).normalize(), "f")
        except InvalidOperation:
            return " ".join(words)
        return [words[0], " ".join(words[1:]).removesuffix("s")]

    def _own(self, name: str, parent: str = "") -> str:
        return self._oldest.get(f"{parent}.{name}" if parent else name, name)

    def _is_own(self, name: str) -> bool:
        return name.partition(".")[0] in self._oldest

    def _own_path(self, name: str) -> str:
        first, _, rest = name.partition(".")
        oldest = self._own(first)
        return f"{oldest}.{self._own(rest, first)}" if rest else oldest

    def _name(self, name: str) -> Json:
        if "." not in name or self._is_own(name):
            return self._own_path(name)
        return self._gap((name,))

    def _link(self, link: Link) -> Json:
        if self._is_own(link.target):
            return self._own_path(link.target)
        return self._gap((link.target,))

    def _gap(self, names: tuple[str, ...]) -> Json:
        self.gaps.append(names)
        return {"elsewhere": len(self.gaps) - 1}
