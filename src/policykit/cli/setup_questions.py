"""The questions of `policykit init`: from options, from what is there, from a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policykit.model.errors import PolicykitError
from policykit.starters.questions import QUESTIONS, NotUnderstoodError, Question, Said

_LEAVE = "Enter takes what stands in brackets. Ctrl-C ends, and nothing is written.\n"


def answered(
    given: Mapping[str, str],
    known: Said,
    *,
    takes_defaults: bool,
    ask: Callable[[str], str | None] | None,
    say: Callable[[str], None],
    strong: Callable[[str], str] = str,
) -> Said:
    """An answer to every question.

    Args:
        given: what the options say, by question; '' where one says nothing.
        known: what files that are there say already.
        takes_defaults: whether nobody is asked where there is a usual answer.
        ask: shows a prompt and gives the line that was typed, None where no more will come;
            None where nobody is there to be asked.
        say: shows lines.
        strong: makes words stand out.

    Raises:
        PolicykitError: an option says what cannot be, or answers are missing and nobody is there.
        KeyboardInterrupt: whoever was asked has ended it.
    """
    said: dict[str, tuple[str, ...]] = {}
    for each in QUESTIONS:
        if given.get(each.key):
            said[each.key] = _read(each, given[each.key])
        elif each.key in known:
            said[each.key] = known[each.key]
    missing = [each for each in QUESTIONS if each.key not in said]
    if takes_defaults or not missing:
        asked: list[Question] = []
        for each in missing:
            if found := each.default(said):
                said[each.key] = found
            else:
                asked.append(each)
        missing = asked
    if missing and (ask is None or takes_defaults):
        raise _nobody(missing, takes_defaults=takes_defaults)
    if missing and ask is not None:
        say(_LEAVE)
        for number, each in enumerate(missing, 1):
            said[each.key] = _asked(each, f"{number} of {len(missing)}", said, ask, say, strong)
    return said


def _read(question: Question, typed: str) -> tuple[str, ...]:
    try:
        return question.read(typed)
    except NotUnderstoodError as trouble:
        raise PolicykitError(
            "answer-not-understood",
            str(trouble),
            context=f"{question.option} {typed[:120]}",
            hint=f"For example: {question.option} {question.example}.",
        ) from trouble


def _asked(
    question: Question,
    where: str,
    said: Said,
    ask: Callable[[str], str | None],
    say: Callable[[str], None],
    strong: Callable[[str], str],
) -> tuple[str, ...]:
    usual = question.shown(question.default(said)[:8])
    shown = f" [{usual}]" if usual else f" (such as {question.example})"
    say(f"\n{where}  {strong(question.words)}\n")
    while True:
        typed = ask(f"{shown.strip()}: ")
        if typed is None:
            raise KeyboardInterrupt
        if not typed and usual:
            return question.default(said)
        try:
            found = question.read(typed)
        except NotUnderstoodError as trouble:
            say(f"  {trouble}\n")
            continue
        understood = question.shown(found)
        if question.echoes and _plain(understood) != _plain(typed):
            say(f"  Understood: {understood.replace(',', ', ')}.\n")
        return found


def _plain(listed: str) -> str:
    return ",".join(listed.lower().replace(",", " ").split())


def _nobody(missing: list[Question], *, takes_defaults: bool) -> PolicykitError:
    needed = [each for each in missing if not each.default({})]
    flags = "".join(f" {each.option} {_quoted(each.example)}" for each in needed)
    others = len(missing) - len(needed)
    return PolicykitError(
        "answers-missing",
        "Nobody but you knows this, so --yes cannot take a usual answer."
        if takes_defaults
        else "Some questions are open, and nobody is at a terminal here to answer them. Nothing "
        "was written.",
        context=f"missing: {', '.join(each.option for each in missing)}",
        hint=f"Give them as options: policykit init{flags} --yes"
        + ("; --yes takes usual answers for all else." if others else "."),
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
