"""Data to the typed policy: what handbooks and rules read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from policykit.library import read
from policykit.library.terms import terms
from policykit.model.document import Json
from policykit.model.facts import Narrowing
from policykit.model.policy import (
    Audit,
    Definition,
    Enforcement,
    Entry,
    EscalationStep,
    ExceptionItem,
    Feedback,
    Handoffs,
    Kpi,
    Module,
    Notice,
    Objective,
    Policy,
    Predecessor,
    Procedure,
    Question,
    Quiz,
    Row,
    Scenario,
    Script,
    Statement,
    Step,
    Table,
    Target,
    Tone,
    Training,
)
from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer


class _Common(TypedDict):
    id: str
    pointer: Pointer
    former_ids: tuple[str, ...]
    narrowing: Narrowing
    law: tuple[str, ...]
    covers: tuple[str, ...]
    public: bool


def policy(path: str, data: Mapping[str, Json]) -> Policy:
    """The policy a document's data describes; what is malformed is left out."""
    scope = read.section(data, "scope")
    communication = read.section(data, "communication")
    review = read.section(data, "review")
    return Policy(
        path=path,
        id=read.text(data, "id"),
        former_ids=read.names(data, "former_ids"),
        title=read.text(data, "title"),
        summary=read.text(data, "summary"),
        areas=read.names(data, "areas"),
        status=read.text(data, "status"),
        version=read.text(data, "version"),
        effective=read.text(data, "effective"),
        retired_on=read.text(data, "retired_on"),
        replaced_by=read.names(data, "replaced_by"),
        owner=read.text(data, "owner"),
        audience=read.names(data, "audience"),
        scope=read.narrowing(scope),
        excludes=_entries(scope, "excludes", ("scope",)),
        definitions=tuple(
            Definition(
                **_common(item, at, name),
                text=read.text(item, "text"),
                term=read.text(item, "term"),
            )
            for at, name, item in read.named(data, "definitions")
        ),
        rationale=read.text(data, "rationale"),
        customer_benefit=read.text(data, "customer_benefit"),
        objectives=tuple(
            Objective(
                **_common(item, pointer),
                text=read.text(item, "text"),
                aim=read.text(item, "aim"),
                kpi=read.text(item, "kpi"),
            )
            for pointer, item in read.items(data, "objectives")
        ),
        terms=terms(data),
        statements=tuple(_statement(item, at) for at, item in read.items(data, "statements")),
        tables=tuple(_table(item, at) for at, item in read.items(data, "tables")),
        targets=tuple(_target(item, at) for at, item in read.items(data, "response_targets")),
        procedures=tuple(_procedure(item, at) for at, item in read.items(data, "procedures")),
        escalation=tuple(
            EscalationStep(
                **_common(item, pointer),
                to=read.text(item, "to"),
                to_body=read.text(item, "to_body"),
                within=read.text(item, "within"),
                triggers=read.names(item, "triggers"),
                how=read.text(item, "how"),
            )
            for pointer, item in read.items(data, "escalation")
        ),
        handoffs=_handoffs(read.section(data, "handoffs")) if "handoffs" in data else None,
        tone=_tone(read.section(data, "tone")),
        scripts=tuple(
            Script(
                **_common(item, pointer),
                title=read.text(item, "title"),
                text=read.text(item, "text"),
                supports=read.names(item, "supports"),
            )
            for pointer, item in read.items(data, "scripts")
        ),
        scenarios=tuple(_scenario(item, at) for at, item in read.items(data, "scenarios")),
        faq=tuple(
            Question(
                **_common(item, pointer),
                question=read.text(item, "q"),
                answer=read.text(item, "a"),
                supports=read.names(item, "supports"),
            )
            for pointer, item in read.items(data, "faq")
        ),
        exceptions=tuple(
            ExceptionItem(
                **_common(item, pointer),
                what=read.text(item, "what"),
                lifts=read.names(item, "from"),
                approved_by=read.names(item, "approved_by"),
                expires=read.text(item, "expires"),
            )
            for pointer, item in read.items(data, "exceptions")
        ),
        training=_training(read.section(data, "training")) if "training" in data else None,
        kpis=tuple(_kpi(item, at) for at, item in read.items(data, "kpis")),
        feedback=tuple(
            Feedback(
                **_common(item, pointer),
                kind=read.text(item, "kind"),
                source=read.text(item, "from"),
                every=read.text(item, "every"),
                what=read.text(item, "what"),
            )
            for pointer, item in read.items(data, "feedback")
        ),
        staff_notices=_notices(communication, "staff"),
        customer_notices=_notices(communication, "customers"),
        monitoring=tuple(
            Audit(
                **_common(item, pointer),
                what=read.text(item, "what"),
                every=read.text(item, "every"),
                owner=read.text(item, "owner"),
                checks=read.names(item, "checks"),
            )
            for pointer, item in read.items(data, "monitoring")
        ),
        enforcement=(
            _enforcement(read.section(data, "enforcement")) if "enforcement" in data else None
        ),
        related=read.names(data, "related"),
        review_every=read.text(review, "every"),
        review_triggers=read.names(review, "triggers"),
        supersedes=tuple(
            Predecessor(read.text(item, "version"), read.text(item, "reason"))
            for _, item in read.items(data, "supersedes")
        ),
        custom=data.get("custom"),
    )


def _common(item: Mapping[str, Json], pointer: Pointer, name: str = "") -> _Common:
    return _Common(
        id=name or read.text(item, "id"),
        pointer=pointer,
        former_ids=read.names(item, "former_ids"),
        narrowing=read.narrowing(item),
        law=read.names(item, "law"),
        covers=read.names(item, "covers"),
        public=read.flag(item, "public") is True,
    )


