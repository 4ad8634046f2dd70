"""From the files after a commit to the files before it, by what the story says was otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from tests.history import blocks, records
from tests.history.blocks import StoryError
from tests.history.telling import Commit, Otherwise

Files = MutableMapping[str, str]
"""The text of each file by its path."""

FOLDER = "policies/"


def path_of(name: str) -> str:
    """`returns.sv` is policies/returns.sv.yaml; what has a slash or an ending is a path."""
    return name if "/" in name or name.endswith(".yaml") else f"{FOLDER}{name}.yaml"


@dataclass(slots=True)
class Unknown:
    """What an earlier version of a policy could not name yet, for it came while it held."""

    policies: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def unknown(story: tuple[Commit, ...]) -> dict[tuple[int, str], Unknown]:
    """By the number of a commit and the policy that got a new version with it."""
    former = {it.was_policy: it.file for each in story for it in each.before if it.was_policy}
    landed = {former.get(it, it): no for no, each in enumerate(story) for it in each.arrives}
    came = dict(landed)
    found: dict[tuple[int, str], Unknown] = {}
    for number, commit in enumerate(story):
        for told in commit.before:
            if told.version:
                since = landed.get(told.file, 0)
                landed[told.file] = number
                found[number, told.file] = Unknown(
                    [it for it, no in came.items() if since < no <= number],
                    [
                        f"{it.file}.{name}"
                        for each in story[since + 1 : number + 1]
                        for it in each.before
                        for name in it.without
                        if it.file != told.file
                    ],
                )
    return found


def undo(commit: Commit, files: Files, unknowns: Mapping[str, Unknown]) -> None:
    """Change the files after a commit into those before it; `unknowns` by policy.

    Raises:
        StoryError: the story names what is not there, or a change that changes nothing.
    """
    for otherwise in commit.before:
        try:
            _otherwise(otherwise, files)
            if otherwise.version:
                _names_less(files, otherwise.file, unknowns[otherwise.file])
        except StoryError as trouble:
            raise StoryError(f"{commit.title}, {otherwise.file}: {trouble}") from trouble
    came = {path: files.pop(path) for path in tuple(files) if commit.brings(path)}
    for path, text in came.items():
        if is_policy(path):
            _never_named(files, path[len(FOLDER) : -len(".yaml")], text)


def is_policy(path: str) -> bool:
    """Whether a path is the main file of a policy."""
    return re.fullmatch(rf"{FOLDER}[a-z0-9-]+\.yaml", path) is not None


def bundle(files: Files, policy: str) -> list[str]:
    """The paths of a policy's files, its coming version included."""
    return [it for it in files if it.startswith(f"{FOLDER}{policy}.")]


def _otherwise(told: Otherwise, files: Files) -> None:
    path = path_of(told.file)
    if told.copy_of:
        files[path] = files[path_of(told.copy_of)]
    if told.text:
        files[path] = told.text
    if told.was_policy:
        _policy_renamed(files, told.file, told.was_policy)
        return
    if path not in files:
        raise StoryError("there is no such file")
    if told.absent:
        del files[path]
        return
    if told.was:
        _renamed(files, told)
    if told.earlier_record:
        new, old = told.earlier_record.split(" to ")
        _earlier_record(files, told.file, date.fromisoformat(new), date.fromisoformat(old))
    if told.version:
        _earlier_version(files, told)
    elif told.effective:
        _change(files, path, lambda it: blocks.with_value(it, "effective", told.effective))
    for name in told.without:
        _item_gone(files, told.file, name, in_record=not told.same_record)
    for change in _changes(told):
        _change(files, path, change)


def _changes(told: Otherwise) -> Iterator[Callable[[str], str]]:
    for place, key in told.key.items():
        yield partial(blocks.with_key, place=place, new=key)
    for place, value in told.set.items():
        yield partial(blocks.with_value, place=place, new=value)
    for place, raw in told.put.items():
        yield partial(blocks.with_block, place=place, raw=raw)
    for place in told.drop:
        yield partial(blocks.without_block, place=place)
    for new, old in told.swap.items():
        yield partial(_swapped, new=new, old=old)
    for place, keys in told.order.items():
        yield partial(blocks.reordered, place=place, keys=keys)
    for place in told.fold:
        yield partial(blocks.folded, place=place)


