"""From a worker's reply to evidence: every part is checked before it is believed to be there, and kept short.

The worker shortens what it says too, but a notebook can change that: whatever leaves here has a length that is known.
"""

from __future__ import annotations

from typing import Any

from autograder.model import Absence, Drawn, Event, Evidence, Trace
from autograder.sandbox import wire
from autograder.sandbox.arguments import check_state

_MOST_EVENTS = 4000  # as the recorder notes; more was not sent by it
_LONGEST_MESSAGE = 2000
_LAST_LINE = 10**7  # no cell that is taken has so many
_MOST_ABSENCES = 20
_MOST_BASES = 8  # of an error: what else it is a kind of
_LONGEST_ABSENCE = (80, 80, 200)  # kind, name, why: as a worker of ours cuts them


def read_cell(document: Any, questions: list[str]) -> tuple[dict[str, str], str]:
    """What each question's name stands for after a cell, and, in words, what the cell stopped with.

    Raises
    ------
    WireError
        When the reply is nothing that a worker of ours writes.
    """
    error, state = document.get("error"), document.get("state")
    known = isinstance(state, dict) and all(isinstance(state.get(name), str) for name in questions)
    if not known or not (error is None or _is_error(error, 3)):
        raise wire.WireError("it does not say how a cell ended")
    kinds = {name: wire.cut(state[name], wire.LONGEST_NAME) for name in questions}
    return kinds, "" if error is None else _words(error)


def _words(error: list[Any]) -> str:
    kind, message = _shortened(error)
    line = error[2]
    return f"stopped with {kind}: {message}" + (f" (line {line})" if 0 < line <= _LAST_LINE else "")


def _is_error(error: Any, length: int) -> bool:
    """Whether a reply describes an error: its type, its message, and (with length 3) its line."""
    return (
        isinstance(error, list)
        and len(error) == length
        and all(isinstance(part, str) for part in error[:2])
        and all(type(part) is int for part in error[2:])
    )


def _shortened(error: list[Any]) -> tuple[str, str]:
    return wire.cut(error[0], wire.LONGEST_NAME), wire.cut(error[1], _LONGEST_MESSAGE)


def read_absences(found: Any) -> tuple[Absence, ...]:
    """What a notebook asked for and could not have.

    Raises
    ------
    WireError
        When the reply does not say so as a worker of ours would.
    """
    if not isinstance(found, list) or len(found) > _MOST_ABSENCES or not all(map(_is_absence, found)):
        raise wire.WireError("it does not say what was absent")
    return tuple(Absence(*parts) for parts in found)


def _is_absence(parts: Any) -> bool:
    return (
        isinstance(parts, list)
        and len(parts) == len(_LONGEST_ABSENCE)
        and all(isinstance(part, str) and len(part) <= most for part, most in zip(parts, _LONGEST_ABSENCE, strict=True))
    )


def read_evidence(frame: wire.Frame, argument_counts: list[int]) -> list[Evidence]:
    """Evidence of each call, in order.

    Raises
    ------
    WireError
        When the reply is nothing that a worker of ours writes.
    """
    results = frame.document.get("results")
    if not isinstance(results, list) or len(results) != len(argument_counts):
        raise wire.WireError("there is not one result for each call")
    decoder = wire.Decoder(frame.arrays)
    evidence = [_one_evidence(result, count, decoder) for result, count in zip(results, argument_counts, strict=True)]
    decoder.finish()
    return evidence


def read_traces(found: Any, calls: int) -> list[Trace | None]:
    """The trace of each call, in order; None where a call gave none.

    Raises
    ------
    WireError
        When the reply is nothing that a worker of ours writes.
    """
    if not isinstance(found, list) or len(found) != calls:
        raise wire.WireError("there is not one trace for each call")
    return [None if trace is None else _one_trace(trace) for trace in found]


def _one_trace(trace: Any) -> Trace:
    if not isinstance(trace, list) or len(trace) > _MOST_EVENTS or not all(map(_is_event, trace)):
        raise wire.WireError("a trace is no list of events")
    return tuple(Event(*event) for event in trace)


def _is_event(event: Any) -> bool:
    return (
        isinstance(event, list)
        and len(event) == 4
        and all(isinstance(part, str) and len(part) <= 40 for part in event[:3])
        and type(event[3]) is int
        and 0 <= event[3] < 1 << 62  # no array has more elements
    )


def _one_evidence(result: Any, arguments: int, decoder: wire.Decoder) -> Evidence:
    if isinstance(result, dict) and set(result) - {"bases", "at"} == {"error"} and _is_error(result["error"], 2):
        bases, at = _read_bases(result.get("bases", [])), _read_place(result.get("at", [0, 0]))
        return Evidence(error=_shortened(result["error"]), bases=bases, at=at)
    if not isinstance(result, dict) or set(result) != {"value", "changed"}:
        raise wire.WireError("a result is neither a value nor an error")
    value, changed = decoder.value(result["value"]), result["changed"]
    if not isinstance(changed, list) or len(changed) != arguments:
        raise wire.WireError("a result does not say what became of its arguments")
    return Evidence(value=value, changed=tuple(_read_change(node, decoder) for node in changed))


def _read_change(node: Any, decoder: wire.Decoder) -> Any:
    if isinstance(node, dict) and set(node) == {"drawn"}:
        check_state(node["drawn"])
        return Drawn(tuple(node["drawn"]))
    return decoder.value(node)


def _read_place(found: Any) -> tuple[int, int]:
    """A cell's number, and a line of it."""
    if not isinstance(found, list) or len(found) != 2 or not all(type(one) is int for one in found):
        raise wire.WireError("it does not say where an error came about")
    cell, line = (one if 0 < one <= _LAST_LINE else 0 for one in found)
    return cell, line


def _read_bases(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > _MOST_BASES or not all(isinstance(name, str) for name in found):
        raise wire.WireError("it does not say what an error is")
    return tuple(wire.cut(name, wire.LONGEST_NAME) for name in found)
