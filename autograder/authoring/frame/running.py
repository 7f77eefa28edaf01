"""Run one of Otter's test files without Otter: the same cases, the same verdicts, the same words."""

from __future__ import annotations

import contextlib
import inspect
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OTTERS = ("otter", "otter.test_files")


class test_case:  # noqa: N801 - Otter's name for it
    """What a test file imports from Otter: it marks a function as a case."""

    def __init__(
        self,
        name: str | None = None,
        points: float | None = None,
        hidden: bool = False,
        success_message: str | None = None,
        failure_message: str | None = None,
    ) -> None:
        self.name = name
        self.points = points
        self.hidden = hidden
        self.success_message = success_message
        self.failure_message = failure_message
        self.test_func: Callable[..., None] = lambda: None

    def __call__(self, function: Callable[..., None]) -> test_case:
        """Keep the function that it marks."""
        self.test_func = function
        return self

    def call_func(self, names: dict[str, Any]) -> None:
        """Put the case to what it asks for by the names of its parameters."""
        asked = inspect.signature(self.test_func).parameters
        self.test_func(**{one: names if one == "env" else names.get(one) for one in asked})


class CaseResult(NamedTuple):
    """One case: its name, whether it passed, what it says, and the error that stopped it.

    ``waits`` is whether it only says that it waits for another case.
    """

    case: str
    passed: bool
    says: str
    error: BaseException | None = None
    waits: bool = False


def outcomes(source: str, called: str, names: dict[str, Any]) -> list[CaseResult]:
    """What each case of a test file says of the functions and values in ``names``."""
    own: dict[str, Any] = {"__name__": called}
    with otter_stand_in():
        exec(compile(source, f"the checks of {called}", "exec", dont_inherit=True), own)  # noqa: S102 - the kit's file
    cases = [value for value in own.values() if isinstance(value, test_case)]
    waiting = own.get("WAITING")
    return [outcome(case, case.name or f"{called} - {place}", names, waiting) for place, case in enumerate(cases, 1)]


def outcome(case: test_case, name: str, names: dict[str, Any], waiting: Any) -> CaseResult:
    """What one case says; whoever presses stop stops all of them."""
    try:
        case.call_func(names)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a learner's function may raise anything
        words = str(error)  # Otter cuts quotes off its ends
        waits = isinstance(error, AssertionError) and words == waiting
        said = words if isinstance(error, AssertionError) and words else f"{type(error).__name__}: {words}"
        return CaseResult(
            name, passed=False, says="\n".join(filter(None, (case.failure_message, said))), error=error, waits=waits
        )
    return CaseResult(name, passed=True, says=case.success_message or "")


@contextlib.contextmanager
def otter_stand_in() -> Iterator[None]:
    """Let ``from otter.test_files import test_case`` give ours, and put back whatever has that name."""
    before = {name: sys.modules.get(name) for name in OTTERS}
    package, files = (ModuleType(name) for name in OTTERS)
    files.test_case = test_case  # type: ignore[attr-defined]
    package.test_files = files  # type: ignore[attr-defined]
    sys.modules.update(zip(OTTERS, (package, files), strict=True))
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