def _swapped(text: str, new: str, old: str) -> str:
    if new not in text:
        raise StoryError(f"there is no “{new}”")
    return text.replace(new, old)


def _change(files: Files, path: str, change: Callable[[str], str]) -> None:
    changed = change(files[path])
    if changed == files[path]:
        raise StoryError("the words before and after are the same")
    files[path] = changed


def _earlier_version(files: Files, told: Otherwise) -> None:
    path = path_of(told.file)
    overlay = f"supersedes/{told.version}"
    for other in _translations(files, told.file):
        if blocks.has(files[other], overlay):
            files[other] = blocks.without_block(files[other], overlay)
    text = files[path]
    new = date.fromisoformat(blocks.value(text, "effective"))
    days = date.fromisoformat(told.effective) - new
    text = blocks.with_value(text, "version", told.version)
    text = blocks.with_value(text, "effective", told.effective)
    text = blocks.without_block(text, overlay)
    lines = text.split("\n")
    told_to = blocks.find(lines, "communication")
    if told_to is not None:
        body = "\n".join(lines[told_to.first : told_to.end])
        lines[told_to.first : told_to.end] = records.shifted(body, days).split("\n")
    files[path] = "\n".join(lines)
    if not told.same_record:
        _earlier_record(files, told.file, new, date.fromisoformat(told.effective))


def _earlier_record(files: Files, policy: str, new: date, old: date) -> None:
    """What had happened before the new version's day, as far back as the old one's day is."""
    record = f"{FOLDER}{policy}.record.yaml"
    if record in files:
        files[record] = records.of_version(records.until(files[record], new), old - new)


def _translations(files: Files, name: str) -> list[str]:
    overlay = re.compile(rf"{FOLDER}{re.escape(name)}\.[a-z]{{2}}\.yaml")
    return [it for it in files if overlay.fullmatch(it)]


def _item_gone(files: Files, policy: str, name: str, *, in_record: bool) -> None:
    """An item that was not there: its words, and whatever names it, go with it."""
    path = path_of(policy)
    files[path] = _without_item(files[path], name, must_be=True)
    for other in _translations(files, policy):
        files[other] = _without_item(files[other], name, must_be=False)
    record = f"{FOLDER}{policy}.record.yaml"
    if in_record and record in files:
        files[record] = blocks.without_listed(files[record], name)
    for other in files:
        files[other] = blocks.unlinked(files[other], f"{policy.removesuffix('.next')}.{name}")
    for empty in _about_nothing(files[path]):
        _item_gone(files, policy, empty, in_record=in_record)


def _about_nothing(text: str) -> Iterator[str]:
    """Exceptions left without a duty they are from, checks left with nothing to check."""
    lines = text.split("\n")
    for section, key in (("exceptions", "from"), ("monitoring", "checks")):
        block = blocks.find(lines, section)
        for item in blocks.children(lines, block) if block is not None else ():
            if not any(it.name == key for it in blocks.children(lines, item)):
                yield item.name


def _without_item(text: str, name: str, *, must_be: bool) -> str:
    lines = text.split("\n")
    about = re.compile(rf"(?:[a-z_]+\.)?{re.escape(name)}(?:[.#].*)?")
    places = [
        f"{section.name}/{item.name}"
        for section in blocks.children(lines, None)
        for item in blocks.children(lines, section)
        if about.fullmatch(item.name)
    ]
    if must_be and not places:
        raise StoryError(f"there is no item {name}")
    for place in places:
        text = blocks.without_block(text, place)
    text = blocks.unlinked(blocks.without_listed(text, name), name)
    return re.sub(rf"\n +(?:if_not|kpi): {name}(?=\n)", "", text)


