"""What a check prints: one cause, one message, as plain text."""

from __future__ import annotations

import linecache
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.authoring.frame.running import CaseResult

NOT_BEGUN = "{name} is not begun yet. Write your code in place of the ... in its cell, run that cell, then check again."
BROKEN = "The cell that defines {name} did not run to its end, so begin there.\n{why}"
TYPO = "You also defined {listed}: is that a typo? {name} is what is asked."
BEFORE = "What is checked here is the {name} from before."
PASSED = "{name}: {all_checks}."
SOME = "{name}: {passed} of {number} checks passed so far."
WAITING = "{number} more can only be checked once this is right."
WIDTH = 80  # characters


def told(name: str, found: Sequence[CaseResult], names: dict[str, Any]) -> str:
    """What the cases of one question say: each cause once, in the order of the cases, then what waits for it."""
    failed = [one for one in found if not one.passed]
    if not failed:
        all_checks = "its check passed" if len(found) == 1 else f"all {len(found)} checks passed"
        praise = dict.fromkeys(one.says for one in found if one.says)
        return "\n".join(wrapped([PASSED.format(name=name, all_checks=all_checks), *praise]))
    if len(found) == 1:
        return "\n".join(wrapped([*failed[0].says.splitlines(), *line_of(failed[0].error, names)]))
    parts = [SOME.format(name=name, passed=len(found) - len(failed), number=len(found))]
    by_words: dict[str, list[CaseResult]] = {}
    for one in failed:
        by_words.setdefault(one.says, []).append(one)
    waiting = sum(one.waits for one in failed)
    causes = {words: those for words, those in by_words.items() if not those[0].waits}
    for words, those in (causes or by_words).items():
        more = [line for line in line_of(those[0].error, names) if line not in words]
        lines = [*words.splitlines(), *more]
        parts.append("\n".join([", ".join(one.case for one in those), *wrapped(lines, "    ")]))
    if waiting and causes:
        parts.append(WAITING.format(number=waiting))
    return "\n\n".join(parts)


def wrapped(texts: Iterable[str], indent: str = "") -> list[str]:
    """The lines of some texts, none longer than fits into a notebook, which breaks inside words."""
    lines = [line for text in texts for line in text.splitlines()]
    fill = textwrap.TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)
    folded = [part for line in lines for part in (fill.wrap(line) if len(line) > WIDTH else [line])]
    return [f"{indent}{line}".rstrip() for line in folded]


def line_of(error: BaseException | None, names: dict[str, Any]) -> list[str]:
    """The line of the learner's own code that an error came out of, and the error, if it did come out of any."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        trace, own = error.__traceback__, None
        while trace is not None:
            own = trace if trace.tb_frame.f_globals is names else own
            trace = trace.tb_next
        if own is not None:
            code = linecache.getline(own.tb_frame.f_code.co_filename, own.tb_lineno).strip()
            return [f"{type(error).__name__}: {error}", f"line {own.tb_lineno} of its cell: {code}"]
        error = error.__cause__ or error.__context__
    return []
