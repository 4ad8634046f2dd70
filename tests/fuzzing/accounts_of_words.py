"""Whether what is told of words in other languages accounts for all that is otherwise in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tests.fuzzing.accounts import Account
from tests.fuzzing.libraries import ORGANISATION_PATH, Data

from policykit.library.walk import walk
from policykit.library.words import overlay_texts
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.shape import Shape

Words: TypeAlias = str | tuple[str, ...]


def accounted_words(account: Account) -> None:
    """Nothing of the words in other languages is otherwise untold."""
    overlays = {
        path
        for files in (account.old, account.new)
        for path, data in files.items()
        if "translates" in data
    }
    for path in sorted(overlays):
        _of_overlay(account, path)


def _of_overlay(account: Account, path: str) -> None:
    source = path.replace(".sv.", ".")
    sources = account.old.get(source), account.new.get(source)
    if sources[0] is None or sources[1] is None:
        # A policy tells of itself that it is new or gone, with its words.
        return
    one, other = account.old.get(path), account.new.get(path)
    if one is None or other is None:
        name = "translation-added" if one is None else "translation-removed"
        assert (name, path) in _told(account), (name, path)
        return
    shape = ORGANISATION if source == ORGANISATION_PATH else POLICY
    old = {_now(account, source, each): text for each, (_, text) in _given(one, shape).items()}
    new = _given(other, shape)
    kept = {
        _now(account, source, each.address) for each in walk(sources[0], shape).texts if each.text
    } & {each.address for each in walk(sources[1], shape).texts if each.text}
    for address in sorted({*old, *new}):
        if address in old and address in new:
            pointer, text = new[address]
            if _plain(account, old[address]) != _plain(account, text):
                assert (path, pointer) in _reworded(account), (path, address)
        elif address in kept:
            name = "translation-extended" if address in new else "translation-shortened"
            assert address in _told(account).get((name, path), ""), (name, path, address)


def _given(words: Data, shape: Mapping[str, Shape]) -> Mapping[str, tuple[Pointer, Words]]:
    return {
        each.address: (each.pointer, each.text) for each in overlay_texts(words, shape) if each.text
    }


def _now(account: Account, source: str, address: str) -> str:
    """An address with the ids that things of its policy have now."""
    thing, mark, rest = address.partition("#")
    names = {
        str(was[1][-1]): str(is_[1][-1])
        for was, is_ in account.now.items()
        if was[1] and is_[1] and account.path_now(was[0]) == is_[0] == source
    }
    return ".".join(names.get(each, each) for each in thing.split(".")) + mark + rest


def _plain(account: Account, text: Words) -> str:
    """A text with the names that things have now, however its lines are broken."""
    return " ".join(account.in_present_names(text).replace("\\n", " ").split())


def _told(account: Account) -> Mapping[tuple[str, str], str]:
    """What is told of whole files of words, by kind and file as it is called now."""
    return {
        (each.name, account.path_now(side.location.path)): f"{told.value}, "
        for each in account.changes
        for side in (each.after, each.before)
        if side is not None
        for told in [each.after if each.after and each.after.value else each.before]
        if told is not None
    }


def _reworded(account: Account) -> set[tuple[str, Pointer]]:
    return {
        (each.after.location.path, each.after.location.pointer)
        for each in account.changes
        if each.name == "translation-reworded" and each.after is not None
    }