def _renamed(files: Files, told: Otherwise) -> None:
    """Items that had other ids, in the policy and wherever another one names them."""
    policy = told.file
    for new, old in told.was.items():
        word = re.compile(rf"(?<![\w-]){re.escape(new)}(?![\w-])")
        former = re.compile(rf"\n +former_ids: \[{re.escape(old)}\](?=\n)")
        path = path_of(policy)
        if former.search(files[path]) is None:
            raise StoryError(f"nothing says that {new} was {old} (former_ids: [{old}])")
        files[path] = former.sub("", files[path], count=1)
        for own in (path, *_translations(files, policy), f"{FOLDER}{policy}.record.yaml"):
            if own in files:
                files[own] = word.sub(old, files[own])
        there = re.compile(rf"(?<![\w-]){re.escape(policy)}\.{re.escape(new)}(?![\w-])")
        for other in files:
            files[other] = there.sub(f"{policy}.{old}", files[other])


def _policy_renamed(files: Files, new: str, old: str) -> None:
    """A policy that had another id: its files, and the places where ids of policies stand."""
    former = f"\nformer_ids: [{old}]"
    path = path_of(new)
    if former not in files[path]:
        raise StoryError(f"nothing says that {new} was {old} (former_ids: [{old}])")
    files[path] = files[path].replace(former, "", 1)
    for each in bundle(files, new):
        text = re.sub(rf"(?m)^(id|translates): {new}$", rf"\1: {old}", files.pop(each))
        files[each.replace(f"{FOLDER}{new}.", f"{FOLDER}{old}.")] = text
    named = re.compile(rf"(\]\(|\{{|(?m:^) [^#]*: ){new}(?=[.)])(?=\)|\.[a-z])|(policy: ){new}\b")
    listed = re.compile(rf"(?m)^((?:related|replaced_by): \[(?:.*, )?){new}(?=[,\]])")
    for each, text in files.items():
        if new in text:
            plain = named.sub(lambda it: f"{it[1] or it[2]}{old}", text)
            files[each] = listed.sub(rf"\g<1>{old}", plain)


def _names_less(files: Files, policy: str, less: Unknown) -> None:
    own = {it: files[it] for it in (path_of(policy), *_translations(files, policy))}
    for other in less.policies:
        if other in "".join(own.values()) and path_of(other) in files:
            _never_named(own, other, files[path_of(other)])
    for item in less.items:
        own = {path: blocks.unlinked(text, item) for path, text in own.items()}
    files.update(own)


def _never_named(files: Files, policy: str, gone: str) -> None:
    """A policy that had not come yet: no link, no list names it; its values stand in full."""
    listed = re.compile(rf"(?m)^(related: \[(?:.*, )?){policy}(?:, |(?=\]))")
    for path, text in files.items():
        if policy in text:
            plain = listed.sub(r"\1", blocks.unlinked(text, policy)).replace(", ]\n", "]\n")
            plain = re.sub(r"(?m)^related: \[\]\n", "", plain)
            files[path] = _with_values(plain, policy, gone, money_only=not is_policy(path))


def _with_values(text: str, policy: str, gone: str, *, money_only: bool) -> str:
    """The terms of a policy that goes, wherever another one names them, as plain values.

    In a translation only money is the same word.
    """

    def plain(found: re.Match[str]) -> str:
        name = found["term"] or found["typed"]
        told = (blocks.value(gone, f"terms/{name}/{kind}") for kind in _KINDS)
        value = next((it for it in told if it), found[0])
        return found[0] if money_only and not _MONEY.fullmatch(value) else value

    word = re.escape(policy)
    return re.sub(
        rf"\{{{word}\.(?P<term>[\w-]+)\}}|(?<=: ){word}\.(?P<typed>[\w-]+)(?=$|[,}}])",
        plain,
        text,
        flags=re.MULTILINE,
    )


_MONEY = re.compile(r"[\d.]+ [A-Z]{3}")
_KINDS = ("window", "deadline", "allowance", "charge", "notice", "keeps", "threshold")
