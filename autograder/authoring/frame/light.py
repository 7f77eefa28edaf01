"""The checks of a notebook by themselves: its test files, run with what is in the notebook, and nothing that is sent.

This and what it imports of the kit is put into the first cell of every notebook as one text. So it needs the standard
library only, and the test files NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.authoring.frame.receipt import receipt
from autograder.authoring.frame.running import CaseResult, outcomes
from autograder.authoring.frame.telling import BEFORE, BROKEN, NOT_BEGUN, TYPO, told
from autograder.authoring.frame.watch import CellWatch, not_begun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NO_SUCH = "There is no check called {name!r}. This notebook has checks of {listed}."
NOT_YET = "{name} has no check in this notebook. Its marks come from tests that run after you hand in."
NOTHING_TO_EXPORT = "There is nothing to export here: the .ipynb file itself is what you hand in. Save it."


class Checks:
    """What ``grader`` is in a notebook: ``grader.check("relu")`` runs the checks of relu and says what they find."""

    def __init__(self, given: Mapping[str, Any], names: dict[str, Any]) -> None:
        """Check ``names`` by what the notebook was ``given``."""
        self.given = given
        self.names = names
        functions = [one for question in given["questions"] for one in question["functions"]]
        self.watch = CellWatch(functions, names, given["brought"])
        self.checked: dict[str, tuple[Any, int, int]] = {}
        keep_on(self, names.get("grader"))

    def check(self, question: str = "", global_env: dict[str, Any] | None = None) -> None:
        """Say what the checks of one question find; of all where none is named."""
        if not question:
            self.check_all()
        else:
            print(self.words(str(question), self.names if global_env is None else global_env))

    def check_all(self) -> None:
        """Say what all checks find, one question after the other."""
        print("\n\n".join(self.words(question, self.names) for question in self.given["tests"]))

    def export(self, *_args: Any, **_options: Any) -> None:
        """Say what is handed in."""
        print(f"{NOTHING_TO_EXPORT}\n{self.given['hand_in']}".strip())

    def receipt(self) -> None:
        """Say what would be graded now, and how to hand it in."""
        print(receipt(self.given, self.watch, self.checked))

    def words(self, question: str, names: dict[str, Any]) -> str:
        """What the checks of one question find."""
        if question not in self.given["tests"]:
            known = any(one["name"] == question for one in self.given["questions"])
            listed = ", ".join(self.given["tests"])
            return NOT_YET.format(name=question) if known else NO_SUCH.format(name=question, listed=listed)
        value = names.get(question)
        why = self.watch.broken.get(question)
        if not_begun(value):
            return BROKEN.format(name=question, why=why) if why else NOT_BEGUN.format(name=question)
        if why and value is None:
            return BROKEN.format(name=question, why=why)
        found = self.outcomes(question, names)
        self.checked[question] = (value, sum(one.passed for one in found), len(found))
        said = told(question, found, names)
        meant = [] if question in names else self.watch.meant_for(question)
        if meant:
            return f"{said}\n\n{TYPO.format(name=question, listed=', '.join(meant))}"
        return f"{BROKEN.format(name=question, why=why)}\n{BEFORE.format(name=question)}\n\n{said}" if why else said

    def outcomes(self, question: str, names: dict[str, Any]) -> list[CaseResult]:
        """What each case of a question says."""
        return outcomes(self.given["tests"][question], question, names)


def keep_on(checks: Checks, before: Any) -> None:
    """Hear of every cell that runs from now on; whoever runs the first cell again goes on with what is known."""
    heard = getattr(before, "watch", None)
    if heard is not None:
        for kept in ("functions", "sources", "broken", "seen", "own"):
            setattr(checks.watch, kept, getattr(heard, kept))
        checks.checked = before.checked
    shell = checks.names.get("get_ipython")
    if shell is None:  # plain Python
        return
    events = shell().events
    if heard is not None:
        unhear(events.unregister, heard.after)
    events.register("post_run_cell", checks.watch.after)


def unhear(unregister: Callable[..., None], after: Callable[..., None]) -> None:
    """Let the checks from before hear no more."""
    try:
        unregister("post_run_cell", after)
    except ValueError:  # they did not, as after a change of the kernel
        return
