"""Parse events to data and places in one pass."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import Any, Final

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from policykit.model.document import Json, Positions
from policykit.model.value import dataclass
from policykit.yamlsource import codes
from policykit.yamlsource.building import (
    DROPPED,
    FIRST,
    LINE,
    SUSPECTS,
    Building,
    Container,
    Frame,
)
from policykit.yamlsource.limits import MAX_DEPTH, MAX_NODES
from policykit.yamlsource.notes import Note, Trouble
from policykit.yamlsource.parsers import EventParser
from policykit.yamlsource.scalars import LONGEST_WORD, WORDS

_BEFORE_VALUES: Final = frozenset(" \n\t[{,:?-")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one pass yields.

    `data` is None without any position when there was nothing. `opaque` are the stretches
    (first and last + 1 character) of quoted and block texts, `reached` the character up to
    which the text was understood.
    """

    data: Json
    positions: Positions
    notes: list[Note]
    opaque: list[tuple[int, int]]
    reached: int
    trouble: Trouble | None


def gather(parser: EventParser, text: str, *, doubtful: bool) -> Gathered:
    """Read a text to its end, or to where it breaks off.

    Args:
        parser: at the start of the text.
        text: without refused characters.
        doubtful: whether to raise on what the parsers see differently.

    Raises:
        DoubtError: if `doubtful`, and the other parser should be asked.
    """
    building = Building(text, doubtful=doubtful)
    trouble = None
    holder: list[Json] = []
    state: list[Frame] = [(holder, False, None, -1)]
    try:
        reached = _run(parser, text, building, state)
    except YAMLError as error:
        trouble = _trouble(error, text)
        reached = trouble.index
    notes = building.notes
    if building.frames:
        building.unwind(state[-1])
        notes = [replace(note, placed=building.is_kept(note)) for note in notes]
    following = array("q", range(1, len(building.starts) + 1))
    for node, behind in building.closings.items():
        following[node] = behind
    return Gathered(
        holder[0] if holder else None,
        Positions(array("q", building.starts), array("q", building.ends), following),
        notes,
        building.opaque,
        reached,
        trouble,
    )


def _run(  # noqa: C901, PLR0912, PLR0915 - a call for each event would double the time
    parser: EventParser, text: str, building: Building, state: list[Frame]
) -> int:
    """Read events until the last; the character up to which the text was understood.

    The state lives in local variables and comes back as the last of `state`, whatever
    happens. Short texts and known keys are read here, all else in `building`.
    """
    starts, frames, closings = building.starts, building.frames, building.closings
    add_start, add_end = starts.append, building.ends.append
    good_keys = building.good_keys
    get_event = parser.get_event
    asks = "?" in text
    one_line_keys = not asks or not _stands_first(text, "?")
    careful = len(text) > MAX_NODES // 4 or _stands_first(text, "&") or _stands_first(text, "!")
    asking = False
    documents = flow = 0
    current: Any  # a dictionary while `is_map`, else a list
    kind: Any
    current, is_map, key, node = state[0]
    end = base = FIRST
    base_line = 0
    try:
        while True:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                mark = event.start_mark
                style = event.style
                if value and not style and not careful:
                    line = mark.line
                    if line != base_line:
                        base_line = line
                        base = line * LINE + FIRST
                    start = base + mark.column
                    if key is None and is_map:
                        if value not in current and (
                            value in good_keys or building.is_good_key(value)
                        ):
                            add_start(start)
                            if one_line_keys and not flow:
                                end = start + len(value)
                            else:
                                last = event.end_mark
                                end = last.line * LINE + last.column + FIRST
                            add_end(end)
                            key = good_keys[value]
                            continue
                    else:
                        last = event.end_mark
                        if (
                            last.line == line
                            and value[0] not in SUSPECTS
                            and (len(value) > LONGEST_WORD or value not in WORDS)
                            and not (asking and "?" in value)
                        ):
                            add_start(start)
                            end = base + last.column
                            add_end(end)
                            if not is_map:
                                current.append(value)
                                continue
                            current[key] = value
                            if key is DROPPED:
                                building.drop(current)
                            key = None
                            continue
                scalar = building.scalar(event, (current, is_map, key, node), flow, end)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                start = mark.line * LINE + mark.column + FIRST
                top = (current, is_map, key, node)
                if careful or building.full or len(frames) >= MAX_DEPTH:
                    if building.is_refused(top, start, opens=True):
                        return mark.index
                    building.marks(event, top, start)
                opened: Container = {} if kind is MappingStartEvent else []
                if not is_map:
                    current.append(opened)
                elif key is not None:
                    current[key] = opened
                else:
                    building.note(codes.KEY_NOT_TEXT, top, start, start + 1)
                    building.drops.append(len(starts))
                frames.append(top)
                current, is_map, key, node = opened, kind is MappingStartEvent, None, len(starts)
                add_start(start)
                add_end(start)
                if flow or event.flow_style:
                    flow += 1
                    asking = asks
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if flow:
                    flow -= 1
                    asking = asks and flow > 0
                    last = event.end_mark
                    if last.index != event.start_mark.index:
                        end = last.line * LINE + last.column + FIRST
                building.ends[node] = end
                closings[node] = len(starts)
                current, is_map, key, node = frames.pop()
                if key is DROPPED:
                    building.drop(current)
                    key = None
                elif is_map:
                    # What ends where no key is filled was itself put in the place of a key.
                    key = DROPPED if key is None else None
                continue
            elif kind is AliasEvent:
                scalar = building.alias(event, (current, is_map, key, node))
            elif kind is DocumentStartEvent:
                documents += 1
                if documents == 1:
                    continue
                mark = event.start_mark
                start = mark.line * LINE + mark.column + FIRST
                top = (current, is_map, key, node)
                building.note(codes.SECOND_DOCUMENT, top, start, start + 1, exact=False)
                return mark.index
            elif kind is StreamEndEvent:
                return len(text)
            else:
                continue

            item, value, start, end = scalar
            top = (current, is_map, key, node)
            if careful and building.is_refused(top, start, opens=False):
                return event.start_mark.index
            add_start(start)
            add_end(end)
            if not is_map:
                current.append(item)
            elif key is None:
                key = building.new_key(top, scalar)
            else:
                current[key] = item
                if key is DROPPED:
                    building.drop(current)
                key = None
    finally:
        building.last_end = end
        state.append((current, is_map, key, node))


def _stands_first(text: str, mark: str) -> bool:
    """Whether a mark stands anywhere where a key or value can begin."""
    index = text.find(mark)
    while index >= 0:
        if not index or text[index - 1] in _BEFORE_VALUES:
            return True
        index = text.find(mark, index + 1)
    return False


def _trouble(error: YAMLError, text: str) -> Trouble:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Trouble(str(error), 0, 0, 0)
    mark, context = error.problem_mark, error.context_mark
    said = f"{error.context or ''}: {error.problem or ''}"
    index, line, column = min(mark.index, len(text)), mark.line, mark.column
    if context is None:
        return Trouble(said, index, line, column)
    return Trouble(said, index, line, column, context.line, context.column)