def _entries(data: Mapping[str, Json], key: str, pointer: Pointer = ()) -> tuple[Entry, ...]:
    return tuple(
        Entry(**_common(item, at, name), text=read.text(item, "text"))
        for at, name, item in read.named(data, key, pointer)
    )


def _statement(item: Mapping[str, Json], pointer: Pointer) -> Statement:
    level = next((key for key in LEVELS if key in item), "")
    choice = "one_of" in item
    return Statement(
        **_common(item, pointer),
        level=level,
        text=read.text(item, level),
        how=read.text(item, "how"),
        good=read.text(item, "good"),
        bad=read.text(item, "bad"),
        because=read.text(item, "because"),
        phase=read.text(item, "phase"),
        gains=read.text(item, "gains") or ("" if level == "may" else "customer"),
        who=read.names(item, "who"),
        limit=read.text(item, "limit"),
        decides=read.names(item, "decides"),
        instead_of=read.names(item, "instead_of"),
        points=_entries(item, "one_of" if choice else "points", pointer),
        choice=choice,
        chosen_by=read.text(item, "chosen_by"),
    )


def _table(item: Mapping[str, Json], pointer: Pointer) -> Table:
    return Table(
        **_common(item, pointer),
        title=read.text(item, "title"),
        columns=_entries(item, "columns", pointer),
        rows=tuple(
            Row(
                **_common(row, at),
                cells=tuple(
                    (name, read.text(cell, "text")) for _, name, cell in read.named(row, "cells")
                ),
            )
            for at, row in read.items(item, "rows", pointer)
        ),
    )


def _target(item: Mapping[str, Json], pointer: Pointer) -> Target:
    return Target(
        **_common(item, pointer),
        by=read.text(item, "by") or "person",
        priority=read.text(item, "priority"),
        calendar=read.text(item, "calendar"),
        first_response=read.text(item, "first_response"),
        next_response=read.text(item, "next_response"),
        resolution=read.text(item, "resolution"),
        update_every=read.text(item, "update_every"),
        attain=read.text(item, "attain"),
    )


def _procedure(item: Mapping[str, Json], pointer: Pointer) -> Procedure:
    return Procedure(
        **_common(item, pointer),
        title=read.text(item, "title"),
        text=read.text(item, "text"),
        who=read.names(item, "who"),
        steps=tuple(
            Step(
                **_common(step, at),
                do=read.text(step, "do"),
                how=read.text(step, "how"),
                who=read.names(step, "who"),
                if_not=read.text(step, "if_not"),
                systems=read.names(step, "systems"),
                form=read.text(step, "form"),
                within=read.text(step, "within"),
            )
            for at, step in read.items(item, "steps", pointer)
        ),
    )


def _handoffs(item: Mapping[str, Json]) -> Handoffs:
    human = read.section(item, "human")
    return Handoffs(
        human_open=read.text(human, "open"),
        human_closed=read.text(human, "closed"),
        bot_max_turns=read.number(item, "bot_max_turns"),
        context_passed=read.names(item, "context_passed"),
    )


def _tone(item: Mapping[str, Json]) -> Tone:
    return Tone(
        style=read.names(item, "style"),
        say=read.names(item, "say"),
        avoid=read.names(item, "avoid"),
    )


def _scenario(item: Mapping[str, Json], pointer: Pointer) -> Scenario:
    quiz = read.section(item, "quiz")
    return Scenario(
        **_common(item, pointer),
        title=read.text(item, "title"),
        situation=read.text(item, "situation"),
        good=read.text(item, "good"),
        bad=read.text(item, "bad"),
        quiz=(
            Quiz(read.text(quiz, "question"), read.text(quiz, "right"), read.names(quiz, "wrong"))
            if quiz
            else None
        ),
        supports=read.names(item, "supports"),
    )


def _training(item: Mapping[str, Json]) -> Training:
    return Training(
        required_for=read.names(item, "required_for"),
        within=read.text(item, "within"),
        refresh=read.text(item, "refresh"),
        on_change=read.names(item, "on_change"),
        modules=tuple(
            Module(
                **_common(module, pointer),
                title=read.text(module, "title"),
                text=read.text(module, "text"),
                method=read.text(module, "method"),
                duration=read.text(module, "duration"),
                pass_mark=read.text(module, "pass_mark"),
                required_for=read.names(module, "required_for"),
                teaches=read.names(module, "teaches"),
                uses=read.names(module, "uses"),
            )
            for pointer, module in read.items(item, "modules", ("training",))
        ),
    )


def _kpi(item: Mapping[str, Json], pointer: Pointer) -> Kpi:
    ratio = read.section(item, "ratio")
    target = read.section(item, "target")
    measures = read.names(item, "use") or tuple(
        name for key in ("of", "to") if (name := read.text(ratio, key))
    )
    return Kpi(
        **_common(item, pointer),
        title=read.text(item, "title"),
        measures=measures,
        describes=read.text(item, "describes"),
        where=tuple(
            (column, read.names(read.section(item, "where"), column))
            for column in read.section(item, "where")
        ),
        at_least=read.text(target, "at_least"),
        at_most=read.text(target, "at_most"),
        percentile=read.number(target, "percentile"),
        stretch=read.text(item, "stretch"),
        period=read.text(item, "period"),
        owner=read.text(item, "owner"),
    )


def _enforcement(item: Mapping[str, Json]) -> Enforcement:
    return Enforcement(
        ladder=read.names(item, "ladder"),
        safe_harbour=read.flag(item, "safe_harbour"),
        text=read.text(item, "text"),
    )


def _notices(data: Mapping[str, Json], key: str) -> tuple[Notice, ...]:
    return tuple(
        Notice(read.text(item, "via"), read.text(item, "by"), read.text(item, "what"))
        for _, item in read.items(data, key)
    )
