"""What is told beside the verdicts: what a notebook could not have while grading, and names that are not as asked.

A name is told about where it cost points, in one line for the student and, with the remedy, in one for the teacher.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.notebook.definitions import definitions, meant_for
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from autograder.model import Absence, Mark, Notebook
    from autograder.notebook.definitions import Definition

_GIVEN = "Your notebook came with {0} as it is, so it is nobody's answer. Write your own {0} where it is asked."
_NOT_RUN = "what needs it did not run."
_MOST_LEFT_OUT, _MOST_NAMED = 20, 3


def notes_on(notebook: Notebook, absent: Sequence[Absence]) -> Iterator[str]:
    """What the student of a notebook is told about it as a whole, a sentence each."""
    for one in absent:
        yield _absence(one)
    for name, reason in list(notebook.left_out.items())[:_MOST_LEFT_OUT]:
        yield f"{name} was not laid beside your notebook while grading: {reason}"


def _absence(absence: Absence) -> str:
    if absence.kind == "style":
        return f"The plot style {absence.name} is not there while grading; that costs you nothing."
    if absence.why:
        return f"{absence.name} could not be imported while grading ({absence.why}); {_NOT_RUN}"
    return f"{absence.name} is not there while grading; {_NOT_RUN}"


def remarked(
    marks: Sequence[Mark], states: Mapping[str, str], notebook: Notebook, stopped: Collection[int]
) -> tuple[Mark, ...]:
    """The marks with what is to be said about the names of their functions.

    ``states`` are what each question's name stands for, ``stopped`` the cells that did.
    """
    questions = [mark.question for mark in marks]
    found = [one for one in definitions(notebook, questions) if one.name in questions or one.name not in notebook.given]
    told = []
    for mark in marks:
        question, lost = mark.question, mark.points is None or mark.points < mark.max_points
        if question in notebook.given:
            told.append(replace(mark, note=_GIVEN.format(question)))
            continue
        if question in notebook.renamed:
            what = "the function" if mark.is_of_function else "the answer"
            told.append(_with(mark, f"Graded with {what} that you called {notebook.renamed[question]}.", ""))
            continue
        if not mark.is_of_function:
            told.append(mark)
            continue
        own = [one for one in found if one.name == question]
        filled = [one for one in own if not one.stub]
        if filled and states.get(question) == "function":
            sure = all(one.certain and one.cell not in stopped for one in own)
            note, look = _again(question, own, filled) if sure and (lost or own[-1].stub) else ("", "")
        else:
            asked = states.get(question) == "missing" or (own and not filled)
            note, look = _misnamed(question, found, questions) if asked else ("", "")
        told.append(_with(mark, note, look if lost else ""))
    return tuple(told)


def _with(mark: Mark, note: str, look: str) -> Mark:
    if note and not mark.begun:  # it is begun, under another name
        return replace(mark, note=note, look=look, begun=True)
    return replace(mark, note=" ".join(filter(None, (mark.note, note))), look=look)


def _again(question: str, own: Sequence[Definition], filled: Sequence[Definition]) -> tuple[str, str]:
    """What is said where a function is defined more than once."""
    if own[-1].stub:
        note = f"{question} is defined {_times(len(own))}; the last one is empty, so the one before it counts."
        return note, ""
    last, before = filled[-1], filled[:-1]
    if not before:
        return "", ""
    note = f"{question} is defined {_times(len(filled))}; the last one counts."
    if all(one.cell == last.cell for one in before):
        return note, ""
    if last.place and last.place != question:
        remedy = f"If it was meant for {last.place}: {_remedy(question, last.place)}"
        return (
            f"{note} It stands in the cell of {last.place}.",
            f"{note} It stands in the cell of {last.place}. {remedy}",
        )
    place = f"{note} It stands in code cell {last.cell}."
    return place, place


def _misnamed(question: str, found: Sequence[Definition], questions: Sequence[str]) -> tuple[str, str]:
    """What is said where a question has no function, and another name may have been meant for it."""
    names = meant_for(question, (one.name for one in found if not one.stub), questions)[:_MOST_NAMED]
    if names:
        words = f"You defined {listing(names)}; {question} was asked."
        remedies = " or ".join(_remedy(name, question) for name in names)
        return words, f"defined {listing(names)}; {question} was asked. If it was meant: {remedies}"
    strays = {one.name for one in found if one.place == question and one.name in questions and not one.stub}
    for stray in sorted(strays - {question}):
        if sum(one.name == stray and not one.stub for one in found) > 1:
            words = f"The cell of {question} defines {stray}"
            return f"{words}; {question} was asked.", f"{words}. If it was meant: {_remedy(stray, question)}"
    return "", ""


def _remedy(name: str, question: str) -> str:
    return f"autograder rename SUBMISSION {name} {question}"


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"
